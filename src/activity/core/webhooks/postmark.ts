import { type EventParts, type ProviderEvent, providerEvent } from "./event.ts";
import { fieldOf, instantOfIso, objectOf, objectOrNull, type Payload, textAt } from "./payload.ts";
import { isOneOf } from "./secrets.ts";
import { believed, headerOf, refused, replayKeyOf, type WebhookRequest, type WebhookVerdict } from "./verdict.ts";

/** What a call of Postmark is checked against. It signs nothing: whoever knows these can call. All that are set must hold. */
export interface PostmarkKeys {
  /** `user:password` of the basic authentication in the webhook's address; several while one is being replaced. */
  readonly basicAuth: readonly string[];
  /** The secret part of the webhook's path. */
  readonly pathSecrets: readonly string[];
}

/** What the types of bounces come to; a type that is not here bounced, and nobody says how lastingly. */
const bounceKinds: ReadonlyMap<string, Pick<EventParts, "kind" | "stated">> = new Map<
  string,
  Pick<EventParts, "kind" | "stated">
>([
  ["HardBounce", { kind: "bounced", stated: "permanent" }],
  ["SoftBounce", { kind: "bounced", stated: "temporary" }],
  ["DnsError", { kind: "bounced", stated: "temporary" }],
  ["Transient", { kind: "delayed", stated: "temporary" }],
  ["SpamComplaint", { kind: "complained" }],
  ["Unsubscribe", { kind: "unsubscribed" }],
  ["BadEmailAddress", { kind: "rejected", stated: "permanent" }],
  ...(
    ["ManuallyDeactivated", "SMTPApiError", "TemplateRenderingFailed", "DMARCPolicy", "VirusNotification"] as const
  ).map((type) => [type, { kind: "rejected" as const }] as const),
  ...(
    ["AutoResponder", "AddressChange", "ChallengeVerification", "Subscribe", "OpenRelayTest", "InboundError"] as const
  ).map((type) => [type, { kind: "ignored" as const }] as const),
]);

/** Whether a call knows the secrets of the webhook's address. */
export function verifyPostmark(request: WebhookRequest, keys: PostmarkKeys): WebhookVerdict {
  if (keys.basicAuth.length + keys.pathSecrets.length === 0) return refused("no_key");
  if (objectOrNull(request.rawBody) === null) return refused("malformed");
  const [, credentials = ""] = /^basic ([\w+/=-]{1,2000})$/i.exec(headerOf(request, "authorization")) ?? [];
  const given = [
    { secrets: keys.basicAuth, text: Buffer.from(credentials, "base64").toString("utf8") },
    { secrets: keys.pathSecrets, text: request.pathSecret ?? "" },
  ].filter(({ secrets }) => secrets.length > 0);
  if (given.some(({ text }) => text === "")) return refused("no_signature");
  const isKnown = given.map(({ text, secrets }) => isOneOf(text, secrets)).every(Boolean);
  return isKnown
    ? believed(request, request.now, replayKeyOf("postmark", request.rawBody))
    : refused("wrong_signature");
}

/** The event in a call of Postmark. */
export function readPostmark(rawBody: Uint8Array): readonly ProviderEvent[] {
  const event = objectOf(rawBody);
  const type = textAt(event, "RecordType");
  const detail = type === "SubscriptionChange" ? textAt(event, "SuppressionReason") : textAt(event, "Type");
  const id = textAt(event, "ID");
  const parts: EventParts = {
    ...kindOf(type, event),
    name: detail === "" ? type : `${type} ${detail}`,
    ...(id === "" ? {} : { eventId: `${type} ${id}` }),
    at: instantOfIso(textAt(event, "DeliveredAt", "BouncedAt", "ChangedAt", "ReceivedAt")),
    address: textAt(event, "Email", "Recipient"),
    provider: textAt(event, "MessageID"),
    metadata: [fieldOf(event, "Metadata")],
    diagnostic: textAt(event, "Details", "Description"),
  };
  return [providerEvent("postmark", parts, event)];
}

function kindOf(type: string, event: Payload): Pick<EventParts, "kind" | "stated"> {
  switch (type) {
    case "Delivery":
      return { kind: "delivered" };
    case "Bounce":
      return bounceKinds.get(textAt(event, "Type")) ?? { kind: "bounced" };
    case "SpamComplaint":
      return { kind: "complained" };
    case "SubscriptionChange":
      return { kind: changeOf(event) };
    default:
      return { kind: "ignored" };
  }
}

/** A change of Postmark's own list. Only what the recipient or we wished is a wish: its bounces have events of their own. */
function changeOf(event: Payload): EventParts["kind"] {
  if (fieldOf(event, "SuppressSending") !== true) return "ignored";
  const reason = textAt(event, "SuppressionReason");
  if (reason === "SpamComplaint") return "complained";
  return reason === "HardBounce" ? "ignored" : "unsubscribed";
}
