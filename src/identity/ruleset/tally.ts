import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import { snapshotOf } from "../merge/snapshot.ts";
import { type KeyName, keysOf } from "../store/keys.ts";
import type { RecordKind } from "../store/records.ts";
import type { Holdings, OpenQuestion } from "../store/ruleset-sweep.ts";
import type { RulesetEffects } from "./contract.ts";
import type { SettledChunk } from "./settle-chunk.ts";

/** What a ruleset changed so far. */
export interface Tally {
  readonly merges: Mutable<RulesetEffects["merges"]>;
  readonly splits: Mutable<RulesetEffects["splits"]>;
  readonly values: Mutable<RulesetEffects["values"]>;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Counted<E> = { count: number; examples: E[] };
type Members = Readonly<Record<string, readonly string[]>>;

const examplesMax = 100;
const recordsShown = 20;

/** Nothing changed yet. */
export function noChanges(): Tally {
  return {
    merges: { count: 0, examples: [] },
    splits: { count: 0, examples: [] },
    values: { count: 0, examples: [] },
  };
}

/** Counts what a chunk changed, and shows the first of it with the reason. */
export async function count(
  tx: Tx,
  tally: Tally,
  about: RecordKind,
  { region, before }: Pick<SettledChunk, "region" | "before">,
): Promise<void> {
  const id = (uuid: string): Id<"con"> | Id<"acc"> => idFromUuid(about === "contact" ? "con" : "acc", uuid);
  for (const { survivor, absorbed, records } of region.settlement.merged)
    await add(tally.merges, absorbed.length, async () => ({
      survivor: id(survivor),
      absorbed: absorbed.map(id),
      shares: await sharedKinds(tx, records),
    }));
  for (const { from, into, records } of region.settlement.split)
    await add(tally.splits, into.length, async () => ({
      from: id(from),
      into: into.map(id),
      shares: await sharedKinds(tx, records),
    }));
  const after = await snapshotOf(tx, about, [...region.observed.keys()].sort());
  for (const [uuid, row] of [...after.rows].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const was = before.rows.get(uuid);
    if (was === undefined || was.merged_into !== null || row.merged_into !== null) continue;
    const fields = new Set([...Object.keys(was.golden), ...Object.keys(row.golden)]);
    for (const field of [...fields].sort())
      if (was.golden[field] !== row.golden[field]) await add(tally.values, 1, async () => ({ id: id(uuid), field }));
  }
}

async function add<E>(counted: Counted<E>, by: number, example: () => Promise<E>): Promise<void> {
  counted.count += by;
  if (counted.examples.length < examplesMax) counted.examples.push(await example());
}

/** The kinds of key that more than one of the sides has: why they are one, or were. */
async function sharedKinds(tx: Tx, sides: Members): Promise<string[]> {
  const sideOf = new Map(Object.entries(sides).flatMap(([side, ids]) => ids.map((id) => [id, side] as const)));
  const keys = await keysOf(tx, [...sideOf.keys()]);
  const text = ({ kind, key }: KeyName): string => `${kind}:${key}`;
  const shared = [...Map.groupBy(keys, text).values()].filter(
    (rows) => new Set(rows.map((row) => sideOf.get(row.record_id))).size > 1,
  );
  return [...new Set(shared.flatMap((rows) => rows.slice(0, 1).map((row) => row.kind)))].sort();
}

/** What was counted, with what the workspace held and was asked before and after. */
export function effectsOf(
  tally: Tally,
  before: { readonly held: Holdings; readonly asked: readonly OpenQuestion[] },
  after: { readonly held: Holdings; readonly asked: readonly OpenQuestion[] },
): RulesetEffects {
  return {
    records: after.held.records,
    contacts: { before: before.held.contacts, after: after.held.contacts },
    accounts: { before: before.held.accounts, after: after.held.accounts },
    ...tally,
    reviewsOpened: questionsBeyond(after.asked, before.asked),
    reviewsClosed: questionsBeyond(before.asked, after.asked),
  };
}

function questionsBeyond(
  questions: readonly OpenQuestion[],
  others: readonly OpenQuestion[],
): RulesetEffects["reviewsOpened"] {
  // A question about a key may become another one about the same key: many names in place of two that contradict each other.
  const textOf = ({ kind, subject }: OpenQuestion): string => `${kind} ${subject}`;
  const known = new Set(others.map(textOf));
  const beyond = questions.filter((one) => !known.has(textOf(one)));
  return {
    count: beyond.length,
    examples: beyond.slice(0, examplesMax).map(({ kind, record_ids: ids }) => ({
      kind,
      records: ids.slice(0, recordsShown).map((uuid) => idFromUuid("rec", uuid)),
    })),
  };
}

/** What came out differently than it was tried, by name; empty when everything came true. */
export function differences(tried: RulesetEffects, came: RulesetEffects): readonly string[] {
  const counts = ["merges", "splits", "values", "reviewsOpened", "reviewsClosed"] as const;
  return counts.filter((name) => tried[name].count !== came[name].count);
}
