import type { Tx } from "../kernel/sql.ts";
import type { Review } from "./core/resolve.ts";
import { blockedAmong, blockKeys, genericKeys, type KeyName, recordsUnder, unblockKeys } from "./store/keys.ts";

/** Keys that became generic, each for a person to see, those that ceased to be, and the records of both. */
export interface RefreshedKeys {
  readonly risen: readonly Review[];
  readonly freed: readonly string[];
  readonly unsettled: readonly string[];
}

/** How a key is written where a review is about it and where the resolver is told of blocked ones. */
export const keyText = (one: KeyName): string => `${one.kind}:${one.key}`;

/** Brings the list of generic keys up to date. */
export async function refreshKeys(tx: Tx, keys: readonly KeyName[], namesMax: number): Promise<RefreshedKeys> {
  // A name at a domain is one name by its make, and a registered domain is one company's; neither becomes generic.
  const judged = keys.filter((one) => one.kind !== "nd" && one.kind !== "nc" && one.kind !== "do");
  const distinct = [...new Map(judged.map((one) => [keyText(one), one])).values()];
  if (distinct.length === 0) return { risen: [], freed: [], unsettled: [] };
  const generic = await genericKeys(tx, distinct, namesMax);
  const blocked = await blockedAmong(tx, distinct);
  const [genericNames, blockedNames] = [new Set(generic.map(keyText)), new Set(blocked.map(keyText))];
  const risen = generic.filter((one) => !blockedNames.has(keyText(one)));
  const freed = blocked.filter((one) => !genericNames.has(keyText(one)));
  if (risen.length > 0) await blockKeys(tx, risen);
  if (freed.length > 0) await unblockKeys(tx, freed);
  const under = risen.length + freed.length === 0 ? [] : await recordsUnder(tx, [...risen, ...freed]);
  const byKey = Map.groupBy(under, keyText);
  return {
    risen: risen.map((one) => ({
      kind: "blocked_key",
      subject: keyText(one),
      members: (byKey.get(keyText(one)) ?? []).map((row) => row.record_id).sort(),
    })),
    freed: freed.map(keyText),
    unsettled: [...new Set(under.map((row) => row.record_id))],
  };
}
