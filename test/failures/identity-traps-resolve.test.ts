import { expect, test } from "vitest";
import { contactMatch } from "../../src/identity/core/match.ts";
import { namesAgree, weakNameFits } from "../../src/identity/core/name-agreement.ts";
import { type ContactRecord, resolveContacts } from "../../src/identity/core/resolve.ts";
import { chanceOf } from "../helpers/crm/chance.ts";
import { crmRows } from "../helpers/crm/generate.ts";
import { crmContacts } from "../helpers/crm/records.ts";
import { strangersOn } from "../helpers/crm/strangers.ts";
import { arrive, incremental } from "../helpers/incremental.ts";

/** Traps of resolving that others fell into, each by its number and name in the study of identity. */
const market = crmContacts(crmRows(606, 900));

function shuffled<T>(seed: number, list: readonly T[]): readonly T[] {
  const chance = chanceOf(seed);
  return list
    .map((one) => ({ one, at: chance.next() }))
    .sort((left, right) => left.at - right.at)
    .map(({ one }) => one);
}

test("trap 1, an asymmetric pair test: every two names of a market agree, or not, both ways round", () => {
  const names = [...new Map(market.map(({ match }) => [JSON.stringify(match.name), match.name])).values()].slice(
    0,
    220,
  );
  const asymmetric = names.flatMap((left, at) =>
    names
      .slice(at + 1)
      .filter(
        (right) =>
          namesAgree(left, right, true) !== namesAgree(right, left, true) ||
          namesAgree(left, right, false) !== namesAgree(right, left, false) ||
          weakNameFits(left, right) !== weakNameFits(right, left),
      )
      .map((right) => [left, right]),
  );
  expect(names.length).toBe(220);
  expect(asymmetric).toEqual([]);
});

test("trap 2, greedy cluster caps: a person of 60 records is one person, in whatever order they come", () => {
  const record = (at: number): ContactRecord => ({
    id: String(at).padStart(3, "0"),
    match: contactMatch({
      firstName: "Ann",
      lastName: "Cole",
      email: `ann${at >> 1}@mail.example-corp.com`,
      phone: "+16502530000",
    }),
  });
  const records = Array.from({ length: 60 }, (_none, at) => record(at));
  for (let seed = 0; seed < 20; seed += 1) {
    const { clusters } = resolveContacts(shuffled(seed, records));
    expect(clusters.map(({ id, members }) => [id, members.length])).toEqual([["000", 60]]);
  }
});

test("trap 8, a phone group without names joins nobody, however many share the number", () => {
  const records = Array.from({ length: 10 }, (_none, at) => ({
    id: `${at}`,
    match: contactMatch({ phone: "+16502530000" }),
  }));
  expect(resolveContacts(records)).toMatchObject({ clusters: { length: 10 }, reviews: [] });
});

test("trap 9, generic keys in incremental mode: a further stranger on a blocked mailbox is looked at alone", () => {
  const state = incremental();
  const strangers = strangersOn("hello@acme.com", 200);
  for (const record of strangers.slice(0, 100)) arrive(state, [record]);
  state.largestRegion = 0;
  for (const record of strangers.slice(100)) arrive(state, [record]);
  expect(state.largestRegion).toBe(1);
});

test("trap 13, birth ids that depend on import order: other labels, the same people", () => {
  const peopleOf = (records: readonly ContactRecord[], nameOf: (id: string) => string): readonly string[] =>
    resolveContacts(records)
      .clusters.map(({ members }) => members.map(nameOf).sort().join(" "))
      .sort();
  const renamed = shuffled(13, market).map((record, at) => ({ ...record, id: `n${String(at).padStart(6, "0")}` }));
  const before = new Map(shuffled(13, market).map(({ id }, at) => [renamed[at]?.id, id]));
  expect(peopleOf(renamed, (id) => before.get(id) ?? "")).toEqual(peopleOf(market, (id) => id));
});
