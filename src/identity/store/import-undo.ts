import type { Tx } from "../../kernel/sql.ts";
import type { RecordKind } from "./records.ts";

/** A record that an import changed last, and what it said before, if anything stands of that. */
export interface Revertible {
  readonly id: string;
  readonly entity_id: string;
  readonly anchor_id: string | null;
  readonly previous_id: string | null;
  readonly fields: Readonly<Record<string, string>> | null;
  readonly payload_hash: Buffer | null;
  readonly account_record_id: string | null;
}

/** What a record says again. */
export interface Reverted {
  readonly id: string;
  readonly observationId: string;
  readonly hash: Buffer;
  readonly match: unknown;
  readonly accountRecordId: string | null;
}

/**
 * The next records whose present version an import brought, with the version before it. A record that another import that stands
 * found unchanged, or an account that some contact's record names, is still said by somebody and stays.
 */
export async function revertibleAfter(
  tx: Tx,
  batchId: string,
  kind: RecordKind,
  after: string,
  count: number,
): Promise<readonly Revertible[]> {
  return await tx.sql<Revertible[]>`
    select r.id, r.entity_id, r.anchor_id, p.id as previous_id, p.fields, p.payload_hash, p.account_record_id
      from source_record r
      left join lateral (
        select q.id, q.fields, q.payload_hash, q.account_record_id
          from observation q left join import_batch b on b.workspace_id = q.workspace_id and b.id = q.batch_id
         where q.workspace_id = r.workspace_id and q.record_id = r.id and q.id <> r.current_observation_id
           and (b.id is null or b.state not in ('undoing', 'undone'))
         order by q.received_at desc, q.id desc limit 1) p on true
     where r.workspace_id = ${tx.workspaceId} and r.kind = ${kind} and r.id > ${after}::uuid
       and r.id in (select o.record_id from observation o
                     where o.workspace_id = ${tx.workspaceId} and o.batch_id = ${batchId} and o.id = r.current_observation_id)
       and not exists (select from import_row i join import_batch b on b.workspace_id = i.workspace_id and b.id = i.batch_id
                        where i.workspace_id = r.workspace_id and i.record_id = r.id and i.batch_id <> ${batchId} and i.outcome = 'unchanged'
                          and b.state in ('done', 'running', 'failed') and b.id > ${batchId}::uuid)
       and not (r.kind = 'account' and exists (
                select from source_record c join observation co on co.workspace_id = c.workspace_id and co.id = c.current_observation_id
                 where c.workspace_id = r.workspace_id and c.account_record_id = r.id and co.fields <> '{}'::jsonb))
     order by r.id limit ${count}`;
}

/** Points records at what they say again. */
export async function revertRecords(tx: Tx, rows: readonly Reverted[]): Promise<void> {
  await tx.sql`
    update source_record r
       set current_observation_id = b.observation_id, payload_hash = decode(b.hash, 'hex'), match = b.match::jsonb, account_record_id = b.account_record_id
      from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.observationId)}::uuid[],
                  ${rows.map((row) => row.hash.toString("hex"))}::text[], ${rows.map((row) => JSON.stringify(row.match))}::text[],
                  ${rows.map((row) => row.accountRecordId)}::uuid[]) as b (id, observation_id, hash, match, account_record_id)
     where r.workspace_id = ${tx.workspaceId} and r.id = b.id`;
}

/** Takes contacts of which nobody says anything any more out of every list: what happened to them still points at them. */
export async function hideSilentContacts(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.sql<{ id: string }[]>`
    update contact c set merged_into = c.id, updated_at = ${tx.now}
     where c.workspace_id = ${tx.workspaceId} and c.id = any(${[...ids]}::uuid[])
       and not exists (select from source_record r join observation o on o.workspace_id = r.workspace_id and o.id = r.current_observation_id
                        where r.workspace_id = c.workspace_id and r.entity_id = c.id and o.fields <> '{}'::jsonb)
    returning c.id`;
  return rows.map((row) => row.id);
}

/** The same for accounts. */
export async function hideSilentAccounts(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.sql<{ id: string }[]>`
    update account a set merged_into = a.id, updated_at = ${tx.now}
     where a.workspace_id = ${tx.workspaceId} and a.id = any(${[...ids]}::uuid[])
       and not exists (select from source_record r join observation o on o.workspace_id = r.workspace_id and o.id = r.current_observation_id
                        where r.workspace_id = a.workspace_id and r.entity_id = a.id and o.fields <> '{}'::jsonb)
    returning a.id`;
  return rows.map((row) => row.id);
}

/** Keeps who took an import back, and why. */
export async function noteUndo(tx: Tx, batchId: string, by: string, reason: string): Promise<void> {
  await tx.sql`
    update import_batch set state = 'undoing', phase = 'undo', cursor = '{}', undone_at = ${tx.now}, undone_by = ${by}, undo_reason = ${reason}
     where workspace_id = ${tx.workspaceId} and id = ${batchId}`;
}
