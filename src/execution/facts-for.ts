import type { AnswerRef, Conversation, WrittenMail } from "../activity/words/contract.ts";
import { recipientsNow } from "../identity/attribution.ts";
import type { Instant } from "../kernel/env.ts";
import { type Id, idFromUuid } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { stoppableStates } from "./core/states.ts";
import { engagedContactIds } from "./store/actions.ts";
import { answersAmong, writtenIn } from "./store/conversations.ts";
import { attemptsUnderWay, messagesSentBy, outcomesOfActions, touchesSince, workOfContacts } from "./store/counts.ts";
import { type MessageRef, messageRefs } from "./store/messages.ts";
import { messageIdsOf, sendsByMessage } from "./store/sends.ts";
import { workspaceFooter } from "./store/workspace.ts";

/** One sent touch, as attribution reads it. */
export interface SentTouch {
  readonly actionId: Id<"act">;
  readonly contactId: Id<"con">;
  readonly accountId: Id<"acc"> | null;
  readonly messageId: Id<"msg"> | null;
  readonly templateId: Id<"tpl"> | null;
  readonly sequenceId: Id<"seq"> | null;
  readonly step: number;
  readonly at: Instant;
}

/** The sent touches of these contacts since a time, in one statement. */
export function sentTouches(tx: Tx, contactIds: readonly Id<"con">[], since: Instant): Promise<readonly SentTouch[]> {
  return touchesSince(tx, contactIds, since);
}

/** Actions proposed since a time, by the outcome of their newest decision. */
export function actionCounts(
  tx: Tx,
  since: Instant,
): Promise<readonly { readonly outcome: string; readonly count: number }[]> {
  return outcomesOfActions(tx, since);
}

/** Messages sent since a time, by template or sequence id. */
export async function sendsBy(
  tx: Tx,
  since: Instant,
  by: "template" | "sequence",
): Promise<ReadonlyMap<string, number>> {
  const rows = await messagesSentBy(tx, since, by);
  return new Map(
    rows.map((row) => [by === "template" ? idFromUuid("tpl", row.id) : idFromUuid("seq", row.id), row.count]),
  );
}

/** Which of these contacts were proposed to already. */
export function engagedContacts(tx: Tx, contactIds: readonly Id<"con">[]): Promise<ReadonlySet<Id<"con">>> {
  return engagedContactIds(tx, contactIds);
}

/**
 * Our messages by id, by wire Message-ID or by recipient address, newest first: what inbound mail may answer. Each names the
 * contact that its recipient is now, so that an answer stops whoever they were merged into or split off as (I3, I10).
 */
export async function messagesMatching(
  tx: Tx,
  query: {
    readonly ids: readonly Id<"msg">[];
    readonly rfc822Ids: readonly string[];
    readonly addresses: readonly string[];
    readonly limit: number;
  },
): Promise<readonly MessageRef[]> {
  const messages = await messageRefs(tx, query);
  const now = await recipientsNow(tx, messages);
  return messages.map((message, at) => ({ ...message, contactId: now[at] ?? message.contactId }));
}

/** What messages count for, by id: their mailbox, sequence and both ends. */
export const sendsOf = sendsByMessage;

/** The postal address that outreach carries; empty until an admin sets one. */
export const postalAddress = workspaceFooter;

/** What was written in a conversation, newest first, whatever became of it. */
export function sentInConversation(tx: Tx, conversation: Conversation): Promise<readonly WrittenMail[]> {
  return writtenIn(tx, conversation);
}

/** The messages that answer these mails, whatever became of them. */
export function answersToMails(tx: Tx, inboundIds: readonly Id<"inb">[]): Promise<readonly AnswerRef[]> {
  return answersAmong(tx, inboundIds);
}

/** How many messages are between our hand and the mail server now. */
export function attemptingCount(tx: Tx): Promise<number> {
  return attemptsUnderWay(tx);
}

/** What a stop of these contacts would still prevent: enrollments that run or wait, actions that were not handed over. */
export async function workUnderWay(
  tx: Tx,
  contactIds: readonly Id<"con">[],
): Promise<ReadonlyMap<Id<"con">, { readonly enrollments: number; readonly actions: number }>> {
  const rows = await workOfContacts(tx, contactIds, stoppableStates);
  return new Map(rows.map((row) => [row.contactId, row]));
}

/** The message of each of these actions; one that has none has no entry. */
export function messagesOf(tx: Tx, actionIds: readonly Id<"act">[]): Promise<ReadonlyMap<Id<"act">, Id<"msg">>> {
  return messageIdsOf(tx, actionIds);
}
