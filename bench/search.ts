import { performance } from "node:perf_hooks";
import type { IdentityDeps } from "../src/identity/deps.ts";
import { listAccounts } from "../src/identity/read-accounts.ts";
import { listContacts } from "../src/identity/read-contacts.ts";
import { find } from "../src/identity/search/find.ts";
import type { Id } from "../src/kernel/ids.ts";
import type { Caller } from "../src/kernel/operation.ts";
import { type Crowd, type CrowdPerson, chance, crowdOf, mistyped } from "./crowd.ts";
import { fillCrowd } from "./search-fill.ts";

/** How long one kind of question takes. */
export interface Timing {
  readonly what: string;
  readonly queries: number;
  readonly found: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

export interface SearchBench {
  readonly contacts: number;
  readonly accounts: number;
  /** Contacts of other workspaces in the same tables. */
  readonly neighbours: number;
  readonly fillSeconds: number;
  readonly indexBytesPerContact: number;
  readonly all: Timing;
  readonly kinds: readonly Timing[];
}

const neighbourCount = 20;

/** Fills one workspace of many, then asks what people ask; every question runs with row-level security on. */
export async function benchSearch(
  deps: IdentityDeps,
  workspaces: () => Promise<Id<"wsp">>,
  people: number,
  queries: number,
): Promise<SearchBench> {
  const started = performance.now();
  const home = await workspaces();
  const crowd = crowdOf(people, 1);
  const each = Math.ceil(people / 100);
  for (let at = 0; at < neighbourCount; at += 1) await fillCrowd(deps, await workspaces(), crowdOf(each, at + 2), each);
  await fillCrowd(deps, home, crowd, people);
  await deps.db.root.unsafe("vacuum analyze");
  const fillSeconds = (performance.now() - started) / 1_000;
  const [size] = await deps.db.root<{ bytes: number }[]>`
    select pg_total_relation_size('search_term') + pg_total_relation_size('search_variant') as bytes`;
  const caller: Caller = {
    workspaceId: home,
    principal: { kind: "system", id: "bench", name: "Benchmark" },
    scopes: new Set(["contacts:read"]),
    requestId: "bench",
  };
  const asked = await timings(deps, caller, crowd, people, queries);
  const inAll = people + neighbourCount * each;
  return {
    contacts: people,
    accounts: crowd.accounts.length,
    neighbours: neighbourCount * each,
    fillSeconds,
    indexBytesPerContact: Math.round((size?.bytes ?? 0) / inAll),
    ...asked,
  };
}

type Ask = (person: CrowdPerson, place: string, next: () => number) => string;

/** What people type, in the mix in which they are asked. */
const questions: readonly (readonly [string, Ask])[] = [
  ["beginning of a name", ({ lastName }, _place, next) => lastName.slice(0, 1 + Math.floor(next() * 4))],
  ["full name", ({ firstName, lastName }) => `${firstName} ${lastName}`],
  ["one word mistyped", ({ lastName }, _place, next) => mistyped(lastName, next)],
  ["full name mistyped", ({ firstName, lastName }, _place, next) => `${firstName} ${mistyped(lastName, next)}`],
  ["beginnings of two words", ({ firstName, lastName }) => `${firstName.slice(0, 2)} ${lastName.slice(0, 3)}`],
  ["name and company", ({ firstName }, place) => `${firstName} ${place.split(" ")[0]}`],
  ["company", (_person, place) => place],
  ["address", ({ email }) => email],
  ["beginning of an address", ({ email }) => email.slice(0, 8)],
  ["nothing that is there", (_person, _place, next) => `xq${Math.floor(next() * 1e9).toString(36)}zz`],
];

async function timings(
  deps: IdentityDeps,
  caller: Caller,
  crowd: Crowd,
  people: number,
  queries: number,
): Promise<Pick<SearchBench, "all" | "kinds">> {
  const next = chance(99);
  const texts = Array.from({ length: queries }, (_none, at) => {
    const [what, ask] = questions[at % questions.length] as (typeof questions)[number];
    const person = crowd.person(Math.floor(next() * people));
    return { what, q: ask(person, crowd.accounts[person.account]?.name ?? "", next) };
  });
  const runs: { readonly what: string; readonly ms: number; readonly found: boolean }[] = [];
  const timed = async (what: string, ask: () => Promise<{ readonly items: readonly unknown[] }>): Promise<void> => {
    const from = performance.now();
    const { items } = await ask();
    runs.push({ what, ms: performance.now() - from, found: items.length > 0 });
  };
  for (const { what, q } of texts) await timed(what, () => find(deps, { q, limit: 20 }, caller));
  const searches = runs.slice();
  for (const { q } of texts.slice(0, Math.ceil(queries / 5))) {
    await timed("list of contacts by text", () => listContacts(deps, { q, limit: 50 }, caller));
    await timed("list of accounts by text", () => listAccounts(deps, { q, limit: 50 }, caller));
  }
  for (const { domain } of crowd.accounts.slice(0, 50))
    await timed("list by domain", () => listContacts(deps, { domain, limit: 50 }, caller));
  for (let at = 0; at < 20; at += 1) {
    await timed("list by relation", () => listContacts(deps, { relation: "partner", limit: 50 }, caller));
    await timed("list by a country that nobody is in", () => listContacts(deps, { country: "NZ", limit: 50 }, caller));
  }
  const byKind = Map.groupBy(runs, (run) => run.what);
  return {
    all: timingOf("all searches", searches),
    kinds: [...byKind].map(([what, some]) => timingOf(what, some)),
  };
}

function timingOf(what: string, runs: readonly { readonly ms: number; readonly found: boolean }[]): Timing {
  const sorted = runs.map((run) => run.ms).sort((left, right) => left - right);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    what,
    queries: runs.length,
    found: runs.filter((run) => run.found).length,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    maxMs: at(1),
  };
}
