import type { OptOutBasis, ReplyKind } from "../contract.ts";

/** The kinds of a reply that forbid further mail by themselves, each with what the suppression rests on. */
export const optOutBasisOf: Readonly<Partial<Record<ReplyKind, OptOutBasis>>> = {
  unsubscribe: "reply",
  complaint: "complaint_reply",
  data_request: "data_request",
  left_company: "left_company",
};
