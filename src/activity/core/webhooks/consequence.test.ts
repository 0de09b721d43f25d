import fc from "fast-check";
import { expect, test } from "vitest";
import { idFromUuid } from "../../../kernel/ids.ts";
import type { KnownMessage } from "../correlate.ts";
import { consequenceOf, messageOfEvent } from "./consequence.ts";
import { type EventParts, providerEvent } from "./event.ts";

const id = (last: number): string => `018f0000-0000-7000-8000-${String(last).padStart(12, "0")}`;
const message: KnownMessage = {
  messageId: idFromUuid("msg", id(1)),
  rfc822Id: "<m1@ours.example>",
  actionId: idFromUuid("act", id(2)),
  contactId: idFromUuid("con", id(3)),
  accountId: null,
  address: "Kim@Buyer.example",
  sentText: "hello",
};
const alias = "0102018f3c5e7a10-6d5b3c2a";
const aliases = new Map([[alias, message.messageId]]);
const told = { providerId: idFromUuid("esp", id(4)), digest: "d1", at: 1_000 };
const cause = idFromUuid("aud", id(5));
const event = (parts: Partial<EventParts>) =>
  providerEvent(
    "sendgrid",
    { kind: "delivered", name: "x", at: 900, address: "kim@buyer.example", rfc822: "m1@ours.example", ...parts },
    parts,
  );

test.each([
  ["our own id", { rfc822: "", metadata: [{ fairlead_message: message.messageId }] }],
  ["the Message-ID on the wire", {}],
  ["what the relay called it", { rfc822: "", provider: `${alias}.recvd-1` }],
])("an event is tied by %s, and by nothing that is close to it", (_what, parts) => {
  expect(messageOfEvent(event(parts), true, [message], aliases)).toBe(message);
  const close = { rfc822: "m1@ours.exampl", provider: `${alias}x`, metadata: [{ fairlead_message: "msg_1" }] };
  expect(messageOfEvent(event(close), true, [message], aliases)).toBeNull();
});

test("without a proof over the body another recipient's event is not ours", () => {
  const other = event({ address: "lee@buyer.example" });
  expect(messageOfEvent(other, true, [message], aliases)).toBe(message);
  expect(messageOfEvent(other, false, [message], aliases)).toBeNull();
  expect(messageOfEvent(event({ address: "" }), false, [message], aliases)).toBeNull();
  expect(messageOfEvent(event({}), false, [message], aliases)).toBe(message);
});

test.each([
  ["bounced", "550 5.1.1 user unknown", "bounce.seen", "permanent"],
  ["bounced", "550 5.7.1 message content rejected", "bounce.seen", "uncertain"],
  ["bounced", "452 4.2.2 mailbox full", "bounce.seen", "temporary"],
] as const)("a bounce is judged by its code and words: %s, %s", (kind, diagnostic, type, permanence) => {
  const consequence = consequenceOf(event({ kind, diagnostic, stated: "permanent" }), message, told);
  expect(consequence?.reaction?.(cause)).toMatchObject({ type, permanence, trusted: true, cause, at: told.at });
  expect(consequence?.data).toMatchObject({ permanence, stated: "permanent" });
});

test("what a machine did, and what was only accepted, leads to nothing; a refusal of the provider's own blames nobody", () => {
  expect(consequenceOf(event({ kind: "ignored", name: "open" }), message, told)).toBeNull();
  expect(consequenceOf(event({ kind: "sent" }), message, told)).toBeNull();
  expect(consequenceOf(event({ kind: "rejected" }), message, told)).toMatchObject({
    kind: "email_rejected",
    reaction: null,
  });
});

test("nothing happened later than it was told, and a provider's words are no part of the audit record", () => {
  fc.assert(
    fc.property(fc.option(fc.integer({ min: 0, max: 5_000 })), fc.string({ minLength: 1 }), (at, words) => {
      const consequence = consequenceOf(event({ kind: "bounced", at, diagnostic: words, name: words }), message, told);
      expect(consequence?.occurredAt).toBeLessThanOrEqual(told.at);
      expect(Object.keys(consequence?.data ?? {})).not.toContain("name");
      expect(Object.keys(consequence?.data ?? {})).not.toContain("words");
    }),
  );
});
