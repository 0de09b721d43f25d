import { describe, expect, test } from "vitest";
import { asked, clear, facts, later, shippedBundle } from "../../../test/helpers/policy.ts";
import { createEngine } from "../engine.ts";
import { compiledForm, foreseen, sliceForm } from "./compiled.ts";
import { type ActiveBundle, decide } from "./decide.ts";
import { factsShapes } from "./facts.ts";
import { cedarSchema, cedarValue } from "./schema.ts";

const engine = createEngine();
const shape = factsShapes.send_email;
const schema = cedarSchema({ send_email: shape });

/** How one condition comes out for the clear facts, by Cedar and by its closure. */
function results(condition: string): readonly string[] {
  const [part = ""] = engine.language.parts(`forbid (principal, action, resource) when { ${condition} };`);
  const policies = { one: engine.language.toJson(part) };
  const form = sliceForm({ action: "send_email", shape, policies });
  if ("faults" in form) throw new Error(form.faults.join("; "));
  const slice = { action: "send_email", hash: condition, policies, schema } as const;
  const context = cedarValue(shape, clear) as Record<string, unknown>;
  const request = { principal: clear.agent.id, resource: clear.contact.id, context };
  return [engine.evaluate(slice, request), form(clear)].map((answer) => {
    if (answer.kind !== "vector") return JSON.stringify(answer);
    return answer.failed.length > 0 ? "error" : answer.satisfied.length > 0 ? "hit" : "pass";
  });
}

