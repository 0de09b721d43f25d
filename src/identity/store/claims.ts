import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { CurrentObservation, ObservationDetails, RecordKind } from "./records.ts";

export type RankWord = "pinned" | "normal" | "deprecated";

/** The newest word about one claim. */
export interface RankRow {
  readonly record_id: string;
  readonly observation_id: string;
  readonly field: string;
  readonly rank: RankWord;
  readonly reason: string | null;
  readonly actor: string;
  readonly at: Instant;
}

export interface NewRank {
  readonly id: string;
  readonly recordId: string;
  readonly observationId: string;
  readonly field: string;
  readonly rank: RankWord;
}

/** One version of what a record said, with when we heard it and from whom. */
export interface PastObservation extends CurrentObservation {
  readonly received_at: Instant;
  readonly actor: string;
  readonly is_current: boolean;
  readonly details: ObservationDetails | null;
}

export interface OwnerRow {
  readonly field: string;
  readonly source_id: string | null;
  readonly source_name: string | null;
  readonly source_kind: string | null;
  readonly actor: string;
  readonly at: Instant;
}

/** What was last said about the claims of these records, until a time or until now. */
export async function ranksOf(
  tx: Tx,
  recordIds: readonly string[],
  until: Instant | null = null,
): Promise<readonly RankRow[]> {
  return await tx.sql<RankRow[]>`
    select distinct on (c.observation_id, c.field) c.record_id, c.observation_id, c.field, c.rank, c.reason, c.actor, c.at
      from claim_rank c
     where c.workspace_id = ${tx.workspaceId} and c.record_id = any(${[...recordIds]}::uuid[])
       and (${until}::timestamptz is null or c.at <= ${until}::timestamptz)
     order by c.observation_id, c.field, c.number desc`;
}

/** Adds a word about claims; the caller holds the workspace's identity lock, so that numbers are taken one by one. */
export async function insertRanks(
  tx: Tx,
  said: { readonly reason: string | null; readonly actor: string },
  rows: readonly NewRank[],
): Promise<void> {
  await tx.sql`
    insert into claim_rank (workspace_id, id, number, record_id, observation_id, field, rank, reason, actor, at)
    select ${tx.workspaceId}::uuid, r.id, n.newest + r.place, r.record_id, r.observation_id, r.field, r.rank, ${said.reason}, ${said.actor}, ${tx.now}::timestamptz
      from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.recordId)}::uuid[], ${rows.map((row) => row.observationId)}::uuid[],
                  ${rows.map((row) => row.field)}::text[], ${rows.map((row) => row.rank)}::text[])
             with ordinality as r (id, record_id, observation_id, field, rank, place),
           (select coalesce(max(number), 0)::int as newest from claim_rank where workspace_id = ${tx.workspaceId}) as n`;
}

/** These observations, whether their records still say so or not. */
export async function observationsByIds(
  tx: Tx,
  observationIds: readonly string[],
): Promise<readonly CurrentObservation[]> {
  return await tx.sql<CurrentObservation[]>`
    ${past(tx)} where o.workspace_id = ${tx.workspaceId} and o.id = any(${[...observationIds]}::uuid[])`;
}

/** Everything that these records ever said, until a time or until now, in the order in which we heard it. */
export async function pastObservations(
  tx: Tx,
  recordIds: readonly string[],
  until: Instant | null = null,
): Promise<readonly PastObservation[]> {
  return await tx.sql<PastObservation[]>`
    ${past(tx)} where o.workspace_id = ${tx.workspaceId} and o.record_id = any(${[...recordIds]}::uuid[])
       and (${until}::timestamptz is null or o.received_at <= ${until}::timestamptz)
     order by o.received_at, o.id`;
}

const past = (tx: Tx) => tx.sql`
    select r.entity_id, r.id as record_id, a.entity_id as account_entity_id, o.id as observation_id, o.observed_at, o.received_at, o.confidence, o.fields,
           o.details, o.actor, o.id = r.current_observation_id as is_current, s.id as source_id, s.name as source_name, s.kind as source_kind, s.trust
      from observation o
      join source_record r on r.workspace_id = o.workspace_id and r.id = o.record_id
      join source s on s.workspace_id = r.workspace_id and s.id = r.source_id
      left join source_record a on a.workspace_id = r.workspace_id and a.id = r.account_record_id`;

/** Which source each field belongs to, until a time or until now; a field that was given back has a row without a source. */
export async function ownersOf(tx: Tx, object: RecordKind, until: Instant | null = null): Promise<readonly OwnerRow[]> {
  return await tx.sql<OwnerRow[]>`
    select distinct on (f.field) f.field, f.source_id, s.name as source_name, s.kind as source_kind, f.actor, f.at
      from field_owner f left join source s on s.workspace_id = f.workspace_id and s.id = f.source_id
     where f.workspace_id = ${tx.workspaceId} and f.object = ${object} and (${until}::timestamptz is null or f.at <= ${until}::timestamptz)
     order by f.field, f.number desc`;
}

export async function insertOwner(
  tx: Tx,
  row: {
    readonly id: string;
    readonly object: RecordKind;
    readonly field: string;
    readonly sourceId: string | null;
    readonly actor: string;
  },
): Promise<void> {
  await tx.sql`
    insert into field_owner (workspace_id, id, number, object, field, source_id, actor, at)
    select ${tx.workspaceId}::uuid, ${row.id}::uuid, coalesce(max(number), 0)::int + 1, ${row.object}, ${row.field}, ${row.sourceId}::uuid, ${row.actor}, ${tx.now}::timestamptz
      from field_owner where workspace_id = ${tx.workspaceId}`;
}

/** The source of a name, where there is one. */
export async function sourceNamed(
  tx: Tx,
  name: string,
): Promise<{ readonly id: string; readonly name: string; readonly kind: string } | undefined> {
  const [row] = await tx.sql<{ id: string; name: string; kind: string }[]>`
    select id, name, kind from source where workspace_id = ${tx.workspaceId} and name = ${name}`;
  return row;
}

/** Living contacts or accounts after an id, in id order, whose claims have to be weighed anew. */
export async function entitiesAfter(
  tx: Tx,
  object: RecordKind,
  after: string | null,
  count: number,
): Promise<readonly string[]> {
  const rows =
    object === "contact"
      ? await tx.sql<{ id: string }[]>`
          select id from contact where workspace_id = ${tx.workspaceId} and merged_into is null and (${after}::uuid is null or id > ${after}::uuid)
           order by id limit ${count}`
      : await tx.sql<{ id: string }[]>`
          select id from account where workspace_id = ${tx.workspaceId} and merged_into is null and (${after}::uuid is null or id > ${after}::uuid)
           order by id limit ${count}`;
  return rows.map((row) => row.id);
}
