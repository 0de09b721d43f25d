import fc from "fast-check";
import { expect, test } from "vitest";
import { governedActions } from "../words/contract.ts";
import { type AutonomyGrant, autonomyOver, isOwnLevel, isSameScope, mayPropose, raises } from "./autonomy.ts";

const action = fc.constantFrom(...governedActions);
const segment = fc.constantFrom<string>("health", "vip", "trial");
const level = fc.integer({ min: 0, max: 4 });
const grant: fc.Arbitrary<AutonomyGrant> = fc.record({
  action: fc.option(action),
  segment: fc.option(segment),
  level,
});
const grants = fc
  .uniqueArray(grant, { comparator: isSameScope, maxLength: 8 })
  .map((all) => all.filter((one) => !isOwnLevel(one)));
const standing = fc.record({ autonomy: level, grants });
const touch = fc.record({ action, segments: fc.option(fc.uniqueArray(segment)) });

test("the most specific grant wins, and of equals the lowest, in whatever order they are kept", () => {
  fc.assert(
    fc.property(standing, action, fc.uniqueArray(segment), (agent, asked, segments) => {
      const at = (names: readonly (readonly [boolean, boolean])[]): number[] =>
        agent.grants
          .filter(({ action: kind, segment: of }) =>
            names.some(([a, s]) => (kind === null) !== a && (of === null) !== s),
          )
          .filter(
            ({ action: kind, segment: of }) => (kind ?? asked) === asked && (of === null || segments.includes(of)),
          )
          .map((one) => one.level);
      const steps = [
        at([[true, true]]),
        at([
          [true, false],
          [false, true],
        ]),
        [agent.autonomy],
      ];
      const expected = Math.min(...(steps.find((levels) => levels.length > 0) ?? []));
      expect(autonomyOver(agent, { action: asked, segments })).toBe(expected);
      const turned = { ...agent, grants: agent.grants.toReversed() };
      expect(autonomyOver(turned, { action: asked, segments })).toBe(expected);
    }),
    { numRuns: 2_000 },
  );
});

test("segments that nobody knows never give more than any segments would", () => {
  fc.assert(
    fc.property(standing, action, fc.uniqueArray(segment), (agent, asked, segments) => {
      const unknown = autonomyOver(agent, { action: asked, segments: null });
      expect(unknown).toBeLessThanOrEqual(autonomyOver(agent, { action: asked, segments }));
    }),
  );
});

test("what is called no raise raises no touch", () => {
  let [lowered, raised] = [0, 0];
  fc.assert(
    fc.property(standing, grant, touch, (agent, next, asked) => {
      const others = agent.grants.filter((one) => !isSameScope(one, next));
      const after = isOwnLevel(next) ? { ...agent, autonomy: next.level } : { ...agent, grants: [...others, next] };
      if (raises(agent, next)) raised += 1;
      else {
        lowered += 1;
        expect(autonomyOver(after, asked)).toBeLessThanOrEqual(autonomyOver(agent, asked));
      }
    }),
    { numRuns: 5_000 },
  );
  expect(Math.min(lowered, raised)).toBeGreaterThan(500);
});

test("a grant above the agent's own level is a raise, one below it is none", () => {
  const agent = { autonomy: 2, grants: [{ action: "send_email", segment: null, level: 1 } as const] };
  expect(raises(agent, { action: null, segment: "vip", level: 4 })).toBe(true);
  expect(raises(agent, { action: "place_call", segment: "vip", level: 2 })).toBe(false);
  expect(raises(agent, { action: "send_email", segment: "vip", level: 2 })).toBe(true);
  expect(raises(agent, { action: null, segment: null, level: 1 })).toBe(false);
  expect([1, 2].map(mayPropose)).toEqual([false, true]);
});
