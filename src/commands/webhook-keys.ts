import type { GmailKeys } from "../activity/core/webhooks/gmail.ts";
import type { GraphKeys } from "../activity/core/webhooks/graph.ts";
import type { MailgunKeys } from "../activity/core/webhooks/mailgun.ts";
import { objectOrNull, textAt } from "../activity/core/webhooks/payload.ts";
import type { PostmarkKeys } from "../activity/core/webhooks/postmark.ts";
import type { ResendKeys } from "../activity/core/webhooks/resend.ts";
import { publicKeyFrom } from "../activity/core/webhooks/secrets.ts";
import type { SendgridKeys } from "../activity/core/webhooks/sendgrid.ts";
import type { SnsKeys } from "../activity/core/webhooks/sns.ts";
import type { Line } from "./json-lines.ts";

/** The keys that a line names, for every provider, and what it leaves open. */
export interface LineKeys {
  readonly of: Everything;
  readonly unchecked: readonly string[];
}

/** One set that serves each provider: their fields have different names. */
type Everything = SnsKeys & PostmarkKeys & SendgridKeys & MailgunKeys & ResendKeys & GmailKeys & GraphKeys;

/** Reads the keys in a line, such as `{"provider": "mailgun", "secret": "…"}`. */
export function webhookKeys(line: Line, rawBody: Uint8Array): LineKeys {
  const listed = (...fields: readonly string[]): readonly string[] =>
    fields.map((field) => textIn(line, field)).filter((text) => text !== "");
  const pem = textIn(line, "publicKeyPem");
  const topics = listed("topicArn");
  const isPinned = topics.length > 0;
  const claimed = textAt(objectOrNull(rawBody) ?? {}, "TopicArn");
  return {
    of: {
      topicArns: isPinned ? topics : [claimed],
      certificatePem: pem === "" ? null : pem,
      basicAuth: listed("basicAuth"),
      pathSecrets: listed("pathSecret"),
      publicKeys: listed("publicKey", "publicKeyPem"),
      signingKeys: listed("secret"),
      secrets: listed("secret"),
      clientStates: listed("clientState"),
      jwks: { keys: webKeysOf(line["jwks"], pem) },
      audience: textIn(line, "audience"),
      serviceAccount: textIn(line, "serviceAccount"),
    },
    unchecked: line["provider"] === "ses-sns" && !isPinned ? ["topicArn"] : [],
  };
}

/** A field's text, or an empty one where the line has none. */
export function textIn(line: Line, field: string): string {
  const value = line[field] ?? "";
  if (typeof value === "string") return value;
  throw new RangeError(`\`${field}\` is no text`);
}

/** Google's keys as it publishes them, or one key in PEM. */
function webKeysOf(jwks: unknown, pem: string): readonly Readonly<Record<string, unknown>>[] {
  if (jwks === undefined) {
    const key = pem === "" ? null : publicKeyFrom(pem);
    return key === null ? [] : [{ ...key.export({ format: "jwk" }) }];
  }
  const keys = typeof jwks === "object" && jwks !== null && "keys" in jwks ? jwks.keys : undefined;
  if (!Array.isArray(keys)) throw new RangeError("`jwks` is no set of keys: it has no list `keys`");
  return keys.filter((key) => typeof key === "object" && key !== null);
}
