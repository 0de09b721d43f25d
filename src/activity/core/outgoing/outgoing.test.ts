import { describe, expect, test } from "vitest";
import { dayMs, hourMs } from "../../../kernel/env.ts";
import type { FeedEvent } from "../../feed/contract.ts";
import { verifyResend } from "../webhooks/resend.ts";
import { bodyOf } from "./body.ts";
import { type Attempted, judge } from "./retry.ts";
import { secretText, signedHeaders } from "./sign.ts";

const now = Date.UTC(2026, 0, 5);
const answered = (status: number | null, retryAfter: string | null = null): Attempted => ({
  status,
  retryAfter,
  says: null,
});

describe("a signature", () => {
  const call = { id: "evt_01kch5zsfve3x8y1q4m7n2p5rt", timestamp: now / 1_000, body: '{"a":1}' };
  const [key, former] = [Buffer.alloc(32, 7), Buffer.alloc(32, 9)];
  const request = (headers: Readonly<Record<string, string>>, body = call.body) => ({
    headers,
    rawBody: Buffer.from(body),
    now,
  });

  test("is that of the worked example of Standard Webhooks", () => {
    const secret = Buffer.from("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "base64");
    const example = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: '{"test": 2432232314}' };
    expect(signedHeaders(example, [secret])["webhook-signature"]).toBe(
      "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    );
  });

  test("holds under either of two secrets, and under no other nor for another body", () => {
    const headers = signedHeaders(call, [key, former]);
    for (const one of [key, former])
      expect(verifyResend(request(headers), { secrets: [secretText(one)] })).toHaveProperty("replayKey");
    const other = secretText(Buffer.alloc(32, 1));
    expect(verifyResend(request(headers), { secrets: [other] })).toHaveProperty("fault", "wrong_signature");
    expect(verifyResend(request(headers, '{"a":2}'), { secrets: [secretText(key)] })).toHaveProperty("fault");
  });
});

describe("an attempt", () => {
  test.each([200, 201, 204, 299])("%i is taken", (status) => {
    expect(judge(answered(status), { tries: 1, failingSince: null, now }, 0)).toEqual({ kind: "delivered" });
  });

  test("is made again after longer and longer waits over days, and then given up", () => {
    const waits: number[] = [];
    for (let tries = 1; ; tries += 1) {
      const verdict = judge(answered(tries % 2 === 0 ? 500 : null), { tries, failingSince: null, now }, 1);
      if (verdict.kind !== "again") {
        expect(verdict).toEqual({ kind: "failed" });
        break;
      }
      waits.push(verdict.at - now);
    }
    expect(waits).toHaveLength(9);
    expect(waits).toEqual([...waits].sort((left, right) => left - right));
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(3 * dayMs);
  });

  test("many do not come back at once", () => {
    const at = (chance: number) => judge(answered(503), { tries: 4, failingSince: null, now }, chance);
    expect(at(0)).not.toEqual(at(0.5));
  });

  test("waits as long as was asked for, within a day", () => {
    const at = (seconds: string) => judge(answered(429, seconds), { tries: 1, failingSince: null, now }, 0);
    expect(at("7200")).toEqual({ kind: "again", at: now + 2 * hourMs });
    expect(at("999999999")).toEqual({ kind: "again", at: now + dayMs });
    expect(at("Wed, 21 Oct 2026 07:28:00 GMT")).toEqual({ kind: "again", at: now + 5_000 });
  });

  test("a redirect is a failure, 410 and five days of failures switch off", () => {
    expect(judge(answered(302), { tries: 1, failingSince: null, now }, 0).kind).toBe("again");
    expect(judge(answered(410), { tries: 1, failingSince: null, now }, 0).kind).toBe("off");
    expect(judge(answered(500), { tries: 3, failingSince: now - 5 * dayMs, now }, 0).kind).toBe("off");
  });
});

test("a body that would be too large leaves out what other tools told", () => {
  const event = { kind: "email_replied", occurredAt: "2026-01-05T00:00:00.000Z", data: { told: "x".repeat(30_000) } };
  const body = bodyOf(event as unknown as FeedEvent);
  expect(body.length).toBeLessThan(1_000);
  expect(JSON.parse(body)).toMatchObject({ type: "activity.email_replied", data: { data: { isCut: true } } });
});
