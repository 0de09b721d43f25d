import { generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { idFromUuid } from "../../../kernel/ids.ts";
import { readSendgrid, verifySendgrid } from "./sendgrid.ts";
import type { WebhookVerdict } from "./verdict.ts";

const seconds = 1_772_532_000;
const now = seconds * 1_000;
const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
const other = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
const der = publicKey.export({ type: "spki", format: "der" }).toString("base64");
const body = Buffer.from(
  '[{"event":"delivered","email":"kim@buyer.example","sg_event_id":"e1","timestamp":1772531990}]\r\n',
);

function headersFor(rawBody: Uint8Array, time = String(seconds), key = privateKey): Record<string, string> {
  const signature = sign("sha256", Buffer.concat([Buffer.from(time), rawBody]), key);
  return {
    "X-Twilio-Email-Event-Webhook-Signature": signature.toString("base64"),
    "X-Twilio-Email-Event-Webhook-Timestamp": time,
  };
}

function check(rawBody: Uint8Array, headers = headersFor(body), publicKeys = [der], at = now): WebhookVerdict {
  return verifySendgrid({ headers, rawBody, now: at }, { publicKeys });
}

test("a call is believed by its own bytes, under a key as DER or PEM, an old one or the next", () => {
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const next = other.publicKey.export({ type: "spki", format: "der" }).toString("base64");
  expect(check(body)).toMatchObject({ ok: true, at: now });
  expect(check(body, headersFor(body), [next, pem])).toEqual(check(body));
});

test("a call with its CRLF stripped, or its JSON written again, is not believed", () => {
  const refused = { ok: false, fault: "wrong_signature" };
  expect(check(body.subarray(0, -2))).toEqual(refused);
  expect(check(body.subarray(0, -1))).toEqual(refused);
  expect(check(Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1)))).toEqual(refused);
});

test("any byte changed in body or time fails", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Buffer.from(body);
      const place = at % changed.length;
      changed[place] = (changed[place] ?? 0) ^ flip;
      expect(check(changed).ok).toBe(false);
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: -300, max: 300 }), (shift) => {
      fc.pre(shift !== 0);
      const moved = { ...headersFor(body), "X-Twilio-Email-Event-Webhook-Timestamp": String(seconds + shift) };
      expect(check(body, moved)).toEqual({ ok: false, fault: "wrong_signature" });
    }),
  );
});

test("a digit cannot move from the body to the time", () => {
  const given = Buffer.from("1[]");
  const moved = { ...headersFor(given), "X-Twilio-Email-Event-Webhook-Timestamp": `${seconds}1` };
  expect(check(Buffer.from("[]"), moved)).toEqual({ ok: false, fault: "malformed" });
});

test("the window is five minutes both ways", () => {
  const at = (shift: number) => check(body, headersFor(body), [der], now + shift);
  expect([at(300_000).ok, at(-300_000).ok]).toEqual([true, true]);
  expect([at(300_001), at(-300_001)]).toEqual([
    { ok: false, fault: "stale" },
    { ok: false, fault: "future" },
  ]);
});

test("a call signed twice has one replay key: signatures of this kind differ each time", () => {
  expect(check(body, headersFor(body))).toEqual(check(body, headersFor(body)));
});

test("a stranger's key, another kind of key, no key and no signature fail", () => {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey;
  const rsaPem = rsa.export({ type: "spki", format: "pem" }).toString();
  expect(check(body, headersFor(body, String(seconds), other.privateKey))).toEqual({
    ok: false,
    fault: "wrong_signature",
  });
  const curve = generateKeyPairSync("ec", { namedCurve: "secp384r1" });
  const curvePem = curve.publicKey.export({ type: "spki", format: "pem" }).toString();
  const byCurve = headersFor(body, String(seconds), curve.privateKey);
  expect(check(body, byCurve, [curvePem, rsaPem, "nonsense"])).toEqual({ ok: false, fault: "no_key" });
  expect(check(body, {})).toEqual({ ok: false, fault: "no_signature" });
  expect(check(body, { ...headersFor(body), "X-Twilio-Email-Event-Webhook-Signature": "AAAA" })).toEqual({
    ok: false,
    fault: "wrong_signature",
  });
});

test("each event reads into its kind, with ids, codes and our own verdict", () => {
  const messageId = idFromUuid("msg", "018f0000-0000-7000-8000-000000000001");
  const common = {
    email: "Kim@Buyer.example",
    timestamp: 1772531990,
    sg_message_id: "f.1",
    fairlead_message: messageId,
  };
  const events = readSendgrid(
    Buffer.from(
      JSON.stringify([
        {
          ...common,
          event: "bounce",
          type: "bounce",
          sg_event_id: "a",
          "smtp-id": "<m@ours.example>",
          status: "5.1.1",
          reason: "550 5.1.1 user unknown",
        },
        {
          ...common,
          event: "bounce",
          type: "blocked",
          sg_event_id: "b",
          status: "5.7.1",
          reason: "554 5.7.1 listed by a blocklist",
        },
        { ...common, event: "deferred", response: "421 4.7.0 try again later" },
        { ...common, event: "dropped", reason: "Bounced Address" },
        ...["processed", "delivered", "spamreport", "group_unsubscribe", "open", "click", "brand_new"].map((event) => ({
          ...common,
          event,
        })),
      ]),
    ),
  );
  expect(events.map(({ kind }) => kind)).toEqual([
    ...["bounced", "bounced", "delayed", "rejected"],
    ...["sent", "delivered", "complained", "unsubscribed", "ignored", "ignored", "ignored"],
  ]);
  expect(events[0]).toMatchObject({
    eventId: "a",
    at: 1772531990_000,
    address: "kim@buyer.example",
    ids: { provider: "f.1", rfc822: "m@ours.example", fairlead: messageId },
    status: "5.1.1",
    reply: "550",
    stated: "permanent",
    verdict: { permanence: "permanent", reason: "unknown_user" },
  });
  // The provider's word is kept, and is not the verdict: a block blames us.
  expect(events[1]).toMatchObject({ stated: "temporary", verdict: { permanence: "uncertain", reason: "blocked" } });
  expect(events[3]).toMatchObject({ verdict: null, diagnostic: "Bounced Address" });
  expect(events.at(-1)).toMatchObject({ name: "brand_new", eventId: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test("what is no list of events is refused with its reason", () => {
  expect(() => readSendgrid(Buffer.from("{}"))).toThrow(new RangeError("the body is no list"));
  expect(() => readSendgrid(Buffer.from("[1]"))).toThrow(new RangeError("item 1 of the body is no JSON object"));
  expect(() => readSendgrid(Buffer.from(`[${"{},".repeat(2_000)}{}]`))).toThrow(/2001 events/);
});
