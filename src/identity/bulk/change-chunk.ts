import { idFromUuid } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import type { Caller } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import { type KeptWords, keepWords } from "../claims/people-word.ts";
import type { IdentityDeps } from "../deps.ts";
import { type BulkItem, type BulkOutcome, type BulkRow, finishBulk, itemsIn, settleItems } from "../store/bulk.ts";
import { lockIdentity } from "../store/records.ts";
import { callerKept, changeKept } from "./kept-bulk.ts";
import { tellChunk } from "./tell.ts";
import { type ReadChange, readChange, type WeighedItem, weighItems } from "./weigh.ts";

const nothingKept: KeptWords = { kept: new Map(), people: null, accounts: null };

/** Changes the next of those that wait, through the one door, in one transaction; false when nobody waits any more. */
export async function changeChunk(deps: IdentityDeps, tx: Tx, bulk: BulkRow): Promise<boolean> {
  await lockIdentity(tx);
  const items = await itemsIn(tx, bulk.id, "waiting", 0, limits.bulkChunkItems);
  if (items.length === 0) {
    await finishBulk(tx, bulk.id, "done");
    return false;
  }
  const caller = callerKept(tx.workspaceId, bulk.asked_by);
  const read = await readChange(deps, tx, bulk.object, changeKept(bulk), bulk.reason);
  const weighed = await weighItems(
    deps,
    tx,
    read,
    items.map((item) => item.subject_id),
  );
  const { done, kept } = await doWork(deps, tx, caller, bulk, read, weighed);
  const outcomes = items.map((item, at) => outcomeOf(item, weighed[at], done, kept));
  await settleItems(tx, bulk.id, outcomes);
  const changed = weighed.filter((item) => done.has(item.id));
  await tellChunk(
    deps,
    tx,
    caller,
    {
      act: "changed",
      bulkId: bulk.id,
      object: bulk.object,
      change: read.change,
      changed: changed.map(({ id, plan }) => ({ id, after: plan.outcome === "changed" ? plan.after : undefined })),
      counts: countsOf(outcomes),
    },
    kept,
  );
  return true;
}

/** Keeps the words, or forbids contact, and says who is changed by it. */
async function doWork(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  bulk: BulkRow,
  { object, change }: ReadChange,
  weighed: readonly WeighedItem[],
): Promise<{ readonly done: ReadonlySet<string>; readonly kept: KeptWords }> {
  if (change.kind === "suppress") {
    const ids = weighed.filter(({ plan }) => plan.outcome === "suppress").map(({ id }) => id);
    const why = { reason: change.basis, source: idFromUuid("blk", bulk.id) };
    const contactIds = ids.map((id) => idFromUuid("con", id));
    const fresh = (await deps.suppressContacts?.(tx, caller, contactIds, why)) ?? new Set();
    return { done: new Set(ids.filter((id) => fresh.has(idFromUuid("con", id)))), kept: nothingKept };
  }
  const words = new Map(
    weighed.flatMap(({ id, plan }) => (plan.outcome === "changed" ? [[id, plan.word] as const] : [])),
  );
  const kept = words.size === 0 ? nothingKept : await keepWords(deps, tx, caller, object, words);
  return { done: new Set(kept.kept.keys()), kept };
}

function outcomeOf(
  { place }: BulkItem,
  item: WeighedItem | undefined,
  done: ReadonlySet<string>,
  { kept }: KeptWords,
): BulkOutcome {
  if (item === undefined) throw new Error(`item ${place} was not weighed`);
  if (item.plan.outcome === "failed") return { place, state: "failed", says: item.plan.says };
  if (!done.has(item.id)) return { place, state: "same" };
  const word = kept.get(item.id);
  if (word === undefined) return { place, state: "changed" };
  const beforeId = item.said?.observation_id ?? null;
  return { place, state: "changed", recordId: word.recordId, beforeId, afterId: word.observationId };
}

/** How many came to what. */
export function countsOf(outcomes: readonly BulkOutcome[]): Readonly<Record<string, number>> {
  return Object.fromEntries([...Map.groupBy(outcomes, (one) => one.state)].map(([state, all]) => [state, all.length]));
}
