import { expect, test } from "vitest";
import { readability, readGapMaxMs } from "./readable.ts";

test("a mailbox that was never read is not readable", () => {
  expect(readability(null, 1_000)).toEqual({ isReadable: false, readGapMs: null });
});

test("the gap counts from the last read and closes the mailbox one millisecond past its bound", () => {
  expect(readability(1_000, 1_000 + readGapMaxMs)).toEqual({ isReadable: true, readGapMs: readGapMaxMs });
  expect(readability(1_000, 1_001 + readGapMaxMs)).toEqual({ isReadable: false, readGapMs: readGapMaxMs + 1 });
});

test("a clock that went back is no gap", () => {
  expect(readability(2_000, 1_000)).toEqual({ isReadable: true, readGapMs: 0 });
});
