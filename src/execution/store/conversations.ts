import type { AnswerRef, Conversation, WrittenMail } from "../../activity/words/contract.ts";
import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid, idOrNull } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { Reason } from "../words/contract.ts";
import type { ActionContent } from "./actions.ts";

/**
 * What was written in a conversation, newest first: the messages that were answered with the other steps of their sequences,
 * as far as they went out, and every answer to these mails, whatever became of it.
 */
export async function writtenIn(tx: Tx, conversation: Conversation): Promise<readonly WrittenMail[]> {
  const { sql } = tx;
  const { messageIds, inboundIds, limit } = conversation;
  const rows = await sql<StoredWritten[]>`
    with answered as (
      select a.id, a.enrollment_id from message m join action a on a.workspace_id = m.workspace_id and a.id = m.action_id
       where m.workspace_id = ${tx.workspaceId} and m.id = any(${[...messageIds]}::uuid[])),
    written as (
      select id from answered
      union
      select a.id from action a
       where a.workspace_id = ${tx.workspaceId} and a.enrollment_id in (select enrollment_id from answered where enrollment_id is not null)
         and a.state in ('attempting', 'sent', 'unknown', 'parked', 'done')
      union
      select a.id from action a where a.workspace_id = ${tx.workspaceId} and a.answers_id = any(${[...inboundIds]}::uuid[]))
    select a.id, a.message_id, a.answers_id, a.state, a.purpose, a.proposer_kind, a.proposer_id, a.content, a.reasons,
           m.from_address, m.to_address, m.subject, m.body, coalesce(t.started_at, a.created_at) as at
      from action a join written w on w.id = a.id
      left join message m on m.workspace_id = a.workspace_id and m.action_id = a.id
      left join lateral (
        select max(started_at) as started_at from attempt where workspace_id = ${tx.workspaceId} and action_id = a.id) t on true
     where a.workspace_id = ${tx.workspaceId}
     order by at desc, a.id desc limit ${limit}`;
  return rows.map(writtenFromRow);
}

/** The messages that answer these mails. */
export async function answersAmong(tx: Tx, inboundIds: readonly Id<"inb">[]): Promise<readonly AnswerRef[]> {
  const rows = await tx.sql<{ id: string; answers_id: string }[]>`
    select m.id, a.answers_id from action a join message m on m.workspace_id = a.workspace_id and m.action_id = a.id
     where a.workspace_id = ${tx.workspaceId} and a.answers_id = any(${[...inboundIds]}::uuid[])`;
  return rows.map((row) => ({ messageId: idFromUuid("msg", row.id), inboundId: idFromUuid("inb", row.answers_id) }));
}

interface StoredWritten {
  readonly id: string;
  readonly message_id: string | null;
  readonly answers_id: string | null;
  readonly state: string;
  readonly purpose: string;
  readonly proposer_kind: string;
  readonly proposer_id: string;
  readonly content: ActionContent | null;
  readonly reasons: readonly Reason[];
  readonly from_address: string | null;
  readonly to_address: string | null;
  readonly subject: string | null;
  readonly body: string | null;
  readonly at: Instant;
}

function writtenFromRow(row: StoredWritten): WrittenMail {
  return {
    at: row.at,
    actionId: idFromUuid("act", row.id),
    messageId: idOrNull("msg", row.message_id),
    answersId: idOrNull("inb", row.answers_id),
    state: row.state,
    purpose: row.purpose,
    proposer: { kind: row.proposer_kind, id: row.proposer_id },
    from: row.from_address ?? row.content?.fromAddress ?? "",
    to: row.to_address ?? row.content?.to ?? "",
    subject: row.subject ?? row.content?.subject ?? "",
    text: row.body ?? row.content?.body ?? "",
    reasons: row.reasons,
  };
}
