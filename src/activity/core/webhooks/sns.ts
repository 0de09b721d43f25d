import { fieldOf, instantOfIso, objectOrNull, type Payload } from "./payload.ts";
import { isOneOf, isSignedBy, publicKeyFrom } from "./secrets.ts";
import { believed, refused, replayKeyOf, type WebhookRequest, type WebhookVerdict } from "./verdict.ts";

/** What a call of Amazon SNS is checked against. */
export interface SnsKeys {
  /** The topics that are ours: anybody can make SNS sign a message of a topic of their own. */
  readonly topicArns: readonly string[];
  /** What was fetched from `snsCertificateUrl`, in PEM. Null where nothing could be fetched. */
  readonly certificatePem: string | null;
}

/**
 * A host is told by its whole text, without a parser: no user, no port, no escape, no other host that only begins like it.
 * A region is letters, dash and digit, so that `sns.s3-us-west-2.amazonaws.com`, a storage bucket of anybody's, is none.
 */
const origin = String.raw`https://sns\.[a-z]{2}(?:-[a-z]{2,12}){1,2}-\d{1,2}\.amazonaws\.com(?:\.cn)?`;
const certificateUrl = new RegExp(`^${origin}/[\\w./-]{1,200}\\.pem$`);
const confirmUrl = new RegExp(`^${origin}/\\?Action=ConfirmSubscription&[\\w.~:%=&+-]{1,1000}$`);

/** The lines that are signed, in the order of their names (developer guide, "Verifying the signatures"). */
const signedFields: Readonly<Record<string, readonly string[]>> = {
  Notification: ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
  SubscriptionConfirmation: ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
  UnsubscribeConfirmation: ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
};

/** By the version of the signature. */
const algorithms: ReadonlyMap<string, "RSA-SHA1" | "RSA-SHA256"> = new Map([
  ["1", "RSA-SHA1"],
  ["2", "RSA-SHA256"],
]);

/** Where the certificate of a call is to be fetched, or null where the call names no address of Amazon's. */
export function snsCertificateUrl(rawBody: Uint8Array): string | null {
  const envelope = objectOrNull(rawBody);
  const url = envelope === null ? null : lineIn(envelope, "SigningCertURL");
  return url !== null && certificateUrl.test(url) ? url : null;
}

/** The address that confirms a subscription when it is called; ask only for a call that was believed. */
export function snsConfirmUrl(rawBody: Uint8Array): string | null {
  const envelope = objectOrNull(rawBody);
  if (envelope === null || lineIn(envelope, "Type") !== "SubscriptionConfirmation") return null;
  const url = lineIn(envelope, "SubscribeURL");
  return url !== null && confirmUrl.test(url) ? url : null;
}

/** Whether a call is from Amazon SNS and of a topic of ours. */
export function verifySns(request: WebhookRequest, keys: SnsKeys): WebhookVerdict {
  const envelope = objectOrNull(request.rawBody);
  const [messageId, topic, timestamp] = ["MessageId", "TopicArn", "Timestamp"].map((name) =>
    envelope === null ? null : lineIn(envelope, name),
  );
  const lines = envelope === null ? null : canonicalLines(envelope);
  const at = instantOfIso(timestamp ?? "");
  if (envelope === null || lines === null || messageId == null || topic == null || at === null)
    return refused("malformed");
  if (snsCertificateUrl(request.rawBody) === null) return refused("untrusted_url");
  if (fieldOf(envelope, "SubscribeURL") !== undefined && !confirmUrl.test(lineIn(envelope, "SubscribeURL") ?? ""))
    return refused("untrusted_url");
  const algorithm = algorithms.get(lineIn(envelope, "SignatureVersion") ?? "");
  const signature = lineIn(envelope, "Signature");
  if (algorithm === undefined || signature === null) return refused("no_signature");
  const key = keys.certificatePem === null ? null : publicKeyFrom(keys.certificatePem);
  if (key?.asymmetricKeyType !== "rsa") return refused("no_key");
  if (!isSignedBy(key, algorithm, Buffer.from(lines), { text: signature, encoding: "base64" }))
    return refused("wrong_signature");
  if (!isOneOf(topic, keys.topicArns)) return refused("wrong_topic");
  return believed(request, at, replayKeyOf("sns", topic, messageId));
}

/** The text that is signed; null where a field lacks or where a line break would let one field pass for two. */
function canonicalLines(envelope: Payload): string | null {
  const type = lineIn(envelope, "Type") ?? "";
  const names = Object.hasOwn(signedFields, type) ? signedFields[type] : undefined;
  if (names === undefined) return null;
  let lines = "";
  for (const name of names) {
    if (name === "Subject" && fieldOf(envelope, name) == null) continue;
    const message = fieldOf(envelope, name);
    const value = name === "Message" && typeof message === "string" ? message : lineIn(envelope, name);
    if (value === null) return null;
    lines += `${name}\n${value}\n`;
  }
  return lines;
}

function lineIn(envelope: Payload, name: string): string | null {
  const value = fieldOf(envelope, name);
  return typeof value === "string" && value !== "" && !/[\r\n]/.test(value) ? value : null;
}
