import { contactKeys } from "../../src/identity/core/match.ts";
import { type ContactRecord, resolveContacts } from "../../src/identity/core/resolve.ts";
import { defaultRuleset } from "../../src/identity/core/ruleset.ts";

/** Contacts that are resolved as records arrive, in memory: what the database does with its key table. */
export interface Incremental {
  readonly records: Map<string, ContactRecord>;
  readonly recordsUnder: Map<string, string[]>;
  readonly namesUnder: Map<string, Set<string>>;
  readonly blocked: Set<string>;
  readonly clusterOf: Map<string, string>;
  /** The most records that one arrival made the resolver look at. */
  largestRegion: number;
}

/** Nobody has arrived yet. */
export function incremental(): Incremental {
  return {
    records: new Map(),
    recordsUnder: new Map(),
    namesUnder: new Map(),
    blocked: new Set(),
    clusterOf: new Map(),
    largestRegion: 0,
  };
}

/** Takes a batch: resolves again what it touches, which is the closure over keys that are not blocked. */
export function arrive(state: Incremental, batch: readonly ContactRecord[]): void {
  const seeds = new Set<string>();
  for (const record of batch) {
    state.records.set(record.id, record);
    seeds.add(record.id);
    for (const { kind, key, name } of contactKeys(record.match)) {
      const text = `${kind}:${key}`;
      const under = state.recordsUnder.get(text) ?? [];
      under.push(record.id);
      state.recordsUnder.set(text, under);
      if (kind === "nd" || kind === "nc" || name === "") continue;
      const names = state.namesUnder.get(text) ?? new Set();
      state.namesUnder.set(text, names.add(name));
      if (names.size <= defaultRuleset.namesPerKeyMax || state.blocked.has(text)) continue;
      state.blocked.add(text);
      for (const id of under) seeds.add(id);
    }
  }
  const region = closure(state, seeds);
  state.largestRegion = Math.max(state.largestRegion, region.length);
  for (const { id, members } of resolveContacts(region, [], state.blocked).clusters)
    for (const member of members) state.clusterOf.set(member, id);
}

function closure(state: Incremental, seeds: ReadonlySet<string>): readonly ContactRecord[] {
  const reached = new Set(seeds);
  const keysSeen = new Set<string>();
  for (const id of reached)
    for (const { kind, key } of contactKeys(recordOf(state, id).match)) {
      const text = `${kind}:${key}`;
      if (keysSeen.has(text) || state.blocked.has(text)) continue;
      keysSeen.add(text);
      for (const other of state.recordsUnder.get(text) ?? []) reached.add(other);
    }
  return [...reached].map((id) => recordOf(state, id));
}

function recordOf(state: Incremental, id: string): ContactRecord {
  const record = state.records.get(id);
  if (record === undefined) throw new Error(`no record ${id} has arrived`);
  return record;
}
