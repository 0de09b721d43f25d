import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readResend, verifyResend } from "./resend.ts";
import type { WebhookVerdict } from "./verdict.ts";

const seconds = 1_772_532_000;
const now = seconds * 1_000;
const secret = `whsec_${Buffer.from("a key of our own making, 32 byte").toString("base64")}`;
const nextSecret = `whsec_${Buffer.from("the key that comes after that one").toString("base64")}`;
const body = Buffer.from(
  '{"type":"email.delivered","created_at":"2026-03-03T10:00:00.000Z","data":{"email_id":"e-1"}}',
);

function signature(id: string, time: string | number, rawBody: Uint8Array, key = secret): string {
  const bytes = Buffer.from(key.slice("whsec_".length), "base64");
  return `v1,${createHmac("sha256", bytes).update(`${id}.${time}.`).update(rawBody).digest("base64")}`;
}

function headersFor(given = signature("msg_1", seconds, body)): Record<string, string> {
  return { "svix-id": "msg_1", "svix-timestamp": String(seconds), "svix-signature": given };
}

function check(rawBody: Uint8Array, headers = headersFor(), secrets = [secret], at = now): WebhookVerdict {
  return verifyResend({ headers, rawBody, now: at }, { secrets });
}

test("a call is believed by any of its signatures under any of our secrets, with either name of its headers", () => {
  const old = signature("msg_1", seconds, body, nextSecret);
  const standard = Object.fromEntries(
    Object.entries(headersFor()).map(([name, text]) => [name.replace("svix", "Webhook"), text]),
  );
  expect(check(body)).toMatchObject({ ok: true, at: now });
  expect(check(body, headersFor(`v2,AAAA ${old} ${signature("msg_1", seconds, body)}`))).toEqual(check(body));
  expect(check(body, headersFor(), [nextSecret, secret])).toEqual(check(body));
  expect(check(body, standard)).toEqual(check(body));
});

test("any changed byte of body, id or time fails", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Buffer.from(body);
      const place = at % changed.length;
      changed[place] = (changed[place] ?? 0) ^ flip;
      expect(check(changed)).toEqual({ ok: false, fault: "wrong_signature" });
    }),
  );
  expect(check(body, { ...headersFor(), "svix-id": "msg_2" })).toEqual({ ok: false, fault: "wrong_signature" });
  expect(check(body, { ...headersFor(), "svix-timestamp": String(seconds + 1) })).toEqual({
    ok: false,
    fault: "wrong_signature",
  });
});

test("a part of the body cannot become a part of the id or the time", () => {
  const dotted = Buffer.from(`${seconds}.{}`);
  const given = { ...headersFor(signature("msg_1", seconds, dotted)), "svix-id": `msg_1.${seconds}` };
  expect(check(Buffer.from("{}"), given)).toEqual({ ok: false, fault: "malformed" });
});

test("a call outside the window, unsigned, of another version or without a key fails", () => {
  expect(check(body, headersFor(), [secret], now + 300_001)).toEqual({ ok: false, fault: "stale" });
  expect(check(body, headersFor(), [secret], now - 300_001)).toEqual({ ok: false, fault: "future" });
  expect(check(body, {})).toEqual({ ok: false, fault: "no_signature" });
  expect(check(body, headersFor(signature("msg_1", seconds, body).replace("v1", "v0")))).toEqual({
    ok: false,
    fault: "no_signature",
  });
  for (const empty of [[], [""], ["whsec_"], ["whsec_!"]])
    expect(check(body, headersFor(), empty)).toEqual({ ok: false, fault: "no_key" });
  expect(check(body, { ...headersFor(), "SVIX-ID": "msg_1" })).toEqual({ ok: false, fault: "no_signature" });
});

test("a call told again under a new time has the same replay key", () => {
  const again = {
    "svix-id": "msg_1",
    "svix-timestamp": String(seconds + 60),
    "svix-signature": signature("msg_1", seconds + 60, body),
  };
  const [first, second] = [check(body), check(body, again)];
  expect(first.ok && second.ok && first.replayKey === second.replayKey).toBe(true);
});

test("events read into their kinds, one for each recipient", () => {
  const read = (type: string, data: object) =>
    readResend(Buffer.from(JSON.stringify({ type, created_at: "2026-03-03 10:00:00.5+00", data })));
  const common = {
    email_id: "e-1",
    message_id: "<m@ours.example>",
    to: ["kim@buyer.example", "Lee <lee@buyer.example>"],
  };
  const bounced = read("email.bounced", {
    ...common,
    bounce: {
      type: "Permanent",
      subType: "General",
      message: "The recipient's server refused it",
      diagnosticCode: ["smtp; 550 5.1.1 no such user here"],
    },
  });
  expect(bounced.map(({ kind, address }) => [kind, address])).toEqual([
    ["bounced", "kim@buyer.example"],
    ["bounced", "lee@buyer.example"],
  ]);
  expect(bounced[0]?.eventId).not.toBe(bounced[1]?.eventId);
  expect(bounced[0]).toMatchObject({
    at: now + 500,
    ids: { provider: "e-1", rfc822: "m@ours.example" },
    status: "5.1.1",
    stated: "permanent",
    verdict: { permanence: "permanent" },
  });
  const kindOf = (type: string, data: object) => read(type, data)[0]?.kind;
  expect(kindOf("email.bounced", { ...common, bounce: { type: "Permanent", subType: "Suppressed" } })).toBe("rejected");
  expect(kindOf("email.delivery_delayed", common)).toBe("delayed");
  expect(kindOf("email.complained", common)).toBe("complained");
  expect(kindOf("email.opened", common)).toBe("ignored");
  expect(kindOf("domain.created", {})).toBe("ignored");
  expect(read("contact.updated", { email: "kim@buyer.example", unsubscribed: true })[0]).toMatchObject({
    kind: "unsubscribed",
    address: "kim@buyer.example",
  });
});

test("a permanent bounce without words is not permanent for us", () => {
  const [event] = readResend(
    Buffer.from(
      JSON.stringify({ type: "email.bounced", data: { to: "kim@buyer.example", bounce: { type: "Permanent" } } }),
    ),
  );
  expect(event).toMatchObject({ stated: "permanent", at: null, verdict: { permanence: "uncertain" } });
});
