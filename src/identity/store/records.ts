import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";

export type RecordKind = "contact" | "account";

export interface KnownRecord {
  readonly id: string;
  readonly kind: RecordKind;
  readonly external_id: string;
  readonly payload_hash: Buffer;
  readonly entity_id: string;
}

export interface NewRecord {
  readonly id: string;
  readonly kind: RecordKind;
  readonly externalId: string;
  readonly hash: Buffer;
  readonly observationId: string;
  readonly match: unknown;
  readonly accountRecordId: string | null;
  readonly anchorId: string | null;
}

/** What is particular to single claims of an observation, by field. */
export type ObservationDetails = Readonly<
  Record<string, { readonly observedAt?: number; readonly confidence?: number; readonly cleared?: true }>
>;

export interface NewObservation {
  readonly id: string;
  readonly recordId: string;
  readonly observedAt: Instant;
  readonly fields: Readonly<Record<string, string>>;
  readonly confidence: number;
  readonly details: ObservationDetails | null;
  /** The account record that this version of a contact record names. */
  readonly accountRecordId: string | null;
  /** What the version says, so that a record that goes back to it knows what it said. */
  readonly hash: Buffer;
}

export interface Provenance {
  readonly sourceId: string;
  readonly batchId: string | null;
  readonly actor: string;
}

/** What the resolver reads of a record, and where the record belonged before. */
export interface RegionRecord {
  readonly id: string;
  readonly match: unknown;
  readonly entity_id: string;
  readonly anchor_id: string | null;
}

/** The current observation of a record, with its source. */
export interface CurrentObservation {
  readonly entity_id: string;
  readonly record_id: string;
  readonly account_entity_id: string | null;
  readonly observation_id: string;
  readonly observed_at: Instant;
  readonly confidence: number;
  readonly fields: Readonly<Record<string, string>>;
  readonly details: ObservationDetails | null;
  readonly source_id: string;
  readonly source_name: string;
  readonly source_kind: string;
  readonly trust: number;
}

/** Whoever changes who is who holds this row to the end of the transaction; answers with how often that was done. */
export async function lockIdentity(tx: Tx): Promise<number> {
  await tx.sql`insert into identity_lock (workspace_id) values (${tx.workspaceId}) on conflict do nothing`;
  const [row] = await tx.sql<{ generation: number }[]>`
    update identity_lock set generation = generation + 1 where workspace_id = ${tx.workspaceId} returning generation`;
  return row?.generation ?? 0;
}

/** The records that a source already has under these ids. */
export async function knownRecords(
  tx: Tx,
  sourceId: string,
  kind: RecordKind,
  externalIds: readonly string[],
): Promise<readonly KnownRecord[]> {
  return await tx.sql<KnownRecord[]>`
    select id, kind, external_id, payload_hash, entity_id from source_record
     where workspace_id = ${tx.workspaceId} and source_id = ${sourceId} and kind = ${kind} and external_id = any(${[...externalIds]}::text[])`;
}

/** New records and new versions of known ones; both point at the observation that says what they are now. */
export async function writeRecords(tx: Tx, from: Provenance, records: readonly NewRecord[]): Promise<void> {
  await tx.sql`
    insert into source_record (workspace_id, id, kind, source_id, external_id, payload_hash, current_observation_id, match, entity_id, account_record_id, anchor_id,
                               batch_id, created_at)
    select ${tx.workspaceId}::uuid, r.id, r.kind, ${from.sourceId}::uuid, r.external_id, decode(r.hash, 'hex'), r.observation_id, r.match::jsonb, r.id, r.account_record_id, r.anchor_id,
           ${from.batchId}::uuid, ${tx.now}::timestamptz
      from unnest(${records.map((r) => r.id)}::uuid[], ${records.map((r) => r.kind)}::text[], ${records.map((r) => r.externalId)}::text[],
                  ${records.map((r) => r.hash.toString("hex"))}::text[], ${records.map((r) => r.observationId)}::uuid[],
                  ${records.map((r) => JSON.stringify(r.match))}::text[], ${records.map((r) => r.accountRecordId)}::uuid[],
                  ${records.map((r) => r.anchorId)}::uuid[])
           as r (id, kind, external_id, hash, observation_id, match, account_record_id, anchor_id)
    on conflict (workspace_id, source_id, kind, external_id) do update
       set payload_hash = excluded.payload_hash, current_observation_id = excluded.current_observation_id, match = excluded.match,
           account_record_id = excluded.account_record_id, anchor_id = excluded.anchor_id, batch_id = excluded.batch_id`;
}

export async function insertObservations(tx: Tx, from: Provenance, rows: readonly NewObservation[]): Promise<void> {
  await tx.sql`
    insert into observation (workspace_id, id, record_id, observed_at, received_at, fields, confidence, details, account_record_id, actor, batch_id, payload_hash)
    select ${tx.workspaceId}::uuid, o.id, o.record_id, o.observed_at, ${tx.now}::timestamptz, o.fields::jsonb, o.confidence, o.details::jsonb,
           o.account_record_id, ${from.actor}, ${from.batchId}::uuid, decode(o.hash, 'hex')
      from unnest(${rows.map((o) => o.id)}::uuid[], ${rows.map((o) => o.recordId)}::uuid[], ${rows.map((o) => o.observedAt)}::timestamptz[],
                  ${rows.map((o) => JSON.stringify(o.fields))}::text[], ${rows.map((o) => o.confidence)}::smallint[],
                  ${rows.map((o) => (o.details === null ? null : JSON.stringify(o.details)))}::text[], ${rows.map((o) => o.accountRecordId)}::uuid[],
                  ${rows.map((o) => o.hash.toString("hex"))}::text[])
           as o (id, record_id, observed_at, fields, confidence, details, account_record_id, hash)`;
}

