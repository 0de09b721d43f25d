import { createHmac } from "node:crypto";

const prefix = "whsec_";

/** A secret as its receiver is given it. */
export function secretText(key: Uint8Array): string {
  return `${prefix}${Buffer.from(key).toString("base64")}`;
}

/** What is signed and sent: an id that stays the same however often it is sent, the time of this attempt, the bytes. */
export interface OutgoingCall {
  readonly id: string;
  /** Whole seconds. */
  readonly timestamp: number;
  readonly body: string;
}

/** The headers of a call by the scheme of Standard Webhooks: one signature for each key, so that keys can be changed. */
export function signedHeaders(call: OutgoingCall, keys: readonly Uint8Array[]): Readonly<Record<string, string>> {
  const text = `${call.id}.${call.timestamp}.${call.body}`;
  const signatures = keys.map((key) => `v1,${createHmac("sha256", key).update(text).digest("base64")}`);
  return {
    "webhook-id": call.id,
    "webhook-timestamp": String(call.timestamp),
    "webhook-signature": signatures.join(" "),
  };
}
