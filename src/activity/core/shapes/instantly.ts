import { instantOfIso, type Payload, textAt } from "../webhooks/payload.ts";
import { type Meaning, machineTraffic, nobody, type Shaped, shapedEvent, unknownKind } from "./shape.ts";

/** The events of Instantly. A label on a contact is what a person or its model made of a reply. */
const meanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["email_sent", { kind: "email_sent" }],
  ["email_opened", machineTraffic],
  ["link_clicked", machineTraffic],
  ["email_link_clicked", machineTraffic],
  ["reply_received", { kind: "email_replied" }],
  ["auto_reply_received", { kind: "auto_reply" }],
  ["email_bounced", { kind: "email_bounced" }],
  ["lead_unsubscribed", { kind: "unsubscribed" }],
  ["lead_interested", { kind: "reply_reclassified", reply: "interested" }],
  ["lead_not_interested", { kind: "reply_reclassified", reply: "not_interested" }],
  ["lead_neutral", { kind: "reply_reclassified", reply: "neutral" }],
  ["lead_out_of_office", { kind: "reply_reclassified", reply: "ooo" }],
  ["lead_wrong_person", { kind: "reply_reclassified", reply: "wrong_person" }],
  ["lead_meeting_booked", { kind: "meeting_booked" }],
  ["lead_meeting_completed", { kind: "meeting_held" }],
  ["lead_no_show", { kind: "meeting_no_show" }],
  ["lead_closed", { ignored: "it does not say whether the deal was won" }],
  ["campaign_completed", nobody],
  ["account_error", nobody],
]);

/** An event of Instantly in our words. */
export function fromInstantly(event: Payload): Shaped {
  const name = textAt(event, "event_type", "event");
  const meaning = meanings.get(name.toLowerCase());
  if (meaning === undefined) return unknownKind("Instantly", name);
  if ("ignored" in meaning) return meaning;
  const address = textAt(event, "lead_email", "email");
  const [message, at, sequence] = [textAt(event, "email_id"), textAt(event, "timestamp"), textAt(event, "campaign_id")];
  return shapedEvent({
    source: "instantly",
    meaning,
    occurredAt: instantOfIso(at),
    address,
    ids: { message, sequence, contact: textAt(event, "lead_id") },
    // It has no id of its own. A message has one event of a kind; a label has its time.
    key: message === "" && at === "" ? [] : [message || at, address.toLowerCase(), sequence],
    diagnostic: textAt(event, "bounce_reason", "reply_text", "reply_text_snippet"),
    raw: event,
    placed: ["event_type", "event", "timestamp", "lead_email", "email", "email_id", "campaign_id", "lead_id"],
  });
}
