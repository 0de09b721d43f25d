import { type Id, uuidFromId } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { KnownMessage } from "../core/correlate.ts";
import { dueAfter, heatOf } from "../core/thread.ts";
import type { InboundRow } from "../store/inbound.ts";
import { arriveInThread, rootOfMails } from "../store/threads.ts";

/**
 * Puts a mail into the conversation that it belongs to: by the message of ours that it answers, else by the mail that it refers
 * to, else one of its own. Reports of mail systems are no conversation.
 */
export async function placeInThread(
  tx: Tx,
  mail: Omit<InboundRow, "threadId">,
  message: KnownMessage | null,
): Promise<Id<"thr"> | null> {
  const isAnswer = mail.what === "reply" || mail.what === "auto_reply";
  if (!isAnswer && !mail.needsPerson) return null;
  return arriveInThread(tx, {
    inboundId: mail.id,
    at: mail.receivedAt,
    root: await rootOf(tx, mail, message),
    contactId: mail.contactId,
    mailboxId: message?.mailboxId ?? null,
    isAuto: mail.what === "auto_reply",
    needsPerson: mail.needsPerson,
    heat: heatOf(mail.what, mail.kind),
    dueAt: dueAfter(mail.receivedAt),
  });
}

async function rootOf(tx: Tx, mail: Omit<InboundRow, "threadId">, message: KnownMessage | null): Promise<string> {
  const answered = message?.answersId ?? null;
  if (message !== null && answered === null) return message.conversationId ?? uuidFromId(message.messageId);
  const known =
    answered === null && mail.referenceIds.length === 0
      ? null
      : await rootOfMails(tx, answered, mail.referenceIds, mail.contactId);
  return known ?? uuidFromId(mail.id);
}
