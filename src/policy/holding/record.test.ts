import fc from "fast-check";
import { expect, test } from "vitest";
import type { HoldKind } from "./contract.ts";
import { longestWishes } from "./record.ts";

const wish = fc.record({
  of: fc.constantFrom("one", "other"),
  kind: fc.constantFrom<HoldKind>("manual", "negative"),
  until: fc.option(fc.nat({ max: 5 })),
  source: fc.constant(null),
  actor: fc.constant({ kind: "policy" as const, id: "test" }),
});

test("of several wishes of one kind about one subject the longest stands, in whatever order they come", () => {
  fc.assert(
    fc.property(fc.array(wish), (wishes) => {
      const keyOf = (one: { readonly of: string; readonly kind: string }): string => `${one.of} ${one.kind}`;
      const kept = longestWishes(wishes, ({ of }) => of);
      expect(new Set(kept.map(keyOf)).size).toBe(kept.length);
      expect(new Set(kept.map(keyOf))).toEqual(new Set(wishes.map(keyOf)));
      for (const one of kept) {
        const same = wishes.filter((each) => keyOf(each) === keyOf(one)).map(({ until }) => until ?? Infinity);
        expect(one.until ?? Infinity).toBe(Math.max(...same));
      }
    }),
  );
});
