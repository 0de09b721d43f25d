import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contactKeys, contactMatch, type Fields } from "./match.ts";
import { namesAgree, weakNameFits } from "./name-agreement.ts";
import { parsePersonName } from "./person-name.ts";
import { type ContactRecord, resolveContacts } from "./resolve.ts";
import { type AccountRecord, resolveAccounts } from "./resolve-accounts.ts";

const firsts = ["Robert", "Bob", "Rob", "R.", "Roberta", "Pat", "Patrick", "Patricia", "Jane", "J", "王", ""];
const lasts = ["Smith", "Smyth", "Smithson", "van der Berg", "Berg", "Doe", "D.", "小明", "Smith Jr", ""];
const fieldsArbitrary: fc.Arbitrary<Fields> = fc
  .record({
    firstName: fc.constantFrom(...firsts),
    lastName: fc.constantFrom(...lasts),
    email: fc.constantFrom("", "a@acme.com", "b@acme.com", "info@acme.com", "a@gmail.com", "c@globex.com"),
    linkedin: fc.constantFrom("", "linkedin.com/in/one-1", "linkedin.com/in/two-2"),
    phone: fc.constantFrom("", "+16502530000", "+442079460018"),
    website: fc.constantFrom("", "acme.com", "globex.com"),
  })
  .map((fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== "")));

const records = (fields: readonly Fields[]): readonly ContactRecord[] =>
  fields.map((one, at) => ({ id: String(at).padStart(6, "0"), match: contactMatch(one) }));

const person = (first: string, last: string) => parsePersonName({ first, last });

