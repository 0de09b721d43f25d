import { describe, expect, test } from "vitest";
import { asked, clear, facts, full, later, shippedBundle } from "../../../test/helpers/policy.ts";
import { createEngine } from "../engine.ts";
import { canaryFaults } from "./canary.ts";
import { type ActiveBundle, decide } from "./decide.ts";
import { type DecisionRequest, never } from "./facts.ts";
import type { EngineAnswer, PolicyEngine } from "./language.ts";
import { actionKinds } from "./vocabulary.ts";

const engine = createEngine();
const bundle = shippedBundle(engine);
const active: ActiveBundle = { state: "ready", bundle };

describe("the outcome", () => {
  test("takes the latest time of several deferrals, and returns every hit", () => {
    const soon = new Date(Date.parse(clear.now) + 3_600_000).toISOString();
    const verdict = decide(
      engine,
      active,
      asked(facts({ quiet: { weekend: true, endsAt: soon }, hold: { until: later } })),
    );
    expect(verdict).toMatchObject({ outcome: "defer", until: later });
    expect(verdict.reasons).toHaveLength(2);
  });

  test("asks again in an hour when the time is unknown or past", () => {
    const verdict = decide(engine, active, asked(facts({ quiet: { weekend: true, endsAt: never } })));
    expect(verdict.until).toBe(new Date(Date.parse(clear.now) + 3_600_000).toISOString());
  });

  test("gathers an approval while it waits", () => {
    const verdict = decide(engine, active, asked(facts({ message: { approved: false }, hold: { until: later } })));
    expect(verdict).toMatchObject({ outcome: "needs_approval", until: later });
  });

  test("deciding again at the returned time allows spacing and cool-off", () => {
    for (const change of [{ caps: { lastTouchAt: clear.now } }, { replies: { negativeAt: clear.now } }]) {
      const verdict = decide(engine, active, asked(facts(change)));
      expect(decide(engine, active, asked({ ...facts(change), now: verdict.until ?? "" })).outcome).toBe("allow");
    }
  });

  test("a reason carries what was used of what limit", () => {
    const [reason] = decide(engine, active, asked(facts({ caps: { contact: { ...full, d30: 4, d7: 2 } } }))).reasons;
    expect(reason).toMatchObject({
      used: 2,
      limit: 2,
      until: later,
      says: "this contact had 2 touches in 7 days, and 2 is the most",
    });
    const [capped] = decide(
      engine,
      active,
      asked(facts({ mailbox: { dailyCap: 40, used: { ...full, d1: 41 } } })),
    ).reasons;
    expect(capped).toMatchObject({ used: 41, limit: 40 });
  });
});

describe("fails closed", () => {
  const codes = (request: unknown, on: PolicyEngine = engine, state: ActiveBundle = active) => {
    const verdict = decide(on, state, request as DecisionRequest);
    return [verdict.outcome, ...verdict.reasons.map(({ code }) => code)];
  };
  const answering = (answer: EngineAnswer): PolicyEngine => ({ evaluate: () => answer });

  test("when a fact is missing, unknown to the schema, of another type or too large", () => {
    const { suppression: _suppression, ...holed } = clear;
    const broken: readonly unknown[] = [
      holed,
      {},
      { ...clear, extra: 1 },
      { ...clear, scores: { ...clear.scores, fit: 1.5 } },
      { ...clear, scores: { ...clear.scores, fit: 2 ** 63 } },
      { ...clear, scores: { ...clear.scores, icpVersion: "\ud800" } },
      { ...clear, now: "2026-03-04 10:00:00+02" },
      { ...clear, account: { ...clear.account, relation: "compettitor" } },
      { ...clear, contact: { ...clear.contact, segments: Array.from({ length: 20_000 }, String) } },
      null,
    ];
    for (const document of broken)
      expect(codes({ action: "send_email", facts: document })).toEqual(["deny", "FACTS_INVALID"]);
  });

  test("when the bundle is stale, a policy errs, the engine refuses, breaks, permits nothing, or names a stranger", () => {
    const request = asked(clear);
    expect(codes(request, engine, { state: "stale", says: "gone" })).toEqual(["deny", "BUNDLE_STALE"]);
    const permit = "base.outbound-agents";
    expect(codes(request, answering({ kind: "vector", satisfied: [permit], failed: ["dnc.contact"] }))).toEqual([
      "deny",
      "POLICY_ERROR",
    ]);
    expect(codes(request, answering({ kind: "refused", messages: ["no"] }))).toEqual(["deny", "FACTS_INVALID"]);
    expect(codes(request, answering({ kind: "crashed", message: "trap" }))).toEqual(["deny", "ENGINE_CRASH"]);
    expect(codes(request, answering({ kind: "vector", satisfied: [], failed: [] }))).toEqual(["deny", "NO_PERMIT"]);
    expect(codes(request, answering({ kind: "vector", satisfied: [permit, "who.knows"], failed: [] }))).toEqual([
      "deny",
      "POLICY_ERROR",
    ]);
  });

  test("the canary finds an engine that permits everything", () => {
    expect(canaryFaults(engine, bundle)).toEqual([]);
    const loose = answering({ kind: "vector", satisfied: ["base.outbound-agents"], failed: [] });
    expect(canaryFaults(loose, bundle)).toHaveLength(2 * actionKinds.length);
  });
});
