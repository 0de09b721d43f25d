import type { Diagnosis } from "./bounce-reason.ts";
import type { ReturnedHeaders } from "./bounce-text.ts";
import { type Mail, messageIdsIn } from "./mail-structure.ts";

/** One address of a notification, with what Amazon says of it. */
export interface NoticedRecipient extends Pick<Diagnosis, "action" | "status" | "text"> {
  readonly address: string;
  readonly isFinal: boolean;
}

/** What Amazon SES tells as JSON; SNS can deliver it inside a mail. */
export interface SesNotice {
  readonly what: "bounce" | "complaint";
  readonly recipients: readonly NoticedRecipient[];
  readonly returned: ReturnedHeaders;
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads a notification of Amazon SES in the body of a mail, by itself or in the envelope of SNS; null for any other mail. */
export function sesNotice(mail: Mail): SesNotice | null {
  if (!/"?(?:notificationType|eventType)\\?"/.test(mail.text)) return null;
  const outer = jsonIn(mail.text);
  const inner = typeof outer?.["Message"] === "string" ? jsonIn(outer["Message"]) : outer;
  const type = inner?.["notificationType"] ?? inner?.["eventType"];
  if (inner === null || inner === undefined || typeof type !== "string") return null;
  const details = fields(inner[type.charAt(0).toLowerCase() + type.slice(1)]);
  const returned = returnedOf(fields(inner["mail"]));
  switch (type) {
    case "Bounce":
      return { what: "bounce", returned, recipients: bounced(details) };
    case "Complaint":
      return { what: "complaint", returned, recipients: stated(details["complainedRecipients"], "failed") };
    case "Delivery":
      return { what: "bounce", returned, recipients: stated(details["recipients"], "delivered") };
    case "DeliveryDelay":
      return { what: "bounce", returned, recipients: stated(details["delayedRecipients"], "delayed") };
    default:
      return null;
  }
}

function bounced(details: Fields): readonly NoticedRecipient[] {
  const kind = text(details["bounceSubType"]);
  const isFinal = details["bounceType"] === "Permanent";
  return stated(details["bouncedRecipients"], "failed").map((one) => ({
    ...one,
    isFinal,
    text: kind === "General" || kind === "Undetermined" ? one.text : `${one.text} ${kind}`.trim(),
  }));
}

function stated(list: unknown, action: Diagnosis["action"]): readonly NoticedRecipient[] {
  return items(list).flatMap((item) => {
    const one = typeof item === "string" ? { emailAddress: item } : fields(item);
    const address = /[^\s<>"]{1,64}@[^\s<>"]{1,253}/.exec(text(one["emailAddress"]))?.[0].toLowerCase();
    const status = /[245]\.\d{1,3}\.\d{1,3}/.exec(text(one["status"]))?.[0] ?? (action === "delivered" ? "2.0.0" : "");
    const says = text(one["diagnosticCode"]).replace(/^[a-z0-9-]+ ?; ?/i, "");
    return address === undefined ? [] : [{ address, action, status, text: says, isFinal: false }];
  });
}

function returnedOf(mail: Fields): ReturnedHeaders {
  const header = items(mail["headers"])
    .map(fields)
    .find((one) => text(one["name"]).toLowerCase() === "message-id");
  const id = text(header?.["value"]) || text(fields(mail["commonHeaders"])["messageId"]);
  return {
    messageId: messageIdsIn(id)[0] ?? (id || text(mail["messageId"]) || null),
    to: items(mail["destination"]).map((one) => text(one).toLowerCase()),
    ours: null,
  };
}

const itemsMax = 100;

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, itemsMax) : [];
}

function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The JSON object in a text that may go on below it. Some gateways break long lines, with or without a mark. */
function jsonIn(given: string): Fields | null {
  const json = given.slice(given.indexOf("{"), given.lastIndexOf("}") + 1);
  for (const read of [json, json.replace(/!?\n ?/g, "")]) {
    try {
      return fields(JSON.parse(read));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return null;
}
