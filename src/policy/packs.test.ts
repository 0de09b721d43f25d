import { expect, test } from "vitest";
import { compileBundle } from "./core/bundle.ts";
import { clearFacts } from "./core/canary.ts";
import { reportCases, withChanges } from "./core/case-table.ts";
import { compiledForm, foreseen } from "./core/compiled.ts";
import { decide } from "./core/decide.ts";
import type { DecisionRequest } from "./core/facts.ts";
import { createEngine } from "./engine.ts";
import { shippedPacks } from "./packs.ts";
import { readCases } from "./read-cases.ts";
import { shippedPolicies } from "./shipped.ts";

const engine = createEngine();
const shipped = shippedPolicies();

test("the packs that ship are these, each with a word that counsel has to check it", () => {
  const packs = shippedPacks();
  expect(packs.map(({ id }) => id)).toEqual(["ca-casl", "eu-gdpr-eprivacy", "gb-pecr", "us-can-spam"]);
  for (const { title, says, policies } of packs) {
    expect(title).not.toBe("");
    expect(says).toMatch(/^Have counsel check/);
    expect(policies.length).toBeGreaterThan(1);
  }
});

test.each(shippedPacks())(
  "$id: every case comes out beside the default policies, each policy is hit and passed",
  (pack) => {
    const bundle = compileBundle(engine.language, {
      ...shipped,
      organisation: `${shipped.organisation}\n${pack.text}`,
    });
    if ("faults" in bundle) throw new Error(JSON.stringify(bundle.faults));
    const read = readCases({ name: pack.id, text: pack.cases });
    if ("faults" in read) throw new Error(JSON.stringify(read.faults));
    const report = reportCases(engine, bundle, [read], ({ id }) => pack.policies.includes(id));
    expect(report).toEqual({ cases: read.table.cases.length, failed: [], uncovered: [] });
    // The compiled form, which a difference and a back-test ask, says the same of every case.
    const form = compiledForm(bundle);
    if ("faults" in form) throw new Error(form.faults.join("; "));
    for (const one of read.table.cases) {
      const action = one.action ?? read.table.action;
      const facts = withChanges(withChanges(clearFacts(action), read.table.baseline), one.given);
      const request = { action, facts } as DecisionRequest;
      expect(foreseen(form, request).checks).toEqual(decide(engine, { state: "ready", bundle }, request).checks);
    }
  },
);

test("all packs go together in one bundle, and a pack alone permits nothing", () => {
  const all = shippedPacks().map(({ text }) => text);
  const bundle = compileBundle(engine.language, {
    ...shipped,
    organisation: [shipped.organisation, ...all].join("\n"),
  });
  expect("faults" in bundle ? bundle.faults : []).toEqual([]);
  const alone = compileBundle(engine.language, { core: shipped.core, organisation: "", team: all.join("\n") });
  expect("faults" in alone ? alone.faults : []).toEqual([]);
});
