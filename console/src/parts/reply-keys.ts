import type { ReplyKind } from "./choices.ts";

/** The one key of each meaning of a reply; `s` takes a model's suggestion over, and `j`, `k`, `g`, `a`, `b`, `z`, `/` and `?` are the page's. */
export const replyKeys: Readonly<Record<ReplyKind, string>> = {
  interested: "i",
  meeting: "m",
  question: "q",
  not_now: "n",
  referral: "r",
  neutral: "e",
  not_interested: "x",
  unsubscribe: "u",
  complaint: "c",
  wrong_person: "w",
  left_company: "l",
  identity_question: "y",
  data_request: "d",
  ooo: "o",
  auto_ack: "t",
  meeting_declined: "v",
};
