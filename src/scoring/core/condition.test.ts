import fc from "fast-check";
import { expect, test } from "vitest";
import { idFromUuid } from "../../kernel/ids.ts";
import type { Condition } from "../icp/contract.ts";
import { evaluate, plainWords } from "./condition.ts";
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

test.each<[string, Condition, Partial<Subject>, boolean | "unknown"]>([
  [
    "in ignores case and spelling",
    { op: "in", field: "account.industry", values: ["computer-software"] },
    { industry: "COMPUTER_SOFTWARE" },
    true,
  ],
  ["in on nothing recorded", { op: "in", field: "account.industry", values: ["farming"] }, {}, "unknown"],
  [
    "the word unknown is unknown",
    { op: "in", field: "contact.persona", values: ["unknown"] },
    { persona: "unknown" },
    "unknown",
  ],
  [
    "in on a declared field",
    { op: "in", field: "contact.custom.tier", values: ["gold"] },
    { custom: { tier: { texts: ["Gold"], number: null } } },
    true,
  ],
  [
    "a declared field with several options",
    { op: "in", field: "account.custom.tools", values: ["B"] },
    { accountCustom: { tools: { texts: ["A", "B"], number: null } } },
    true,
  ],
  [
    "between on a declared number",
    { op: "between", field: "contact.custom.seats", min: 100 },
    { custom: { seats: { texts: ["99.5"], number: 99.5 } } },
    false,
  ],
  ["a declared field that is not known", { op: "in", field: "contact.custom.tier", values: ["gold"] }, {}, "unknown"],
  [
    "a declared text is no number",
    { op: "between", field: "contact.custom.tier", min: 1 },
    { custom: { tier: { texts: ["Gold"], number: null } } },
    "unknown",
  ],
  [
    "a declared field exists",
    { op: "exists", field: "contact.custom.tier" },
    { custom: { tier: { texts: ["Gold"], number: null } } },
    true,
  ],
  ["in", { op: "in", field: "contact.country", values: ["FR", "US"] }, { country: "US" }, true],
  ["not in", { op: "in", field: "contact.country", values: ["FR", "US"] }, { country: "DE" }, false],
  [
    "a phrase is found between words",
    { op: "hasAny", field: "contact.title", values: ["sales"] },
    { title: "VP, Sales (EMEA)" },
    true,
  ],
  [
    "a phrase is not found inside a word",
    { op: "hasAny", field: "contact.title", values: ["it"] },
    { title: "Editor" },
    false,
  ],
  ["segments are ours: none is known", { op: "hasAny", field: "contact.segments", values: ["vip"] }, {}, false],
  [
    "between includes its ends",
    { op: "between", field: "account.employees", min: 10, max: 20 },
    { employees: 20 },
    true,
  ],
  ["between with one end", { op: "between", field: "account.employees", max: 4 }, { employees: 5 }, false],
  ["exists is never unknown", { op: "exists", field: "account.employees" }, {}, false],
  [
    "not of unknown stays unknown",
    { op: "not", of: { op: "in", field: "contact.country", values: ["RU"] } },
    {},
    "unknown",
  ],
])("%s", (_name, condition, fields, expected) => {
  expect(evaluate(condition, { ...nobody, ...fields })).toBe(expected);
});

test("false settles an and, true settles an or, whatever is unknown", () => {
  const unknown: Condition = { op: "in", field: "contact.country", values: ["US"] };
  const no: Condition = { op: "exists", field: "contact.title" };
  expect(evaluate({ op: "and", of: [unknown, no] }, nobody)).toBe(false);
  expect(evaluate({ op: "or", of: [unknown, { op: "not", of: no }] }, nobody)).toBe(true);
  expect(evaluate({ op: "or", of: [unknown, no] }, nobody)).toBe("unknown");
});

const leaf = fc.oneof(
  fc.constant<Condition>({ op: "in", field: "contact.country", values: ["US"] }),
  fc.constant<Condition>({ op: "between", field: "account.employees", min: 10 }),
  fc.constant<Condition>({ op: "exists", field: "contact.title" }),
);
const subject = fc.record({
  country: fc.constantFrom(null, "US", "FR"),
  employees: fc.constantFrom(null, 5, 50),
  title: fc.constantFrom(null, "CTO"),
});

test("an or is what De Morgan says of and", () => {
  fc.assert(
    fc.property(fc.array(leaf, { minLength: 1, maxLength: 4 }), subject, (of, fields) => {
      const row = { ...nobody, ...fields };
      const dual: Condition = { op: "not", of: { op: "and", of: of.map((part) => ({ op: "not", of: part })) } };
      expect(evaluate({ op: "or", of }, row)).toBe(evaluate(dual, row));
    }),
  );
});

test("learning a field never turns true into false or back", () => {
  fc.assert(
    fc.property(
      fc.array(leaf, { minLength: 1, maxLength: 4 }),
      subject,
      fc.constantFrom("and", "or"),
      (of, known, op) => {
        const before = evaluate({ op, of }, { ...nobody, title: known.title });
        const after = evaluate({ op, of }, { ...nobody, ...known });
        if (before !== "unknown") expect(after).toBe(before);
      },
    ),
  );
});

test("plain words are their own plain words", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(plainWords(plainWords(text))).toBe(plainWords(text));
    }),
  );
});
