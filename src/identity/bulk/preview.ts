import { limits } from "../../kernel/limits.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import { weighClaims } from "../claims/weigh-claims.ts";
import { fieldsOfChange } from "../core/bulk-change.ts";
import { projectAccount, projectContact } from "../core/project.ts";
import type { IdentityDeps } from "../deps.ts";
import type * as contract from "./contract.ts";
import { isUndoable } from "./kept-bulk.ts";
import { digestOf, idsIn, itemId, resultOf } from "./result.ts";
import { mayChange, type ReadChange, readChange, type WeighedItem, weighItems } from "./weigh.ts";

type Preview = OutputOf<typeof contract.previewBulk>;

const pageItems = 2_000;

/** Says what a change would do to a whole result: weighs everybody as the run does, and writes nothing. */
export async function previewBulk(
  deps: IdentityDeps,
  input: InputOf<typeof contract.previewBulk>,
  caller: Caller,
): Promise<Preview> {
  mayChange(input.change, caller);
  return await deps.db.read(caller.workspaceId, async (tx) => {
    const result = await resultOf(tx, input, caller);
    const read = await readChange(deps, tx, result.object, input.change, "");
    const ids = await idsIn(tx, result);
    const tally = { changed: 0, same: 0, failed: 0 };
    const reasons = new Map<string, number>();
    const sample: WeighedItem[] = [];
    for (let at = 0; at < ids.length; at += pageItems) {
      for (const item of await weighItems(deps, tx, read, ids.slice(at, at + pageItems))) {
        const { plan } = item;
        tally[plan.outcome === "suppress" ? "changed" : plan.outcome] += 1;
        if (plan.outcome === "failed") reasons.set(plan.says, (reasons.get(plan.says) ?? 0) + 1);
        else if (plan.outcome !== "same" && sample.length < limits.bulkSampleItems) sample.push(item);
      }
    }
    return {
      object: result.object,
      items: ids.length,
      ...tally,
      reasons: [...reasons].map(([says, items]) => ({ says, items })).sort((a, b) => b.items - a.items),
      sample: await sampleOf(tx, read, sample),
      ...undoing(read),
      digest: digestOf(result, input.change, ids),
    };
  });
}

function undoing({ change }: ReadChange): Pick<Preview, "undoable" | "note"> {
  if (isUndoable(change)) return { undoable: true, note: null };
  const note = "a suppression cannot be taken back in bulk: `suppressions.lift` lifts one at a time";
  return { undoable: false, note };
}

async function sampleOf(tx: Tx, read: ReadChange, items: readonly WeighedItem[]): Promise<Preview["sample"]> {
  const reverted = read.change.kind === "revert" ? await withoutWord(tx, read, items) : new Map<string, string>();
  return items.map(({ id, name, plan }) => {
    const shown = { id: itemId(read.object, id), name };
    if (plan.outcome !== "changed") return { ...shown, before: null, after: "suppressed" };
    return { ...shown, before: plan.before, after: plan.after === undefined ? (reverted.get(id) ?? null) : plan.after };
  });
}

/** What the records say of the field where people's word on it is left out. */
async function withoutWord(
  tx: Tx,
  { object, change }: ReadChange,
  items: readonly WeighedItem[],
): Promise<ReadonlyMap<string, string>> {
  if (change.kind === "suppress") return new Map();
  const names = fieldsOfChange(change);
  const rest = <T>(all: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(all).filter(([field]) => !names.includes(field)));
  const observed = new Map(
    items.map(({ id, said, observed: rows }) => [
      id,
      rows.map((row) =>
        row.record_id === said?.record_id
          ? { ...row, fields: rest(row.fields), details: row.details === null ? null : rest(row.details) }
          : row,
      ),
    ]),
  );
  const weighed = await weighClaims(tx, object, observed);
  return new Map(
    [...weighed.said].flatMap(([id, own]) => {
      const { values } = object === "contact" ? projectContact(own, weighed.rules) : projectAccount(own, weighed.rules);
      const value = values[names[0] ?? ""];
      return value === undefined ? [] : [[id, value] as const];
    }),
  );
}
