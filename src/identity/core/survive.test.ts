import fc from "fast-check";
import { expect, test } from "vitest";
import { projectAccount, projectContact } from "./project.ts";
import { claimsByField, type Observation, type Reason, whyWon, winnerOf } from "./survive.ts";

const fieldNames = ["firstName", "lastName", "title", "email", "emailStatus", "country", "relation", "custom.tier"];
const rank = fc.record({ rank: fc.constantFrom("pinned" as const, "deprecated" as const), at: fc.constantFrom(1, 2) });
const detail = fc.oneof(
  fc.record({ observedAt: fc.constantFrom(1, 2, 3) }),
  fc.record({ observedAt: fc.constantFrom(1, 2, 3), cleared: fc.constant(true as const) }),
);

const observation = (id: number): fc.Arbitrary<Observation> =>
  fc
    .record({
      id: fc.constant(`o${id}`),
      recordId: fc.constant(`r${id % 4}`),
      source: fc.record({
        id: fc.constantFrom("s1", "s2"),
        kind: fc.constantFrom("crm", "list", "user", "enrichment"),
        trust: fc.constantFrom(20, 60),
      }),
      observedAt: fc.constantFrom(1, 2, 3),
      confidence: fc.constantFrom(40, 50),
      fields: fc.dictionary(
        fc.constantFrom(...fieldNames),
        fc.constantFrom("Jane", "jane@acme.com", "kim@acme.io", "verified", "DE", "customer"),
        { maxKeys: 6 },
      ),
      details: fc.option(fc.dictionary(fc.constantFrom("title", "country"), detail, { maxKeys: 2 }), {
        nil: undefined,
      }),
      ranks: fc.option(fc.dictionary(fc.constantFrom(...fieldNames), rank, { maxKeys: 3 }), { nil: undefined }),
      isCurrent: fc.constantFrom(true, true, false),
    })
    .map(({ details, ranks, ...one }) => ({
      ...one,
      // A cleared field is one that the same word gives no value.
      fields: Object.fromEntries(
        Object.entries(one.fields).filter(([field]) => !("cleared" in (details?.[field] ?? {}))),
      ),
      ...(details === undefined ? {} : { details }),
      ...(ranks === undefined ? {} : { ranks }),
    }));

const observations = fc.tuple(...[1, 2, 3, 4, 5, 6].map(observation));
const rules = fc.record({
  owners: fc.constantFrom(new Map<string, string>(), new Map([["title", "s1"]]), new Map([["email", "s2"]])),
  blocked: fc.constantFrom(new Set<string>(), new Set(["em:jane@acme.com"])),
});

test("survivorship in any order gives the same golden values, provenance and evidence", () => {
  const shuffled = observations.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }), rules),
  );
  fc.assert(
    fc.property(shuffled, ([list, other, given]) => {
      expect(projectContact(other, given)).toEqual(projectContact(list, given));
      expect(projectAccount(other, given)).toEqual(projectAccount(list, given));
    }),
    { numRuns: 500 },
  );
});

test("grouping by group gives the winner that all together give, whichever groups merge first", () => {
  fc.assert(
    fc.property(observations, fc.array(fc.constantFrom(0, 1, 2), { minLength: 6, maxLength: 6 }), (list, groups) => {
      const all = claimsByField(list);
      const parts = [0, 1, 2].map((group) => list.filter((_one, at) => groups[at] === group));
      for (const [field, claims] of all) {
        // A value that one group calls wrong is wrong for the whole, so that only what is not can be handed on.
        const wrong = new Set(claims.flatMap((claim) => (claim.rank === "deprecated" ? [claim.observation.id] : [])));
        const handedOn = parts.flatMap((part) =>
          (claimsByField(part).get(field) ?? []).filter((claim) => !wrong.has(claim.observation.id)).slice(0, 1),
        );
        const best = claimsByField(handedOn.map((claim) => claim.observation)).get(field)?.[0];
        expect(best?.observation.id).toEqual(winnerOf(claims)?.observation.id);
      }
    }),
    { numRuns: 300 },
  );
});

const said = (id: string, title: string, more: Partial<Observation> = {}): Observation => ({
  id,
  recordId: id,
  source: { id: "s", kind: "crm", trust: 60 },
  observedAt: 1,
  confidence: 50,
  fields: { title },
  ...more,
});
const titles = (list: readonly Observation[], owners = new Map<string, string>()) =>
  claimsByField(list, owners).get("title") ?? [];

