import { createHmac, timingSafeEqual } from "node:crypto";
import type { Tx } from "../kernel/sql.ts";
import { type SuppressionScope, suppressionScopes } from "./core/suppression.ts";
import type { KeyDeps, StoredKey } from "./keys.ts";

const purpose = "policy/suppression-key-mark";
const markLength = 16;

/**
 * A stored key for a list that comes back: scope, key and a mark that only this workspace makes. Keys are hashes under a secret of
 * the workspace; in another one they would forbid nobody, and a list that seems to protect is worse than none.
 */
export function markedKey(deps: KeyDeps, tx: Tx, { scope, key }: Pick<StoredKey, "scope" | "key">): string {
  return `${scope}:${key}:${markOf(deps, tx, `${scope}:${key}`)}`;
}

/** The stored key that such a text names; null where it was not made here. */
export function keyFromMarked(deps: KeyDeps, tx: Tx, text: string, hint: string | undefined): StoredKey | null {
  const [scopeText = "", key = "", mark = ""] = text.split(":");
  const scope = suppressionScopes.find((one): one is SuppressionScope => one === scopeText);
  if (scope === undefined || mark.length !== markLength) return null;
  const expected = markOf(deps, tx, `${scope}:${key}`);
  if (!timingSafeEqual(Buffer.from(mark), Buffer.from(expected))) return null;
  const isPersonal = scope === "address" || scope === "phone";
  return { scope, key, hint: isPersonal ? (hint ?? "…") : key };
}

function markOf(deps: KeyDeps, tx: Tx, text: string): string {
  return createHmac("sha256", deps.vault.keyFor(tx.workspaceId, purpose))
    .update(text)
    .digest("hex")
    .slice(0, markLength);
}
