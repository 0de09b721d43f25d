import type { AppendDeps } from "../audit/append.ts";
import type { Id } from "../kernel/ids.ts";
import type { React } from "../kernel/reactions.ts";
import type { Database, Tx } from "../kernel/sql.ts";
import type { ActivityKind, ActivityReaction } from "./contract.ts";
import type { KnownContact, KnownMessage } from "./core/correlate.ts";
import type { Loop } from "./core/loop.ts";
import type { ReadMail } from "./read-mail.ts";
import type { AnswerRef, Conversation, WrittenMail } from "./words/contract.ts";

/** The vault purpose of the key that signs bounce, reply and unsubscribe tokens; the sender of mail uses the same. */
export const mailTokenPurpose = "mail-token";

/** What the verbs of this block need; the composition root wires the look-ups of blocks that this one cannot import. */
export interface ActivityDeps extends AppendDeps {
  readonly db: Database;
  readonly react: React<ActivityReaction>;
  readonly readMail: ReadMail;
  /** Our messages by id, by Message-ID on the wire, or by recipient address, newest first. */
  readonly messagesFor: (
    tx: Tx,
    query: {
      readonly ids: readonly Id<"msg">[];
      readonly rfc822Ids: readonly string[];
      readonly addresses: readonly string[];
      readonly limit: number;
    },
  ) => Promise<readonly KnownMessage[]>;
  /** Contacts that these addresses belong to, after every merge. */
  readonly contactsFor: (tx: Tx, addresses: readonly string[]) => Promise<readonly KnownContact[]>;
  /** What we wrote in a conversation, newest first: the messages that were answered, their sequences, and answers to these mails. */
  readonly sentIn: (tx: Tx, conversation: Conversation) => Promise<readonly WrittenMail[]>;
  /** The messages of ours that answer these mails, whatever became of them. */
  readonly answersTo: (tx: Tx, inboundIds: readonly Id<"inb">[]) => Promise<readonly AnswerRef[]>;
  /** Hears of meetings and deals that a caller recorded, in the same transaction. */
  readonly onRecorded?: (tx: Tx, events: readonly RecordedActivity[]) => Promise<void>;
  /** Hears that a mail of a mailbox to itself came back, in the transaction that took it. */
  readonly onLoop?: (tx: Tx, loop: Loop) => Promise<void>;
  /** Every id that a contact's events may stand under: its own and those merged into it; empty for an unknown contact. */
  readonly idsOfContact: (tx: Tx, contactId: Id<"con">) => Promise<readonly Id<"con">[]>;
}

/** An event that a caller recorded, for blocks that judge outcomes. */
export interface RecordedActivity {
  readonly id: Id<"evt">;
  readonly kind: ActivityKind;
  readonly contactId: Id<"con"> | null;
  readonly actionId: Id<"act"> | null;
  readonly auditId: Id<"aud">;
  readonly occurredAt: number;
  readonly data: Readonly<Record<string, unknown>>;
}
