import { z } from "zod";
import type { Instant } from "../../kernel/env.ts";
import type { Id } from "../../kernel/ids.ts";

/** How bad a protest is: a `threat` names law, police, press or a regulator, an `escalation` somebody's superior. */
export const severities = ["threat", "escalation"] as const;
export type Severity = (typeof severities)[number];

/** A reply that protests, in its own words. */
export interface ProtestSeen {
  readonly type: "protest.seen";
  readonly severity: Severity;
  readonly evidence: string | null;
  /** Who wrote it, where that is not who was written to. */
  readonly writer: string | null;
}

/** A person found that a reply means something else: what its earlier class protected by is looked at again. */
export interface ReplyCorrected {
  readonly type: "reply.corrected";
  readonly from: string | null;
  readonly to: string;
  readonly by: string;
  /** Whether that person may lift suppressions. */
  readonly mayLift: boolean;
  /** Whether what a threat or an escalation protects by stays. */
  readonly keepsProtest: boolean;
}

/** A model said what a reply may mean. It ends nothing: a person still says what the reply means. */
export interface ReplySuggested {
  readonly type: "reply.suggested";
  readonly kind: string;
  /** The day that the reply names, for a kind that waits for one. */
  readonly resumeAt: number | null;
}

/** What a model takes a reply for, as callers see it; `kind` names the kinds that there are. */
export const suggestionOf = <Kind extends z.ZodType>(kind: Kind) =>
  z.object({
    kind,
    severity: z.enum(severities).nullable(),
    /** The words of the reply that it rests on. */
    evidence: z.string(),
    /** Whether it protects the contact already; otherwise nothing follows from it. */
    protects: z.boolean(),
    model: z.string(),
    suggestedAt: z.string(),
  });

/** A person said whose a mail is: the others whom it made wait need not wait for it any longer. */
export interface MailBound {
  readonly type: "mail.bound";
  /** Every id that the one whose it is has or had. */
  readonly ids: readonly Id<"con">[];
  readonly by: string;
}

/** A colleague wrote to a contact by hand, from the mail program. It counts as a touch, like one that agents made. */
export interface ColleagueWrote {
  readonly type: "colleague.wrote";
  readonly eventId: Id<"evt">;
  /** Whether it was written since the mailbox was connected: an older one counts, and takes nothing over. */
  readonly takesOver: boolean;
}

/** A copy of a message of ours lies among the sent mail of its mailbox: it did go out. */
export interface SentCopyFound {
  readonly type: "sent_copy.found";
}

/** A conversation by what of it is known here: the messages of ours that were answered, and the mails that came in. */
export interface Conversation {
  readonly messageIds: readonly Id<"msg">[];
  readonly inboundIds: readonly Id<"inb">[];
  readonly limit: number;
}

/** Something that we wrote in a conversation, or were about to. */
export interface WrittenMail {
  readonly at: Instant;
  readonly actionId: Id<"act">;
  readonly messageId: Id<"msg"> | null;
  readonly answersId: Id<"inb"> | null;
  readonly state: string;
  readonly purpose: string;
  readonly proposer: { readonly kind: string; readonly id: string };
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly reasons: readonly { readonly code: string; readonly effect: string; readonly says: string }[];
}

/** A message of ours with the mail that it answers. */
export interface AnswerRef {
  readonly messageId: Id<"msg">;
  readonly inboundId: Id<"inb">;
}
