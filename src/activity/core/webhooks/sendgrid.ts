import { type EventParts, type ProviderEvent, type ProviderEventKind, providerEvent } from "./event.ts";
import { fieldOf, instantOfSeconds, jsonOf, objectsOf, type Payload, textAt } from "./payload.ts";
import { isSignedBy, publicKeyFrom } from "./secrets.ts";
import {
  believed,
  headerOf,
  instantOfUnixSeconds,
  refused,
  replayKeyOf,
  type WebhookRequest,
  type WebhookVerdict,
} from "./verdict.ts";

/** What a call of SendGrid is checked against: its verification keys, base64 or PEM; several while one is being replaced. */
export interface SendgridKeys {
  readonly publicKeys: readonly string[];
}

const kinds: ReadonlyMap<string, ProviderEventKind> = new Map<string, ProviderEventKind>([
  ["processed", "sent"],
  ["delivered", "delivered"],
  ["deferred", "delayed"],
  ["bounce", "bounced"],
  ["blocked", "bounced"],
  ["dropped", "rejected"],
  ["spamreport", "complained"],
  ["unsubscribe", "unsubscribed"],
  ["group_unsubscribe", "unsubscribed"],
]);

/**
 * Whether a call is SendGrid's: ECDSA on P-256 over the time and the body's own bytes. The body ends in CRLF; whoever parses
 * and writes it again, or trims it, breaks the signature.
 */
export function verifySendgrid(request: WebhookRequest, keys: SendgridKeys): WebhookVerdict {
  const time = headerOf(request, "x-twilio-email-event-webhook-timestamp");
  const signature = headerOf(request, "x-twilio-email-event-webhook-signature");
  const at = instantOfUnixSeconds(time);
  if (signature === "" || time === "") return refused("no_signature");
  if (at === null) return refused("malformed");
  const curves = keys.publicKeys
    .map(publicKeyFrom)
    .filter((key) => key?.asymmetricKeyType === "ec" && key.asymmetricKeyDetails?.namedCurve === "prime256v1");
  if (curves.length === 0) return refused("no_key");
  const signed = Buffer.concat([Buffer.from(time), request.rawBody]);
  const given = { text: signature, encoding: "base64" } as const;
  if (!curves.some((key) => key !== null && isSignedBy(key, "sha256", signed, given)))
    return refused("wrong_signature");
  // Not the signature: a second valid one can be computed from the first (r, n - s).
  return believed(request, at, replayKeyOf("sendgrid", signed));
}

/** The events in a call of SendGrid. */
export function readSendgrid(rawBody: Uint8Array): readonly ProviderEvent[] {
  return objectsOf(jsonOf(rawBody), "the body").map((event) => providerEvent("sendgrid", partsOf(event), event));
}

function partsOf(event: Payload): EventParts {
  const name = textAt(event, "event");
  const kind = kinds.get(name) ?? "ignored";
  const type = textAt(event, "type");
  const eventId = textAt(event, "sg_event_id");
  return {
    kind,
    name: type === "" ? name : `${name} ${type}`,
    ...(eventId === "" ? {} : { eventId }),
    at: instantOfSeconds(fieldOf(event, "timestamp")),
    address: textAt(event, "email"),
    provider: textAt(event, "sg_message_id"),
    rfc822: textAt(event, "smtp-id"),
    // Custom arguments lie among the event's own fields.
    metadata: [event],
    status: textAt(event, "status"),
    diagnostic: textAt(event, "reason", "response"),
    stated: statedBy(kind, name === "blocked" || type === "blocked"),
  };
}

function statedBy(kind: ProviderEventKind, isBlock: boolean): "permanent" | "temporary" | null {
  if (kind === "delayed") return "temporary";
  return kind !== "bounced" ? null : isBlock ? "temporary" : "permanent";
}
