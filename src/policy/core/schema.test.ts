import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { asked, clear, shippedBundle } from "../../../test/helpers/policy.ts";
import { createEngine } from "../engine.ts";
import { factsFaults, factsShapes } from "./facts.ts";
import { cedarValue, fullSchema } from "./schema.ts";
import { actionKinds } from "./vocabulary.ts";

test("the schema that policy authors read is the one that decisions are checked by", async () => {
  await expect(fullSchema()).toMatchFileSnapshot("../../../policies/schema.cedarschema");
});

test.each(actionKinds)("what the shape accepts for %s, Cedar accepts too", (action) => {
  const engine = createEngine();
  const slice = { ...shippedBundle(engine).slices[action], hash: `full ${action}`, schema: fullSchema() };
  const { facts } = asked(clear, action);
  expect(factsFaults({ action, facts })).toEqual([]);
  const answer = engine.evaluate(slice, {
    principal: "a",
    resource: "c",
    context: cedarValue(factsShapes[action], facts) as Record<string, unknown>,
  });
  expect(answer.kind).toBe("vector");
});

test("every reason code is documented, and nothing else is", () => {
  const documented = [
    ...readFileSync(new URL("../../../docs/reference/reason-codes.md", import.meta.url), "utf8").matchAll(
      /^\| `([A-Z_]+)` \| `([a-z.-]+)` \|/gm,
    ),
  ];
  const machinery = ["BUNDLE_STALE", "ENGINE_CRASH", "FACTS_INVALID", "NO_PERMIT", "POLICY_ERROR"].map(
    (code) => `${code} engine`,
  );
  const policies = shippedBundle(createEngine()).policies.flatMap(({ id, code }) =>
    code === null ? [] : [`${code} ${id}`],
  );
  expect(documented.map(([, code, rule]) => `${code} ${rule}`).sort()).toEqual([...machinery, ...policies].sort());
});
