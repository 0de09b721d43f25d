import { type Env, type Instant, isoFromInstant, minuteMs } from "../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import type { Tx } from "../kernel/sql.ts";
import type { IndexRow, verifyAudit as verifyContract } from "./contract.ts";
import { openCheckpoint } from "./core/checkpoint.ts";
import { hashBytes, hashLength, leafHash } from "./core/leaf.ts";
import { appendLeaf, emptyTree, type Tree, tileWidth, treeRoot } from "./core/merkle.ts";
import { indexRow, recordFromBody } from "./core/record.ts";
import { hashesAtLevel } from "./core/tiles.ts";
import { oldestPendingMs } from "./gate.ts";
import { type Head, headOf } from "./head.ts";
import type { ReleasedState } from "./log-key.ts";
import type { ReadDeps } from "./read.ts";
import { entriesInRange, indexRowsInRange, type PlacedRow, tileHashes } from "./store/reading.ts";

/** What verifying the stored log needs: also the checkpoint that is kept outside the database. */
export interface VerifyDeps extends ReadDeps {
  readonly env: ReadDeps["env"] & Pick<Env, "sleep">;
  readonly released: ReleasedState;
}

type Report = OutputOf<typeof verifyContract>;
type Finding = Report["findings"][number];

const pageEntries = 4 * tileWidth;
const findingsMax = 100;
/** How often, and how far apart, the head is looked at while the checkpoint outside is ahead of it. */
const headLooksMax = 20;
const headPauseMs = 100;

/** Checks the stored log against its signed checkpoint: entries, order, tiles, search columns, the queue and the pin outside. */
export async function verifyAudit(
  deps: VerifyDeps,
  _input: InputOf<typeof verifyContract>,
  caller: Caller,
): Promise<Report> {
  const { workspaceId } = caller;
  const { head, pin } = await headAndPin(deps, workspaceId);
  const findings: Finding[] = [];
  const tree = emptyTree();
  const tiles = new Map<string, string>();
  for (let from = 0; from < head.bounds.size; from += pageEntries) {
    await deps.db.read(workspaceId, async (tx) => {
      const rows = await entriesInRange(tx, head.bounds, from, from + pageEntries);
      if (rows.length < Math.min(pageEntries, head.bounds.size - from)) {
        findings.push({ code: "ENTRY_MISSING", says: `an entry from ${from} on is missing`, index: from });
      }
      growTree(
        tree,
        rows,
        tiles,
        () => pin !== undefined && tree.size === pin.size && checkPin(treeRoot(tree), pin.root, findings),
      );
      findings.push(...(await tileFaults(tx, head, tiles)), ...(await indexFaults(tx, head, from, rows)));
    });
  }
  if (treeRoot(tree) !== head.checkpoint.root)
    findings.push({ code: "ROOT_MISMATCH", says: "the entries do not lead to the root of the checkpoint" });
  if (pin !== undefined && pin.size > head.bounds.size)
    findings.push({ code: "TRUNCATED", says: `a checkpoint of ${pin.size} entries was let out` });
  findings.push(...(await deps.db.read(workspaceId, (tx) => queueFaults(tx, deps.env.wall()))));
  return {
    ok: findings.length === 0,
    size: head.bounds.size,
    entriesChecked: tree.size,
    findings: findings.slice(0, findingsMax),
    pins: pin === undefined ? 0 : 1,
  };
}

/**
 * The head, and the checkpoint kept outside. A release writes the one outside first and commits a moment later, so a log that
 * is growing is given that moment before it counts as cut short.
 */
async function headAndPin(
  deps: VerifyDeps,
  workspaceId: Caller["workspaceId"],
): Promise<{ readonly head: Head; readonly pin: ReturnType<typeof openCheckpoint> }> {
  const kept = await deps.released.read(workspaceId);
  for (let looks = 1; ; looks += 1) {
    const head = await deps.db.read(workspaceId, (tx) => headOf(deps.vault, tx));
    const pin = kept === undefined ? undefined : openCheckpoint(kept, head.key);
    if (pin === undefined || pin.size <= head.bounds.size || looks === headLooksMax) return { head, pin };
    await deps.env.sleep(headPauseMs);
  }
}

function checkPin(root: string, pinned: string, findings: Finding[]): void {
  if (root !== pinned)
    findings.push({ code: "FORK", says: "the log has another root than the checkpoint that was let out" });
}

function growTree(tree: Tree, rows: readonly PlacedRow[], tiles: Map<string, string>, grown: () => void): void {
  for (const row of rows) {
    appendLeaf(tree, leafHash(row.body), (level, hash) => {
      const key = `${level}/${Math.floor((hashesAtLevel(tree.size + 1, level) - 1) / tileWidth)}`;
      tiles.set(key, (tiles.get(key) ?? "") + hash);
    });
    grown();
  }
}

/** Compares the tiles that this page filled or began; full ones are done with. */
async function tileFaults(tx: Tx, head: Head, tiles: Map<string, string>): Promise<Finding[]> {
  const wanted = [...tiles.keys()].map((key) => ({ level: Number(key.split("/")[0]), n: Number(key.split("/")[1]) }));
  const stored = new Map(
    (await tileHashes(tx, head.bounds.epoch, wanted)).map((row) => [`${row.level}/${row.n}`, row.hashes]),
  );
  const faults: Finding[] = [];
  for (const [key, hashes] of tiles) {
    if (stored.get(key)?.subarray(0, hashes.length).equals(hashBytes(hashes)) !== true) {
      faults.push({ code: "TILE", says: `tile ${key} does not follow from the entries` });
    }
    if (hashes.length === tileWidth * hashLength) tiles.delete(key);
  }
  return faults;
}

async function indexFaults(tx: Tx, head: Head, from: number, rows: readonly PlacedRow[]): Promise<Finding[]> {
  const stored = new Map(
    (await indexRowsInRange(tx, head.bounds, from, from + pageEntries)).map((row) => [row.index, row]),
  );
  return rows.flatMap(({ index, id, body }) => {
    const { causes: _causes, ...expected } = indexRow(recordFromBody(body));
    const found = stored.get(index);
    const isSame =
      found !== undefined && expected.id === id && sameColumns(expected, { ...found, at: isoFromInstant(found.at) });
    return isSame ? [] : [{ code: "INDEX", says: `the search columns of entry ${index} do not follow from it`, index }];
  });
}

function sameColumns(expected: Omit<IndexRow, "causes">, found: Omit<IndexRow, "causes">): boolean {
  return Object.entries(expected).every(([name, value]) => found[name as keyof typeof found] === value);
}

async function queueFaults(tx: Tx, wall: Instant): Promise<Finding[]> {
  const isStuck = (await oldestPendingMs(tx, wall)) > minuteMs;
  return isStuck ? [{ code: "PENDING", says: "a record has waited for the sequencer for more than a minute" }] : [];
}
