import type { Id } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import { dueAfter, heatOf } from "../core/thread.ts";
import { answeredRows, newestReplies } from "../store/answers.ts";
import { inboundById } from "../store/inbound.ts";
import { answeredInThread, classifiedInThread, unansweredInThread } from "../store/threads.ts";

/** A mail as an answer to it needs to know it. */
export interface AnsweredMail {
  readonly id: Id<"inb">;
  readonly contactId: Id<"con"> | null;
  readonly subject: string;
  /** Its Message-ID and those that it refers to (newest first), without brackets. */
  readonly rfc822Id: string | null;
  readonly referenceIds: readonly string[];
  /** The message of ours that it answers, and the mailbox that its conversation is in. */
  readonly messageId: Id<"msg"> | null;
  readonly mailboxId: Id<"mbx"> | null;
}

/** Mails that are to be answered, by id; one that there is not has no entry. */
export async function answeredMails(tx: Tx, ids: readonly Id<"inb">[]): Promise<ReadonlyMap<Id<"inb">, AnsweredMail>> {
  const rows = ids.length === 0 ? [] : await answeredRows(tx, ids);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The newest reply under each of these contact ids: what an answer that names none is an answer to. */
export async function repliesToAnswer(
  tx: Tx,
  contactIds: readonly Id<"con">[],
): Promise<readonly { readonly contactId: Id<"con">; readonly id: Id<"inb">; readonly at: number }[]> {
  return contactIds.length === 0 ? [] : newestReplies(tx, contactIds);
}

/** Notes that an answer of ours went out, so that nobody waits in its thread any longer. */
export async function noteAnswered(tx: Tx, answersId: Id<"inb"> | null): Promise<void> {
  if (answersId !== null) await answeredInThread(tx, answersId);
}

/** Notes that an answer did not go out after all: whoever waited for it waits still, since their mail came in. */
export async function noteUnanswered(tx: Tx, answersId: Id<"inb"> | null): Promise<void> {
  const mail = answersId === null ? null : await inboundById(tx, answersId);
  if (mail === null) return;
  await unansweredInThread(tx, mail.id);
  await classifiedInThread(tx, {
    inboundId: mail.id,
    wasWaiting: false,
    contactId: null,
    heat: heatOf(mail.what, mail.kind),
    since: mail.receivedAt,
    dueAt: dueAfter(mail.receivedAt),
  });
}
