import { idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { IdentityReaction } from "../contract.ts";
import { type Employment, jobChangesOf, type Relationship, relationshipsOf } from "../core/relationships.ts";
import type { CurrentObservation } from "../store/records.ts";
import {
  deleteRelationships,
  type EarlierVersion,
  earlierVersions,
  insertJobChanges,
  insertRelationships,
  type JobChangeRow,
} from "../store/relationships.ts";

/** Where each contact works and worked, by contact. */
export type WorkHistory = ReadonlyMap<string, readonly Relationship[]>;

/** Somebody left one account for another, told once. */
export type JobChanged = Extract<IdentityReaction, { readonly type: "contact.job_changed" }>;

type Observed = ReadonlyMap<string, readonly CurrentObservation[]>;

/**
 * Reads where contacts worked out of every version of their records. `isNew` says which records were made just now: they said
 * nothing before.
 */
export async function readWorkHistory(
  tx: Tx,
  observed: Observed,
  isNew: (recordId: string) => boolean,
): Promise<WorkHistory> {
  const known = [...observed.values()].flat().flatMap((row) => (isNew(row.record_id) ? [] : [row.record_id]));
  const stored = known.length === 0 ? [] : await earlierVersions(tx, known);
  const earlier = Map.groupBy(stored, (row) => row.record_id);
  return new Map(
    [...observed].map(([contactId, rows]) => {
      const before = rows.flatMap((row) => earlier.get(row.record_id) ?? []);
      return [contactId, relationshipsOf([...rows.map(fromCurrent), ...before.map(fromEarlier)])];
    }),
  );
}

/** Stores it in place of what was known, and answers with the changes of employer that nobody was told of before. */
export async function writeWorkHistory(tx: Tx, history: WorkHistory): Promise<readonly JobChanged[]> {
  if (history.size === 0) return [];
  await deleteRelationships(tx, [...history.keys()]);
  const rows = [...history].flatMap(([contactId, relationships]) =>
    relationships.map((one, at) => ({ contactId, ordinal: at + 1, ...one })),
  );
  if (rows.length > 0) await insertRelationships(tx, rows);
  const changes = [...history].flatMap(([contactId, relationships]) =>
    jobChangesOf(relationships).map((change): JobChangeRow => ({ contactId, ...change })),
  );
  if (changes.length === 0) return [];
  const fresh = await insertJobChanges(tx, changes);
  return changes.filter((change) => fresh.has(change.evidence)).map(told);
}

function told(change: JobChangeRow): JobChanged {
  return {
    type: "contact.job_changed",
    contactId: idFromUuid("con", change.contactId),
    fromAccountId: idFromUuid("acc", change.fromAccountId),
    toAccountId: idFromUuid("acc", change.toAccountId),
    title: change.title,
    at: change.at,
    evidence: idFromUuid("obs", change.evidence),
  };
}

function fromCurrent(row: CurrentObservation): Employment {
  return {
    observationId: row.observation_id,
    recordId: row.record_id,
    observedAt: row.observed_at,
    accountId: row.account_entity_id,
    isHuman: row.source_kind === "user",
    trust: row.trust,
    title: row.fields["title"] ?? null,
    seniority: row.fields["seniority"] ?? null,
    department: row.fields["department"] ?? null,
  };
}

function fromEarlier(row: EarlierVersion): Employment {
  return {
    observationId: row.observation_id,
    recordId: row.record_id,
    observedAt: row.observed_at,
    accountId: row.account_entity_id,
    isHuman: row.source_kind === "user",
    trust: row.trust,
    title: row.title,
    seniority: row.seniority,
    department: row.department,
  };
}
