import fc from "fast-check";
import { expect, test } from "vitest";
import { idFromUuid } from "../../kernel/ids.ts";
import { attribute, attributionWindowMs, type Touch } from "./attribute.ts";

const contactId = idFromUuid("con", "01900000-0000-7000-8000-000000000001");
const actionId = (n: number) => idFromUuid("act", `01900000-0000-7000-8000-${String(n).padStart(12, "0")}`);
const touch = (n: number, at: number): Touch => ({
  contactId,
  actionId: actionId(n),
  messageId: null,
  templateId: null,
  sequenceId: null,
  at,
});
const touches = fc
  .array(fc.integer({ min: 0, max: 2 * attributionWindowMs }), { maxLength: 20 })
  .map((times) => times.map((at, n) => touch(n, at)));
const at = 2 * attributionWindowMs;

test("no touch, no attribution", () => {
  expect(attribute({ at: 10, answers: null }, [])).toEqual({ last: null, touches: [] });
});

test("the latest touch before the outcome is the last; all in the window count", () => {
  const given = [touch(2, 20), touch(1, 10), touch(3, 30)];
  const { last, touches: counted } = attribute({ at: 25, answers: null }, given);
  expect(last?.actionId).toBe(actionId(2));
  expect(counted.map((one) => one.at)).toEqual([10, 20]);
});

test("a reply is tied to the touch that it answers, not to a later one", () => {
  const { last } = attribute({ at: 25, answers: actionId(1) }, [touch(1, 10), touch(2, 20)]);
  expect(last?.actionId).toBe(actionId(1));
});

test("the window ends at its bound, but an answered touch counts from before it", () => {
  const end = attributionWindowMs + 100;
  expect(attribute({ at: end, answers: null }, [touch(1, 100)]).last?.actionId).toBe(actionId(1));
  expect(attribute({ at: end, answers: null }, [touch(1, 99)]).last).toBeNull();
  expect(attribute({ at: end, answers: actionId(1) }, [touch(1, 99)]).last?.actionId).toBe(actionId(1));
});

test("nothing from after the outcome counts, whatever is named as answered", () => {
  fc.assert(
    fc.property(touches, fc.nat({ max: at }), fc.nat({ max: 19 }), (given, when, answered) => {
      const found = attribute({ at: when, answers: actionId(answered) }, given);
      expect(found.touches.every((one) => one.at <= when)).toBe(true);
      if (found.last !== null) expect(found.touches).toContain(found.last);
    }),
  );
});

test("input order does not matter", () => {
  fc.assert(
    fc.property(touches, (given) => {
      expect(attribute({ at, answers: null }, given.toReversed())).toEqual(attribute({ at, answers: null }, given));
    }),
  );
});
