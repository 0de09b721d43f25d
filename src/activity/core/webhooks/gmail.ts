import { addressOf, eventIdOf, type MailboxNotice } from "./event.ts";
import { type JsonWebKeys, readToken } from "./jwt.ts";
import {
  fieldOf,
  instantOfIso,
  instantOfSeconds,
  isPayload,
  jsonOfText,
  objectAt,
  objectOf,
  objectOrNull,
  type Payload,
  textAt,
} from "./payload.ts";
import { isSameSecret } from "./secrets.ts";
import { believed, headerOf, refused, replayKeyOf, type WebhookRequest, type WebhookVerdict } from "./verdict.ts";

/** What a call of Pub/Sub is checked against. */
export interface GmailKeys {
  /** Google's keys, as they are published. */
  readonly jwks: JsonWebKeys;
  /** The audience of our push subscription, and the service account that it calls as. */
  readonly audience: string;
  readonly serviceAccount: string;
}

const issuers = ["https://accounts.google.com", "accounts.google.com"];

/**
 * Whether a call is from our own push subscription: Google's token says who calls and whom. It does not cover the body, so
 * the body is a hint to look, no more.
 */
export function verifyGmail(request: WebhookRequest, keys: GmailKeys): WebhookVerdict {
  const body = objectOrNull(request.rawBody);
  const messageId = textAt(objectAt(body ?? {}, "message"), "messageId", "message_id");
  if (body === null || messageId === "") return refused("malformed");
  const [, token] = /^bearer (\S+)$/i.exec(headerOf(request, "authorization")) ?? [];
  if (token === undefined) return refused("no_signature");
  const reading = readToken(token, keys.jwks);
  if (!reading.ok) return refused(reading.fault);
  const { claims } = reading;
  const [issuedAt, expiresAt] = [instantOfSeconds(fieldOf(claims, "iat")), instantOfSeconds(fieldOf(claims, "exp"))];
  if (issuedAt === null || expiresAt === null) return refused("malformed");
  if (!issuers.includes(textAt(claims, "iss"))) return refused("wrong_issuer");
  if (keys.audience === "" || fieldOf(claims, "aud") !== keys.audience) return refused("wrong_audience");
  const isOurAccount = isSameSecret(textAt(claims, "email"), keys.serviceAccount) && keys.serviceAccount !== "";
  if (!isOurAccount || fieldOf(claims, "email_verified") !== true) return refused("wrong_account");
  if (expiresAt <= request.now) return refused("stale");
  // A token is used for an hour: only its end and a beginning in the future are outside.
  const replayKey = replayKeyOf("gmail", textAt(body, "subscription"), messageId);
  return believed(request, Math.max(issuedAt, request.now), replayKey);
}

/** The notice in a call of Pub/Sub. */
export function readGmail(rawBody: Uint8Array): readonly MailboxNotice[] {
  const body = objectOf(rawBody);
  const message = objectAt(body, "message");
  const data = dataOf(message);
  const mailbox = addressOf(textAt(data, "emailAddress"));
  const history = fieldOf(data, "historyId");
  // A history id may pass 2^53, where a JSON number is no longer the one that was written.
  const isExact = typeof history === "string" ? /^\d{1,20}$/.test(history) : Number.isSafeInteger(history);
  return [
    {
      kind: mailbox === null ? "ignored" : "mailbox_changed",
      provider: "gmail-pubsub",
      name: "push",
      eventId: eventIdOf(textAt(message, "messageId", "message_id"), body),
      at: instantOfIso(textAt(message, "publishTime", "publish_time")),
      mailbox,
      subscription: textAt(body, "subscription") || null,
      cursor: isExact ? String(history) : null,
    },
  ];
}

function dataOf(message: Payload): Payload {
  const text = Buffer.from(textAt(message, "data"), "base64").toString("utf8");
  const data = text === "" ? {} : jsonOfText(text, "`message.data`");
  return isPayload(data) ? data : {};
}
