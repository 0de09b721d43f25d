import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { casesFor } from "../helpers/policy-cases.ts";
import { surfaces } from "./callers.ts";
import { openFullApp } from "./full-app.ts";
import { type Answer, type Harness, openHarness } from "./harness.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness(openFullApp);
}, 120_000);
afterAll(() => harness.close());

const answered = <T>(answer: Answer): T => {
  if (!answer.ok) throw new Error(`${answer.problem.code}: ${answer.problem.detail}`);
  return answer.value as T;
};

interface Listed {
  readonly items: readonly { readonly hash: string; readonly kind: string; readonly inForce: boolean }[];
}

describe.each(surfaces)("%s", (surface, call) => {
  test("lists the bundles that were in force, and what is in shadow", async () => {
    const { items } = answered<Listed>(await call(harness, "policy.bundles", {}));
    expect(items.filter(({ inForce }) => inForce)).toHaveLength(1);
    expect(items.at(-1)?.kind).toBe("upgrade");
    expect(answered(await call(harness, "policy.shadow", { days: 7 }))).toEqual({ items: [], inShadow: [] });
  });

  test("goes back to an earlier bundle, unless it is MCP", async () => {
    if (surface === "mcp") return;
    const { organisation } = (await harness.asOwner(harness.home, "policy.get", {})) as { organisation: string };
    const stricter = `${organisation}\n@id("org.${surface}") @effect("deny") @code("OWN") @says("own") forbid (principal, action, resource) when { context.scores.fit < 0 };`;
    const before = answered<Listed>(await call(harness, "policy.bundles", {})).items[0]?.hash;
    const tried = casesFor({ code: "OWN", hit: { scores: { fit: -1 } } });
    await harness.asOwner(harness.home, "policy.activate", {
      organisation: stricter,
      tests: [tried],
      reason: "a test",
    });
    const back = answered(await call(harness, "policy.rollback", { bundle: "previous", reason: "a test" }));
    expect(back).toMatchObject({ hash: before, restored: before });
    const [newest] = answered<Listed>(await call(harness, "policy.bundles", { limit: 1 })).items;
    expect(newest).toMatchObject({ hash: before, kind: "rollback", inForce: true });
  });
});
