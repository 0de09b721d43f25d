import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clear, shippedBundle } from "../../../../test/helpers/policy.ts";
import { dayMs, isoFromInstant } from "../../../kernel/env.ts";
import { createEngine } from "../../engine.ts";
import { compileBundle } from "../bundle.ts";
import { windowOf } from "../caps.ts";
import { type CompiledForm, compiledForm, foreseen } from "../compiled.ts";
import { never } from "../facts.ts";
import { type BacktestMode, createBacktest, type PastStep } from "./fates.ts";
import { countsByDay, createDecisionTally, saysOf, sendCounts, sharesByPolicy, turnOf } from "./tally.ts";

const engine = createEngine();
const shipped = shippedBundle(engine);
const start = Date.parse(clear.now);

function formOf(change: (organisation: string) => string): CompiledForm {
  const { core, organisation } = shipped.source;
  const bundle = compileBundle(engine.language, { core, organisation: change(organisation) });
  if ("faults" in bundle) throw new Error(JSON.stringify(bundle.faults));
  const form = compiledForm(bundle);
  if ("faults" in form) throw new Error(form.faults.join());
  return form;
}
const same = formOf((text) => text);
/** Two a week in place of what ships, or one. */
const capOf = (most: number): CompiledForm =>
  formOf((text) => text.replace(/(@id\("cap\.contact-week"\)[\s\S]*?d7 >= )\d+/, `$1${most}`));

/** A history of one person: touches `gaps` days apart, decided by the policies of that time along its own ledger. */
function historyOf(form: CompiledForm, gaps: readonly number[], people = 1): readonly PastStep[] {
  const touched = new Map<string, number[]>();
  let now = start;
  return gaps.map((gap, n) => {
    now += gap * dayMs;
    const contactId = `con_${n % people}`;
    const ats = touched.get(contactId) ?? [];
    touched.set(contactId, ats);
    const entries = ats.map((at, at_) => ({ actionId: `${at_}`, at, state: "used" as const, expiresAt: at }));
    const request = {
      action: "send_email" as const,
      facts: {
        ...clear,
        now: isoFromInstant(now),
        contact: { ...clear.contact, id: contactId },
        caps: {
          ...clear.caps,
          contact: windowOf(entries, now),
          lastTouchAt: ats.length === 0 ? never : isoFromInstant(Math.max(...ats)),
        },
      },
    };
    const { outcome, reasons } = foreseen(form, request);
    if (outcome === "allow") ats.push(now);
    return {
      actionId: `act_${n}`,
      contactId,
      decidedAt: now,
      was: outcome,
      objections: reasons.map(({ rule, code }) => ({ policy: rule, code })),
      request,
      isSent: outcome === "allow",
      subjects: [{ kind: "contact", key: contactId }],
      domain: null,
    };
  });
}

function ran(form: CompiledForm, mode: BacktestMode, steps: readonly PastStep[]) {
  const test = createBacktest(form, mode);
  const tally = createDecisionTally();
  for (const step of steps) tally.count(test.take(step));
  return { test, tally, sends: sendCounts(test) };
}

const everyThreeDays = Array.from({ length: 5 }, () => 3);

