import fc from "fast-check";
import { expect, test } from "vitest";
import { hourMs } from "../../kernel/env.ts";
import { heldByUnknown, unknownWaitMs } from "./unknown-send.ts";

test("a contact with an unknown send is held until it is parked, and never less than an hour on", () => {
  fc.assert(
    fc.property(fc.nat(4_000_000_000), fc.nat(100 * unknownWaitMs), (since, later) => {
      const now = since + later;
      const until = heldByUnknown(since, now);
      expect(until).toBeGreaterThan(now);
      expect(until).toBe(later + hourMs <= unknownWaitMs ? since + unknownWaitMs : now + hourMs);
    }),
  );
});
