import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type HistoryEntry, previousBundle } from "./previous-bundle.ts";

/** A history from the oldest to the newest, as people live it; stored newest first. */
function history(...steps: readonly (readonly [HistoryEntry["kind"], string])[]): readonly HistoryEntry[] {
  return steps.map(([kind, hash], at) => ({ kind, hash, previous: steps[at - 1]?.[1] ?? null })).reverse();
}

describe("going back", () => {
  test("goes further each time and never round in a circle", () => {
    const lived = history(["upgrade", "a"], ["activate", "b"], ["activate", "c"], ["rollback", "b"], ["rollback", "a"]);
    expect(["c", "b", "a"].map((hash) => previousBundle(lived, hash))).toEqual(["b", "a", null]);
  });

  test("takes an upgrade for the bundle that it brought another core to", () => {
    const lived = history(["upgrade", "a"], ["activate", "b"], ["upgrade", "b2"]);
    expect(previousBundle(lived, "b2")).toBe("a");
  });

  test("finds nothing before the first, or for a bundle that never was in force", () => {
    expect(previousBundle(history(["upgrade", "a"]), "a")).toBeNull();
    expect(previousBundle(history(["upgrade", "a"]), "z")).toBeNull();
  });

  test("ends, whatever the history", () => {
    const step = fc.tuple(fc.constantFrom("activate", "rollback", "upgrade"), fc.constantFrom("a", "b", "c", "d"));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        // Nobody rolls back to what never was in force.
        const known = new Set<string>();
        const lived = history(
          ...steps.map(([kind, hash]): readonly [HistoryEntry["kind"], string] => {
            const isFirst = !known.has(hash);
            known.add(hash);
            return [isFirst && kind === "rollback" ? "activate" : kind, hash];
          }),
        );
        const seen: string[] = [];
        let at: string | null = lived[0]?.hash ?? null;
        while (at !== null && seen.length <= 30) {
          seen.push(at);
          at = previousBundle(lived, at);
        }
        expect(new Set(seen).size).toBe(seen.length);
      }),
    );
  });
});
