import { fieldOf, instantOfSeconds, objectAt, type Payload, textAt } from "../webhooks/payload.ts";
import { type Meaning, machineTraffic, nobody, type Shaped, shapedEvent, unknownKind } from "./shape.ts";

/** The events of Postal. `MessageSent` is an answer 250 of the next server, which is not yet a delivery. */
const meanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["MessageSent", { kind: "email_sent" }],
  ["MessageDelayed", { kind: "email_delayed" }],
  ["MessageDeliveryFailed", { kind: "email_bounced" }],
  ["MessageBounced", { kind: "email_bounced" }],
  ["MessageHeld", { ignored: "Postal holds the message: it has reached nobody" }],
  ["MessageLinkClicked", machineTraffic],
  ["MessageLoaded", machineTraffic],
  ["SendLimitApproaching", nobody],
  ["SendLimitExceeded", nobody],
  ["DomainDNSError", nobody],
]);

/** An event of Postal in our words. */
export function fromPostal(event: Payload): Shaped {
  const name = textAt(event, "event");
  const meaning = meanings.get(name);
  if (meaning === undefined) return unknownKind("Postal", name);
  if ("ignored" in meaning) return meaning;
  const payload = objectAt(event, "payload");
  const original = objectAt(payload, "original_message");
  const message = Object.keys(original).length > 0 ? original : objectAt(payload, "message");
  const uuid = textAt(event, "uuid");
  return shapedEvent({
    source: "postal",
    meaning,
    occurredAt: instantOfSeconds(fieldOf(event, "timestamp")) ?? instantOfSeconds(fieldOf(payload, "timestamp")),
    address: textAt(message, "to"),
    ids: { event: uuid, message: textAt(message, "message_id") },
    key: [uuid],
    diagnostic: [textAt(payload, "output"), textAt(payload, "details")].join(" ").trim(),
    raw: { ...event, payload: null, ...payload },
    placed: ["event", "uuid", "timestamp", "payload"],
  });
}
