import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Employment, jobChangesOf, relationshipsOf } from "./relationships.ts";

let serial = 0;

function version(given: Partial<Employment> & { readonly observedAt: number }): Employment {
  serial += 1;
  return {
    observationId: `o${String(serial).padStart(4, "0")}`,
    recordId: "crm",
    accountId: null,
    isHuman: false,
    trust: 60,
    title: null,
    seniority: null,
    department: null,
    ...given,
  };
}

const spans = (versions: readonly Employment[]) =>
  relationshipsOf(versions).map(({ accountId, validFrom, validTo }) => [accountId, validFrom, validTo]);

describe("where somebody worked", () => {
  test("one record that names another account closes one relationship and opens another: a job change", () => {
    const before = version({ observedAt: 1, accountId: "acme", title: "CFO" });
    const after = version({ observedAt: 5, accountId: "globex", title: "Chief Executive Officer" });
    const found = relationshipsOf([after, before]);
    expect(spans([after, before])).toEqual([
      ["acme", 1, 5],
      ["globex", 5, null],
    ]);
    expect(found.map((one) => one.seniority)).toEqual(["c_suite", "c_suite"]);
    expect(found.map((one) => one.jobFunction)).toEqual(["finance", "general_management"]);
    expect(jobChangesOf(found)).toEqual([
      {
        fromAccountId: "acme",
        toAccountId: "globex",
        title: "Chief Executive Officer",
        at: 5,
        evidence: after.observationId,
      },
    ]);
  });

  test("a newer record of another source that names another account is a job change as well", () => {
    const crm = version({ observedAt: 1, accountId: "acme" });
    const list = version({ recordId: "list", observedAt: 7, accountId: "globex", trust: 20 });
    expect(spans([crm, list])).toEqual([
      ["acme", 1, 7],
      ["globex", 7, null],
    ]);
  });

  test("a record that says again what it said before brings nobody back", () => {
    const crm = version({ observedAt: 1, accountId: "acme" });
    const list = version({ recordId: "list", observedAt: 7, accountId: "globex" });
    const again = version({ observedAt: 9, accountId: "acme", title: "CFO" });
    expect(spans([crm, list, again])).toEqual([
      ["acme", 1, 7],
      ["globex", 7, null],
    ]);
  });

  test("a new title at the same account is no job change", () => {
    const found = relationshipsOf([
      version({ observedAt: 1, accountId: "acme", title: "Sales Manager" }),
      version({ observedAt: 5, accountId: "acme", title: "Head of Sales" }),
    ]);
    expect(found).toMatchObject([{ accountId: "acme", title: "Head of Sales", validTo: null, seniority: "head" }]);
    expect(jobChangesOf(found)).toEqual([]);
  });

  test("of two employers named at one time the more trusted counts, and nobody moved", () => {
    const found = relationshipsOf([
      version({ recordId: "list", observedAt: 3, accountId: "globex", trust: 20 }),
      version({ observedAt: 3, accountId: "acme" }),
    ]);
    expect(found.map(({ accountId, validTo }) => [accountId, validTo])).toEqual([
      ["globex", 3],
      ["acme", null],
    ]);
    expect(jobChangesOf(found)).toEqual([]);
  });

  test("what a person of ours says no machine contradicts, and the next person's word does", () => {
    const said = version({ recordId: "people", observedAt: 2, accountId: "acme", isHuman: true, trust: 100 });
    const machine = version({ recordId: "list", observedAt: 8, accountId: "globex" });
    expect(spans([machine, said])).toEqual([
      ["acme", 2, null],
      ["globex", 8, 8],
    ]);
    const later = version({ recordId: "people", observedAt: 9, accountId: "globex", isHuman: true, trust: 100 });
    expect(spans([machine, said, later]).at(-1)).toEqual(["globex", 9, null]);
  });

  test("somebody may come back", () => {
    const stations = ["acme", "globex", "acme"].map((accountId, at) => version({ observedAt: at + 1, accountId }));
    expect(spans(stations)).toEqual([
      ["acme", 1, 2],
      ["globex", 2, 3],
      ["acme", 3, null],
    ]);
  });

  test("a version that names no account ends nothing", () => {
    expect(spans([version({ observedAt: 1, accountId: "acme" }), version({ observedAt: 2 })])).toEqual([
      ["acme", 1, null],
    ]);
  });
});

const versions = fc.uniqueArray(
  fc.record({
    recordId: fc.constantFrom("a", "b", "c"),
    observedAt: fc.integer({ min: 0, max: 6 }),
    accountId: fc.constantFrom("acme", "globex", "initech", null),
    isHuman: fc.boolean(),
    trust: fc.constantFrom(20, 60),
    title: fc.constantFrom(null, "CFO", "Head of IT"),
  }),
  { maxLength: 8, selector: (one) => JSON.stringify(one) },
);

describe("relationships in any order", () => {
  test("the order in which versions are handed in does not matter", () => {
    const shuffled = versions.chain((list) => {
      const numbered = list.map((one, at) => version({ ...one, observationId: `v${at}` }));
      return fc.tuple(
        fc.constant(numbered),
        fc.shuffledSubarray(numbered, { minLength: numbered.length, maxLength: numbered.length }),
      );
    });
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(relationshipsOf(other)).toEqual(relationshipsOf(list));
      }),
    );
  });

  test("times follow each other without overlap, at most one lasts, and nobody changes to where they are", () => {
    fc.assert(
      fc.property(versions, (list) => {
        const found = relationshipsOf(list.map((one, at) => version({ ...one, observationId: `v${at}` })));
        const held = found.filter((one) => one.validTo !== one.validFrom);
        expect(held.filter((one) => one.validTo === null).length).toBe(held.length === 0 ? 0 : 1);
        for (const [at, one] of held.entries()) {
          const next = held[at + 1];
          expect(one.validTo).toBe(next?.validFrom ?? null);
          if (next !== undefined) expect(next.accountId).not.toBe(one.accountId);
        }
        expect(jobChangesOf(found)).toHaveLength(Math.max(0, held.length - 1));
      }),
    );
  });

  test("to leave versions out again restores what was known before them", () => {
    fc.assert(
      fc.property(versions, versions, (list, more) => {
        const first = list.map((one, at) => version({ ...one, observationId: `v${at}` }));
        const rest = more.map((one, at) => version({ ...one, observationId: `w${at}` }));
        const merged = [...first, ...rest];
        expect(relationshipsOf(merged.filter((one) => one.observationId.startsWith("v")))).toEqual(
          relationshipsOf(first),
        );
      }),
    );
  });
});
