import { createHash } from "node:crypto";
import { actorOf, appendAudit } from "../../audit/append.ts";
import { idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { IdentityReaction, OptOutBasis } from "../contract.ts";
import { parseEmail } from "../core/email.ts";
import { duplicateId } from "../core/import-records.ts";
import { type Reject, readRows } from "../core/read-rows.ts";
import type { RowBlock } from "../core/row-blocks.ts";
import { rulesetInForce } from "../ruleset/in-force.ts";
import { insertRejects, insertRows } from "../store/import-rows.ts";
import {
  deleteStagedKeys,
  duplicatesInStage,
  keysFromStage,
  matchRepeats,
  matchStage,
  type OptOutRow,
  observationsFromStage,
  openStage,
  optOutsInStage,
  recordsFromStage,
  rowsFromStage,
  type StagedCounts,
  stagedCounts,
  stagedHashes,
  stageKeys,
  stageRows,
} from "../store/import-stage.ts";
import type { KeyName } from "../store/keys.ts";
import { lockIdentity } from "../store/records.ts";
import type { ReadyBlock } from "./normaliser.ts";
import { type Run, writeContextOf } from "./run.ts";

/** What a block came to. */
export interface LoadedBlock extends StagedCounts {
  readonly rows: number;
  readonly rejected: number;
  readonly warned: number;
  readonly optOuts: number;
  /** Keys that changed records no longer have. */
  readonly dropped: readonly KeyName[];
}

/** Confidence of a value that a file states and nobody checked. */
const statedConfidence = 50;

/**
 * Writes a block in one transaction and a constant number of statements: records, what they say, their keys, and what became
 * of each row. Who is who is decided later; until then a new record is nobody else's. Who wishes to be left alone is
 * suppressed here already.
 */
export async function loadBlock(run: Run, tx: Tx, block: RowBlock, ready: ReadyBlock): Promise<LoadedBlock> {
  const kind = run.batch.kind === "accounts" ? "account" : "contact";
  const from = { sourceId: run.source.id, batchId: run.batchId, actor: writeContextOf(run).actor };
  await lockIdentity(tx);
  await openStage(tx);
  await stageRows(tx, ready.stage);
  await stageKeys(tx, ready.keys);
  await matchStage(tx, run.source.id, kind);
  await matchRepeats(tx, run.batchId);
  await recordsFromStage(tx, from, kind);
  await observationsFromStage(tx, from, run.batch.created_at, statedConfidence);
  const dropped = await deleteStagedKeys(tx);
  await keysFromStage(tx);
  await rowsFromStage(tx, run.batchId);
  const rejects = [...ready.rejects, ...(await duplicatesOf(run, tx, block))];
  await keepRejects(tx, run.batchId, rejects);
  const counts = await stagedCounts(tx);
  const optOuts = optOutsOf(await optOutsInStage(tx));
  const loaded: LoadedBlock = {
    ...counts,
    rows: ready.rowCount,
    rejected: rejects.filter((reject) => !reject.isImported).length,
    warned: rejects.filter((reject) => reject.isImported).length,
    optOuts: optOuts.length,
    dropped,
  };
  await recordBlock(run, tx, block, loaded, await stagedHashes(tx));
  if (optOuts.length > 0) await run.deps.react(tx, optOuts);
  return loaded;
}

/** Keeps rows that are handed back, each among the rows of the file unless the rest of it was imported. */
export async function keepRejects(tx: Tx, batchId: string, rejects: readonly Reject[]): Promise<void> {
  if (rejects.length === 0) return;
  await insertRejects(tx, batchId, rejects);
  const gone = rejects.filter((reject) => !reject.isImported);
  await insertRows(
    tx,
    batchId,
    gone.map(({ line }) => ({ line, outcome: "reject", recordId: null })),
  );
}

/** Rows with the id of an earlier row and other values; they are read again, since only few of them are ever needed. */
async function duplicatesOf(run: Run, tx: Tx, block: RowBlock): Promise<readonly Reject[]> {
  const found = await duplicatesInStage(tx);
  if (found.length === 0) return [];
  const firstLine = new Map(found.map((one) => [one.line, one.first_line]));
  const { rows } = readRows(run.reading.layout, block.text, block.line, run.reading.columnsMax);
  return rows.flatMap((row) => {
    const first = firstLine.get(row.line);
    return first === undefined ? [] : [duplicateId(row, first)];
  });
}

/** Every wish of the file to be left alone, of unchanged rows too: stating it twice does no harm, missing it does. */
export function optOutsOf(rows: readonly OptOutRow[]): readonly IdentityReaction[] {
  return rows.flatMap(({ entity_id: entityId, fields, opt_outs: bases }) => {
    const address = parseEmail(fields["email"] ?? "")?.matchKey;
    const phone = fields["phone"];
    return (bases as readonly OptOutBasis[]).map((basis) => ({
      type: "optout.imported" as const,
      contactId: idFromUuid("con", entityId),
      addresses: basis === "do_not_call" || address === undefined ? [] : [address],
      domains: [],
      phones: (basis === "do_not_call" || basis === "do_not_contact") && phone !== undefined ? [phone] : [],
      basis,
    }));
  });
}

/** One leaf for the block, with the digest of what it said. */
async function recordBlock(
  run: Run,
  tx: Tx,
  block: RowBlock,
  { rows, created, updated, unchanged, rejected, optOuts }: LoadedBlock,
  hashes: Buffer,
): Promise<void> {
  const importId = idFromUuid("imp", run.batchId);
  await appendAudit(run.deps, tx, [
    {
      type: "import.chunk",
      actor: actorOf(run.caller),
      subject: { other: importId },
      data: {
        import: importId,
        chunk: block.number + 1,
        digest: `sha256:${createHash("sha256").update(hashes).digest("hex")}`,
        ruleset: (await rulesetInForce(tx)).version,
        rows,
        created,
        updated,
        unchanged,
        rejected,
        optOuts,
      },
    },
  ]);
}
