import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type Resolution, resolveContacts } from "../../src/identity/core/resolve.ts";
import { resolveAccounts } from "../../src/identity/core/resolve-accounts.ts";
import { chanceOf } from "../helpers/crm/chance.ts";
import { crmRows } from "../helpers/crm/generate.ts";
import { crmAccounts, crmContacts } from "../helpers/crm/records.ts";
import { pairScore } from "../helpers/crm/score.ts";
import { strangersOn } from "../helpers/crm/strangers.ts";
import { arrive, incremental } from "../helpers/incremental.ts";
import { sized } from "../helpers/size.ts";

const seconds = 1_000;

function shuffled<T>(seed: number, list: readonly T[]): readonly T[] {
  const chance = chanceOf(seed);
  return list
    .map((one) => ({ one, at: chance.next() }))
    .sort((left, right) => left.at - right.at)
    .map(({ one }) => one);
}

function fingerprint(resolution: Resolution): string {
  return createHash("sha256").update(JSON.stringify(resolution)).digest("hex");
}

const clustersOf = (resolution: Resolution): ReadonlyMap<string, string> =>
  new Map(resolution.clusters.flatMap(({ id, members }) => members.map((member) => [member, id] as const)));

describe("a market of records", () => {
  const rows = crmRows(7_001, sized(800, 10_000));
  const contacts = crmContacts(rows);

  test(
    "comes out the same in 20 random orders",
    () => {
      const people = resolveContacts(contacts);
      const personOf = clustersOf(people);
      const accounts = crmAccounts(rows, (id) => personOf.get(id));
      const companies = fingerprint(resolveAccounts(accounts));
      expect(people.clusters.length).toBeLessThan(contacts.length);
      for (let order = 0; order < 20; order += 1) {
        expect(fingerprint(resolveContacts(shuffled(order, contacts)))).toBe(fingerprint(people));
        expect(fingerprint(resolveAccounts(shuffled(order, accounts)))).toBe(companies);
      }
    },
    120 * seconds,
  );

  test.each([1, 7, 100])(
    "comes out the same when records arrive %i at a time, in any order",
    (size) => {
      const state = incremental();
      const arriving = shuffled(size, contacts);
      for (let at = 0; at < arriving.length; at += size) arrive(state, arriving.slice(at, at + size));
      expect(new Map([...state.clusterOf].sort())).toEqual(new Map([...clustersOf(resolveContacts(contacts))].sort()));
    },
    120 * seconds,
  );
});

test("a mailbox of too many people leaves the closure, so that each further one is looked at alone", () => {
  const people = sized(400, 4_000);
  const state = incremental();
  for (const record of strangersOn("info@acme.com", people)) arrive(state, [record]);
  expect(state.blocked).toEqual(new Set(["em:info@acme.com"]));
  expect(state.largestRegion).toBe(13);
  expect(new Set(state.clusterOf.values()).size).toBe(people);
});

describe.each([8_101, 8_102])("rows of seed %i", (seed) => {
  test(
    "are resolved into the people and companies that they are about",
    () => {
      const rows = crmRows(seed, sized(4_000, 100_000));
      const ids = crmContacts(rows).map(({ id }) => id);
      const personOf = clustersOf(resolveContacts(crmContacts(rows)));
      const people = pairScore(
        rows.map((row) => row.personTruth),
        ids.map((id) => personOf.get(id) ?? ""),
      );
      expect(people.precision).toBeGreaterThanOrEqual(0.999);
      expect(people.recall).toBeGreaterThanOrEqual(0.9);
      const accountOf = clustersOf(resolveAccounts(crmAccounts(rows, (id) => personOf.get(id))));
      const companies = pairScore(
        rows.map((row) => row.accountTruth),
        ids.map((id) => accountOf.get(id) ?? id),
      );
      expect(companies.precision).toBeGreaterThanOrEqual(0.995);
      expect(companies.recall).toBeGreaterThanOrEqual(0.94);
    },
    120 * seconds,
  );
});
