import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addContact, contactTable } from "./contact-table.ts";
import { contactMatch, type Fields } from "./match.ts";
import { type Assertion, type Resolution, resolveContacts, resolveTable } from "./resolve.ts";
import { resolveAccounts } from "./resolve-accounts.ts";

const fieldsArbitrary: fc.Arbitrary<Fields> = fc
  .record({
    firstName: fc.constantFrom("Robert", "Bob", "R.", "Roberta", "Jane", ""),
    lastName: fc.constantFrom("Smith", "Smyth", "Doe", ""),
    email: fc.constantFrom("", "a@acme.com", "b@acme.com", "info@acme.com", "a@gmail.com"),
    linkedin: fc.constantFrom("", "linkedin.com/in/one-1", "linkedin.com/in/two-2"),
    phone: fc.constantFrom("", "+16502530000", "+442079460018"),
    website: fc.constantFrom("", "acme.com", "globex.com"),
    companyName: fc.constantFrom("", "Acme", "Globex"),
  })
  .map((fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== "")));

const idAt = (at: number): string => String(at).padStart(4, "0");
const records = (list: readonly Fields[]) => list.map((fields, at) => ({ id: idAt(at), match: contactMatch(fields) }));

const idsArbitrary = (count: number): fc.Arbitrary<readonly string[]> =>
  fc.uniqueArray(fc.nat(count - 1).map(idAt), { minLength: 1, maxLength: 4 });

const worldArbitrary = fc.array(fieldsArbitrary, { minLength: 2, maxLength: 16 }).chain((list) =>
  fc.record({
    list: fc.constant(list),
    assertions: fc.array(
      fc.record({
        kind: fc.constantFrom("same" as const, "different" as const),
        left: idsArbitrary(list.length),
        right: idsArbitrary(list.length),
      }),
      { maxLength: 5 },
    ),
    order: fc.shuffledSubarray([...list.keys()], { minLength: list.length }),
  }),
);

function clusterOf(resolution: Resolution): (id: string) => string | undefined {
  const found = new Map(
    resolution.clusters.flatMap(({ id, members }) => members.map((member) => [member, id] as const)),
  );
  return (id) => found.get(id);
}

const isClear = ({ left, right }: Assertion): boolean => !left.some((id) => right.includes(id));

describe("what people say", () => {
  test("is never crossed: no left and right of `different` are one, whatever keys and other words say", () => {
    fc.assert(
      fc.property(worldArbitrary, ({ list, assertions }) => {
        const cluster = clusterOf(resolveContacts(records(list), assertions));
        for (const said of assertions.filter((one) => one.kind === "different" && isClear(one)))
          for (const left of said.left) for (const right of said.right) expect(cluster(left)).not.toBe(cluster(right));
      }),
      { numRuns: 400 },
    );
  });

  test("joins whom it calls the same where nobody holds them apart", () => {
    fc.assert(
      fc.property(worldArbitrary, ({ list, assertions }) => {
        const same = assertions.filter((one) => one.kind === "same");
        const cluster = clusterOf(resolveContacts(records(list), same));
        for (const said of same)
          expect(new Set([...said.left, ...said.right].map(cluster))).toEqual(new Set([cluster(said.left[0] ?? "")]));
      }),
      { numRuns: 300 },
    );
  });

  test("means the same in any order of records and of words", () => {
    fc.assert(
      fc.property(worldArbitrary, ({ list, assertions, order }) => {
        const all = records(list);
        const shuffled = order.flatMap((at) => all[at] ?? []);
        expect(resolveContacts(shuffled, assertions.toReversed())).toEqual(resolveContacts(all, assertions));
      }),
      { numRuns: 300 },
    );
  });

  test("is undone by taking it back, for the same records resolved again", () => {
    fc.assert(
      fc.property(worldArbitrary, ({ list, assertions }) => {
        const all = records(list);
        const before = resolveContacts(all);
        resolveContacts(all, assertions);
        expect(resolveContacts(all)).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });

  test("a table is resolved once: its indexes go with it", () => {
    const table = contactTable();
    for (const { id, match } of records([{ email: "a@acme.com" }])) addContact(table, id, match);
    resolveTable(table);
    expect(() => resolveTable(table)).toThrow("fill another one");
  });

  test("about records that are not here is no obstacle", () => {
    const two = records([{ email: "a@acme.com" }, { email: "a@acme.com" }]);
    const said: Assertion = { kind: "different", left: ["0000"], right: ["9999"] };
    expect(resolveContacts(two, [said]).clusters).toHaveLength(1);
    expect(resolveContacts(two, [{ ...said, right: ["0001", "9999"] }]).clusters).toHaveLength(2);
  });

  test("that detaches one record leaves the others together, whichever it is", () => {
    const four = records(
      Array.from({ length: 4 }, () => ({ email: "a@acme.com", firstName: "Jane", lastName: "Doe" })),
    );
    for (const { id } of four) {
      const others = four.map((record) => record.id).filter((other) => other !== id);
      const { clusters } = resolveContacts(four, [{ kind: "different", left: [id], right: others }]);
      expect(clusters.map(({ members }) => members).toSorted((a, b) => a.length - b.length)).toEqual([[id], others]);
    }
  });

  test("vouches for what would be a contradiction, so that later evidence still joins", () => {
    const three = records([
      { email: "a@acme.com", firstName: "Jane", lastName: "Doe" },
      { email: "b@gmail.com", firstName: "Ulla", lastName: "Roth" },
      { email: "b@gmail.com", firstName: "Ulla", lastName: "Roth" },
    ]);
    expect(resolveContacts(three, [{ kind: "same", left: ["0000"], right: ["0001"] }])).toEqual({
      clusters: [{ id: "0000", members: ["0000", "0001", "0002"] }],
      reviews: [],
    });
  });

  test("holds for companies too", () => {
    const company = (domain: string | null) => ({ domain, mailDomain: null, nameKey: "acme", country: "DE" });
    const all = [company("acme.de"), company("acme.de"), company("acme.com"), company(null)].map((match, at) => ({
      id: idAt(at),
      match,
    }));
    expect(resolveAccounts(all).clusters.map(({ members }) => members.length)).toEqual([2, 1, 1]);
    const merged = resolveAccounts(all, [{ kind: "same", left: ["0000"], right: ["0002"] }]);
    expect(merged.clusters.map(({ members }) => members.length)).toEqual([4]);
    const parted = resolveAccounts(all, [{ kind: "different", left: ["0000"], right: ["0001"] }]);
    expect(parted.clusters.map(({ members }) => members.length)).toEqual([1, 1, 1, 1]);
  });
});
