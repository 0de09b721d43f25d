import { createHmac } from "node:crypto";
import { type EventParts, type ProviderEvent, type ProviderEventKind, providerEvent } from "./event.ts";
import { fieldOf, instantOfIso, objectAt, objectOf, type Payload, textAt } from "./payload.ts";
import { isSameSecret } from "./secrets.ts";
import {
  believed,
  headerOf,
  instantOfUnixSeconds,
  refused,
  replayKeyOf,
  type WebhookRequest,
  type WebhookVerdict,
} from "./verdict.ts";

/** What a call of Resend is checked against: secrets such as `whsec_…`, several while one is being replaced. */
export interface ResendKeys {
  readonly secrets: readonly string[];
}

const kinds: ReadonlyMap<string, ProviderEventKind> = new Map<string, ProviderEventKind>([
  ["email.sent", "sent"],
  ["email.delivered", "delivered"],
  ["email.delivery_delayed", "delayed"],
  ["email.bounced", "bounced"],
  ["email.complained", "complained"],
  ["email.failed", "rejected"],
  ["email.suppressed", "rejected"],
]);

const signaturesMax = 20;

/**
 * Whether a call is Resend's, by the scheme of Svix and Standard Webhooks: HMAC-SHA256 over id, time and the body's own
 * bytes. One header holds a signature for every secret in use; any that is ours will do.
 */
export function verifyResend(request: WebhookRequest, keys: ResendKeys): WebhookVerdict {
  const family = headerOf(request, "svix-id") === "" ? "webhook" : "svix";
  const [id, time, header] = ["id", "timestamp", "signature"].map((name) => headerOf(request, `${family}-${name}`));
  if (!id || !time || !header) return refused("no_signature");
  const at = instantOfUnixSeconds(time);
  // No dot in an id: it parts the signed text.
  if (at === null || !/^[\w-]{1,200}$/.test(id)) return refused("malformed");
  const secrets = keys.secrets.map(secretBytes).filter((secret) => secret.length > 0);
  if (secrets.length === 0) return refused("no_key");
  const given = header.split(" ", signaturesMax).flatMap((one) => (one.startsWith("v1,") ? [one.slice(3)] : []));
  if (given.length === 0) return refused("no_signature");
  const isOurs = secrets
    .map((secret) => createHmac("sha256", secret).update(`${id}.${time}.`).update(request.rawBody).digest("base64"))
    .flatMap((expected) => given.map((one) => isSameSecret(one, expected)))
    .includes(true);
  return isOurs ? believed(request, at, replayKeyOf("svix", id)) : refused("wrong_signature");
}

/** The events in a call of Resend, one for each recipient. */
export function readResend(rawBody: Uint8Array): readonly ProviderEvent[] {
  const event = objectOf(rawBody);
  const data = objectAt(event, "data");
  const to = fieldOf(data, "to");
  const listed = (Array.isArray(to) ? to : [to]).filter((one): one is string => typeof one === "string");
  const addresses = listed.length > 0 ? listed.slice(0, recipientsMax) : [textAt(data, "email")];
  const parts = { ...partsOf(event, data), at: instantOfIso(textAt(event, "created_at")) };
  return addresses.map((address) => providerEvent("resend", { ...parts, address }, [event, address]));
}

/** What Resend takes in one message. */
const recipientsMax = 50;

function partsOf(event: Payload, data: Payload): Omit<EventParts, "at" | "address"> {
  const name = textAt(event, "type");
  const bounce = objectAt(data, "bounce");
  const codes = fieldOf(bounce, "diagnosticCode");
  const diagnostics = (Array.isArray(codes) ? codes : [codes]).filter((one): one is string => typeof one === "string");
  return {
    ...kindOf(name, data, bounce),
    provider: textAt(data, "email_id"),
    rfc822: textAt(data, "message_id"),
    metadata: [fieldOf(data, "headers"), fieldOf(data, "tags")],
    diagnostic:
      diagnostics.join(" ") ||
      textAt(bounce, "message") ||
      textAt(objectAt(data, "suppressed"), "message") ||
      textAt(objectAt(data, "failed"), "reason"),
  };
}

function kindOf(name: string, data: Payload, bounce: Payload): Pick<EventParts, "kind" | "name" | "stated"> {
  // A contact of an audience, which we do not keep there; an opt-out made there is one all the same.
  if (name.startsWith("contact."))
    return { kind: fieldOf(data, "unsubscribed") === true ? "unsubscribed" : "ignored", name };
  const kind = kinds.get(name) ?? "ignored";
  if (kind === "delayed") return { kind, name, stated: "temporary" };
  if (kind !== "bounced") return { kind, name };
  const [type, subKind] = [textAt(bounce, "type"), textAt(bounce, "subType")];
  const full = [name, type, subKind].filter((word) => word !== "").join(" ");
  if (/suppress/i.test(subKind)) return { kind: "rejected", name: full, stated: "permanent" };
  return { kind, name: full, stated: type === "Permanent" ? "permanent" : type === "Transient" ? "temporary" : null };
}

function secretBytes(secret: string): Buffer {
  const text = secret.replace(/^whsec_/, "");
  return /^[\w+/-]+={0,2}$/.test(text) ? Buffer.from(text, "base64") : Buffer.alloc(0);
}
