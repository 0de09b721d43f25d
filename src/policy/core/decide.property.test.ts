import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asked, clear, type Email, later, shippedBundle } from "../../../test/helpers/policy.ts";
import { createEngine } from "../engine.ts";
import { type ActiveBundle, decide } from "./decide.ts";
import { factsShapes, never } from "./facts.ts";
import { cedarValue, fullSchema } from "./schema.ts";
import type { Shape } from "./shape.ts";

const engine = createEngine();
const bundle = shippedBundle(engine);
const active: ActiveBundle = { state: "ready", bundle };

/** What Cedar itself says of the unflipped policies, with the whole schema. */
function nativeAnswer(document: Email): { decision: string; determining: readonly string[] } {
  const answer = cedar.statefulIsAuthorized({
    principal: { type: "Fairlead::Agent", id: document.agent.id },
    action: { type: "Fairlead::Action", id: "send_email" },
    resource: { type: "Fairlead::Contact", id: document.contact.id },
    context: cedarValue(factsShapes.send_email, document) as cedar.Context,
    preparsedSchemaName: "native",
    preparsedPolicySetId: "native",
    validateRequest: true,
    entities: [],
  });
  if (answer.type === "failure") throw new Error(JSON.stringify(answer.errors));
  expect(answer.response.diagnostics.errors).toEqual([]);
  return { decision: answer.response.decision, determining: [...answer.response.diagnostics.reason].sort() };
}

describe("for any facts", () => {
  const arbitrary = (shape: Shape): fc.Arbitrary<unknown> => {
    switch (shape.is) {
      case "text":
        return fc.constantFrom("", "x", "approve.new-messaging", "approve.new-agent", "approve.sensitive-segment");
      case "whole":
        return fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(49, 50, 59, 60, 99, 100, 200));
      case "flag":
        return fc.boolean();
      case "time":
        return fc.constantFrom(never, clear.now, later);
      case "one":
        return fc.constantFrom(...shape.of);
      case "set":
        return fc.uniqueArray(arbitrary(shape.of), { maxLength: 3 });
      case "record":
        return fc.record(
          Object.fromEntries(Object.entries(shape.fields).map(([name, field]) => [name, arbitrary(field)])),
        );
    }
  };
  // Mostly clear facts with a few records disturbed, so that every outcome occurs.
  const documents = fc
    .tuple(arbitrary(factsShapes.send_email), fc.uniqueArray(fc.constantFrom(...Object.keys(clear)), { maxLength: 4 }))
    .map(
      ([noise, names]) =>
        ({
          ...clear,
          ...Object.fromEntries(names.map((name) => [name, (noise as Record<string, unknown>)[name]])),
        }) as Email,
    );

  test("the flipped set finds what native Cedar finds, and Cedar allows what we do not deny, defer or ask about", () => {
    const seen = { allow: 0, stop: 0 };
    const native = Object.fromEntries(
      bundle.policies.filter(({ actions }) => actions.includes("send_email")).map(({ id, json }) => [id, json]),
    );
    cedar.preparseSchema("native", fullSchema());
    cedar.preparsePolicySet("native", { staticPolicies: native as unknown as Record<string, cedar.PolicyJson> });
    fc.assert(
      fc.property(documents, (document) => {
        const verdict = decide(engine, active, asked(document));
        const answer = nativeAnswer(document);
        expect(answer.decision).toBe(verdict.outcome === "allow" ? "allow" : "deny");
        const forbids = verdict.checks
          .filter(({ policy, result }) => result === "hit" && policy !== "base.outbound-agents")
          .map(({ policy }) => policy);
        if (answer.decision === "deny" && forbids.length > 0) expect(answer.determining).toEqual(forbids);
        seen[verdict.outcome === "allow" ? "allow" : "stop"] += 1;
      }),
      { numRuns: 200 },
    );
    expect(seen.allow).toBeGreaterThan(20);
    expect(seen.stop).toBeGreaterThan(60);
  }, 60_000);

  test("deny is monotonic: one more suppression, reply, hold or pause never frees anything", () => {
    const worse: readonly ((at: Email) => Email)[] = [
      ...(Object.keys(clear.suppression) as (keyof Email["suppression"])[]).map(
        (name) =>
          (at: Email): Email => ({ ...at, suppression: { ...at.suppression, [name]: true } }),
      ),
      (at) => ({ ...at, replies: { ...at.replies, unclassified: true } }),
      (at) => ({ ...at, replies: { ...at.replies, inSequence: true } }),
      (at) => ({ ...at, hold: { ...at.hold, open: true } }),
      (at) => ({ ...at, hold: { ...at.hold, until: later } }),
      (at) => ({ ...at, hold: { ...at.hold, accountOpen: "escalation" } }),
      (at) => ({ ...at, hold: { ...at.hold, accountUntil: later } }),
      (at) => ({ ...at, account: { ...at.account, complaintAt: later } }),
      (at) => ({ ...at, account: { ...at.account, escalationAt: later } }),
      (at) => ({ ...at, account: { ...at.account, dealLostAt: later } }),
      (at) => ({ ...at, account: { ...at.account, openCases: at.account.openCases + 1 } }),
      (at) => ({ ...at, action: { ...at.action, context: "changed" } }),
      (at) => ({ ...at, agent: { ...at.agent, status: "paused" } }),
      (at) => ({ ...at, workspace: { paused: true } }),
    ];
    const rank = { allow: 0, defer: 1, needs_approval: 2, deny: 3 } as const;
    fc.assert(
      fc.property(documents, fc.constantFrom(...worse), (document, more) => {
        const before = decide(engine, active, asked(document));
        const after = decide(engine, active, asked(more(document)));
        expect(rank[after.outcome]).toBeGreaterThanOrEqual(rank[before.outcome]);
        const hit = (verdict: typeof before) =>
          verdict.checks.filter(({ result }) => result === "hit").map(({ policy }) => policy);
        expect(hit(after)).toEqual(expect.arrayContaining(hit(before)));
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
