import { instantOfIso, objectAt, type Payload, textAt } from "../webhooks/payload.ts";
import { type Meaning, machineTraffic, nobody, type Shaped, shapedEvent, unknownKind } from "./shape.ts";

/** The events of Smartlead, under each of the two names that its documents give them. */
const meanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["EMAIL_SENT", { kind: "email_sent" }],
  ["FIRST_EMAIL_SENT", { kind: "email_sent" }],
  ["EMAIL_OPEN", machineTraffic],
  ["EMAIL_OPENED", machineTraffic],
  ["EMAIL_LINK_CLICK", machineTraffic],
  ["EMAIL_LINK_CLICKED", machineTraffic],
  ["LINK_CLICKED", machineTraffic],
  ["EMAIL_REPLY", { kind: "email_replied" }],
  ["EMAIL_REPLIED", { kind: "email_replied" }],
  ["EMAIL_BOUNCE", { kind: "email_bounced" }],
  ["EMAIL_BOUNCED", { kind: "email_bounced" }],
  ["LEAD_UNSUBSCRIBED", { kind: "unsubscribed" }],
  ["MANUAL_STEP_REACHED", { kind: "task_created" }],
  ["CAMPAIGN_STATUS_CHANGED", nobody],
]);

/** The categories that Smartlead has from the start; a workspace may have others. */
const categories: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["interested", { kind: "reply_reclassified", reply: "interested" }],
  ["meeting request", { kind: "reply_reclassified", reply: "meeting" }],
  ["meeting booked", { kind: "meeting_booked" }],
  ["information request", { kind: "reply_reclassified", reply: "question" }],
  ["not interested", { kind: "reply_reclassified", reply: "not_interested" }],
  ["wrong person", { kind: "reply_reclassified", reply: "wrong_person" }],
  ["out of office", { kind: "reply_reclassified", reply: "ooo" }],
  ["do not contact", { kind: "unsubscribed" }],
  ["uncategorizable by ai", { ignored: "it says that nobody knows what the reply means" }],
  ["sender originated bounce", { ignored: "the bounce itself has an event of its own" }],
]);

/** An event of Smartlead in our words. */
export function fromSmartlead(event: Payload): Shaped {
  const name = textAt(event, "event_type", "event");
  const isCategory = name.toUpperCase() === "LEAD_CATEGORY_UPDATED";
  const category = categoryIn(event);
  const meaning = isCategory ? categories.get(category.toLowerCase()) : meanings.get(name.toUpperCase());
  if (meaning === undefined) return unknownKind("Smartlead", isCategory ? `${name} ${category}` : name);
  if ("ignored" in meaning) return meaning;
  const address = textAt(event, "sl_lead_email", "lead_email", "to_email");
  const reply = textAt(objectAt(event, "reply_message"), "message_id");
  const sent = textAt(objectAt(event, "sent_message"), "message_id") || textAt(event, "message_id");
  const message = meaning.kind === "email_replied" ? reply || sent : sent;
  const at = textAt(event, "event_timestamp", "time_replied", "time_sent", "timestamp");
  const sequence = textAt(event, "campaign_id");
  // The first mail of a sequence is told twice, as FIRST_EMAIL_SENT too: one message, one event. A category has its time.
  const told = isCategory ? `${category} ${at}` : message || at;
  return shapedEvent({
    source: "smartlead",
    meaning,
    occurredAt: instantOfIso(at),
    address,
    ids: { message, sequence, contact: textAt(event, "sl_email_lead_id", "lead_id") },
    key: told.trim() === "" ? [] : [told, address.toLowerCase(), sequence],
    diagnostic: textAt(event, "bounce_reason", "error_message") || textAt(objectAt(event, "reply_message"), "text"),
    raw: event,
    placed: [
      "event_type",
      "event",
      "event_timestamp",
      "sl_lead_email",
      "lead_email",
      "campaign_id",
      "sl_email_lead_id",
    ],
  });
}

function categoryIn(event: Payload): string {
  return (
    textAt(event, "lead_category", "category", "new_category") || textAt(objectAt(event, "lead_category"), "new_name")
  );
}
