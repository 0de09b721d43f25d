import { expect, test } from "vitest";
import { fateOfCall, type ModelExchange, waitAfterTry } from "./model-retry.ts";

const answered = (status: number, retryAfter: string | null = null): ModelExchange => ({
  kind: "answered",
  status,
  retryAfter,
  body: "b",
});
const unsent = (isRefused: boolean): ModelExchange => ({ kind: "unsent", says: "", isRefused });
const lost: ModelExchange = { kind: "lost", says: "" };

test("an answer is read, whichever try it is", () => {
  for (const tries of [1, 3]) expect(fateOfCall(answered(200), tries, 3)).toEqual({ is: "answered", body: "b" });
});

test.each([
  ["busy", answered(429), false],
  ["broken", answered(503), false],
  ["not reached", unsent(false), false],
  ["silent", lost, true],
] as const)("a server that is %s is asked three times in all", (_how, exchange, isBilled) => {
  for (const tries of [1, 2])
    expect(fateOfCall(exchange, tries, 3)).toEqual({ is: "retried", isBilled, retryAfterMs: 0 });
  expect(fateOfCall(exchange, 3, 3)).toEqual({ is: "failed", isBilled });
});

test.each([answered(400), answered(401), answered(404), answered(302), answered(204), unsent(true)])(
  "what will not change by asking again is asked once",
  (exchange) => {
    expect(fateOfCall(exchange, 1, 3)).toEqual({ is: "failed", isBilled: false });
  },
);

test("pauses double, and a server may ask for longer ones, up to a minute", () => {
  expect([1, 2].map((tries) => waitAfterTry(tries, 0))).toEqual([1_000, 2_000]);
  expect(fateOfCall(answered(429, "7"), 1, 3)).toMatchObject({ retryAfterMs: 7_000 });
  expect(fateOfCall(answered(429, "Wed, 21 Oct 2026 07:28:00 GMT"), 1, 3)).toMatchObject({ retryAfterMs: 0 });
  expect([waitAfterTry(1, 7_000), waitAfterTry(1, 9_000_000)]).toEqual([7_000, 60_000]);
});