/** Each step with what wins by it over a rival that is better by every later step. */
const steps: readonly (readonly [Reason, Partial<Observation>, Partial<Observation>])[] = [
  ["pinned", { ranks: { title: { rank: "pinned", at: 1 } } }, { source: { id: "u", kind: "user", trust: 100 } }],
  [
    "edited by a person",
    { source: { id: "u", kind: "user", trust: 0 } },
    { source: { id: "owner", kind: "crm", trust: 99 } },
  ],
  [
    "from the field's owner",
    { source: { id: "owner", kind: "list", trust: 1 } },
    { source: { id: "x", kind: "crm", trust: 99 } },
  ],
  ["more trusted source", { source: { id: "s", kind: "crm", trust: 90 } }, { observedAt: 9 }],
  ["newer", { observedAt: 9 }, { confidence: 99 }],
  ["more confident", { confidence: 90 }, {}],
];

test.each(steps)("a value wins because it is %s, against all that comes later in the order", (why, winner, rival) => {
  const owners = new Map([["title", "owner"]]);
  const claims = titles([said("a", "a first value", rival), said("b", "second", winner)], owners);
  expect(claims[0]?.value).toBe("second");
  expect(whyWon(claims)).toBe(why);
});

test("a verified address wins over one of a more trusted source, and takes its own state along", () => {
  const list = [
    said("a", "", {
      fields: { email: "old@acme.com", emailStatus: "invalid" },
      source: { id: "s", kind: "crm", trust: 90 },
    }),
    said("b", "", { fields: { email: "new@acme.com", emailStatus: "verified" } }),
  ];
  expect(whyWon(claimsByField(list).get("email") ?? [])).toBe("verified");
  expect(projectContact(list).values).toMatchObject({ email: "new@acme.com", emailStatus: "verified" });
});

test("equal claims are told apart by value, then by id", () => {
  expect(whyWon(titles([said("b", "A"), said("a", "B")]))).toBe("first in value order");
  expect(titles([said("b", "A"), said("a", "A")])[0]?.observation.id).toBe("a");
});

test("a value that is called wrong never wins, whoever says it and however alone it is", () => {
  const wrong = said("a", "CEO", { ranks: { title: { rank: "deprecated", at: 1 } } });
  const again = said("b", "ceo", { source: { id: "u", kind: "user", trust: 100 } });
  expect(winnerOf(titles([wrong, again]))).toBeUndefined();
  expect(projectContact([wrong, again]).values["title"]).toBeUndefined();
  const claims = titles([wrong, again, said("c", "Clerk", { confidence: 1 })]);
  expect([claims[0]?.value, whyWon(claims)]).toEqual(["Clerk", "the other is known to be wrong"]);
});

test("a pinned claim outlives what its record says next, and everything else of that version is gone", () => {
  const former = said("a", "CEO", {
    recordId: "r",
    isCurrent: false,
    fields: { title: "CEO", country: "DE" },
    ranks: { title: { rank: "pinned", at: 1 } },
  });
  const now = said("b", "CTO", { recordId: "r", observedAt: 9 });
  expect(projectContact([former, now]).values).toEqual({ title: "CEO" });
});

test("a person clears a field, an empty cell does not", () => {
  const cleared = said("b", "", {
    source: { id: "u", kind: "user", trust: 100 },
    fields: {},
    details: { title: { observedAt: 5, cleared: true } },
  });
  const { values, provenance } = projectContact([said("a", "CEO"), cleared]);
  expect([values["title"], provenance["title"]]).toEqual([undefined, "b"]);
  expect(projectContact([said("a", "CEO"), said("c", "", { fields: {}, observedAt: 9 })]).values["title"]).toBe("CEO");
});

test("a name is shown as people write it, and a full name is read where the parts are missing", () => {
  expect(projectContact([said("a", "", { fields: { firstName: "EMMA", lastName: "o'neil" } })]).name).toBe(
    "Emma O'Neil",
  );
  expect(projectContact([said("a", "", { fields: { fullName: "Berg, Jan van der" } })]).values).toMatchObject({
    firstName: "Jan",
  });
});

test("what a person says an account is to us counts alone; of what lists say the strictest does", () => {
  const lists = [said("a", "", { fields: { relation: "customer" } }), said("b", "", { fields: { relation: "none" } })];
  expect(projectAccount(lists).relation).toBe("customer");
  const person = said("c", "", { fields: { relation: "none" }, source: { id: "u", kind: "user", trust: 100 } });
  expect(projectAccount([...lists, person]).relation).toBe("none");
});
