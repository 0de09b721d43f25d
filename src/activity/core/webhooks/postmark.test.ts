import { expect, test } from "vitest";
import { readPostmark, verifyPostmark } from "./postmark.ts";
import type { WebhookRequest, WebhookVerdict } from "./verdict.ts";

const now = 1_772_532_000_000;
const rawBody = Buffer.from('{"RecordType":"Delivery","MessageID":"pm-1"}');
const basic = (text: string) => ({ Authorization: `Basic ${Buffer.from(text).toString("base64")}` });

function check(
  given: Partial<WebhookRequest>,
  basicAuth: readonly string[],
  pathSecrets: readonly string[],
): WebhookVerdict {
  return verifyPostmark({ headers: {}, rawBody, now, ...given }, { basicAuth, pathSecrets });
}

test("a call is believed by whatever secrets its address has, and all of them", () => {
  const headers = basic("fairlead:a:word");
  expect(check({ headers }, ["fairlead:a:word"], [])).toMatchObject({ ok: true, at: now });
  expect(check({ headers }, ["fairlead:next", "fairlead:a:word"], [])).toMatchObject({ ok: true });
  expect(check({ pathSecret: "p-1" }, [], ["p-1"])).toMatchObject({ ok: true });
  expect(check({ headers, pathSecret: "p-1" }, ["fairlead:a:word"], ["p-1"])).toMatchObject({ ok: true });
  expect(check({ headers, pathSecret: "p-2" }, ["fairlead:a:word"], ["p-1"])).toEqual({
    ok: false,
    fault: "wrong_signature",
  });
  expect(check({ headers }, ["fairlead:a:word"], ["p-1"])).toEqual({ ok: false, fault: "no_signature" });
});

test("a wrong, missing or empty secret never passes", () => {
  expect(check({ headers: basic("fairlead:a") }, ["fairlead:b"], [])).toEqual({ ok: false, fault: "wrong_signature" });
  expect(check({ headers: { authorization: "Bearer x" } }, ["fairlead:b"], [])).toEqual({
    ok: false,
    fault: "no_signature",
  });
  expect(check({}, [], [])).toEqual({ ok: false, fault: "no_key" });
  expect(check({ pathSecret: "" }, [], [""])).toMatchObject({ ok: false });
  expect(check({ pathSecret: "x" }, [], [""])).toMatchObject({ ok: false });
});

test("a call that is told again has the same replay key, another body has another", () => {
  const call = (body: string) => check({ pathSecret: "p", rawBody: Buffer.from(body) }, [], ["p"]);
  expect(call("{}")).toEqual(call("{}"));
  expect(call("{}")).not.toEqual(call('{"a":1}'));
});

const read = (event: object) => readPostmark(Buffer.from(JSON.stringify(event)))[0];

test.each([
  [{ RecordType: "Delivery" }, "delivered"],
  [{ RecordType: "Bounce", Type: "HardBounce" }, "bounced"],
  [{ RecordType: "Bounce", Type: "SoftBounce" }, "bounced"],
  [{ RecordType: "Bounce", Type: "Blocked" }, "bounced"],
  [{ RecordType: "Bounce", Type: "SomethingNew" }, "bounced"],
  [{ RecordType: "Bounce", Type: "Transient" }, "delayed"],
  [{ RecordType: "Bounce", Type: "AutoResponder" }, "ignored"],
  [{ RecordType: "Bounce", Type: "SMTPApiError" }, "rejected"],
  [{ RecordType: "Bounce", Type: "Unsubscribe" }, "unsubscribed"],
  [{ RecordType: "SpamComplaint" }, "complained"],
  [{ RecordType: "SubscriptionChange", SuppressSending: true, SuppressionReason: "ManualSuppression" }, "unsubscribed"],
  [{ RecordType: "SubscriptionChange", SuppressSending: true, SuppressionReason: "SpamComplaint" }, "complained"],
  [{ RecordType: "SubscriptionChange", SuppressSending: true, SuppressionReason: "HardBounce" }, "ignored"],
  [{ RecordType: "SubscriptionChange", SuppressSending: false, SuppressionReason: null }, "ignored"],
  [{ RecordType: "Open" }, "ignored"],
  [{ RecordType: "Click" }, "ignored"],
  [{}, "ignored"],
] as const)("%j is %s", (event, kind) => {
  expect(read({ ...event, Recipient: "kim@buyer.example" })).toMatchObject({ kind, address: "kim@buyer.example" });
});

test("a bounce keeps the server's words, and is judged by them", () => {
  const event = {
    RecordType: "Bounce",
    ID: 42,
    Type: "HardBounce",
    Email: "kim@buyer.example",
    BouncedAt: "2026-03-03T10:00:00.1234567Z",
    MessageID: "pm-1",
  };
  expect(
    read({ ...event, Description: "The server was unable to deliver", Details: "smtp;550 5.1.1 no such user" }),
  ).toMatchObject({
    eventId: "Bounce 42",
    name: "Bounce HardBounce",
    at: now + 123,
    ids: { provider: "pm-1", rfc822: null },
    status: "5.1.1",
    reply: "550",
    diagnostic: "550 5.1.1 no such user",
    stated: "permanent",
    verdict: { permanence: "permanent" },
  });
  // A hard bounce that speaks of spam blames the message, not the address.
  expect(read({ ...event, Details: "smtp;550 5.7.1 message rejected as spam" })).toMatchObject({
    stated: "permanent",
    verdict: { permanence: "uncertain", reason: "filtered" },
  });
});