describe("a closure", () => {
  test.each([
    ["context.scores.fit + 9007199254740991 > 9007199254740991", "hit"],
    ["9007199254740991 * 1024 + 1023 > 9007199254740991", "hit"],
    ["9007199254740991 * 1024 + 1024 > 0", "error"],
    ["-9007199254740991 * 1024 - 1024 < 0", "hit"],
    ["-9007199254740991 * 1024 - 1025 < 0", "error"],
    ["-(-9007199254740991 * 1024 - 1024) > 0", "error"],
    ["9007199254740991 + 1 == 9007199254740991 + 1", "hit"],
    ["9007199254740991 + 2 == 9007199254740991 + 1", "pass"],
    ["false && (9007199254740991 * 9007199254740991 > 0)", "pass"],
    ["true || (9007199254740991 * 9007199254740991 > 0)", "hit"],
    ["(9007199254740991 * 9007199254740991 > 0) && false", "error"],
    ["if context.workspace.paused then 1 < true else true", "hit"],
    ['1 == "1"', "pass"],
    ["[1, true] == [true, 1, 1]", "hit"],
    ["{a: 1, b: [2]} == {b: [2, 2], a: 1}", "hit"],
    ["[[1], [2, 1]].contains([1, 2, 2])", "hit"],
    ["[1, 2].containsAll([])", "hit"],
    ["[1, 2].containsAny([])", "pass"],
    ["[].isEmpty()", "hit"],
    ['context.account.relation == Fairlead::Relation::"none"', "hit"],
    ['context.account.relation == Fairlead::Industry::"none"', "pass"],
    ['context.account.relation in [Fairlead::Relation::"partner", Fairlead::Relation::"none"]', "hit"],
    ['context.account.relation in [Fairlead::Relation::"none", 1]', "error"],
    ['action in Fairlead::Action::"touch"', "hit"],
    ['action in [Fairlead::Action::"place_call"]', "pass"],
    ['Fairlead::Action::"place_call" in Fairlead::Action::"touch"', "pass"],
    ["principal is Fairlead::Agent", "hit"],
    ['principal is Fairlead::Agent in Fairlead::Agent::"agt_canary"', "hit"],
    ['action is Fairlead::Action in Fairlead::Action::"touch"', "hit"],
    ["context.account.id is Fairlead::Agent", "error"],
    ["principal.name == 1", "error"],
    ["principal has name", "pass"],
    ["context has caps.contact.d7", "hit"],
    ["context has caps.nobody.d7", "pass"],
    ["context.scores has fit", "hit"],
    ["context.scores.fit has x", "error"],
    ['context.account.id like "acc_*"', "hit"],
    ['context.account.id like "*_*_*"', "pass"],
    ['"a*b" like "a\\*b"', "hit"],
    ['"aXb" like "a\\*b"', "pass"],
    ['"abcab" like "*ab"', "hit"],
    ['"ab" like "ab*ab"', "pass"],
    ['"" like "*"', "hit"],
    ['datetime("2026-03-04T10:00:00Z") == context.now', "hit"],
    ['datetime("2026-03-04T12:30:00+0230") == context.now', "hit"],
    ['datetime("2026-03-04").offset(duration("10h")) == context.now', "hit"],
    ['datetime("2026-02-29") < context.now', "error"],
    ['datetime("2024-02-29") < context.now', "hit"],
    ['datetime("0001-01-01") < datetime("0099-12-31")', "hit"],
    ['datetime("2026-03-04T24:00:00Z") < context.now', "error"],
    ['datetime("2026-03-04T10:00:00.1Z") < context.now', "error"],
    ['datetime("1969-12-31T23:00:00Z").toDate() == datetime("1969-12-31")', "hit"],
    ['datetime("1969-12-31T23:00:00Z").toTime() == duration("23h")', "hit"],
    ['duration("1d2h3m4s5ms").toMinutes() == 1563', "hit"],
    ['duration("-1500ms").toSeconds() == -1', "hit"],
    ['duration("2h1d") < duration("1s")', "error"],
    ['duration("-") < duration("1s")', "error"],
    ['duration("9223372036854775808ms") > duration("1s")', "error"],
    ['context.now.offset(duration("9223372036854775807ms")) > context.now', "error"],
    ['context.now.durationSince(datetime("2026-03-03")) > duration("1d")', "hit"],
    ['duration("1s") < datetime("2026-03-03")', "error"],
    ["1 < true", "error"],
    ["!1", "error"],
    ["1 && true", "error"],
    ["context.scores.fit", "error"],
  ])("finds what Cedar finds: %s is a %s", (condition, result) => {
    expect(results(condition)).toEqual([result, result]);
  });

  test.each([
    ['decimal("1.0").lessThan(decimal("2.0"))', "`decimal` has no compiled form"],
    ['ip("10.0.0.1").isLoopback()', "`ip` has no compiled form"],
    ['principal.hasTag("x")', "`hasTag` has no compiled form"],
  ])("does not exist for %s", (condition, says) => {
    const [part = ""] = engine.language.parts(`forbid (principal, action, resource) when { ${condition} };`);
    const form = sliceForm({ action: "send_email", shape, policies: { one: engine.language.toJson(part) } });
    expect("faults" in form ? form.faults.join() : "").toContain(says);
  });

  test("refuses a time that Cedar refuses, though it looks like one", () => {
    const now = "2026-02-30T10:00:00.000Z";
    const bundle = shippedBundle(engine);
    const form = compiledForm(bundle);
    if ("faults" in form) throw new Error(form.faults.join());
    const request = asked({ ...clear, now });
    expect(form.answer(request).kind).toBe("refused");
    expect(foreseen(form, request).outcome).toBe("deny");
  });
});

test("what is foreseen is what is decided, whatever the outcome", () => {
  const bundle = shippedBundle(engine);
  const active: ActiveBundle = { state: "ready", bundle };
  const form = compiledForm(bundle);
  if ("faults" in form) throw new Error(form.faults.join());
  const requests = [
    asked(clear),
    asked(clear, "book_meeting"),
    asked(facts({ suppression: { doNotContact: true }, hold: { until: later } })),
    asked(facts({ hold: { until: later } }), "place_call"),
    asked(facts({ contact: { sensitive: true }, hold: { until: later } })),
    asked(facts({ agent: { outbound: false } })),
  ];
  const outcomes = requests.map((request) => {
    const decided = decide(engine, active, request);
    expect({ ...foreseen(form, request), factsDigest: decided.factsDigest }).toEqual(decided);
    return decided.outcome;
  });
  expect(outcomes).toEqual(["allow", "allow", "deny", "defer", "needs_approval", "deny"]);
});
