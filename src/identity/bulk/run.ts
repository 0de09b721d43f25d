import { type Id, idFromUuid, newUuid, uuidFromId } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { IdentityDeps } from "../deps.ts";
import { type BulkRow, beginUndo, bulkById, insertBulk, itemCounts } from "../store/bulk.ts";
import { lockIdentity } from "../store/records.ts";
import type * as contract from "./contract.ts";
import type { BulkView } from "./contract.ts";
import { askedByOf, changeKept, isUndoable, viewsOfBulks } from "./kept-bulk.ts";
import { digestOf, idsIn, resultOf } from "./result.ts";
import { tellBulk } from "./tell.ts";
import { mayChange, readChange } from "./weigh.ts";
import { enqueueBulk, workOnHere } from "./work-on.ts";

/** Does what a preview showed to everybody whom it was about; a large result by a worker. */
export async function runBulk(
  deps: IdentityDeps,
  input: InputOf<typeof contract.runBulk>,
  caller: Caller,
): Promise<OutputOf<typeof contract.runBulk>> {
  const { change, reason } = input;
  mayChange(change, caller);
  const uuid = newUuid(deps.env);
  const id = idFromUuid("blk", uuid);
  const items = await deps.db.write(caller.workspaceId, async (tx) => {
    await lockIdentity(tx);
    const result = await resultOf(tx, input, caller);
    const { object, filter } = result;
    await readChange(deps, tx, object, change, reason);
    const ids = await idsIn(tx, result);
    if (digestOf(result, change, ids) !== input.digest)
      throw problem("conflict", "the result is another one than was previewed: `bulk.preview` shows what it is now");
    await insertBulk(tx, { id: uuid, object, filter, change, reason, asked_by: askedByOf(caller) }, ids);
    await tellBulk(deps, tx, caller, "bulk_started", { id, object, change, items: ids.length });
    await enqueueBulk(deps, tx, id);
    return ids.length;
  });
  return await workedOn(deps, caller, id, items);
}

/** Takes a bulk change back; a large one by a worker. */
export async function undoBulk(
  deps: IdentityDeps,
  input: InputOf<typeof contract.undoBulk>,
  caller: Caller,
): Promise<OutputOf<typeof contract.undoBulk>> {
  const uuid = uuidFromId(input.bulkId);
  const items = await deps.db.write(caller.workspaceId, async (tx) => {
    const bulk = known(await bulkById(tx, uuid), input.bulkId);
    const change = changeKept(bulk);
    refuse(bulk, input.bulkId, isUndoable(change));
    if (!(await beginUndo(tx, uuid, askedByOf(caller), input.reason)))
      throw problem("conflict", `\`${input.bulkId}\` was taken back already`);
    const changed = (await itemCounts(tx, [uuid])).find((one) => one.state === "changed")?.count ?? 0;
    await tellBulk(deps, tx, caller, "bulk_undone", { id: input.bulkId, object: bulk.object, change, items: changed });
    await enqueueBulk(deps, tx, input.bulkId);
    return changed;
  });
  return await workedOn(deps, caller, input.bulkId, items);
}

/** The bulk change of an id, or a refusal. */
export function known(bulk: BulkRow | null, id: Id<"blk">): BulkRow {
  if (bulk === null) throw problem("not_found", `there is no bulk change \`${id}\`: \`bulk.list\` names them`);
  return bulk;
}

function refuse({ state }: BulkRow, id: Id<"blk">, undoable: boolean): void {
  if (!undoable)
    throw problem("conflict", "a suppression stays until a person lifts it: `suppressions.lift` lifts one");
  if (state === "running") throw problem("conflict", `\`${id}\` is still running: undo it when it is done`);
  if (state !== "done") throw problem("conflict", `\`${id}\` was taken back already`);
}

async function workedOn(deps: IdentityDeps, caller: Caller, id: Id<"blk">, items: number): Promise<BulkView> {
  const owner = `here ${process.pid} ${id}`;
  if (items <= limits.bulkInlineMax) await workOnHere(deps, caller.workspaceId, id, owner);
  return await deps.db.read(caller.workspaceId, async (tx) => {
    const [view] = await viewsOfBulks(tx, [known(await bulkById(tx, uuidFromId(id)), id)]);
    if (view === undefined) throw new Error("a bulk change has no view");
    return view;
  });
}
