import { expect, test } from "vitest";
import { idFromUuid } from "../../../kernel/ids.ts";
import { readSes } from "./ses.ts";

const messageId = idFromUuid("msg", "018f0000-0000-7000-8000-000000000001");
const mail = {
  messageId: "0100-1",
  timestamp: "2026-03-03T09:59:00.000Z",
  destination: ["kim@buyer.example"],
  headers: [
    { name: "Subject", value: "Hello" },
    { name: "X-Fairlead-Message", value: messageId },
  ],
  commonHeaders: { messageId: "<m@ours.example>" },
};

function envelope(message: unknown, snsId = "sns-1"): Buffer {
  const text = typeof message === "string" ? message : JSON.stringify(message);
  return Buffer.from(
    JSON.stringify({ Type: "Notification", MessageId: snsId, Timestamp: "2026-03-03T10:00:00.000Z", Message: text }),
  );
}

const one = (message: unknown) => readSes(envelope(message))[0];

test("a bounce reads into one event for each recipient, each with its own fate", () => {
  const events = readSes(
    envelope({
      eventType: "Bounce",
      mail,
      bounce: {
        bounceType: "Permanent",
        bounceSubType: "General",
        feedbackId: "f-1",
        timestamp: "2026-03-03T09:59:30.000Z",
        bouncedRecipients: [
          { emailAddress: "Kim@Buyer.example", status: "5.1.1", diagnosticCode: "smtp; 550 5.1.1 user unknown" },
          { emailAddress: "lee@buyer.example", status: "5.0.0", diagnosticCode: "smtp; 552 5.2.2 mailbox full" },
          { emailAddress: "ann@buyer.example", status: "5.7.1", diagnosticCode: "smtp; 550 5.7.1 blocked by policy" },
        ],
      },
    }),
  );
  expect(events.map(({ address, verdict }) => [address, verdict?.permanence])).toEqual([
    ["kim@buyer.example", "permanent"],
    ["lee@buyer.example", "temporary"],
    ["ann@buyer.example", "uncertain"],
  ]);
  expect(events[0]).toMatchObject({
    kind: "bounced",
    name: "Bounce General",
    eventId: "Bounce f-1 kim@buyer.example",
    at: Date.UTC(2026, 2, 3, 9, 59, 30),
    ids: { provider: "0100-1", rfc822: "m@ours.example", fairlead: messageId },
    status: "5.1.1",
    reply: "550",
    diagnostic: "550 5.1.1 user unknown",
    stated: "permanent",
  });
  // `5.0.0` says nothing: the code in the server's words counts.
  expect(events[1]?.status).toBe("5.2.2");
});

test("the same event has the same id under another call, and by the older name of its field", () => {
  const bounce = {
    bounceType: "Transient",
    feedbackId: "f-2",
    bouncedRecipients: [{ emailAddress: "kim@buyer.example" }],
  };
  const [first] = readSes(envelope({ eventType: "Bounce", mail, bounce }, "sns-1"));
  const [second] = readSes(envelope({ notificationType: "Bounce", mail, bounce }, "sns-2"));
  expect(first?.eventId).toBe(second?.eventId);
  expect(first).toMatchObject({ stated: "temporary", verdict: { permanence: "uncertain" } });
});

test.each([
  ["Send", { send: {} }, "sent"],
  ["Delivery", { delivery: { recipients: ["kim@buyer.example"], smtpResponse: "250 ok" } }, "delivered"],
  [
    "DeliveryDelay",
    {
      deliveryDelay: {
        delayType: "MailboxFull",
        delayedRecipients: [{ emailAddress: "kim@buyer.example", status: "4.2.2" }],
      },
    },
    "delayed",
  ],
  [
    "Bounce",
    {
      bounce: {
        bounceType: "Permanent",
        bounceSubType: "OnAccountSuppressionList",
        bouncedRecipients: [{ emailAddress: "kim@buyer.example" }],
      },
    },
    "rejected",
  ],
  [
    "Complaint",
    { complaint: { complaintFeedbackType: "abuse", complainedRecipients: [{ emailAddress: "kim@buyer.example" }] } },
    "complained",
  ],
  ["Complaint", { complaint: { complainedRecipients: [{ emailAddress: "kim@buyer.example" }] } }, "complained"],
  [
    "Complaint",
    { complaint: { complaintFeedbackType: "not-spam", complainedRecipients: [{ emailAddress: "kim@buyer.example" }] } },
    "ignored",
  ],
  [
    "Complaint",
    {
      complaint: {
        complaintFeedbackType: "auth-failure",
        complainedRecipients: [{ emailAddress: "kim@buyer.example" }],
      },
    },
    "ignored",
  ],
  ["Reject", { reject: { reason: "Bad content" } }, "rejected"],
  ["Rendering Failure", { failure: { errorMessage: "attribute is missing" } }, "rejected"],
  ["Subscription", { subscription: { newTopicPreferences: { unsubscribeAll: true } } }, "unsubscribed"],
  ["Subscription", { subscription: { newTopicPreferences: { unsubscribeAll: false } } }, "ignored"],
  ["Open", { open: {} }, "ignored"],
  ["Click", { click: {} }, "ignored"],
  ["Something New", {}, "ignored"],
] as const)("%s %j is %s", (eventType, details, kind) => {
  expect(one({ eventType, mail, ...details })).toMatchObject({ kind, address: "kim@buyer.example" });
});

test("a redacted complainant is nobody, and the message's ids find the message", () => {
  const complaint = { complainedRecipients: [{ emailAddress: "redacted@buyer.example" }] };
  expect(one({ eventType: "Complaint", mail, complaint })).toMatchObject({
    kind: "complained",
    address: null,
    ids: { fairlead: messageId },
  });
});

test("our id may come as a tag, and a word that is no id is none", () => {
  const tagged = { ...mail, headers: [], tags: { fairlead_message: [messageId] } };
  expect(one({ eventType: "Send", mail: tagged })?.ids.fairlead).toBe(messageId);
  const forged = { ...mail, headers: [{ name: "X-Fairlead-Message", value: "msg_1' or 1=1" }] };
  expect(one({ eventType: "Send", mail: forged })?.ids.fairlead).toBeNull();
});

test("what SNS carries besides events is ignored by its name", () => {
  expect(one("Successfully validated SNS topic for Amazon SES event publishing.")).toMatchObject({
    kind: "ignored",
    name: "Notification",
    eventId: "sns-1",
  });
  const confirmation = Buffer.from(JSON.stringify({ Type: "SubscriptionConfirmation", MessageId: "sns-2" }));
  expect(readSes(confirmation)).toMatchObject([{ kind: "ignored", name: "SubscriptionConfirmation" }]);
});

test("what is no JSON is refused with its reason", () => {
  expect(() => readSes(Buffer.from("{"))).toThrow(new RangeError("the body is not JSON"));
  expect(() => readSes(Buffer.from("[]"))).toThrow(new RangeError("the body is no JSON object"));
  expect(() => readSes(envelope("{"))).toThrow(new RangeError("`Message` is not JSON"));
});
