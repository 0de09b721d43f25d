import { describe, expect, test } from "vitest";
import { clear, shippedBundle } from "../../test/helpers/policy.ts";
import { factsShapes } from "./core/facts.ts";
import type { PolicyJson, Slice } from "./core/language.ts";
import { cedarSchema, cedarValue } from "./core/schema.ts";
import { createEngine } from "./engine.ts";

/** A slice around bundle rules, as a broken compiler could make one. */
function rawSlice(engine: ReturnType<typeof createEngine>, hash: string, text: string): Slice {
  const [part] = engine.language.parts(text);
  const json: PolicyJson = engine.language.toJson(part ?? "");
  return {
    action: "send_email",
    hash,
    policies: { "a.b": { ...json, effect: "forbid" } },
    schema: cedarSchema({ send_email: factsShapes.send_email }),
  };
}

const request = {
  principal: "a",
  resource: "c",
  context: cedarValue(factsShapes.send_email, clear) as Record<string, unknown>,
};

describe("the engine", () => {
  test("reports a policy that errs while it is evaluated", () => {
    const engine = createEngine();
    const slice = rawSlice(
      engine,
      "overflow",
      "forbid (principal, action, resource) when { context.scores.fit * 9007199254740991 * 9007199254740991 > 0 };",
    );
    expect(engine.evaluate(slice, request)).toEqual({ kind: "vector", satisfied: [], failed: ["a.b"] });
  });

  test("after a crash answers with it, replaces itself and goes on", () => {
    const engine = createEngine();
    const bundle = shippedBundle(engine);
    const killer = `forbid (principal, action, resource) when { ${Array.from({ length: 3_000 }, () => "context.workspace.paused").join(" || ")} };`;
    const answer = (() => {
      try {
        return engine.evaluate(rawSlice(engine, "killer", killer), request);
      } catch {
        // Parsing the text crashed the instance that the next call must find replaced.
        return { kind: "crashed" };
      }
    })();
    expect(answer.kind).toBe("crashed");
    for (let call = 0; call < 3; call += 1) {
      const context = cedarValue(bundle.slices.send_email.shape, clear) as Record<string, unknown>;
      const next = engine.evaluate(bundle.slices.send_email, { ...request, context });
      if (next.kind === "vector") expect(next.satisfied).toEqual(["base.outbound-agents"]);
      else expect([call, next.kind]).toEqual([0, "crashed"]);
    }
    expect(engine.crashes()).toBeGreaterThan(0);
  });

  test("serves more slices than it has slots", () => {
    const engine = createEngine();
    const slices = Array.from({ length: 30 }, (_, n) =>
      rawSlice(engine, `slice${n}`, `forbid (principal, action, resource) when { context.scores.fit == ${n + 51} };`),
    );
    const answers = [...slices, ...slices].map((slice) => engine.evaluate(slice, request));
    const hits = answers.map((answer) => (answer.kind === "vector" ? answer.satisfied.length : -1));
    // The clear facts have a fit of 80: the 30th slice, and only that, is satisfied both times.
    expect(hits).toEqual([...slices, ...slices].map((slice) => (slice.hash === "slice29" ? 1 : 0)));
  });

  test("refuses an action that the schema does not know, where plain Cedar would let a do-not-contact person through", () => {
    const engine = createEngine();
    const slice = { ...shippedBundle(engine).slices.send_email, action: "sendmail" as "send_email", hash: "misspelt" };
    const context = cedarValue(slice.shape, clear);
    expect(engine.evaluate(slice, { ...request, context: context as Record<string, unknown> }).kind).toBe("refused");
  });
});
