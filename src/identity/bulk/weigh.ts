import { idFromUuid } from "../../kernel/ids.ts";
import type { Caller } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { wordsOfPeople } from "../claims/people-word.ts";
import { type SaidObservation, withRanks } from "../claims/weigh-claims.ts";
import { type BulkPlan, type BulkStanding, faultOfChange, planChange } from "../core/bulk-change.ts";
import type { CustomField } from "../core/custom-fields.ts";
import { peopleSource } from "../core/people-record.ts";
import type { IdentityDeps } from "../deps.ts";
import { customFieldsOf } from "../fields/definitions.ts";
import { goldenOf } from "../store/bulk.ts";
import { sourceNamed } from "../store/claims.ts";
import { type CurrentObservation, currentObservations, type RecordKind } from "../store/records.ts";
import type { BulkChange } from "./contract.ts";

/** What becomes of one contact or account; a suppression has no word. */
export type Weighed =
  | Extract<BulkPlan, { readonly outcome: "changed" }>
  | { readonly outcome: "suppress" }
  | Exclude<BulkPlan, { readonly outcome: "changed" }>;

export interface WeighedItem {
  readonly id: string;
  readonly name: string;
  readonly plan: Weighed;
  /** What people's record of them says before, where there is one. */
  readonly said: CurrentObservation | null;
  readonly observed: readonly CurrentObservation[];
}

/** One change, read and found to be possible. */
export interface ReadChange {
  readonly object: RecordKind;
  readonly change: BulkChange;
  readonly custom: readonly CustomField[];
  readonly reason: string;
}

/** Reads a change, or refuses what is wrong with it for everybody alike. */
export async function readChange(
  deps: IdentityDeps,
  tx: Tx,
  object: RecordKind,
  change: BulkChange,
  reason: string,
): Promise<ReadChange> {
  const custom = await customFieldsOf(tx, object);
  if (change.kind !== "suppress") {
    const fault = faultOfChange(object, custom, change);
    if (fault !== null) throw problem("invalid_input", "this cannot be changed for all at once", { errors: [fault] });
  } else if (object === "account" || deps.suppressContacts === undefined)
    throw problem("invalid_input", "contacts are suppressed in bulk: `suppressions.create` takes an account", {
      errors: [{ path: "/change/kind", message: "give `contacts`" }],
    });
  return { object, change, custom, reason };
}

/** Whoever suppresses in bulk may suppress one by one. */
export function mayChange(change: BulkChange, caller: Caller): void {
  if (change.kind === "suppress" && !caller.scopes.has("suppressions:write"))
    throw problem("not_permitted", "suppressing takes `suppressions:write` too");
}

/** What a change makes of these contacts or accounts, in their order: a constant number of statements. */
export async function weighItems(
  deps: IdentityDeps,
  tx: Tx,
  read: ReadChange,
  ids: readonly string[],
): Promise<readonly WeighedItem[]> {
  const living = new Map((await goldenOf(tx, read.object, ids)).map((row) => [row.id, row]));
  const present = [...living.keys()];
  const plans =
    read.change.kind === "suppress"
      ? await weighSuppression(deps, tx, read, present)
      : await weighWords(tx, read, present, living);
  return ids.map(
    (id): WeighedItem =>
      plans.get(id) ?? {
        id,
        name: "",
        said: null,
        observed: [],
        plan: { outcome: "failed", says: `became one with another ${read.object} meanwhile` },
      },
  );
}

type Living = ReadonlyMap<string, { readonly name: string; readonly golden: Readonly<Record<string, string>> }>;

async function weighWords(
  tx: Tx,
  { object, change, custom, reason }: ReadChange,
  ids: readonly string[],
  living: Living,
): Promise<ReadonlyMap<string, WeighedItem>> {
  if (change.kind === "suppress" || ids.length === 0) return new Map();
  const people = await sourceNamed(tx, peopleSource.name);
  const said = people === undefined ? new Map() : await wordsOfPeople(tx, people.id, object, ids);
  const observed = Map.groupBy(await withRanks(tx, await currentObservations(tx, ids)), (row) => row.entity_id);
  return new Map(
    ids.map((id) => {
      const { name = "", golden = {} } = living.get(id) ?? {};
      const rows = observed.get(id) ?? [];
      const word: CurrentObservation | null = said.get(id) ?? null;
      const plan = planChange(object, custom, change, reason, standingOf(golden, rows, word));
      return [id, { id, name, plan, said: word, observed: rows.filter((row) => row.isCurrent) }] as const;
    }),
  );
}

function standingOf(
  golden: Readonly<Record<string, string>>,
  rows: readonly SaidObservation[],
  said: CurrentObservation | null,
): BulkStanding {
  const ranked = rows.flatMap((row) =>
    Object.entries(row.ranks ?? {}).map(([field, { rank }]) => ({ field, rank, value: row.fields[field] ?? null })),
  );
  return {
    values: golden,
    country: golden["country"] ?? null,
    spoken: new Set([...Object.keys(said?.fields ?? {}), ...Object.keys(said?.details ?? {})]),
    pinned: new Set(ranked.filter((one) => one.rank === "pinned").map((one) => one.field)),
    wrong: ranked.filter((one) => one.rank === "deprecated"),
  };
}

async function weighSuppression(
  deps: IdentityDeps,
  tx: Tx,
  { object, change }: ReadChange,
  ids: readonly string[],
): Promise<ReadonlyMap<string, WeighedItem>> {
  const basis = change.kind === "suppress" ? change.basis : "";
  const names = new Map((await goldenOf(tx, object, ids)).map((row) => [row.id, row.name]));
  const contactIds = ids.map((id) => idFromUuid("con", id));
  const known = (await deps.consequencesFor?.(tx, contactIds)) ?? new Map();
  return new Map(
    ids.map((id) => {
      const isSo = known.get(idFromUuid("con", id))?.suppressions.includes(basis) === true;
      const plan: Weighed = isSo ? { outcome: "same" } : { outcome: "suppress" };
      return [id, { id, name: names.get(id) ?? "", plan, said: null, observed: [] }] as const;
    }),
  );
}
