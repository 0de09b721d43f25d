import type { Instant } from "../../kernel/env.ts";
import type { InboundWhat } from "../contract.ts";
import { type BounceReport, recognizeBounce } from "./bounce.ts";
import { type Classification, classifyReply } from "./classify.ts";
import { type ComplaintReport, type OtherFeedback, recognizeComplaint, recognizeOtherFeedback } from "./complaint.ts";
import type { Mail } from "./mail-structure.ts";
import { type OwnText, ownText } from "./own-text.ts";
import { holdUntil } from "./return-date.ts";

/** What a mail is by its structure, read before it is correlated. */
export interface Structure {
  readonly bounce: BounceReport | null;
  readonly complaint: ComplaintReport | null;
  readonly feedback: OtherFeedback | null;
}

/**
 * Reads the structure of a mail: a complaint first, then a delivery report, then reports that are neither. A report that a
 * person passes on as an attachment is read where the mail around it is none.
 */
export function structureOf(mail: Mail): Structure {
  const own = structureOfOne(mail);
  const isReport = own.complaint !== null || own.bounce !== null || own.feedback !== null;
  return isReport || mail.attached === null ? own : structureOfOne(mail.attached);
}

function structureOfOne(mail: Mail): Structure {
  const complaint = recognizeComplaint(mail);
  const feedback = complaint === null ? recognizeOtherFeedback(mail) : null;
  const bounce = complaint === null && feedback === null ? recognizeBounce(mail) : null;
  return { complaint, bounce, feedback };
}

/** A mail fully read: what it is and, for an answer, what it means. */
export interface Understanding {
  readonly what: InboundWhat;
  readonly own: OwnText;
  readonly reply: Classification | null;
  /** Until when an automatic answer holds the contact; null for anything that only a person ends. */
  readonly holdUntil: Instant | null;
}

/** Reads a mail to the end. `sentText` is our own message in the thread, where it is known. */
export function understand(
  mail: Mail,
  structure: Structure,
  context: { readonly sentText: string | null; readonly receivedAt: Instant; readonly isToUnsubscribe: boolean },
): Understanding {
  const own = ownText(mail.text, context.sentText);
  if (structure.complaint !== null) return { what: "complaint", own, reply: null, holdUntil: null };
  if (structure.bounce !== null) return { what: structure.bounce.what, own, reply: null, holdUntil: null };
  if (structure.feedback !== null) return { what: "report", own, reply: null, holdUntil: null };
  const reply = context.isToUnsubscribe ? toUnsubscribe : classifyReply(mail, own, context.receivedAt);
  return reply.isAuto
    ? { what: "auto_reply", own, reply, holdUntil: holdUntil(context.receivedAt, reply.resumeAt) }
    : { what: "reply", own, reply, holdUntil: null };
}

/** Mail to the address in List-Unsubscribe (RFC 2369): the address is the wish, whatever the text says. */
const toUnsubscribe: Classification = {
  class: "unsubscribe",
  kind: "unsubscribe",
  stage: "structure",
  evidence: "sent to the unsubscribe address",
  isAuto: false,
  resumeAt: null,
  meetingAt: null,
  referral: [],
  suppress: "contact",
  channel: "mailto",
  severity: null,
  severityEvidence: null,
};
