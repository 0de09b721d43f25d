import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clear, facts, shippedBundle } from "../../../test/helpers/policy.ts";
import { createEngine } from "../engine.ts";
import { digest } from "./bundle.ts";
import { decide } from "./decide.ts";
import { type Remembered, type ReplayBundle, replay } from "./replay.ts";

const engine = createEngine();
const bundle = shippedBundle(engine);
const past: ReplayBundle = { state: "ready", bundle };

const asked = facts({ contact: { confidence: 12 }, suppression: { doNotContact: true } });
const verdict = decide(engine, past as { state: "ready"; bundle: typeof bundle }, {
  action: "send_email",
  facts: asked,
});
const remembered: Remembered = {
  type: "decision.send_email",
  facts: asked,
  factsDigest: digest(asked),
  outcome: verdict.outcome,
  until: verdict.until ?? null,
  checks: verdict.checks,
  reasons: verdict.reasons,
  told: (reason) => reason,
  codes: verdict.reasons.map(({ code }) => code),
};
const whatOf = (more: Partial<Remembered>): readonly string[] =>
  replay(engine, past, { ...remembered, ...more }).differences.map(({ what }) => what);

describe("decided again", () => {
  test("what was kept whole is the same", () => {
    expect(verdict.outcome).toBe("deny");
    expect(replay(engine, past, remembered)).toEqual({ result: "same", says: null, differences: [] });
  });

  test("each thing that was changed is named, and nothing else", () => {
    expect(whatOf({ outcome: "allow" })).toEqual(["outcome"]);
    expect(whatOf({ until: "2026-01-01T00:00:00.000Z" })).toEqual(["until"]);
    expect(whatOf({ checks: verdict.checks.slice(1) })).toEqual([`check ${verdict.checks[0]?.policy}`]);
    expect(whatOf({ codes: ["DNC"] })).toEqual(["reasons"]);
    expect(whatOf({ reasons: [] })).toEqual(["reason values"]);
    expect(whatOf({ type: "decision.send_pigeon" })).toEqual(["action"]);
    expect(whatOf({ facts: clear, factsDigest: digest(clear) })).toContain("outcome");
    expect(whatOf({ facts: { ...asked, now: "2026-05-05T10:00:00.000Z" } })).toContain("facts");
  });

  test("any check that was flipped is found", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: verdict.checks.length - 1 }),
        fc.constantFrom("hit", "pass", "n/a", "error"),
        (at, result) => {
          const checks = verdict.checks.map((check, n) => (n === at ? { ...check, result } : check));
          const isSame = verdict.checks[at]?.result === result;
          expect(whatOf({ checks })).toEqual(isSame ? [] : [`check ${verdict.checks[at]?.policy}`]);
        },
      ),
    );
  });
});

describe("neither passed nor failed", () => {
  test("erased facts are withheld, and a bundle that is gone or another version's is unavailable", () => {
    expect(replay(engine, past, { ...remembered, facts: null }).result).toBe("withheld");
    expect(replay(engine, { state: "gone", says: "gone" }, remembered).result).toBe("unavailable");
    expect(replay(engine, { state: "other_version", says: "older" }, remembered).result).toBe("unavailable");
    expect(replay(engine, null, remembered).result).toBe("unavailable");
    expect(replay(engine, past, { ...remembered, codes: ["ENGINE_CRASH"] }).result).toBe("unavailable");
  });

  test("what is known to differ is said first, also of erased facts and of bundles that are gone", () => {
    const found = [{ what: "outcome", recorded: "allow", replayed: "deny" }];
    expect(replay(engine, past, { ...remembered, facts: null }, found).result).toBe("different");
    expect(replay(engine, { state: "gone", says: "gone" }, remembered, found).result).toBe("different");
    expect(replay(engine, { state: "changed", says: "changed" }, { ...remembered, facts: null }).result).toBe(
      "different",
    );
  });
});
