import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid, idOrNull } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { ActionState } from "../words/contract.ts";

/** Sent actions of contacts since a time, oldest first. */
export async function touchesSince(tx: Tx, contactIds: readonly Id<"con">[], since: Instant) {
  const rows = await tx.sql<
    {
      id: string;
      contact_id: string;
      account_id: string | null;
      message_id: string | null;
      template_id: string | null;
      sequence_id: string | null;
      step: number;
      created_at: Instant;
    }[]
  >`
    select a.id, a.contact_id, a.account_id, a.message_id, a.template_id, a.sequence_id, a.step, m.created_at
      from action a join message m on m.workspace_id = a.workspace_id and m.action_id = a.id
     where a.workspace_id = ${tx.workspaceId} and a.contact_id = any(${[...contactIds]}::uuid[])
       and a.state in ('sent', 'done', 'parked') and m.created_at >= ${since}
     order by m.created_at, a.id`;
  return rows.map((row) => ({
    actionId: idFromUuid("act", row.id),
    contactId: idFromUuid("con", row.contact_id),
    accountId: idOrNull("acc", row.account_id),
    messageId: idOrNull("msg", row.message_id),
    templateId: idOrNull("tpl", row.template_id),
    sequenceId: idOrNull("seq", row.sequence_id),
    step: row.step,
    at: row.created_at,
  }));
}

/** Actions proposed since a time, by outcome. */
export async function outcomesOfActions(
  tx: Tx,
  since: Instant,
): Promise<readonly { readonly outcome: string; readonly count: number }[]> {
  return tx.sql<{ outcome: string; count: number }[]>`
    select outcome, count(*)::int as count from action
     where workspace_id = ${tx.workspaceId} and created_at >= ${since} group by outcome order by outcome`;
}

/** Messages of sent actions since a time, by template or by sequence. */
export async function messagesSentBy(
  tx: Tx,
  since: Instant,
  by: "template" | "sequence",
): Promise<readonly { readonly id: string; readonly count: number }[]> {
  const column = by === "template" ? tx.sql`template_id` : tx.sql`sequence_id`;
  return tx.sql<{ id: string; count: number }[]>`
    select ${column} as id, count(*)::int as count from action
     where workspace_id = ${tx.workspaceId} and state in ('sent', 'done', 'parked') and created_at >= ${since} and ${column} is not null
     group by ${column}`;
}

/** Actions whose attempt is open. */
export async function attemptsUnderWay(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ count: number }[]>`
    select count(*)::int as count from action where workspace_id = ${tx.workspaceId} and state = 'attempting'`;
  return row?.count ?? 0;
}

/** Enrollments that run or wait and actions in some states, by contact; a contact without any has no row. */
export async function workOfContacts(
  tx: Tx,
  contactIds: readonly Id<"con">[],
  states: readonly ActionState[],
): Promise<readonly { readonly contactId: Id<"con">; readonly enrollments: number; readonly actions: number }[]> {
  const rows = await tx.sql<{ contact_id: string; enrollments: number; actions: number }[]>`
    select w.contact_id, count(*) filter (where w.is_enrollment)::int as enrollments, count(*) filter (where not w.is_enrollment)::int as actions
      from (select contact_id, true as is_enrollment from enrollment
             where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[]) and state in ('active', 'held')
            union all
            select contact_id, false from action
             where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[]) and state = any(${[...states]}::text[])) as w
     group by w.contact_id`;
  return rows.map((row) => ({
    contactId: idFromUuid("con", row.contact_id),
    enrollments: row.enrollments,
    actions: row.actions,
  }));
}

/** When the newest send of each contact became one whose result nobody knows; a contact without any has no row. */
export async function unknownSends(
  tx: Tx,
  contactIds: readonly Id<"con">[],
): Promise<readonly { readonly contactId: Id<"con">; readonly at: Instant }[]> {
  const rows = await tx.sql<{ contact_id: string; at: Instant }[]>`
    select contact_id, max(updated_at) as at from action
     where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[]) and state = 'unknown'
     group by contact_id`;
  return rows.map((row) => ({ contactId: idFromUuid("con", row.contact_id), at: row.at }));
}
