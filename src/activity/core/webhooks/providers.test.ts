import fc from "fast-check";
import { expect, test } from "vitest";
import { limits } from "../../../kernel/limits.ts";
import { providerKinds } from "../../providers/contract.ts";
import { verifyWebhook, webhooks } from "./providers.ts";

const keys = {
  topicArns: ["arn:x"],
  certificatePem: "x",
  basicAuth: ["u:p"],
  pathSecrets: ["s"],
  publicKeys: ["x"],
  signingKeys: ["k"],
  secrets: ["whsec_a2V5"],
  jwks: { keys: [] },
  audience: "a",
  serviceAccount: "s",
  clientStates: ["c"],
};

/** Words of every provider, so that what is made up at random gets past the first check. */
const words = [
  ...["Type", "Message", "MessageId", "mail", "bounce", "bouncedRecipients", "eventType", "RecordType", "Email"],
  ...["event", "email", "reason", "signature", "event-data", "delivery-status", "type", "data", "to", "message"],
  ...["value", "clientState", "lifecycleEvent", "Notification", "Bounce", "failed", "email.bounced", "__proto__"],
];
const json = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...words),
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie("node"), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom(...words), tie("node")), { maxLength: 6 })
      .map((pairs) => Object.fromEntries(pairs)),
  ),
})).node;

test.each(providerKinds)(
  "%s: whatever is sent, nothing is believed and reading throws a RangeError at most",
  (provider) => {
    fc.assert(
      fc.property(
        fc.oneof(
          json.map((value) => Buffer.from(JSON.stringify(value))),
          fc.uint8Array(),
        ),
        (rawBody) => {
          expect(
            verifyWebhook(provider, { headers: { authorization: "Bearer a.b.c" }, rawBody, now: 0 }, keys).ok,
          ).toBe(false);
          try {
            for (const event of webhooks[provider].read(rawBody)) expect(event.eventId).not.toBe("");
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError);
          }
        },
      ),
      { numRuns: 300 },
    );
  },
);

test.each(providerKinds)("%s: a body past the bound is neither checked nor read", (provider) => {
  const rawBody = Buffer.alloc(limits.webhookBodyMaxBytes + 1, "1");
  const request = { headers: {}, rawBody, now: 0 };
  expect(verifyWebhook(provider, request, keys)).toEqual({ ok: false, fault: "too_large" });
  expect(() => webhooks[provider].read(rawBody)).toThrow(/the limit is/);
});

test.each(providerKinds)("%s: the same body reads into the same events", (provider) => {
  const rawBody = Buffer.from('[{"value":[{}],"event-data":{},"Type":"x"}]');
  const bodies = provider === "sendgrid" ? rawBody : rawBody.subarray(1, -1);
  expect(webhooks[provider].read(bodies)).toEqual(webhooks[provider].read(Buffer.from(bodies)));
});
