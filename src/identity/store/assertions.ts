import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { RecordKind } from "./records.ts";

export type AssertionOrigin = "merge" | "unmerge" | "detach" | "review" | "edit";

/** What a person said, as it is kept. */
export interface AssertionRow {
  readonly id: string;
  readonly number: number;
  readonly subject: RecordKind;
  readonly kind: "same" | "different";
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly origin: AssertionOrigin;
  readonly reason: string;
  readonly actor: string;
  readonly created_at: Instant;
  readonly revoked_at: Instant | null;
  readonly revoked_by: string | null;
  readonly revoke_reason: string | null;
}

export type NewAssertion = Pick<
  AssertionRow,
  "id" | "number" | "subject" | "kind" | "left" | "right" | "origin" | "reason" | "actor"
>;

/** The number of the next assertion; the caller holds the identity lock. */
export async function nextAssertionNumber(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ next: number }[]>`
    select coalesce(max(number), 0) + 1 as next from identity_assertion where workspace_id = ${tx.workspaceId}`;
  return row?.next ?? 1;
}

export async function insertAssertions(tx: Tx, rows: readonly NewAssertion[]): Promise<void> {
  await tx.sql`
    insert into identity_assertion (workspace_id, id, number, subject, kind, left_ids, right_ids, origin, reason, actor, created_at)
    select ${tx.workspaceId}::uuid, a.id, a.number, a.subject, a.kind, array(select jsonb_array_elements_text(a.left_ids::jsonb))::uuid[],
           array(select jsonb_array_elements_text(a.right_ids::jsonb))::uuid[], a.origin, a.reason, a.actor, ${tx.now}::timestamptz
      from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.number)}::int[], ${rows.map((row) => row.subject)}::text[],
                  ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => JSON.stringify(row.left))}::text[],
                  ${rows.map((row) => JSON.stringify(row.right))}::text[], ${rows.map((row) => row.origin)}::text[],
                  ${rows.map((row) => row.reason)}::text[], ${rows.map((row) => row.actor)}::text[])
           as a (id, number, subject, kind, left_ids, right_ids, origin, reason, actor)`;
}

/** Says which records assertions are about, so that a region finds them. */
export async function insertAssertionRecords(
  tx: Tx,
  rows: readonly { readonly assertionId: string; readonly recordId: string }[],
): Promise<void> {
  await tx.sql`
    insert into assertion_record (workspace_id, record_id, assertion_id)
    select ${tx.workspaceId}::uuid, r.record_id, r.assertion_id
      from unnest(${rows.map((row) => row.recordId)}::uuid[], ${rows.map((row) => row.assertionId)}::uuid[]) as r (record_id, assertion_id)`;
}

/** What people said about any of these records and did not revoke, oldest first. */
export async function assertionsAbout(tx: Tx, recordIds: readonly string[]): Promise<readonly AssertionRow[]> {
  return await tx.sql<AssertionRow[]>`
    select ${columns(tx)} from identity_assertion a
     where a.workspace_id = ${tx.workspaceId} and a.revoked_at is null
       and a.id in (select r.assertion_id from assertion_record r
                     where r.workspace_id = ${tx.workspaceId} and r.record_id = any(${[...recordIds]}::uuid[]))
     order by a.number`;
}

export async function assertionsByIds(tx: Tx, ids: readonly string[]): Promise<readonly AssertionRow[]> {
  return await tx.sql<AssertionRow[]>`
    select ${columns(tx)} from identity_assertion a
     where a.workspace_id = ${tx.workspaceId} and a.id = any(${[...ids]}::uuid[]) order by a.number`;
}

/** Assertions from the newest to the oldest; of everything, or of those that name one of these records. */
export async function assertionsBefore(
  tx: Tx,
  filter: {
    readonly recordIds: readonly string[] | null;
    readonly isRevoked: boolean | null;
    readonly before: number | null;
    readonly count: number;
  },
): Promise<readonly AssertionRow[]> {
  const recordIds = filter.recordIds === null ? null : [...filter.recordIds];
  return await tx.sql<AssertionRow[]>`
    select ${columns(tx)} from identity_assertion a
     where a.workspace_id = ${tx.workspaceId}
       and (${filter.before}::int is null or a.number < ${filter.before}::int)
       and (${filter.isRevoked === null ? null : String(filter.isRevoked)}::boolean is null
            or (a.revoked_at is not null) = ${filter.isRevoked === null ? null : String(filter.isRevoked)}::boolean)
       and (${recordIds}::uuid[] is null
            or a.id in (select r.assertion_id from assertion_record r
                         where r.workspace_id = ${tx.workspaceId} and r.record_id = any(${recordIds}::uuid[])))
     order by a.number desc limit ${filter.count}`;
}

/** Takes words back; what was revoked before stays as it was. */
export async function revokeAssertions(tx: Tx, ids: readonly string[], by: string, reason: string): Promise<void> {
  await tx.sql`
    update identity_assertion set revoked_at = ${tx.now}, revoked_by = ${by}, revoke_reason = ${reason}
     where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[]) and revoked_at is null`;
}

const columns = (tx: Tx) => tx.sql`
    a.id, a.number, a.subject, a.kind, a.left_ids as "left", a.right_ids as "right", a.origin, a.reason, a.actor, a.created_at, a.revoked_at, a.revoked_by,
    a.revoke_reason`;
