import fc from "fast-check";
import { expect, test } from "vitest";
import { idFromUuid } from "../../kernel/ids.ts";
import { icpDefinition } from "../icp/contract.ts";
import { fitOf } from "./fit.ts";
import type { ObservedSignal } from "./intent.ts";
import { icpHash, scoreOf } from "./score.ts";
import { seedIcp } from "./seed.ts";
import type { Subject } from "./subject.ts";

const nobody: Subject = {
  contactId: idFromUuid("con", "01900000-0000-7000-8000-000000000001"),
  accountId: null,
  formerIds: [],
  persona: null,
  title: null,
  country: null,
  seniority: null,
  accountCountry: null,
  segments: [],
  industry: null,
  employees: null,
  relation: null,
};
const buyer: Subject = {
  ...nobody,
  persona: "executive",
  title: "Chief Technology Officer",
  country: "US",
  industry: "Computer Software",
  employees: 250,
  relation: "none",
};
const icp = { hash: icpHash(seedIcp), definition: seedIcp };
const demo: ObservedSignal = { kind: "demo_request", strength: 100, occurredAt: 0, about: "contact" };

const subjects = fc.record({
  persona: fc.constantFrom(null, "executive", "practitioner"),
  title: fc.constantFrom(null, "Head of Sales", "Chef"),
  country: fc.constantFrom(null, "US", "KP"),
  industry: fc.constantFrom(null, "Computer Software", "Farming"),
  employees: fc.constantFrom(null, 2, 200, 90_000),
  relation: fc.constantFrom(null, "none", "customer"),
});

test("the seed profile meets its own contract", () => {
  expect(icpDefinition.parse(seedIcp)).toEqual(seedIcp);
});

test("a contact that meets every criterion has fit 100, one that nothing is known about 0", () => {
  expect(fitOf(seedIcp, buyer).fit).toBe(100);
  expect(fitOf(seedIcp, nobody).fit).toBe(0);
  expect(fitOf(seedIcp, nobody).reasons.map((reason) => reason.hit)).toEqual(Array(5).fill("unknown"));
});

test("routes: interest makes a good fit act, no interest nurture, a bad fit observe, a disqualifier exclude", () => {
  expect(scoreOf(icp, buyer, [demo], 0)).toMatchObject({ route: "act", intent: 60 });
  expect(scoreOf(icp, buyer, [], 0).route).toBe("nurture");
  expect(scoreOf(icp, nobody, [demo], 0).route).toBe("observe");
  expect(scoreOf(icp, { ...buyer, relation: "customer" }, [demo], 0)).toMatchObject({
    route: "exclude",
    disqualified: true,
    reasons: { disqualifiedBy: [{ clauseId: "relation", hit: true }] },
  });
});

test("an unknown disqualifier excludes unless the clause says otherwise", () => {
  const clause = {
    id: "relation",
    label: "Customer",
    when: { op: "in", field: "account.relation", values: ["customer"] },
  } as const;
  const withRule = (unknownIs: "exclude" | "include") => ({
    criteria: seedIcp.criteria,
    disqualifiers: [{ ...clause, unknownIs }],
  });
  expect(fitOf(withRule("exclude"), nobody).disqualifiedBy).toEqual([
    { clauseId: "relation", label: "Customer", hit: "unknown" },
  ]);
  expect(fitOf(withRule("include"), nobody).disqualifiedBy).toEqual([]);
});

test("the order of the queue follows the routes first", () => {
  fc.assert(
    fc.property(subjects, subjects, fc.boolean(), fc.boolean(), (left, right, leftDemo, rightDemo) => {
      const order = ["exclude", "observe", "nurture", "act"];
      const one = scoreOf(icp, { ...nobody, ...left }, leftDemo ? [demo] : [], 0);
      const other = scoreOf(icp, { ...nobody, ...right }, rightDemo ? [demo] : [], 0);
      if (order.indexOf(one.route) > order.indexOf(other.route)) expect(one.priority).toBeGreaterThan(other.priority);
    }),
  );
});

test("the same inputs give the same score and digest; another time or fact another digest", () => {
  fc.assert(
    fc.property(subjects, fc.nat(), (fields, now) => {
      const subject = { ...nobody, ...fields };
      expect(scoreOf(icp, subject, [demo], now)).toEqual(
        scoreOf(structuredClone(icp), { ...subject }, [{ ...demo }], now),
      );
      expect(scoreOf(icp, subject, [demo], now + 1).inputsDigest).not.toBe(
        scoreOf(icp, subject, [demo], now).inputsDigest,
      );
    }),
  );
});

test("the hash of a profile does not depend on the order of its fields, only on what it says", () => {
  const turned = Object.fromEntries(Object.entries(seedIcp).reverse()) as typeof seedIcp;
  expect(icpHash(turned)).toBe(icpHash(seedIcp));
  expect(icpHash({ ...seedIcp, name: "Others" })).not.toBe(icpHash(seedIcp));
});

test("conditions are leaves under two levels of and and or, and no deeper", () => {
  const leaf = { op: "exists", field: "contact.title" } as const;
  const nested = (when: unknown) => ({ ...seedIcp, criteria: [{ id: "deep", label: "Deep", weight: 1, when }] });
  const deep = { op: "and", of: [{ op: "or", of: [{ op: "not", of: leaf }] }] };
  expect(icpDefinition.safeParse(nested(deep)).success).toBe(true);
  expect(icpDefinition.safeParse(nested({ op: "not", of: deep })).success).toBe(false);
  expect(icpDefinition.safeParse(nested({ op: "or", of: [deep] })).success).toBe(false);
});
