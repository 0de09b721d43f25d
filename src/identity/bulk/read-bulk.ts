import { uuidFromId } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { IdentityDeps } from "../deps.ts";
import { cursorId, pageOf } from "../paging.ts";
import { bulkById, bulksBefore, itemsIn } from "../store/bulk.ts";
import type * as contract from "./contract.ts";
import { viewsOfBulks } from "./kept-bulk.ts";
import { itemId } from "./result.ts";
import { known } from "./run.ts";

type Deps = Pick<IdentityDeps, "db">;

/** One bulk change, and by name those who came to one outcome. */
export async function getBulk(
  deps: Deps,
  input: InputOf<typeof contract.getBulk>,
  caller: Caller,
): Promise<OutputOf<typeof contract.getBulk>> {
  const after = placeOf(input.cursor);
  return await deps.db.read(caller.workspaceId, async (tx) => {
    const bulk = known(await bulkById(tx, uuidFromId(input.bulkId)), input.bulkId);
    const [view] = await viewsOfBulks(tx, [bulk]);
    if (view === undefined) throw new Error("a bulk change has no view");
    const rows = await itemsIn(tx, bulk.id, input.outcome, after, input.limit + 1);
    const named = rows.slice(0, input.limit);
    return {
      ...view,
      named: named.map((row) => ({ id: itemId(bulk.object, row.subject_id), says: row.says })),
      next: rows.length > input.limit ? String(named.at(-1)?.place ?? "") : null,
    };
  });
}

/** Bulk changes, the newest first. */
export async function listBulk(
  deps: Deps,
  input: InputOf<typeof contract.listBulk>,
  caller: Caller,
): Promise<OutputOf<typeof contract.listBulk>> {
  return await deps.db.read(caller.workspaceId, async (tx) => {
    const rows = await bulksBefore(tx, cursorId(input.cursor), input.limit + 1);
    const views = await viewsOfBulks(tx, rows);
    const { items, next } = pageOf(views, input.limit);
    return { items: [...items], next };
  });
}

/** The place after which a page of names starts. */
function placeOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  throw problem("invalid_input", "the cursor is not one that `bulk.get` gave out", {
    errors: [{ path: "/cursor", message: "expected the `next` of the page before" }],
  });
}
