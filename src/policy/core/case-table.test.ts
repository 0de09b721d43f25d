import { describe, expect, test } from "vitest";
import { shippedBundle } from "../../../test/helpers/policy.ts";
import { createEngine } from "../engine.ts";
import { readCases } from "../read-cases.ts";
import { type CaseReport, reportCases, withChanges } from "./case-table.ts";

const engine = createEngine();
const bundle = shippedBundle(engine);

function report(text: string): CaseReport {
  const read = readCases({ name: "tests/t.yaml", text });
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  return reportCases(engine, bundle, [read]);
}

function faults(text: string): string {
  const read = readCases({ name: "tests/t.yaml", text });
  return "faults" in read ? read.faults.map(({ says }) => says).join("\n") : "";
}

describe("a case", () => {
  test.each([
    [
      "another outcome",
      "given: { suppression: { doNotContact: true } }, expect: allow, codes: [DNC]",
      "expected `allow`, and it is `deny`",
    ],
    [
      "a code that is missing",
      "given: { suppression: { doNotContact: true } }, expect: deny",
      "expected the codes (none), and they are DNC",
    ],
    ["a code too many", "expect: allow, codes: [DNC]", "expected the codes DNC, and they are (none)"],
    [
      "another time",
      'given: { hold: { until: "2026-03-09T10:00:00.000Z" } }, expect: defer, codes: [HELD], until: "2026-03-08T10:00:00.000Z"',
      "expected to wait until 2026-03-08",
    ],
    [
      "a fact that there is none of",
      "given: { suppression: { doNotContct: true } }, expect: allow",
      "`/suppression/doNotContct` must be no such fact",
    ],
    [
      "a word that there is none of",
      "given: { account: { relation: compettitor } }, expect: allow",
      "must be one of the Relation words",
    ],
  ])("with %s has failed, and says so", (_name, one, says) => {
    const { failed, cases } = report(`cases: [{ ${one} }]`);
    expect(cases).toBe(1);
    expect(failed.map((fault) => fault.says).join()).toContain(says);
  });

  test("starts from the baseline of its table", () => {
    const text =
      "action: book_meeting\nbaseline: { scores: { fit: 10 } }\ncases:\n  - expect: deny\n    codes: [BAD_FIT]\n  - given: { scores: { fit: 70 } }\n    expect: allow\n  - action: place_call\n    expect: allow\n";
    expect(report(text).failed).toEqual([]);
  });
});

test("a policy is covered by a case that hits it and one that it passes, and only by cases that came out", () => {
  const lacks = (text: string) => report(text).uncovered.find(({ policy }) => policy === "dnc.contact")?.lacks;
  const hit = "{ given: { suppression: { doNotContact: true } }, expect: deny, codes: [DNC] }";
  expect(lacks(`cases: [${hit}]`)).toEqual(["pass"]);
  expect(lacks("cases: [{ expect: allow }]")).toEqual(["hit"]);
  expect(lacks(`cases: [${hit}, { expect: allow }]`)).toBeUndefined();
  expect(
    lacks("cases: [{ given: { suppression: { doNotContact: true } }, expect: allow }, { expect: allow }]"),
  ).toEqual(["hit"]);
});

describe("a table is refused for", () => {
  test.each([
    ["what is no YAML", "cases: [", "tests/t.yaml: "],
    ["no case", "cases: []", "cases: "],
    ["a word that it does not know", "cases: [{ expect: allow, given: {}, codez: [X] }]", "codez"],
    ["an outcome that there is none of", "cases: [{ expect: maybe }]", "cases.0.expect"],
    ["an action that there is none of", "cases: [{ expect: allow, action: send_fax }]", "cases.0.action"],
    ["nothing at all", "", "expected object"],
    [
      "aliases that grow",
      `a: &a [x, x]\n${Array.from({ length: 60 }, (_, n) => `b${n}: [${Array.from({ length: 60 }, () => "*a").join(", ")}]`).join("\n")}`,
      "alias",
    ],
  ])("%s", (_name, text, says) => {
    expect(faults(text)).toContain(says);
  });
});

test("changes merge records, and put everything else in place", () => {
  const facts = { a: { b: 1, c: [1, 2] }, d: "x" };
  expect(withChanges(facts, { a: { c: [3] } })).toEqual({ a: { b: 1, c: [3] }, d: "x" });
  expect(withChanges(facts, { e: { f: 1 } })).toEqual({ ...facts, e: { f: 1 } });
  expect(withChanges(facts, {})).toEqual(facts);
});
