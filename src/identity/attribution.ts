import { type Id, idFromUuid, uuidFromId } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { livingContacts } from "./facts-for.ts";
import { formerAccountIds, kinPairs } from "./store/events.ts";
import { absorbedInto } from "./store/people.ts";
import { currentObservations, entitiesOf } from "./store/records.ts";

/**
 * Whose an event is: it keeps the contact's id and the address that it had when it happened, and who that is now is read from
 * there, so that a merge or split re-attributes what happened without touching it.
 */
export interface Attribution {
  /** Ids under which the contact's events stand: its own and those merged into it; for an id that no source has, itself. */
  readonly ids: readonly Id<"con">[];
  /** Addresses of those with whom it was one once and that are not its own: what happened at them is theirs. */
  readonly notAt: readonly string[];
  /** Ids of those with whom it was one once: what happened under them at its own addresses is its own. */
  readonly kinIds: readonly Id<"con">[];
  readonly kinAt: readonly string[];
}

const nobody: Attribution = { ids: [], notAt: [], kinIds: [], kinAt: [] };

/** How a contact's events are found, by any id that it ever had. */
export async function attributionOf(tx: Tx, contactId: Id<"con">): Promise<Attribution> {
  const living = (await livingContacts(tx, [contactId])).get(contactId);
  if (living === undefined) return { ...nobody, ids: [contactId] };
  const own = uuidFromId(living);
  const former = await absorbedInto(tx, own);
  const ids = [own, ...former];
  const kin = [...new Set((await kinPairs(tx, ids)).map((pair) => pair.kin_id))];
  if (kin.length === 0) return { ...nobody, ids: ids.map(con) };
  const now = await entitiesOf(tx, kin);
  const others = [...new Set([...now.values()])].filter((id) => id !== own);
  const addresses = await addressesByEntity(tx, [own, ...others]);
  const mine = addresses.get(own) ?? new Set<string>();
  const theirs = new Set(others.flatMap((id) => [...(addresses.get(id) ?? [])]));
  return {
    ids: ids.map(con),
    notAt: [...theirs].filter((address) => !mine.has(address)),
    kinIds: kin.filter((id) => now.get(id) !== own).map(con),
    kinAt: [...mine].filter((address) => !theirs.has(address)),
  };
}

/**
 * Who recipients are now, in the order given: whoever a contact became, or, after a split, whichever of those that were one has
 * the address; where nobody or several have it, the contact itself.
 */
export async function recipientsNow(
  tx: Tx,
  recipients: readonly { readonly contactId: Id<"con">; readonly address: string }[],
): Promise<readonly Id<"con">[]> {
  const living = await livingContacts(tx, [...new Set(recipients.map((one) => one.contactId))]);
  const now = recipients.map((one) => living.get(one.contactId) ?? one.contactId);
  const kin = await kinPairs(tx, [...new Set([...recipients.map((one) => one.contactId), ...now])].map(uuidFromId));
  if (kin.length === 0) return now;
  const homes = await entitiesOf(tx, [...new Set(kin.flatMap((pair) => [pair.entity_id, pair.kin_id]))]);
  const others = Map.groupBy(kin, (pair) => con(homes.get(pair.entity_id) ?? pair.entity_id));
  const addresses = await addressesByEntity(tx, [...new Set(homes.values())]);
  return now.map((contactId, at) => {
    const address = recipients[at]?.address.toLowerCase() ?? "";
    const kinIds = (others.get(contactId) ?? []).map((pair) => homes.get(pair.kin_id) ?? pair.kin_id);
    const holders = [...new Set([uuidFromId(contactId), ...kinIds])].filter((id) => addresses.get(id)?.has(address));
    const [only] = holders;
    return only !== undefined && holders.length === 1 ? con(only) : contactId;
  });
}

/** Every id that an account's events may stand under: its own and those merged into it. */
export async function idsOfAccount(tx: Tx, accountId: Id<"acc">): Promise<readonly Id<"acc">[]> {
  const uuid = uuidFromId(accountId);
  const living = (await entitiesOf(tx, [uuid])).get(uuid) ?? uuid;
  const former = (await formerAccountIds(tx, [living])).get(living) ?? [];
  return [living, ...former].map((id) => idFromUuid("acc", id));
}

/** For each account the ids that were merged into it. */
export async function absorbedAccounts(
  tx: Tx,
  accountIds: readonly Id<"acc">[],
): Promise<ReadonlyMap<Id<"acc">, readonly Id<"acc">[]>> {
  if (accountIds.length === 0) return new Map();
  const former = await formerAccountIds(tx, accountIds.map(uuidFromId));
  return new Map(
    [...former].map(([id, ids]) => [idFromUuid("acc", id), ids.map((one) => idFromUuid("acc", one))] as const),
  );
}

const con = (uuid: string): Id<"con"> => idFromUuid("con", uuid);

async function addressesByEntity(
  tx: Tx,
  entityIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const observed = await currentObservations(tx, entityIds);
  const found = new Map<string, Set<string>>();
  for (const row of observed) {
    const address = row.fields["email"]?.toLowerCase();
    if (address === undefined) continue;
    const known = found.get(row.entity_id);
    if (known === undefined) found.set(row.entity_id, new Set([address]));
    else known.add(address);
  }
  return found;
}
