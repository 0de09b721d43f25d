import type { Id } from "../kernel/ids.ts";
import { limits } from "../kernel/limits.ts";
import type { Caller, InputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import type { AuditRecord, CaseFile, caseAudit as caseContract } from "./contract.ts";
import { type CaseRecord, caseSections } from "./core/case-file.ts";
import { hashBase64, leafHash } from "./core/leaf.ts";
import { inclusionRanges } from "./core/proof.ts";
import { recordFromBody } from "./core/record.ts";
import { openDisclosures } from "./disclosures.ts";
import { type Head, headOf } from "./head.ts";
import { disclosureScope, type ReadDeps, recordViewing } from "./read.ts";
import { effectsOf, entriesByIds, type LogBounds, type PlacedRow, recordsAbout } from "./store/reading.ts";
import { rangeHashes } from "./tiles.ts";

interface Placed extends PlacedRow {
  readonly record: AuditRecord;
}

const roundsMax = 6;

/** The case file of a message, an action, a contact or one record: why it was touched, with proof of every line. */
export async function caseAudit(
  deps: ReadDeps,
  input: InputOf<typeof caseContract>,
  caller: Caller,
): Promise<CaseFile> {
  const maySee = caller.scopes.has(disclosureScope);
  const found = await deps.db.read(caller.workspaceId, async (tx) => {
    const head = await headOf(deps.vault, tx);
    const records = await recordsOfCase(tx, head.bounds, input.subjectId);
    if (records.length === 0)
      throw problem("not_found", `there is no record about \`${input.subjectId}\` under a checkpoint yet`);
    const opened = maySee
      ? await openDisclosures(
          deps.vault,
          tx,
          records.map((row) => row.id),
        )
      : new Map<never, never>();
    const told = records.map(
      (row): CaseRecord => ({ index: row.index, record: row.record, disclosures: opened.get(row.id) ?? [] }),
    );
    return { head, told, proofs: await proofsOf(tx, head, records) };
  });
  const shown = found.told.reduce((sum, one) => sum + one.disclosures.length, 0);
  const committed = found.told.reduce((sum, one) => sum + (one.record._sd?.length ?? 0), 0);
  if (shown > 0) {
    await recordViewing(deps, caller, {
      subject: { other: input.subjectId },
      data: { records: found.told.length, disclosures: shown },
    });
  }
  return {
    subjectId: input.subjectId,
    sections: caseSections(found.told),
    withheld: committed - shown,
    proofs: found.proofs,
    checkpoint: found.head.note,
    vkey: found.head.key.vkey,
  };
}

/**
 * The records of a case: those of the action or message itself, what caused them, what they led to, and what is known of
 * the contact apart from other actions.
 */
async function recordsOfCase(tx: Tx, bounds: LogBounds, subjectId: string): Promise<Placed[]> {
  const records = new Map<Id<"aud">, Placed>();
  const add = async (ids: readonly Id<"aud">[], belongs: (record: AuditRecord) => boolean): Promise<Id<"aud">[]> => {
    const fresh = ids.filter((id) => !records.has(id)).slice(0, limits.pageMax);
    const rows = fresh.length === 0 ? [] : await entriesByIds(tx, bounds, fresh);
    const kept = rows
      .map((row) => ({ ...row, record: recordFromBody(row.body) }))
      .filter(({ record }) => belongs(record));
    for (const row of kept) records.set(row.id, row);
    return kept.map((row) => row.id);
  };
  await add(await seedsOf(tx, bounds, subjectId), () => true);
  const seeds = [...records.values()].map(({ record }) => record);
  const actionIds = present(seeds.map((record) => record.subject?.action));
  const contactIds = present(seeds.map((record) => record.subject?.contact));
  const isOfThisCase = ({ subject }: AuditRecord): boolean =>
    subject?.action === undefined || actionIds.includes(subject.action);
  await add(await recordsAbout(tx, bounds, { messageIds: [], actionIds, contactIds: [] }, limits.pageMax), () => true);
  let effects = [...records.keys()];
  for (let round = 0; round < roundsMax && effects.length > 0; round += 1) {
    effects = await add(await effectsOf(tx, bounds, effects, limits.pageMax), isOfThisCase);
  }
  await add(
    await recordsAbout(tx, bounds, { messageIds: [], actionIds: [], contactIds }, limits.pageMax),
    isOfThisCase,
  );
  let causes = [...records.values()].flatMap(({ record }) => record.causes ?? []);
  for (let round = 0; round < roundsMax && causes.length > 0; round += 1) {
    const added = await add(causes, () => true);
    causes = added.flatMap((id) => records.get(id)?.record.causes ?? []);
  }
  return [...records.values()].sort((left, right) => left.index - right.index);
}

async function seedsOf(tx: Tx, bounds: LogBounds, subjectId: string): Promise<Id<"aud">[]> {
  const of = (prefix: string): string[] => (subjectId.startsWith(`${prefix}_`) ? [subjectId] : []);
  const [recordId] = of("aud") as Id<"aud">[];
  if (recordId !== undefined) return [recordId];
  return recordsAbout(
    tx,
    bounds,
    { messageIds: of("msg"), actionIds: of("act"), contactIds: of("con") },
    limits.pageMax,
  );
}

async function proofsOf(tx: Tx, head: Head, records: readonly Placed[]): Promise<CaseFile["proofs"]> {
  const ranges = records.map((row) => inclusionRanges(row.index, head.bounds.size));
  const proofs = await rangeHashes(tx, head.bounds.epoch, ranges);
  return records.map((row, at) => ({
    index: row.index,
    leaf: hashBase64(leafHash(row.body)),
    hashes: (proofs[at] ?? []).map(hashBase64),
  }));
}

function present<T extends string>(ids: readonly (T | undefined)[]): T[] {
  return [...new Set(ids.filter((id): id is T => id !== undefined))];
}
