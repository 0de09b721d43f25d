import { describe, expect, test } from "vitest";
import { isUnderWay, loopBegun, loopEnded, loopMaxMs, loopState } from "./loop-check.ts";

const now = Date.UTC(2026, 2, 3, 10);
const begun = loopBegun(now);
const came = { kind: "came_back" } as const;
const late = { kind: "too_late" } as const;

describe("a loop", () => {
  test("waits, passes when its mail comes back, and expires", () => {
    expect(loopState(undefined, now)).toBeNull();
    expect(loopState(begun, now)).toBe("waiting");
    const passed = loopEnded(begun, now, came, now + 4_000);
    expect(passed).toMatchObject({
      result: "pass",
      says: expect.stringContaining("within 4 s"),
      checkedAt: now + 4_000,
    });
    expect(loopState(passed ?? undefined, now + 5_000)).toBe("passed");
    expect(loopState(passed ?? undefined, now + 8 * 86_400_000)).toBe("expired");
  });

  test("fails when the time is over, and passes after all when the mail comes late", () => {
    const failed = loopEnded(begun, now, late, now + loopMaxMs);
    expect(failed).toMatchObject({ result: "fail", mend: expect.stringContaining("replies are lost") });
    expect(loopEnded(failed ?? undefined, now, late, now + 2 * loopMaxMs)).toBeNull();
    expect(loopEnded(failed ?? undefined, now, came, now + 2 * loopMaxMs)).toMatchObject({ result: "pass" });
  });

  test("hears nothing of an older mail, nor of a second copy", () => {
    expect(loopEnded(begun, now - 1, came, now)).toBeNull();
    expect(loopEnded(undefined, now, came, now)).toBeNull();
    const passed = loopEnded(begun, now, came, now);
    expect(loopEnded(passed ?? undefined, now, came, now + 1)).toBeNull();
    expect(loopEnded(passed ?? undefined, now, late, now + loopMaxMs)).toBeNull();
  });

  test("is not begun twice at once", () => {
    expect(isUnderWay(begun, now + loopMaxMs - 1)).toBe(true);
    expect(isUnderWay(begun, now + loopMaxMs)).toBe(false);
    expect(isUnderWay(undefined, now)).toBe(false);
  });
});
