import { createHmac } from "node:crypto";
import { type EventParts, type ProviderEvent, type ProviderEventKind, providerEvent } from "./event.ts";
import { fieldOf, instantOfSeconds, objectAt, objectOf, objectOrNull, type Payload, textAt } from "./payload.ts";
import { isSameSecret } from "./secrets.ts";
import {
  believed,
  instantOfUnixSeconds,
  refused,
  replayKeyOf,
  type WebhookRequest,
  type WebhookVerdict,
} from "./verdict.ts";

/** What a call of Mailgun is checked against: its signing keys, several while one is being replaced. */
export interface MailgunKeys {
  readonly signingKeys: readonly string[];
}

const kinds: ReadonlyMap<string, ProviderEventKind> = new Map<string, ProviderEventKind>([
  ["accepted", "sent"],
  ["delivered", "delivered"],
  ["failed", "bounced"],
  ["rejected", "rejected"],
  ["complained", "complained"],
  ["unsubscribed", "unsubscribed"],
]);

/**
 * Whether a call carries a token that Mailgun made. The signature lies inside the body and covers only time and token, not
 * the event: one seen call makes any other. So the replay store is a must, and what the event says of a message must agree
 * with our own records.
 */
export function verifyMailgun(request: WebhookRequest, keys: MailgunKeys): WebhookVerdict {
  const body = objectOrNull(request.rawBody);
  if (body === null) return refused("malformed");
  const signature = objectAt(body, "signature");
  const [time, token, given] = ["timestamp", "token", "signature"].map((name) => textAt(signature, name));
  if (!time || !token || !given) return refused("no_signature");
  const at = instantOfUnixSeconds(time);
  if (at === null || !/^[\w-]{16,200}$/.test(token)) return refused("malformed");
  const known = keys.signingKeys.filter((key) => key !== "");
  if (known.length === 0) return refused("no_key");
  const isOurs = known
    .map((key) => isSameSecret(given, createHmac("sha256", key).update(time).update(token).digest("hex")))
    .includes(true);
  return isOurs ? believed(request, at, replayKeyOf("mailgun", token)) : refused("wrong_signature");
}

/** The event in a call of Mailgun. */
export function readMailgun(rawBody: Uint8Array): readonly ProviderEvent[] {
  const body = objectOf(rawBody);
  const event = objectAt(body, "event-data");
  const calledAt = instantOfSeconds(fieldOf(objectAt(body, "signature"), "timestamp"));
  const at = instantOfSeconds(fieldOf(event, "timestamp")) ?? calledAt;
  return [providerEvent("mailgun", { ...partsOf(event), at }, event)];
}

function partsOf(event: Payload): Omit<EventParts, "at"> {
  const id = textAt(event, "id");
  const headers = objectAt(event, "message", "headers");
  const messageId = textAt(headers, "message-id");
  const delivery = objectAt(event, "delivery-status");
  return {
    ...kindOf(event),
    ...(id === "" ? {} : { eventId: id }),
    address: textAt(event, "recipient"),
    provider: messageId,
    rfc822: messageId,
    metadata: [headers, fieldOf(event, "user-variables")],
    status: textAt(delivery, "enhanced-code"),
    reply: textAt(delivery, "code"),
    diagnostic: textAt(delivery, "message", "description") || textAt(objectAt(event, "reject"), "reason"),
  };
}

function kindOf(event: Payload): Pick<EventParts, "kind" | "name" | "stated"> {
  const name = textAt(event, "event");
  const kind = kinds.get(name) ?? "ignored";
  if (kind !== "bounced") return { kind, name };
  const severity = textAt(event, "severity");
  const reason = textAt(event, "reason");
  const full = [name, severity, reason].filter((word) => word !== "").join(" ");
  // It was not tried: the address is on a list of Mailgun's own.
  if (reason.startsWith("suppress-")) return { kind: "rejected", name: full, stated: "permanent" };
  if (severity === "temporary") return { kind: "delayed", name: full, stated: "temporary" };
  return { kind, name: full, stated: severity === "permanent" ? "permanent" : null };
}
