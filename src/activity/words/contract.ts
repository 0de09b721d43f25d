import { z } from "zod";
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
