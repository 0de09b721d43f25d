import { canonicalJson } from "../../kernel/canonical.ts";
import type { Tx } from "../../kernel/sql.ts";
import { accountKeys, accountMatch, contactKeys, contactMatch, type MatchKey } from "../core/match.ts";
import { deleteKeys, insertKeys, type KeyName, keysOf } from "../store/keys.ts";
import type { RecordKind } from "../store/records.ts";
import { type SpokenRecord, spokenRecords, writeMatches } from "../store/ruleset-sweep.ts";

/** Normalises records anew from what they say, and answers which keys they had or have where that changed anything. */
export async function rekey(tx: Tx, kind: RecordKind, recordIds: readonly string[]): Promise<readonly KeyName[]> {
  const records = await spokenRecords(tx, recordIds);
  const stored = Map.groupBy(await keysOf(tx, recordIds), (row) => row.record_id);
  const stale = records
    .map((record) => ({ record, ...readAnew(kind, record) }))
    .filter(({ record, match, keys }) => {
      const isSame = canonicalJson(match) === canonicalJson(record.match);
      return !isSame || textOf(keys) !== textOf(stored.get(record.id) ?? []);
    });
  if (stale.length === 0) return [];
  const dropped = await deleteKeys(
    tx,
    stale.map(({ record }) => record.id),
  );
  const keys = stale.flatMap(({ record, keys: own }) => own.map((key) => ({ ...key, recordId: record.id })));
  if (keys.length > 0) await insertKeys(tx, keys);
  await writeMatches(
    tx,
    stale.map(({ record, match }) => ({ id: record.id, match })),
  );
  return [...keys.map(({ kind: keyKind, key }) => ({ kind: keyKind, key })), ...dropped];
}

function readAnew(
  kind: RecordKind,
  { fields, external_id: externalId }: SpokenRecord,
): { readonly match: unknown; readonly keys: readonly MatchKey[] } {
  if (kind === "account") {
    const match = accountMatch(fields, externalId);
    return { match, keys: accountKeys(match) };
  }
  const match = contactMatch(fields);
  return { match, keys: contactKeys(match) };
}

function textOf(keys: readonly KeyName[]): string {
  return [...new Set(keys.map(({ kind, key }) => `${kind}:${key}`))].sort().join("\n");
}
