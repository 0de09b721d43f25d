import { createHmac, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import type { Taken } from "./sink.ts";

/** What a provider may tell of a message. */
export type Told = "delivered" | "delayed" | "bounced" | "refused" | "complained" | "unsubscribed" | "opened" | "sent";

/** A call as a provider makes it. */
export interface ProviderCall {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The message that a call is about, as its provider knows it. */
export interface KnownMail {
  readonly rfc822Id: string;
  readonly to: string;
  /** The provider's own id of the message. */
  readonly providerId: string;
}

/** One provider with keys of its own. */
export interface Caller {
  readonly kind: "ses-sns" | "postmark" | "sendgrid" | "mailgun" | "resend";
  /** What `providers.create` is told. */
  readonly given: Readonly<Record<string, string>>;
  /** A call that tells these things, signed now or as of another time. */
  tell(mail: KnownMail, told: readonly Told[], at?: number): readonly ProviderCall[];
  /** The same call by somebody who holds no key. */
  forge(call: ProviderCall): ProviderCall;
}

const topic = "arn:aws:sns:eu-west-1:111122223333:mail-events";
const certificateUrl = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a1b2c.pem";
const json = { "content-type": "application/json" };
const dead = "smtp; 550 5.1.1 user unknown";
const refusal = "smtp; 550 5.7.1 message content rejected";
const serial = { last: 0 };
/** An id as a provider makes them. */
export const nextId = (): string => {
  serial.last += 1;
  return `0102-${serial.last}-${randomBytes(10).toString("hex")}`;
};

/** Amazon SNS with a key pair, and what it publishes. */
export interface Sns extends Caller {
  readonly certificateUrl: string;
  readonly certificate: string;
  readonly topic: string;
  envelope(fields: Readonly<Record<string, string>>, key?: KeyObject): ProviderCall;
}

/** SES, telling by SNS. */
export function createSes(): Sns {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const names = ["Message", "MessageId", "SubscribeURL", "Subject", "Timestamp", "Token", "TopicArn", "Type"];
  const envelope = (fields: Readonly<Record<string, string>>, key = privateKey): ProviderCall => {
    const all: Record<string, string> = {
      Type: "Notification",
      MessageId: nextId(),
      TopicArn: topic,
      Timestamp: new Date().toISOString(),
      SigningCertURL: certificateUrl,
      SignatureVersion: "2",
      ...fields,
    };
    const lines = names.filter((name) => all[name] !== undefined).map((name) => `${name}\n${all[name]}\n`);
    const Signature = sign("RSA-SHA256", Buffer.from(lines.join("")), key).toString("base64");
    return { headers: { "content-type": "text/plain" }, body: JSON.stringify({ ...all, Signature }) };
  };
  return {
    kind: "ses-sns",
    given: { topicArn: topic },
    certificateUrl,
    certificate: publicKey.export({ type: "spki", format: "pem" }).toString(),
    topic,
    envelope,
    tell: (mail, told, at = Date.now()) =>
      told.map((what) =>
        envelope({ Message: JSON.stringify(sesEvent(mail, what, at)), Timestamp: new Date(at).toISOString() }),
      ),
    forge: (call) => {
      const { Signature: _, ...fields } = JSON.parse(call.body) as Record<string, string>;
      return envelope(fields, stranger);
    },
  };
}

function sesEvent(mail: KnownMail, what: Told, at: number): unknown {
  const timestamp = new Date(at).toISOString();
  const base = { mail: { messageId: mail.providerId, timestamp, destination: [mail.to] } };
  const bounce = (diagnosticCode: string) => ({
    ...base,
    eventType: "Bounce",
    bounce: {
      bounceType: "Permanent",
      bounceSubType: "General",
      feedbackId: nextId(),
      timestamp,
      bouncedRecipients: [{ emailAddress: mail.to, diagnosticCode }],
    },
  });
  switch (what) {
    case "sent":
      return { ...base, eventType: "Send", send: {} };
    case "delivered":
      return { ...base, eventType: "Delivery", delivery: { timestamp, recipients: [mail.to] } };
    case "delayed":
      return {
        ...base,
        eventType: "DeliveryDelay",
        deliveryDelay: { timestamp, delayType: "MailboxFull", delayedRecipients: [{ emailAddress: mail.to }] },
      };
    case "bounced":
      return bounce(dead);
    case "refused":
      return bounce(refusal);
    case "complained":
      return {
        ...base,
        eventType: "Complaint",
        complaint: { feedbackId: nextId(), timestamp, complainedRecipients: [{ emailAddress: mail.to }] },
      };
    case "unsubscribed":
      return {
        ...base,
        eventType: "Subscription",
        subscription: { timestamp, newTopicPreferences: { unsubscribeAll: true } },
      };
    case "opened":
      return { ...base, eventType: "Open", open: { timestamp, ipAddress: "192.0.2.1" } };
    default:
      return what satisfies never;
  }
}

/** Postmark, which signs nothing. */
export function createPostmark(): Caller {
  const secret = `hook:${randomBytes(12).toString("hex")}`;
  const authorization = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;
  return {
    kind: "postmark",
    given: { secret },
    tell: (mail, told, at = Date.now()) =>
      told.map((what) => ({
        headers: { ...json, authorization: authorization(secret) },
        body: JSON.stringify({ MessageID: mail.providerId, ...postmarkEvent(mail, what, new Date(at).toISOString()) }),
      })),
    forge: (call) => ({ ...call, headers: { ...json, authorization: authorization("hook:guessed") } }),
  };
}

function postmarkEvent(mail: KnownMail, what: Told, at: string): Readonly<Record<string, unknown>> {
  const bounce = { RecordType: "Bounce", ID: serial.last++, Email: mail.to, BouncedAt: at };
  switch (what) {
    case "delivered":
      return { RecordType: "Delivery", Recipient: mail.to, DeliveredAt: at };
    case "delayed":
      return { ...bounce, Type: "Transient", Details: "451 4.7.1 try again later" };
    case "bounced":
      return { ...bounce, Type: "HardBounce", Details: dead };
    case "refused":
      return { ...bounce, Type: "Blocked", Details: refusal };
    case "complained":
      return { RecordType: "SpamComplaint", ID: serial.last++, Email: mail.to, BouncedAt: at };
    case "unsubscribed":
      return {
        RecordType: "SubscriptionChange",
        Recipient: mail.to,
        ChangedAt: at,
        SuppressSending: true,
        SuppressionReason: "ManualSuppression",
      };
    default:
      return { RecordType: "Open", Recipient: mail.to, ReceivedAt: at };
  }
}

/** SendGrid, which signs the time and the body with its CRLF. */
export function createSendgrid(): Caller {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const events: Readonly<Record<Told, Readonly<Record<string, string>>>> = {
    sent: { event: "processed" },
    delivered: { event: "delivered", response: "250 ok" },
    delayed: { event: "deferred", response: "451 4.7.1 try again later" },
    bounced: { event: "bounce", status: "5.1.1", reason: "550 5.1.1 user unknown" },
    refused: { event: "bounce", status: "5.7.1", reason: "550 5.7.1 message content rejected" },
    complained: { event: "spamreport" },
    unsubscribed: { event: "unsubscribe" },
    opened: { event: "open" },
  };
  const signed = (body: string, at: number, key: KeyObject): ProviderCall => {
    const time = String(Math.floor(at / 1_000));
    const signature = sign("sha256", Buffer.from(`${time}${body}`), key).toString("base64");
    return {
      headers: {
        ...json,
        "X-Twilio-Email-Event-Webhook-Timestamp": time,
        "X-Twilio-Email-Event-Webhook-Signature": signature,
      },
      body,
    };
  };
  return {
    kind: "sendgrid",
    given: { secret: publicKey.export({ type: "spki", format: "der" }).toString("base64") },
    tell: (mail, told, at = Date.now()) => {
      const batch = told.map((what) => ({
        ...events[what],
        email: mail.to,
        timestamp: Math.floor(at / 1_000),
        sg_event_id: nextId(),
        sg_message_id: `${mail.providerId}.recvd-1`,
        "smtp-id": mail.rfc822Id,
      }));
      return [signed(`${JSON.stringify(batch)}\r\n`, at, privateKey)];
    },
    forge: (call) => {
      const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
      return signed(call.body, Date.now(), stranger);
    },
  };
}

/** Mailgun, whose signature lies in the body and does not cover it. */
export function createMailgun(): Caller {
  const secret = randomBytes(16).toString("hex");
  const events: Readonly<Record<Told, Readonly<Record<string, unknown>>>> = {
    sent: { event: "accepted" },
    delivered: { event: "delivered" },
    delayed: { event: "failed", severity: "temporary", "delivery-status": { code: 451, message: "try again later" } },
    bounced: {
      event: "failed",
      severity: "permanent",
      "delivery-status": { code: 550, message: "5.1.1 user unknown" },
    },
    refused: {
      event: "failed",
      severity: "permanent",
      "delivery-status": { code: 550, message: "5.7.1 message content rejected" },
    },
    complained: { event: "complained" },
    unsubscribed: { event: "unsubscribed" },
    opened: { event: "opened" },
  };
  return {
    kind: "mailgun",
    given: { secret },
    tell: (mail, told, at = Date.now()) =>
      told.map((what) => {
        const timestamp = String(Math.floor(at / 1_000));
        const token = randomBytes(25).toString("hex");
        const signature = createHmac("sha256", secret).update(timestamp).update(token).digest("hex");
        return {
          headers: json,
          body: JSON.stringify({
            signature: { timestamp, token, signature },
            "event-data": {
              ...events[what],
              id: nextId(),
              timestamp: at / 1_000,
              recipient: mail.to,
              message: { headers: { "message-id": mail.rfc822Id.replace(/^<|>$/g, "") } },
            },
          }),
        };
      }),
    forge: (call) => {
      const body = JSON.parse(call.body) as { signature: Record<string, string> };
      const token = randomBytes(25).toString("hex");
      return { ...call, body: JSON.stringify({ ...body, signature: { ...body.signature, token } }) };
    },
  };
}

/** Resend, which signs each try anew. */
export function createResend(): Caller {
  const key = randomBytes(24);
  const names: Readonly<Record<Told, string>> = {
    sent: "email.sent",
    delivered: "email.delivered",
    delayed: "email.delivery_delayed",
    bounced: "email.bounced",
    refused: "email.bounced",
    complained: "email.complained",
    unsubscribed: "contact.updated",
    opened: "email.opened",
  };
  const signed = (body: string, id: string, at: number, secret: Uint8Array): ProviderCall => {
    const time = String(Math.floor(at / 1_000));
    const signature = createHmac("sha256", secret).update(`${id}.${time}.${body}`).digest("base64");
    const headers = { ...json, "svix-id": id, "svix-timestamp": time, "svix-signature": `v1,${signature}` };
    return { headers, body };
  };
  return {
    kind: "resend",
    given: { secret: `whsec_${key.toString("base64")}` },
    tell: (mail, told, at = Date.now()) =>
      told.map((what) => {
        const bounce = { type: "Permanent", subType: "General", diagnosticCode: [what === "refused" ? refusal : dead] };
        const body = JSON.stringify({
          type: names[what],
          created_at: new Date(at).toISOString(),
          data: {
            email_id: mail.providerId,
            to: [mail.to],
            ...(what === "unsubscribed"
              ? { unsubscribed: true, headers: [{ name: "none", value: "" }] }
              : { message_id: mail.rfc822Id }),
            ...(what === "bounced" || what === "refused" ? { bounce } : {}),
          },
        });
        // The event may be days old; the try is signed when it is made.
        return signed(body, nextId(), Date.now(), key);
      }),
    forge: (call) => signed(call.body, call.headers["svix-id"] ?? "", Date.now(), randomBytes(24)),
  };
}

/** A mail that a sink took, as a provider would know it that called it by an id of its own. */
export function known(mail: Taken, providerId: string): KnownMail {
  return { rfc822Id: mail.rfc822Id, to: mail.to, providerId };
}