describe("a back-test", () => {
  test("of the policies that decided changes nothing", () => {
    for (const mode of ["as-recorded", "timeline"] as const) {
      const { tally, sends } = ran(same, mode, historyOf(same, everyThreeDays));
      expect(tally.counts()).toMatchObject({ looked: 5, changed: 0, not_asked: 0 });
      expect(sends.sent).toBe(sends.kept);
      expect(sends.sent).toBeGreaterThan(1);
    }
  });

  test("of a tighter cap stops by the recorded counts, and fewer along its own", () => {
    const steps = historyOf(capOf(3), everyThreeDays);
    const asRecorded = ran(capOf(1), "as-recorded", steps);
    const timeline = ran(capOf(1), "timeline", steps);
    // Every touch but the first had one in the week before it.
    expect(asRecorded.sends).toMatchObject({ sent: 5, kept: 1, put_off: 4 });
    // A touch that was put off leaves room for the one after it: every third day, one in seven days.
    expect(timeline.sends).toMatchObject({ sent: 5, kept: 2, put_off: 3 });
    expect(sharesByPolicy(timeline.test)[0]).toEqual({
      policy: "cap.contact-week",
      code: "CAP_CONTACT",
      stops: 3,
      lets: 0,
    });
    expect(timeline.test.afterRemoved()).toBeGreaterThan(0);
  });

  test("of a wider cap lets out what nobody knows the outcome of", () => {
    const steps = historyOf(capOf(1), everyThreeDays);
    const { test: one, sends } = ran(capOf(3), "timeline", steps);
    expect(sends).toMatchObject({ sent: 2, kept: 2, newly_allowed: 3 });
    const fates = [...one.fates.values()].filter((fate) => turnOf(fate) === "newly_allowed");
    expect(fates.every(({ objections }) => objections[0]?.code === "CAP_CONTACT")).toBe(true);
    expect(countsByDay(one).reduce((sum, { newly_allowed }) => sum + newly_allowed, 0)).toBe(3);
  });

  test("says of erased facts only that they are withheld, and follows history there", () => {
    const steps = historyOf(same, [3, 8]).map((step) => ({ ...step, request: null }));
    const { tally, sends } = ran(capOf(0), "timeline", steps);
    expect(tally.counts()).toMatchObject({ withheld: 2, changed: 0 });
    expect(sends).toMatchObject({ sent: 2, kept: 2 });
  });

  test("says of facts of another version that they cannot be read, and never that they are refused", () => {
    const steps = historyOf(same, [3]).map((step) => ({
      ...step,
      request: { action: "send_email", facts: { ...clear, scores: {} } } as unknown as PastStep["request"],
    }));
    const { tally, sends } = ran(same, "as-recorded", steps);
    expect(tally.counts()).toMatchObject({ unreadable: 1, changed: 0 });
    expect(sends).toMatchObject({ sent: 1, kept: 1 });
  });

  test("asks no more about an action that it refused", () => {
    const [step] = historyOf(same, [3]);
    if (step === undefined) throw new Error("no step");
    const denied = formOf((text) => `${text}\n${denyAll}`);
    const { tally, sends } = ran(denied, "timeline", [step, { ...step, decidedAt: step.decidedAt + 1 }]);
    expect(tally.counts()).toMatchObject({ looked: 2, changed: 1, not_asked: 1 });
    expect(sends).toMatchObject({ sent: 1, blocked: 1 });
  });
});

const denyAll = `@id("try.nothing") @effect("deny") @code("NOTHING") @says("nothing goes out")
forbid (principal, action == Fairlead::Action::"send_email", resource);`;

test("a cap is never broken along its own history, and the policies that decided change nothing", () => {
  const forms = [capOf(1), capOf(2), capOf(3)];
  const somewhere = fc.record({
    gaps: fc.array(fc.double({ min: 0.01, max: 9, noNaN: true }), { minLength: 1, maxLength: 30 }),
    before: fc.nat(2),
    after: fc.nat(2),
    people: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(somewhere, ({ gaps, before: then, after: now, people }) => {
      const [before = same, after = same] = [forms[then], forms[now]];
      const steps = historyOf(before, gaps, people);
      const { test: one, tally } = ran(after, "timeline", steps);
      if (then === now) expect(tally.counts().changed).toBe(0);
      const out = steps.filter(({ actionId }) => one.fates.get(actionId)?.now === "allow");
      for (const { contactId, decidedAt } of out) {
        const inWeek = out.filter(
          (other) =>
            other.contactId === contactId && other.decidedAt <= decidedAt && other.decidedAt > decidedAt - 7 * dayMs,
        );
        expect(inWeek.length).toBeLessThanOrEqual(now + 1);
      }
    }),
    { numRuns: 60 },
  );
});

test("the sentence names what was stopped, what came of it, and what nobody can know", () => {
  const none = { blocked: 0, asked: 0, put_off: 0, earlier: 0, newly_allowed: 0 };
  const met = [{ what: "meeting_booked", sends: 3 }];
  expect(saysOf({ ...none, blocked: 41 }, met)).toBe("would have blocked 41 sends, 3 of which booked meetings");
  expect(saysOf({ ...none, newly_allowed: 1 }, [])).toBe("1 send newly allowed, of which nobody knows the outcome");
  expect(saysOf(none, met)).toBe("would have changed nothing of what was sent");
});
