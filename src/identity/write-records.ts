import type { Env } from "../kernel/env.ts";
import { newUuid } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import type { IncomingRecord } from "./core/import-records.ts";
import {
  type AccountMatch,
  accountKeys,
  accountMatch,
  type ContactMatch,
  contactKeys,
  contactMatch,
  type MatchKey,
} from "./core/match.ts";
import type { Fresh, Touched } from "./region.ts";
import type { SourceRow } from "./store/imports.ts";
import { deleteKeys, insertJoins, insertKeys, type KeyName } from "./store/keys.ts";
import { insertObservations, knownRecords, type RecordKind, writeRecords } from "./store/records.ts";

/** Where records come from: whose they are, in which batch, entered by whom. */
export interface WriteContext {
  readonly source: SourceRow;
  /** Null for what no file brought: an edit, an enrichment answer. */
  readonly batchId: string | null;
  readonly actor: string;
}

/** The account record that a contact record names, and the account that this is. */
export interface AccountLink {
  readonly recordId: string;
  readonly entityId: string;
}

/** What was written, and the record id of every record that was handed in, changed or not. */
export interface Written extends Touched {
  readonly ids: ReadonlyMap<string, string>;
}

interface Row {
  readonly one: IncomingRecord;
  readonly fresh: Fresh;
  readonly keys: readonly MatchKey[];
  readonly link: AccountLink | null;
}

/** Confidence of a value that a source states and nobody checked. */
const statedConfidence = 50;

/** Writes what is new or changed: record, observation and keys. What says nothing new writes nothing. */
export async function writeIncoming(
  env: Pick<Env, "wall" | "randomBytes">,
  tx: Tx,
  context: WriteContext,
  kind: RecordKind,
  incoming: readonly IncomingRecord[],
  linkOf: (record: IncomingRecord) => AccountLink | null,
): Promise<Written> {
  if (incoming.length === 0) return { ids: new Map(), fresh: new Map(), keys: [] };
  const found = await knownRecords(
    tx,
    context.source.id,
    kind,
    incoming.map((one) => one.externalId),
  );
  const known = new Map(found.map((row) => [row.external_id, row]));
  const ids = new Map(found.map((row) => [row.external_id, row.id]));
  const changed = incoming.filter((one) => known.get(one.externalId)?.payload_hash.equals(one.hash) !== true);
  if (changed.length === 0) return { ids, fresh: new Map(), keys: [] };
  // Birth ids in the order of the file, so that of two rows that meet the first one gives the contact its id.
  const births = Array.from(changed, () => newUuid(env)).sort();
  const rows = changed.map((one, at): Row => {
    const before = known.get(one.externalId);
    const id = before?.id ?? births[at] ?? newUuid(env);
    ids.set(one.externalId, id);
    const link = linkOf(one);
    const { match, keys } = matched(kind, one);
    const observation = observationOf(env, tx, context, one, id, link);
    return {
      one,
      keys,
      link,
      fresh: {
        id,
        isNew: before === undefined,
        entityId: before?.entity_id ?? id,
        match,
        observation,
        anchorId: one.anchorId ?? null,
      },
    };
  });
  // Sent without waiting, run in this order: the server writes one while the next is made ready.
  const [, keys] = await Promise.all([store(tx, context, kind, rows), storeKeys(tx, rows)]);
  return { ids, fresh: new Map(rows.map((row) => [row.fresh.id, row.fresh])), keys };
}

function matched(
  kind: RecordKind,
  one: IncomingRecord,
): { readonly match: ContactMatch | AccountMatch; readonly keys: readonly MatchKey[] } {
  if (kind === "account") {
    const match = accountMatch(one.fields, one.externalId);
    return { match, keys: accountKeys(match) };
  }
  const match = contactMatch(one.fields);
  return { match, keys: contactKeys(match) };
}

function observationOf(
  env: Pick<Env, "wall" | "randomBytes">,
  tx: Tx,
  { source }: WriteContext,
  one: IncomingRecord,
  recordId: string,
  link: AccountLink | null,
): Fresh["observation"] {
  return {
    entity_id: recordId,
    record_id: recordId,
    account_entity_id: link?.entityId ?? null,
    observation_id: newUuid(env),
    // A clock that runs ahead would win every field for ever.
    observed_at: Math.min(one.observedAt ?? tx.now, tx.now),
    confidence: one.confidence ?? statedConfidence,
    fields: one.fields,
    details: clamped(one.details, tx.now),
    source_id: source.id,
    source_name: source.name,
    source_kind: source.kind,
    trust: source.trust,
  };
}

/** The same for claims that say when they were made. */
function clamped(details: IncomingRecord["details"], now: number): Fresh["observation"]["details"] {
  if (details === undefined) return null;
  return Object.fromEntries(
    Object.entries(details).map(([field, { observedAt, ...rest }]) => [
      field,
      observedAt === undefined ? rest : { ...rest, observedAt: Math.min(observedAt, now) },
    ]),
  );
}

async function store(tx: Tx, context: WriteContext, kind: RecordKind, rows: readonly Row[]): Promise<void> {
  const from = { sourceId: context.source.id, batchId: context.batchId, actor: context.actor };
  const written = writeRecords(
    tx,
    from,
    rows.map(({ one, fresh, link }) => ({
      id: fresh.id,
      kind,
      externalId: one.externalId,
      hash: one.hash,
      observationId: fresh.observation.observation_id,
      match: fresh.match,
      accountRecordId: link?.recordId ?? null,
      anchorId: one.anchorId ?? null,
    })),
  );
  const observed = insertObservations(
    tx,
    from,
    rows.map(({ one, fresh, link }) => ({
      id: fresh.observation.observation_id,
      recordId: fresh.id,
      observedAt: fresh.observation.observed_at,
      fields: one.fields,
      confidence: one.confidence ?? statedConfidence,
      details: fresh.observation.details,
      accountRecordId: link?.recordId ?? null,
      hash: one.hash,
    })),
  );
  await Promise.all([written, observed]);
}

async function storeKeys(tx: Tx, rows: readonly Row[]): Promise<readonly KeyName[]> {
  const old = rows.filter((row) => !row.fresh.isNew).map((row) => row.fresh.id);
  const dropped = old.length === 0 ? [] : await deleteKeys(tx, old);
  const keys = rows.flatMap((row) => row.keys.map((key) => ({ ...key, recordId: row.fresh.id })));
  if (keys.length > 0) await insertKeys(tx, keys);
  const ties = rows.flatMap(({ one, fresh }) =>
    one.anchorId === undefined
      ? []
      : [fresh.id, one.anchorId].map((recordId) => ({ by: one.anchorId ?? "", recordId })),
  );
  if (ties.length > 0) await insertJoins(tx, ties);
  return [...keys.map(({ kind, key }) => ({ kind, key })), ...dropped];
}
