import { createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";
import type { Payload } from "./payload.ts";
import { isPayload, jsonOfText, textAt } from "./payload.ts";
import { isSignedBy } from "./secrets.ts";

/** The public keys of an issuer (RFC 7517), as it publishes them. */
export interface JsonWebKeys {
  readonly keys: readonly Readonly<Record<string, unknown>>[];
}

/** What a token came to: its claims, checked for nothing but their signature. */
export type TokenReading =
  | { readonly ok: true; readonly claims: Payload }
  | { readonly ok: false; readonly fault: "malformed" | "no_key" | "wrong_signature" };

const tokenMaxChars = 8_192;
/** RFC 7518 3.3. */
const modulusMinBits = 2_048;

/**
 * Reads a signed token (RFC 7519). RS256 and nothing else: a token that could choose its algorithm could choose `none`, or
 * take our public key for a shared secret. Keys come from the caller; whatever address the token names is not asked.
 */
export function readToken(token: string, jwks: JsonWebKeys): TokenReading {
  const [, head = "", body = "", signature = ""] =
    token.length > tokenMaxChars ? [] : (/^([\w-]+)\.([\w-]+)\.([\w-]*)$/.exec(token) ?? []);
  const header = partOf(head);
  const claims = partOf(body);
  if (header === null || claims === null || "crit" in header) return { ok: false, fault: "malformed" };
  if (textAt(header, "alg") !== "RS256" || signature === "") return { ok: false, fault: "wrong_signature" };
  const keys = jwks.keys.flatMap((jwk) => keyFor(jwk, textAt(header, "kid")) ?? []);
  if (keys.length === 0) return { ok: false, fault: "no_key" };
  const signed = Buffer.from(`${head}.${body}`);
  const given = { text: signature, encoding: "base64url" } as const;
  const isSigned = keys.some((key) => isSignedBy(key, "RSA-SHA256", signed, given));
  return isSigned ? { ok: true, claims } : { ok: false, fault: "wrong_signature" };
}

function partOf(text: string): Payload | null {
  try {
    const value = jsonOfText(Buffer.from(text, "base64url").toString("utf8"), "the part");
    return isPayload(value) ? value : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The key, if it is the one named, for RS256 signatures, and strong enough. */
function keyFor(jwk: Readonly<Record<string, unknown>>, kid: string): KeyObject | null {
  const isNamed = jwk["kid"] === undefined || jwk["kid"] === kid;
  const isForThis = (jwk["alg"] ?? "RS256") === "RS256" && (jwk["use"] ?? "sig") === "sig" && jwk["kty"] === "RSA";
  if (!isNamed || !isForThis) return null;
  try {
    const key = createPublicKey({ key: jwk as JsonWebKey, format: "jwk" });
    return (key.asymmetricKeyDetails?.modulusLength ?? 0) >= modulusMinBits ? key : null;
  } catch {
    // A key that cannot be read is no key; another one of the set may do.
    return null;
  }
}
