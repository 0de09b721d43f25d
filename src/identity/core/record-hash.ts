import { createHash } from "node:crypto";
import { canonicalJson } from "../../kernel/canonical.ts";
import type { Fields } from "./match.ts";

/** What a record says, as one hash: a record that says the same again writes nothing. */
export function hashOf(fields: Fields, observedAt: number | null): Buffer {
  return createHash("sha256").update(canonicalJson({ fields, observedAt })).digest();
}

/** A short digest of parts, in which no part can pass for another. */
export function digestOf(parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 40);
}
