import type { Instant } from "../../../kernel/env.ts";
import { type EventParts, type ProviderEvent, type ProviderEventKind, providerEvent } from "./event.ts";
import {
  fieldOf,
  instantOfIso,
  isPayload,
  jsonOfText,
  objectAt,
  objectOf,
  objectsOf,
  type Payload,
  textAt,
} from "./payload.ts";

/** What SES calls each event, in both of its ways of publishing (`notificationType` and `eventType`). */
const kinds: ReadonlyMap<string, ProviderEventKind> = new Map<string, ProviderEventKind>([
  ["Send", "sent"],
  ["Delivery", "delivered"],
  ["DeliveryDelay", "delayed"],
  ["Bounce", "bounced"],
  ["Complaint", "complained"],
  ["Reject", "rejected"],
  ["Rendering Failure", "rejected"],
  ["Subscription", "unsubscribed"],
]);

/** Where an event of this name keeps its details. */
const detailsOf: ReadonlyMap<string, string> = new Map([
  ["Send", "send"],
  ["Delivery", "delivery"],
  ["DeliveryDelay", "deliveryDelay"],
  ["Bounce", "bounce"],
  ["Complaint", "complaint"],
  ["Reject", "reject"],
  ["Rendering Failure", "failure"],
  ["Subscription", "subscription"],
]);

/** Feedback that is no complaint (RFC 5965 and its registry). */
const noComplaint = new Set(["not-spam", "auth-failure"]);

/** The events in a call of SNS, one for each recipient. */
export function readSes(rawBody: Uint8Array): readonly ProviderEvent[] {
  const envelope = objectOf(rawBody);
  const sentAt = instantOfIso(textAt(envelope, "Timestamp"));
  const type = textAt(envelope, "Type");
  const event = type === "Notification" ? messageIn(envelope) : null;
  if (event === null)
    return [
      providerEvent(
        "ses-sns",
        { kind: "ignored", name: type, eventId: textAt(envelope, "MessageId"), at: sentAt, address: "" },
        envelope,
      ),
    ];
  const name = textAt(event, "eventType", "notificationType");
  const details = objectAt(event, detailsOf.get(name) ?? "");
  return recipientsOf(event, details).map((recipient) => {
    const parts = partsOf(name, event, details, recipient, sentAt);
    return providerEvent("ses-sns", parts, [event, recipient]);
  });
}

/** SNS carries any text; what is no JSON object is no event of SES, such as the greeting of a new topic. */
function messageIn(envelope: Payload): Payload | null {
  const message = fieldOf(envelope, "Message");
  if (typeof message !== "string" || !message.trimStart().startsWith("{")) return null;
  const event = jsonOfText(message, "`Message`");
  return isPayload(event) ? event : null;
}

/** Every recipient that the event is about: those that it names, else those that the mail went to. */
function recipientsOf(event: Payload, details: Payload): readonly Payload[] {
  for (const field of ["bouncedRecipients", "complainedRecipients", "delayedRecipients"]) {
    const listed = fieldOf(details, field);
    if (Array.isArray(listed) && listed.length > 0) return objectsOf(listed, `\`${field}\``);
  }
  const named = fieldOf(details, "recipients") ?? fieldOf(objectAt(event, "mail"), "destination");
  const addresses = Array.isArray(named) ? named.filter((one): one is string => typeof one === "string") : [];
  const own = objectsOf(
    addresses.map((emailAddress) => ({ emailAddress })),
    "`recipients`",
  );
  return own.length > 0 ? own : [{}];
}

function partsOf(
  name: string,
  event: Payload,
  details: Payload,
  recipient: Payload,
  sentAt: Instant | null,
): EventParts {
  const mail = objectAt(event, "mail");
  const messageId = textAt(mail, "messageId");
  const address = textAt(recipient, "emailAddress");
  const statedAt = textAt(details, "timestamp");
  // Bounces and complaints have an id of their own; of the others a message has one at a time.
  const told = textAt(details, "feedbackId") || (messageId === "" ? "" : `${messageId} ${statedAt || sentAt}`);
  return {
    ...kindOf(name, details),
    ...(told === "" ? {} : { eventId: `${name} ${told} ${address.toLowerCase()}` }),
    at: instantOfIso(statedAt) ?? sentAt ?? instantOfIso(textAt(mail, "timestamp")),
    address,
    provider: messageId,
    rfc822: textAt(objectAt(mail, "commonHeaders"), "messageId"),
    metadata: [fieldOf(mail, "headers"), fieldOf(mail, "tags")],
    status: textAt(recipient, "status"),
    diagnostic: textAt(recipient, "diagnosticCode") || textAt(details, "smtpResponse", "reason", "errorMessage"),
  };
}

function kindOf(name: string, details: Payload): Pick<EventParts, "kind" | "name" | "stated"> {
  const kind = kinds.get(name) ?? "ignored";
  const subKind = textAt(details, "bounceSubType", "complaintFeedbackType", "complaintSubType", "delayType");
  const full = subKind === "" ? name : `${name} ${subKind}`;
  switch (kind) {
    case "bounced": {
      // SES did not try: the address is on a list of its own, from an earlier failure or from somebody else's.
      if (/suppress/i.test(subKind)) return { kind: "rejected", name: full, stated: "permanent" };
      const type = textAt(details, "bounceType");
      return {
        kind,
        name: full,
        stated: type === "Permanent" ? "permanent" : type === "Transient" ? "temporary" : null,
      };
    }
    case "complained":
      return { kind: noComplaint.has(textAt(details, "complaintFeedbackType")) ? "ignored" : kind, name: full };
    case "unsubscribed": {
      const isOut = hasLeft(objectAt(details, "newTopicPreferences"));
      return { kind: isOut ? kind : "ignored", name: full };
    }
    case "delayed":
      return { kind, name: full, stated: "temporary" };
    default:
      return { kind, name: full };
  }
}

/** Whether the preferences of a list are an opt-out: from all of it, or from any topic. */
function hasLeft(preferences: Payload): boolean {
  if (fieldOf(preferences, "unsubscribeAll") === true) return true;
  const topics = fieldOf(preferences, "topicSubscriptionStatus");
  return (
    Array.isArray(topics) && topics.some((one) => isPayload(one) && textAt(one, "subscriptionStatus") === "OptOut")
  );
}