describe("names", () => {
  test("agreement is symmetric", () => {
    const name = fc
      .tuple(
        fc.oneof(fc.constantFrom(...firsts), fc.string({ maxLength: 8 })),
        fc.oneof(fc.constantFrom(...lasts), fc.string({ maxLength: 8 })),
      )
      .map(([first, last]) => person(first, last));
    fc.assert(
      fc.property(name, name, fc.boolean(), (left, right, isPersonal) => {
        expect(namesAgree(left, right, isPersonal)).toBe(namesAgree(right, left, isPersonal));
        expect(weakNameFits(left, right)).toBe(weakNameFits(right, left));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ["Bob", "Smith", "Robert", "Smith"],
    ["Smith", "Robert", "Robert", "Smith"],
    ["José", "García López", "Jose", "Garcia"],
    ["Jonathan", "Miller", "Jonahtan", "Miller"],
    ["Jürgen", "Müller", "Jurgen", "Mueller"],
  ])("%s %s may be %s %s", (a, b, c, d) => {
    expect(namesAgree(person(a, b), person(c, d), false)).toBe(true);
  });

  test.each([
    ["Daniel", "Smith", "Daniela", "Smith"],
    ["John", "Smith", "John", "Smith Jr"],
    ["Jean Pierre", "Petit", "Jean Paul", "Petit"],
    ["Patrick", "Smith", "Patricia", "Smith"],
  ])("%s %s is not %s %s", (a, b, c, d) => {
    expect(namesAgree(person(a, b), person(c, d), true)).toBe(false);
  });
});

describe("contacts", () => {
  test("any order gives the same contacts and the same reviews", () => {
    fc.assert(
      fc.property(
        fc
          .array(fieldsArbitrary, { maxLength: 25 })
          .chain((list) =>
            fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length })),
          ),
        ([list, order]) => {
          const all = records(list);
          const shuffled = order.flatMap((at) => all[at] ?? []);
          expect(resolveContacts(shuffled)).toEqual(resolveContacts(all));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("resolving a closed region alone gives what resolving everything gives", () => {
    fc.assert(
      fc.property(fc.array(fieldsArbitrary, { minLength: 1, maxLength: 25 }), fc.nat(), (list, pick) => {
        const all = records(list);
        const region = closure(all, pick % all.length);
        const whole = resolveContacts(all).clusters.filter((cluster) => region.has(cluster.id));
        expect(resolveContacts(all.filter((record) => region.has(record.id))).clusters).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });

  test("the entity id is the smallest member and every record is in one contact", () => {
    fc.assert(
      fc.property(fc.array(fieldsArbitrary, { maxLength: 25 }), (list) => {
        const { clusters } = resolveContacts(records(list));
        expect(clusters.flatMap((cluster) => cluster.members).sort()).toEqual(records(list).map((record) => record.id));
        for (const cluster of clusters) expect(cluster.id).toBe([...cluster.members].sort()[0]);
      }),
    );
  });

  test("what a person called different stays apart, what they called the same is one", () => {
    const two = records([
      { email: "a@acme.com", lastName: "Doe" },
      { email: "a@acme.com", lastName: "Doe" },
    ]);
    const [left, right] = [["000000"], ["000001"]];
    expect(resolveContacts(two).clusters).toHaveLength(1);
    expect(resolveContacts(two, [{ kind: "different", left, right }]).clusters).toHaveLength(2);
    const apart = records([{ email: "a@acme.com" }, { phone: "+16502530000", lastName: "Doe" }]);
    expect(resolveContacts(apart, [{ kind: "same", left, right }]).clusters).toHaveLength(1);
  });

  test("a key under too many names is blocked and says so once", () => {
    const many = Array.from({ length: 30 }, (_none, at) => ({
      email: "hello@acme.com",
      firstName: `Name${String.fromCharCode(97 + at)}${at}`,
      lastName: `Family${at}x`,
    }));
    const { clusters, reviews } = resolveContacts(records(many));
    expect(clusters).toHaveLength(30);
    expect(reviews).toMatchObject([{ kind: "blocked_key", subject: "em:hello@acme.com" }]);
  });

  test("records that an earlier ruleset read, without their employer, are resolved by what they have", () => {
    const [old, now] = records([
      { firstName: "Ann", lastName: "Cole", email: "ann@acme.com" },
      { firstName: "Ann", lastName: "Cole", website: "acme.com", companyName: "Acme" },
    ]);
    if (old === undefined || now === undefined) throw new Error("two records were made");
    const { employer: _employer, ...match } = old.match;
    expect(contactKeys(match).map(({ kind }) => kind)).toEqual(["em", "nd"]);
    expect(resolveContacts([{ id: old.id, match }, now]).clusters).toHaveLength(1);
  });

  test("colleagues of one name with two mailboxes stay two", () => {
    const two = [
      { firstName: "John", lastName: "Smith", email: "john.smith@acme.com" },
      { firstName: "John", lastName: "Smith", email: "john.smith2@acme.com" },
    ];
    const { clusters, reviews } = resolveContacts(records(two));
    expect(clusters).toHaveLength(2);
    expect(reviews.map((review) => review.kind)).toEqual(["veto"]);
  });
});

describe("accounts", () => {
  const account = fc.record({
    domain: fc.constantFrom(null, "acme.com", "acme.de", "globex.com"),
    mailDomain: fc.constantFrom(null, "acme.com", "acme.de"),
    nameKey: fc.constantFrom(null, "acme", "globex"),
    country: fc.constantFrom(null, "DE", "US"),
  });
  const accounts = (list: readonly AccountRecord["match"][]): readonly AccountRecord[] =>
    list.map((match, at) => ({ id: String(at).padStart(6, "0"), match }));

  test("any order gives the same accounts", () => {
    fc.assert(
      fc.property(
        fc
          .array(account, { maxLength: 15 })
          .chain((list) =>
            fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length })),
          ),
        ([list, order]) => {
          const all = accounts(list);
          expect(resolveAccounts(order.flatMap((at) => all[at] ?? []))).toEqual(resolveAccounts(all));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("a name joins only while nobody else answers to it", () => {
    const named = (domain: string | null) => ({ domain, mailDomain: null, nameKey: "acme", country: "DE" });
    expect(resolveAccounts(accounts([named("acme.com"), named(null)])).clusters).toHaveLength(1);
    const two = resolveAccounts(accounts([named("acme.com"), named("acme.de"), named(null)]));
    expect(two.clusters).toHaveLength(3);
    expect(two.reviews).toMatchObject([{ kind: "account_name" }]);
  });
});

/** Everything that shared keys connect to one record. */
function closure(all: readonly ContactRecord[], start: number): ReadonlySet<string> {
  const keysOf = (record: ContactRecord) => contactKeys(record.match).map(({ kind, key }) => `${kind}:${key}`);
  const region = new Set([all[start]?.id ?? ""]);
  for (let size = 0; size !== region.size; ) {
    size = region.size;
    const keys = new Set(all.filter((record) => region.has(record.id)).flatMap(keysOf));
    for (const record of all) if (keysOf(record).some((key) => keys.has(key))) region.add(record.id);
  }
  return region;
}
