import { appendAudit } from "../../audit/append.ts";
import type { Tx } from "../../kernel/sql.ts";
import { unmoved } from "../claims/announce.ts";
import type { Review } from "../core/resolve.ts";
import type { Ruleset } from "../core/ruleset.ts";
import type { IdentityDeps } from "../deps.ts";
import { keyText, refreshKeys } from "../generic-keys.ts";
import { type Cause, recordSettled } from "../record-settled.ts";
import { everyBlockedKey } from "../store/import-settle.ts";
import { recordsUnder } from "../store/keys.ts";
import { misjudgedKeys, settleBlockedKeys } from "../store/ruleset-sweep.ts";

/** The kinds of a contact's keys that can come to stand under many names. */
const contactKinds = ["em", "li", "ph"] as const;

/**
 * Brings the list of generic keys up to date with a ruleset's bounds, over all keys. A person is asked about those that it
 * blocks, and no longer about keys of a kind that does not join: there is nothing to block.
 */
export async function judgeKeys(
  deps: IdentityDeps,
  tx: Tx,
  cause: Cause,
  { before, now }: { readonly before: Ruleset; readonly now: Ruleset },
): Promise<void> {
  const joins = (kind: string): boolean => now.keys.some((one) => one === kind);
  const people = await refreshKeys(tx, await misjudgedKeys(tx, contactKinds, now.namesPerKeyMax), now.namesPerKeyMax);
  const names = await refreshKeys(tx, await misjudgedKeys(tx, ["nm"], now.domainsPerNameMax), now.domainsPerNameMax);
  const entered = contactKinds.filter((kind) => joins(kind) && !before.keys.includes(kind));
  const left = contactKinds.filter((kind) => !joins(kind) && before.keys.includes(kind));
  const idle = (await everyBlockedKey(tx, left)).map(keyText);
  await settleBlockedKeys(tx, [...people.freed, ...names.freed, ...idle]);
  const risen = people.risen.filter((review) => joins(review.subject.slice(0, review.subject.indexOf(":"))));
  const asked = await blockedReviews(tx, entered);
  const about = new Map([...asked, ...risen].map((review) => [review.subject, review]));
  const regions = { people: unmoved([...about.values()]), accounts: unmoved(names.risen) };
  const settled = await recordSettled(deps, tx, cause, regions);
  await appendAudit(deps, tx, settled.records);
}

/** What there is to ask about the blocked keys of some kinds. */
async function blockedReviews(tx: Tx, kinds: readonly string[]): Promise<readonly Review[]> {
  const blocked = kinds.length === 0 ? [] : await everyBlockedKey(tx, kinds);
  if (blocked.length === 0) return [];
  const under = Map.groupBy(await recordsUnder(tx, blocked), keyText);
  return blocked.map((one) => ({
    kind: "blocked_key",
    subject: keyText(one),
    members: (under.get(keyText(one)) ?? []).map((row) => row.record_id).sort(),
  }));
}
