import fc from "fast-check";
import { expect, test } from "vitest";
import { confidenceOf, missingFields } from "./confidence.ts";
import { projectContact } from "./project.ts";
import { claimsByField, type Observation, whyWon } from "./survive.ts";

const observation = (id: number): fc.Arbitrary<Observation> =>
  fc.record({
    id: fc.constant(`o${id}`),
    recordId: fc.constant(`r${id}`),
    source: fc.record({
      id: fc.constantFrom("s1", "s2"),
      kind: fc.constantFrom("crm", "list", "user"),
      trust: fc.constantFrom(20, 60),
    }),
    observedAt: fc.constantFrom(1, 2, 3),
    confidence: fc.constantFrom(40, 50),
    fields: fc.dictionary(
      fc.constantFrom("firstName", "lastName", "title", "email", "emailStatus", "country"),
      fc.constantFrom("Jane", "jane@acme.com", "verified", "DE"),
      { maxKeys: 5 },
    ),
  });

const observations = fc.tuple(...[1, 2, 3, 4, 5].map(observation));

test("survivorship in any order gives the same golden values and provenance", () => {
  fc.assert(
    fc.property(
      observations.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([list, shuffled]) => {
        expect(projectContact(shuffled)).toEqual(projectContact(list));
      },
    ),
  );
});

const said = (id: string, value: string, more: Partial<Observation> = {}): Observation => ({
  id,
  recordId: id,
  source: { id: "s", kind: "crm", trust: 60 },
  observedAt: 1,
  confidence: 50,
  fields: { title: value },
  ...more,
});

test.each([
  ["edited by a person", { source: { id: "u", kind: "user", trust: 0 } }],
  ["more trusted source", { source: { id: "s", kind: "crm", trust: 90 } }],
  ["newer", { observedAt: 9 }],
  ["more confident", { confidence: 90 }],
] as const)("a value wins because it is %s", (why, more) => {
  const claims = claimsByField([said("a", "first"), said("b", "second", more)]).get("title") ?? [];
  expect(claims[0]?.value).toBe("second");
  expect(whyWon(claims)).toBe(why);
});

test("a name is shown as people write it, and a full name is read where the parts are missing", () => {
  expect(projectContact([said("a", "", { fields: { firstName: "EMMA", lastName: "o'neil" } })]).name).toBe(
    "Emma O'Neil",
  );
  expect(projectContact([said("a", "", { fields: { fullName: "Berg, Jan van der" } })]).values).toMatchObject({
    firstName: "Jan",
  });
});

test("confidence is the sum of named parts, and a conflict takes away", () => {
  const evidence = { sources: 2, emailStatus: "verified", isAgreed: true, newestAt: 0 };
  expect(confidenceOf(evidence, true, 0, 0)).toEqual({
    total: 90,
    parts: { identity: 40, address: 20, freshness: 15, agreement: 15, conflict: 0 },
  });
  expect(confidenceOf(evidence, true, 1, 0).total).toBe(60);
});

test("each missing field is named", () => {
  expect(
    missingFields({ email: "test@test.com", emailClass: "placeholder", name: null, accountId: null, country: null }),
  ).toEqual(["email", "name", "account", "country"]);
  expect(
    missingFields({ email: "a@acme.com", emailClass: "business", name: "A", accountId: "x", country: "DE" }),
  ).toEqual([]);
});
