import type { Id } from "../../kernel/ids.ts";
import type { Permanence } from "../contract.ts";

/** What a report with proof says of one message. */
export type ReportedFact =
  | { readonly kind: "email_delivered" | "spam_complaint" }
  | { readonly kind: "email_bounced"; readonly permanence: Permanence };

/**
 * The source key of a fact that is known by proof. It names the fact, not who told it: a report by mail and a provider's
 * webhook about the same bounce are one bounce, in whatever order they come.
 */
export function reportKey(messageId: Id<"msg">, fact: ReportedFact): string {
  const what = fact.kind === "email_bounced" ? `${fact.kind} ${fact.permanence}` : fact.kind;
  return `report ${messageId} ${what}`;
}
