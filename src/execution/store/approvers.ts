import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import type { Tx } from "../../kernel/sql.ts";

/** Somebody in a group of approvers. */
export interface GroupMember {
  readonly group: string;
  readonly memberId: Id<"usr">;
}

/** Every group's members, by group. */
export async function groupMembers(tx: Tx): Promise<readonly GroupMember[]> {
  const rows = await tx.sql<{ group_name: string; member_id: string }[]>`
    select group_name, member_id from approver where workspace_id = ${tx.workspaceId}
     order by group_name, member_id limit ${limits.approversMax}`;
  return rows.map((row) => ({ group: row.group_name, memberId: idFromUuid("usr", row.member_id) }));
}

/** Makes a group consist of these members and nobody else; without members there is no such group. */
export async function replaceGroup(
  tx: Tx,
  group: string,
  memberIds: readonly Id<"usr">[],
  addedBy: string,
): Promise<void> {
  await tx.sql`
    delete from approver
     where workspace_id = ${tx.workspaceId} and group_name = ${group} and not (member_id = any(${[...memberIds]}::uuid[]))`;
  await tx.sql`
    insert into approver (workspace_id, group_name, member_id, added_by, added_at)
    select ${tx.workspaceId}::uuid, ${group}::text, m.id, ${addedBy}::text, ${tx.now}::timestamptz
      from unnest(${[...memberIds]}::uuid[]) as m (id)
    on conflict do nothing`;
}

/** One person's yes to a question. */
export interface GrantRow {
  readonly approvalId: Id<"apr">;
  readonly by: string;
  readonly policies: readonly string[];
  readonly note: string | null;
  readonly at: Instant;
}

/** Notes a yes; false where this person has said it before. */
export async function insertedGrant(tx: Tx, grant: Omit<GrantRow, "at">, recordId: Id<"aud">): Promise<boolean> {
  const rows = await tx.sql`
    insert into approval_grant (workspace_id, approval_id, approver_id, policies, note, record_id, granted_at)
    values (${tx.workspaceId}, ${grant.approvalId}, ${grant.by}, ${[...grant.policies]}, ${grant.note}, ${recordId}, ${tx.now})
    on conflict do nothing returning approval_id`;
  return rows.length === 1;
}

/** Every yes to these questions, oldest first. */
export async function grantsOf(tx: Tx, approvalIds: readonly Id<"apr">[]): Promise<readonly GrantRow[]> {
  if (approvalIds.length === 0) return [];
  const rows = await tx.sql<
    { approval_id: string; approver_id: string; policies: string[]; note: string | null; granted_at: Instant }[]
  >`
    select approval_id, approver_id, policies, note, granted_at from approval_grant
     where workspace_id = ${tx.workspaceId} and approval_id = any(${[...approvalIds]}::uuid[])
     order by granted_at, approver_id`;
  return rows.map((row) => ({
    approvalId: idFromUuid("apr", row.approval_id),
    by: row.approver_id,
    policies: row.policies,
    note: row.note,
    at: row.granted_at,
  }));
}

/** A change of an action's words while it waited. */
export interface EditRow {
  readonly id: Id<"aud">;
  readonly actionId: Id<"act">;
  readonly editorId: string;
  readonly approvalId: Id<"apr">;
}

/** Puts other words in the place of an action's draft and notes whose they are; false where it waits no more. */
export async function editedDraft(
  tx: Tx,
  edit: EditRow,
  draft: { readonly subject: string; readonly body: string },
): Promise<boolean> {
  const rows = await tx.sql`
    update action set draft = ${tx.sql.json(draft)}, updated_at = ${tx.now}
     where workspace_id = ${tx.workspaceId} and id = ${edit.actionId} and state = 'awaiting_approval' returning id`;
  if (rows.length === 0) return false;
  await tx.sql`
    insert into action_edit (workspace_id, id, action_id, editor_id, approval_id, edited_at)
    values (${tx.workspaceId}, ${edit.id}, ${edit.actionId}, ${edit.editorId}, ${edit.approvalId}, ${tx.now})`;
  return true;
}

/** Who edited these actions, by action. */
export async function editorsOf(
  tx: Tx,
  actionIds: readonly Id<"act">[],
): Promise<ReadonlyMap<Id<"act">, ReadonlySet<string>>> {
  if (actionIds.length === 0) return new Map();
  const rows = await tx.sql<{ action_id: string; editors: string[] }[]>`
    select action_id, array_agg(distinct editor_id) as editors from action_edit
     where workspace_id = ${tx.workspaceId} and action_id = any(${[...actionIds]}::uuid[]) group by action_id`;
  return new Map(rows.map((row) => [idFromUuid("act", row.action_id), new Set(row.editors)]));
}
