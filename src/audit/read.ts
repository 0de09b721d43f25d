import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Database, Tx } from "../kernel/sql.ts";
import { type AppendDeps, actorOf, appendAudit } from "./append.ts";
import type {
  AuditEntry,
  checkpointAudit as checkpointContract,
  exportAudit as exportContract,
  getAudit as getContract,
  listAudit as listContract,
  NewRecord,
} from "./contract.ts";
import { hashBase64, leafHash } from "./core/leaf.ts";
import { inclusionRanges, proofText } from "./core/proof.ts";
import { recordFromBody } from "./core/record.ts";
import { openDisclosures } from "./disclosures.ts";
import { type Head, headOf } from "./head.ts";
import { pendingCount } from "./store/entries.ts";
import { entriesByIds, entriesInRange, matchingEntries, type PlacedRow } from "./store/reading.ts";
import { rangeHashes } from "./tiles.ts";

/** What reading the log needs; reading personal text also appends. */
export interface ReadDeps extends AppendDeps {
  readonly db: Database;
}

/** Who may read personal text of records. */
export const disclosureScope = "audit:disclosures";

/** Records that match, newest first. */
export async function listAudit(
  deps: ReadDeps,
  input: InputOf<typeof listContract>,
  caller: Caller,
): Promise<OutputOf<typeof listContract>> {
  const { limit, after, type, ...filter } = input;
  return deps.db.read(caller.workspaceId, async (tx) => {
    const { bounds, checkpoint } = await headOf(deps.vault, tx);
    const kind = type?.endsWith(".*") === true ? { family: type.slice(0, -2) } : { type };
    const rows = await matchingEntries(tx, bounds, { ...filter, ...kind, before: after }, limit + 1);
    const items = rows.slice(0, limit).map(entryOf);
    const next = rows.length > limit ? (items.at(-1)?.index ?? null) : null;
    return { items, next, checkpoint: { origin: checkpoint.origin, size: checkpoint.size } };
  });
}

/** One record with its proof. Reading its personal text leaves a record of its own. */
export async function getAudit(
  deps: ReadDeps,
  input: InputOf<typeof getContract>,
  caller: Caller,
): Promise<OutputOf<typeof getContract>> {
  const maySee = caller.scopes.has(disclosureScope);
  const found = await deps.db.read(caller.workspaceId, async (tx) => {
    const { bounds, note } = await headOf(deps.vault, tx);
    const [row] = await entriesByIds(tx, bounds, [input.recordId]);
    if (row === undefined)
      throw problem("not_found", `there is no record \`${input.recordId}\` under a checkpoint yet`);
    const [proof = []] = await rangeHashes(tx, bounds.epoch, [inclusionRanges(row.index, bounds.size)]);
    const opened = maySee ? await openDisclosures(deps.vault, tx, [row.id]) : new Map<never, never>();
    return { entry: entryOf(row), proof: proofText(row.index, proof, note), shown: opened.get(input.recordId) ?? [] };
  });
  if (found.shown.length > 0) {
    await recordViewing(deps, caller, {
      subject: found.entry.record.subject,
      causes: [input.recordId],
      data: { disclosures: found.shown.length },
    });
  }
  return {
    ...found.entry,
    disclosures: found.shown.map(({ name, value, contactId }) => ({ name, value: value as never, contactId })),
    withheld: (found.entry.record._sd?.length ?? 0) - found.shown.length,
    proof: found.proof,
  };
}

/** The newest released checkpoint with its key. */
export async function checkpointAudit(
  deps: ReadDeps,
  _input: InputOf<typeof checkpointContract>,
  caller: Caller,
): Promise<OutputOf<typeof checkpointContract>> {
  return deps.db.read(caller.workspaceId, async (tx) => checkpointState(tx, await headOf(deps.vault, tx)));
}

/** The exact lines of the log, in order. */
export async function exportPage(
  deps: ReadDeps,
  input: InputOf<typeof exportContract>,
  caller: Caller,
): Promise<OutputOf<typeof exportContract>> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const head = await headOf(deps.vault, tx);
    const rows = await entriesInRange(tx, head.bounds, input.fromIndex, input.fromIndex + input.limit);
    const end = input.fromIndex + rows.length;
    return {
      fromIndex: input.fromIndex,
      lines: rows.map((row) => row.body),
      next: rows.length > 0 && end < head.bounds.size ? end : null,
      checkpoint: await checkpointState(tx, head),
    };
  });
}

/** Leaves a record that personal text was read, by whom and of what. */
export async function recordViewing(
  deps: ReadDeps,
  caller: Caller,
  viewed: Pick<NewRecord, "subject" | "causes" | "data">,
): Promise<void> {
  const record: NewRecord = { type: "disclosure.viewed", actor: actorOf(caller), ...viewed };
  await deps.db.write(caller.workspaceId, (tx) => appendAudit(deps, tx, [record]));
}

function entryOf(row: PlacedRow): AuditEntry {
  return { index: row.index, leaf: hashBase64(leafHash(row.body)), record: recordFromBody(row.body) };
}

async function checkpointState(tx: Tx, head: Head): Promise<OutputOf<typeof checkpointContract>> {
  const { origin, size, root } = head.checkpoint;
  return {
    origin,
    size,
    root: hashBase64(root),
    note: head.note,
    vkey: head.key.vkey,
    pending: await pendingCount(tx),
  };
}
