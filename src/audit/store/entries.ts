import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** A record to insert: its id and the exact line. */
export interface EntryRow {
  readonly id: Id<"aud">;
  readonly body: string;
}

/** A sealed disclosure of a record. */
export interface DisclosureRow {
  readonly recordId: Id<"aud">;
  readonly n: number;
  readonly contactId: Id<"con">;
  readonly digest: string;
  readonly sealed: Buffer;
}

/** Inserts records and queues them for ordering, in one statement and in the given order. */
export async function insertEntries(tx: Tx, rows: readonly EntryRow[]): Promise<void> {
  await tx.sql`
    with given as (
      select t.id, t.body, t.position
        from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.body)}::text[]) with ordinality as t (id, body, position)
    ), entered as (
      insert into audit_entry (workspace_id, id, body)
      select ${tx.workspaceId}::uuid, id, body from given
    )
    insert into audit_pending (workspace_id, id)
    select ${tx.workspaceId}::uuid, id from given order by position`;
}

/** Inserts the sealed personal text of records. */
export async function insertDisclosures(tx: Tx, rows: readonly DisclosureRow[]): Promise<void> {
  await tx.sql`
    insert into audit_disclosure (workspace_id, record_id, n, contact_id, digest, sealed)
    select ${tx.workspaceId}::uuid, t.record_id, t.n, t.contact_id, t.digest, decode(t.sealed, 'base64')
      from unnest(${rows.map((row) => row.recordId)}::uuid[], ${rows.map((row) => row.n)}::int[],
                  ${rows.map((row) => row.contactId)}::uuid[], ${rows.map((row) => row.digest)}::text[],
                  ${rows.map((row) => row.sealed.toString("base64"))}::text[]) as t (record_id, n, contact_id, digest, sealed)`;
}

/** The wrapped keys of contacts; null where the key was destroyed. */
export async function subjectKeys(tx: Tx, contactIds: readonly Id<"con">[]): Promise<Map<Id<"con">, Buffer | null>> {
  const rows = await tx.sql<{ contact_id: string; wrapped: Buffer | null }[]>`
    select contact_id, wrapped from subject_key
     where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[])`;
  return new Map(rows.map((row) => [idFromUuid("con", row.contact_id), row.wrapped]));
}

/** Inserts keys for contacts that have none yet, and says for which; where another transaction was first, its key stands. */
export async function insertSubjectKeys(
  tx: Tx,
  rows: readonly { readonly contactId: Id<"con">; readonly wrapped: Buffer }[],
): Promise<ReadonlySet<Id<"con">>> {
  const inserted = await tx.sql<{ contact_id: string }[]>`
    insert into subject_key (workspace_id, contact_id, wrapped)
    select ${tx.workspaceId}::uuid, t.contact_id, decode(t.wrapped, 'base64')
      from unnest(${rows.map((row) => row.contactId)}::uuid[], ${rows.map((row) => row.wrapped.toString("base64"))}::text[]) as t (contact_id, wrapped)
     order by t.contact_id
        on conflict (workspace_id, contact_id) do nothing
    returning contact_id`;
  return new Set(inserted.map((row) => idFromUuid("con", row.contact_id)));
}

/** The sealed disclosures of some records, with the wrapped key of each contact; null where it was destroyed. */
export async function disclosuresOfRecords(
  tx: Tx,
  recordIds: readonly Id<"aud">[],
): Promise<(DisclosureRow & { readonly wrapped: Buffer | null })[]> {
  const rows = await tx.sql<
    { record_id: string; n: number; contact_id: string; digest: string; sealed: Buffer; wrapped: Buffer | null }[]
  >`
    select d.record_id, d.n, d.contact_id, d.digest, d.sealed, k.wrapped
      from audit_disclosure d
      join subject_key k on k.workspace_id = d.workspace_id and k.contact_id = d.contact_id
     where d.workspace_id = ${tx.workspaceId} and d.record_id = any(${[...recordIds]}::uuid[])
     order by d.record_id, d.n`;
  return rows.map((row) => ({
    recordId: idFromUuid("aud", row.record_id),
    n: row.n,
    contactId: idFromUuid("con", row.contact_id),
    digest: row.digest,
    sealed: row.sealed,
    wrapped: row.wrapped,
  }));
}

/** How many records wait for their place in the log. */
export async function pendingCount(tx: Tx): Promise<number> {
  const rows = await tx.sql<{ count: number }[]>`
    select count(*) as count from audit_pending where workspace_id = ${tx.workspaceId}`;
  return rows[0]?.count ?? 0;
}

/** The record that has waited longest, or undefined. */
export async function oldestPending(tx: Tx): Promise<Id<"aud"> | undefined> {
  const rows = await tx.sql<{ id: string }[]>`
    select id from audit_pending where workspace_id = ${tx.workspaceId} order by seq limit 1`;
  return rows.map((row) => idFromUuid("aud", row.id))[0];
}

/** Takes the oldest queued records off the queue, in order. */
export async function takePending(tx: Tx, limit: number): Promise<EntryRow[]> {
  const rows = await tx.sql<{ id: string; body: string }[]>`
    with taken as (
      delete from audit_pending
       where workspace_id = ${tx.workspaceId}
         and seq in (select seq from audit_pending where workspace_id = ${tx.workspaceId} order by seq limit ${limit})
      returning seq, id
    )
    select t.id, e.body from taken t
      join audit_entry e on e.workspace_id = ${tx.workspaceId} and e.id = t.id
     order by t.seq`;
  return rows.map((row) => ({ id: idFromUuid("aud", row.id), body: row.body }));
}
