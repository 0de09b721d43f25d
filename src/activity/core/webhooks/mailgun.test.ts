import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { idFromUuid } from "../../../kernel/ids.ts";
import { readMailgun, verifyMailgun } from "./mailgun.ts";
import type { WebhookVerdict } from "./verdict.ts";

const seconds = 1_772_532_000;
const now = seconds * 1_000;
const key = "a signing key of our own";
const token = "0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f607182";

function signatureOf(time: string | number = seconds, given = token, by = key): Record<string, string> {
  const signature = createHmac("sha256", by).update(`${time}${given}`).digest("hex");
  return { timestamp: String(time), token: given, signature };
}

function check(signature: unknown, event: object = {}, signingKeys = [key], at = now): WebhookVerdict {
  const rawBody = Buffer.from(JSON.stringify({ signature, "event-data": event }));
  return verifyMailgun({ headers: {}, rawBody, now: at }, { signingKeys });
}

test("a call is believed by its token, under an old key or the next", () => {
  expect(check(signatureOf())).toMatchObject({ ok: true, at: now });
  expect(check(signatureOf(), {}, ["another", key])).toEqual(check(signatureOf()));
});

test("the event is not covered: a replayed token has one replay key whatever it carries", () => {
  expect(check(signatureOf(), { event: "failed" })).toEqual(check(signatureOf(), { event: "delivered" }));
  const other = signatureOf(seconds, `${token.slice(1)}0`);
  expect(check(other)).not.toEqual(check(signatureOf()));
});

test("any changed character of time, token or signature fails", () => {
  fc.assert(
    fc.property(fc.constantFrom("timestamp", "token", "signature"), fc.nat(), fc.string(), (name, at, other) => {
      const given = signatureOf();
      const text = given[name] ?? "";
      const place = at % text.length;
      const changed = text.slice(0, place) + other + text.slice(place + 1);
      fc.pre(changed !== text);
      expect(check({ ...given, [name]: changed }).ok).toBe(false);
    }),
  );
});

test("a digit cannot move between time and token, which would make a new replay key", () => {
  const joined = `${seconds}${token}`;
  for (const cut of [9, 11, 12]) {
    const moved = { ...signatureOf(), timestamp: joined.slice(0, cut), token: joined.slice(cut) };
    expect(check(moved)).toEqual({ ok: false, fault: "malformed" });
  }
});

test("a token that could hold anything, or next to nothing, is none", () => {
  for (const given of ["short", "x".repeat(201), `${token} ${token}`])
    expect(check(signatureOf(seconds, given))).toEqual({ ok: false, fault: "malformed" });
});

test("a call outside the window, unsigned or without a key fails", () => {
  expect(check(signatureOf(), {}, [key], now + 300_000)).toMatchObject({ ok: true });
  expect(check(signatureOf(), {}, [key], now + 300_001)).toEqual({ ok: false, fault: "stale" });
  expect(check(signatureOf(), {}, [key], now - 300_001)).toEqual({ ok: false, fault: "future" });
  expect(check({})).toEqual({ ok: false, fault: "no_signature" });
  expect(check(null)).toEqual({ ok: false, fault: "no_signature" });
  expect(check(signatureOf(), {}, [])).toEqual({ ok: false, fault: "no_key" });
  expect(check(signatureOf(seconds, token, ""), {}, [""])).toEqual({ ok: false, fault: "no_key" });
  expect(check(signatureOf(seconds, token, "stranger"))).toEqual({ ok: false, fault: "wrong_signature" });
});

function read(event: object) {
  return readMailgun(Buffer.from(JSON.stringify({ signature: signatureOf(), "event-data": event })))[0];
}

test.each([
  [{ event: "accepted" }, "sent"],
  [{ event: "delivered" }, "delivered"],
  [{ event: "failed", severity: "permanent" }, "bounced"],
  [{ event: "failed", severity: "permanent", reason: "suppress-bounce" }, "rejected"],
  [{ event: "failed", severity: "temporary" }, "delayed"],
  [{ event: "failed" }, "bounced"],
  [{ event: "rejected", reject: { reason: "Sandbox" } }, "rejected"],
  [{ event: "complained" }, "complained"],
  [{ event: "unsubscribed" }, "unsubscribed"],
  [{ event: "opened" }, "ignored"],
  [{ event: "clicked" }, "ignored"],
  [{ event: "list_member_uploaded" }, "ignored"],
  [{ event: "constructor" }, "ignored"],
] as const)("%j is %s", (event, kind) => {
  expect(read({ ...event, recipient: "kim@buyer.example" })).toMatchObject({ kind, address: "kim@buyer.example" });
});

test("a failure keeps codes, words and ids, and takes the time of the call where it has none", () => {
  const messageId = idFromUuid("msg", "018f0000-0000-7000-8000-000000000001");
  const event = {
    event: "failed",
    id: "ev-1",
    severity: "permanent",
    reason: "bounce",
    recipient: "kim@buyer.example",
    message: { headers: { "message-id": "m@ours.example" } },
    "user-variables": { fairlead_message: messageId },
    "delivery-status": { code: 550, "enhanced-code": "5.1.1", message: "", description: "5.1.1 unknown user" },
  };
  expect(read({ ...event, timestamp: seconds + 0.5 })?.at).toBe(now + 500);
  expect(read(event)).toMatchObject({
    eventId: "ev-1",
    name: "failed permanent bounce",
    at: now,
    ids: { rfc822: "m@ours.example", fairlead: messageId },
    status: "5.1.1",
    reply: "550",
    diagnostic: "5.1.1 unknown user",
    stated: "permanent",
    verdict: { permanence: "permanent", reason: "unknown_user" },
  });
  // Mailgun's own code for its own list is no reply of a server.
  expect(read({ ...event, reason: "suppress-bounce", "delivery-status": { code: 605 } })?.reply).toBe("");
  expect(read({ ...event, "user-variables": [] })?.ids.fairlead).toBeNull();
});