/** The records of these and everything that now shares an entity with them. */
export async function withMates(tx: Tx, recordIds: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.sql<{ id: string }[]>`
    select m.id from source_record m
     where m.workspace_id = ${tx.workspaceId}
       and m.entity_id in (select r.entity_id from source_record r where r.workspace_id = ${tx.workspaceId} and r.id = any(${[...recordIds]}::uuid[]))`;
  return rows.map((row) => row.id);
}

export async function regionRecords(tx: Tx, recordIds: readonly string[]): Promise<readonly RegionRecord[]> {
  return await tx.sql<RegionRecord[]>`
    select id, match, entity_id, anchor_id from source_record where workspace_id = ${tx.workspaceId} and id = any(${[...recordIds]}::uuid[])`;
}

export async function moveRecords(
  tx: Tx,
  moves: readonly { readonly id: string; readonly entityId: string }[],
): Promise<void> {
  await tx.sql`
    update source_record r set entity_id = m.entity_id
      from unnest(${moves.map((move) => move.id)}::uuid[], ${moves.map((move) => move.entityId)}::uuid[]) as m (id, entity_id)
     where r.workspace_id = ${tx.workspaceId} and r.id = m.id`;
}

/** What every record of these entities says now. */
export async function currentObservations(
  tx: Tx,
  entityIds: readonly string[],
): Promise<readonly CurrentObservation[]> {
  return await said(
    tx,
    await tx.sql<PlacedRecord[]>`
      select id, entity_id, source_id, current_observation_id, account_record_id from source_record
       where workspace_id = ${tx.workspaceId} and entity_id = any(${[...entityIds]}::uuid[])`,
  );
}

/** What these records say now. */
export async function observationsOf(tx: Tx, recordIds: readonly string[]): Promise<readonly CurrentObservation[]> {
  return await said(
    tx,
    await tx.sql<PlacedRecord[]>`
      select id, entity_id, source_id, current_observation_id, account_record_id from source_record
       where workspace_id = ${tx.workspaceId} and id = any(${[...recordIds]}::uuid[])`,
  );
}

interface PlacedRecord {
  readonly id: string;
  readonly entity_id: string;
  readonly source_id: string;
  readonly current_observation_id: string;
  readonly account_record_id: string | null;
}

/**
 * What placed records say. Read by keys and put together here: as one join, what a large import had just filled was read as a
 * whole for each of its rows (6,000 rows: 8 s of 27).
 */
async function said(tx: Tx, records: readonly PlacedRecord[]): Promise<readonly CurrentObservation[]> {
  if (records.length === 0) return [];
  const versions = await tx.sql<VersionRow[]>`
    select id, observed_at, confidence, fields, details, account_record_id from observation
     where workspace_id = ${tx.workspaceId} and id = any(${records.map((record) => record.current_observation_id)}::uuid[])`;
  const sources = await tx.sql<{ id: string; name: string; kind: string; trust: number }[]>`
    select id, name, kind, trust from source
     where workspace_id = ${tx.workspaceId} and id = any(${[...new Set(records.map((record) => record.source_id))]}::uuid[])`;
  const versionOf = new Map(versions.map((row) => [row.id, row]));
  const sourceOf = new Map(sources.map((row) => [row.id, row]));
  const named = records.flatMap(
    (record) => versionOf.get(record.current_observation_id)?.account_record_id ?? record.account_record_id ?? [],
  );
  const accounts = named.length === 0 ? new Map<string, string>() : await entitiesOf(tx, [...new Set(named)]);
  return records.map((record): CurrentObservation => {
    const version = versionOf.get(record.current_observation_id);
    const source = sourceOf.get(record.source_id);
    if (version === undefined || source === undefined) throw new Error(`record ${record.id} says nothing`);
    const accountRecordId = version.account_record_id ?? record.account_record_id;
    return {
      entity_id: record.entity_id,
      record_id: record.id,
      account_entity_id: accountRecordId === null ? null : (accounts.get(accountRecordId) ?? null),
      observation_id: version.id,
      observed_at: version.observed_at,
      confidence: version.confidence,
      fields: version.fields,
      details: version.details,
      source_id: source.id,
      source_name: source.name,
      source_kind: source.kind,
      trust: source.trust,
    };
  });
}

type VersionRow = Pick<CurrentObservation, "observed_at" | "confidence" | "fields" | "details"> & {
  readonly id: string;
  readonly account_record_id: string | null;
};

/** The contacts whose records name one of these account records. */
export async function contactsNaming(tx: Tx, accountRecordIds: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.sql<{ entity_id: string }[]>`
    select distinct entity_id from source_record
     where workspace_id = ${tx.workspaceId} and account_record_id = any(${[...accountRecordIds]}::uuid[])`;
  return rows.map((row) => row.entity_id);
}

/** What each birth id is now: old ids resolve here, before and after any merge or split. */
export async function entitiesOf(tx: Tx, birthIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.sql<{ id: string; entity_id: string }[]>`
    select id, entity_id from source_record where workspace_id = ${tx.workspaceId} and id = any(${[...birthIds]}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row.entity_id]));
}
