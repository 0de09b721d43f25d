import { type ActivityKind, activityKinds } from "../../contract.ts";
import { addressOf } from "../webhooks/event.ts";
import { fieldOf, instantOfIso, isPayload, jsonOfText, objectsOf, type Payload, textAt } from "../webhooks/payload.ts";
import { type Shaped, shapedEvent, unknownKind } from "./shape.ts";

/** Kinds that tell of our own sending and reading: nobody else can know them. */
export const ownKinds: ReadonlySet<ActivityKind> = new Set<ActivityKind>([
  ...(["email_attempted", "email_deferred", "email_unknown", "email_reconciled"] as const),
  ...(["reply_reclassified", "reply_suggested", "alert_raised", "inbound_ambiguous", "inbound_unmatched"] as const),
  ...(["inbound_disclaimed"] as const),
]);

/** What others call some of our kinds. */
const otherNames: ReadonlyMap<string, ActivityKind> = new Map<string, ActivityKind>([
  ["email_complained", "spam_complaint"],
  ["email_failed", "email_rejected"],
  ["email_unsubscribed", "unsubscribed"],
  ["contact_unsubscribed", "unsubscribed"],
  ["call_completed", "call_connected"],
]);

/** The attributes of CloudEvents 1.0; every other one is an extension. */
const attributes = [
  ...["specversion", "id", "source", "type", "subject", "time"],
  ...["datacontenttype", "dataschema", "data", "data_base64"],
];

/** Events in the JSON format of CloudEvents 1.0, one (structured mode) or a list of them (batched mode). */
export function fromCloudEvents(body: unknown): readonly Shaped[] {
  return isPayload(body) ? [fromCloudEvent(body)] : objectsOf(body, "the batch").map(fromCloudEvent);
}

/** One event. Its type ends in one of our kinds, as `com.example.email_replied` or `com.example.email.replied`. */
function fromCloudEvent(event: Payload): Shaped {
  if (fieldOf(event, "specversion") !== "1.0")
    throw new RangeError(`\`specversion\` is \`${textAt(event, "specversion")}\`: CloudEvents 1.0 is understood`);
  const [id, source, type] = (["id", "source", "type"] as const).map((name) => required(event, name));
  const kind = kindOf(type ?? "");
  if (kind === null) return unknownKind("CloudEvents", type ?? "");
  const time = textAt(event, "time");
  const occurredAt = instantOfIso(time);
  if (time !== "" && occurredAt === null) throw new RangeError(`\`time\` is \`${time}\`, which is no time of RFC 3339`);
  const data = dataOf(event);
  const subject = textAt(event, "subject");
  const extensions = Object.fromEntries(Object.entries(event).filter(([name]) => !attributes.includes(name)));
  return shapedEvent({
    source: "cloudevents",
    meaning: { kind },
    occurredAt,
    address: textAt(data, "email", "address", "recipient", "to") || (addressOf(subject) ?? ""),
    ids: {
      event: id ?? "",
      message: textAt(data, "messageId", "message_id"),
      contact: textAt(data, "contactId", "contact_id"),
      sequence: textAt(data, "sequenceId", "sequence_id"),
    },
    // Source and id together are unique (CloudEvents 1.0, "id").
    key: [source ?? "", id ?? ""],
    diagnostic: textAt(data, "diagnostic", "reason"),
    raw: { ...data, ...extensions, source, ...(subject === "" ? {} : { subject }) },
    placed: [],
  });
}

function kindOf(type: string): ActivityKind | null {
  const words = type.split(".");
  for (const name of [words.at(-1), words.slice(-2).join("_")]) {
    const kind = activityKinds.find((known) => known === name) ?? otherNames.get(name ?? "");
    if (kind !== undefined) return ownKinds.has(kind) ? null : kind;
  }
  return null;
}

function required(event: Payload, name: string): string {
  const value = fieldOf(event, name);
  if (typeof value === "string" && value !== "") return value.slice(0, attributeMaxChars);
  throw new RangeError(`the event has no \`${name}\``);
}

const attributeMaxChars = 2_000;

/** The event's data: an object as it is, anything else under `value`. */
function dataOf(event: Payload): Payload {
  const [data, base64] = [fieldOf(event, "data"), fieldOf(event, "data_base64")];
  if (data !== undefined && base64 !== undefined) throw new RangeError("the event has both `data` and `data_base64`");
  if (base64 === undefined) return isPayload(data) ? data : data === undefined ? {} : { value: data };
  if (typeof base64 !== "string") throw new RangeError("`data_base64` is no text");
  const isJson = /^[\w.+-]+\/(?:[\w.+-]+\+)?json\b/i.test(textAt(event, "datacontenttype") || "application/json");
  if (!isJson) return { data_base64: base64 };
  const value = jsonOfText(Buffer.from(base64, "base64").toString("utf8"), "`data_base64`");
  return isPayload(value) ? value : { value };
}
