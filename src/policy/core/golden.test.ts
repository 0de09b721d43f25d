import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createEngine } from "../engine.ts";
import { shippedGolden, shippedPolicies } from "../shipped.ts";
import { type Bundle, type BundleSource, compileBundle } from "./bundle.ts";
import { goldenFaults } from "./golden.ts";

const engine = createEngine();
const shipped = shippedPolicies();
const documents = shippedGolden();

function bundleOf(source: Partial<BundleSource>): Bundle {
  const bundle = compileBundle(engine.language, { ...shipped, ...source });
  if ("faults" in bundle) throw new Error(JSON.stringify(bundle.faults));
  return bundle;
}

const shippedBundle = bundleOf({});

test("every policy of the core stops a golden document, and nothing that is to be stopped is let through", () => {
  const core = shippedBundle.policies.filter(({ layer }) => layer === "core");
  expect([...new Set(documents.map(({ stop }) => stop))].sort()).toEqual(core.map(({ id }) => id));
  expect(goldenFaults(engine, shippedBundle, documents)).toEqual([]);
});

test("no organisation loosens one, whatever it permits", () => {
  const open = '@id("org.open") permit (principal, action, resource);';
  expect(goldenFaults(engine, bundleOf({ organisation: open }), documents)).toEqual([]);
});

test.each(["dnc.contact", "breaker.domain"])("a core without `%s` is refused by the document that names it", (id) => {
  const core = shippedBundle.policies.filter((policy) => policy.layer === "core" && policy.id !== id);
  const weaker = bundleOf({ core: core.map(({ text }) => text).join("\n") });
  const faults = goldenFaults(
    engine,
    weaker,
    documents.filter(({ stop }) => stop === id),
  );
  expect(faults.length).toBeGreaterThan(0);
  for (const { policy, says } of faults) {
    expect(policy).toBe(id);
    expect(says).toContain(`\`${id}\` did not hit`);
  }
});

test("a core whose stop is only a delay is refused: the outcome is looser", () => {
  const core = shipped.core.replace(
    '@id("dnc.contact") @effect("deny") @code("DNC")',
    '@id("dnc.contact") @effect("defer") @code("DNC") @until("now+1h")',
  );
  const faults = goldenFaults(
    engine,
    bundleOf({ core }),
    documents.filter(({ stop }) => stop === "dnc.contact"),
  );
  expect(faults.map(({ policy }) => policy)).toContain("dnc.contact");
  expect(faults[0]?.says).toMatch(/must be stopped with `deny` or more strictly, and it came out `defer`/);
});

test("a corpus that is not the one that ships is none", () => {
  const folder = mkdtempSync(join(tmpdir(), "golden-"));
  try {
    writeFileSync(join(folder, "golden.yaml"), "documents: []\n");
    expect(() => shippedGolden(folder)).toThrow(/restore the file/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
