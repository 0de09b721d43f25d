import { type Id, idFromUuid, uuidFromId } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { companyNameKey } from "./core/company-name.ts";
import { accountsUnderNames, accountsWithDomains, recordsNamed } from "./store/named.ts";
import { entitiesOf } from "./store/records.ts";

/** How other blocks' imports find whom a row names: by the id of a source, by domain or by name. One of several is nobody. */

/** The contact that each id of a source means; an id that is one in the world may come from another source. */
export async function contactsNamed(
  tx: Tx,
  sourceId: Id<"src">,
  references: readonly string[],
): Promise<ReadonlyMap<string, Id<"con">>> {
  const found = await entitiesNamed(tx, "contact", sourceId, references);
  return new Map([...found].map(([reference, entity]) => [reference, idFromUuid("con", entity)]));
}

/** The account that each id of a source means. */
export async function accountsNamed(
  tx: Tx,
  sourceId: Id<"src">,
  references: readonly string[],
): Promise<ReadonlyMap<string, Id<"acc">>> {
  const found = await entitiesNamed(tx, "account", sourceId, references);
  return new Map([...found].map(([reference, entity]) => [reference, idFromUuid("acc", entity)]));
}

/** The account at each domain. */
export async function accountsAt(tx: Tx, domains: readonly string[]): Promise<ReadonlyMap<string, Id<"acc">>> {
  const rows = domains.length === 0 ? [] : await accountsWithDomains(tx, domains);
  return onlyOnes(rows.map((row) => [row.domain, row.account_id]));
}

/** The account of each name; a name that several companies have is nobody's. */
export async function accountsCalled(tx: Tx, names: readonly string[]): Promise<ReadonlyMap<string, Id<"acc">>> {
  const keyed = names.flatMap((name) => {
    const key = companyNameKey(name);
    return key === null ? [] : [{ name, key }];
  });
  const keys = [...new Set(keyed.map(({ key }) => key))];
  const found = onlyOnes(
    keys.length === 0 ? [] : (await accountsUnderNames(tx, keys)).map((row) => [row.key, row.entity_id]),
  );
  return new Map(
    keyed.flatMap(({ name, key }) => {
      const account = found.get(key);
      return account === undefined ? [] : [[name, account] as const];
    }),
  );
}

/** What each of these ids is now: itself, or the account that it was merged into; an unknown id has no entry. */
export async function livingAccounts(
  tx: Tx,
  accountIds: readonly Id<"acc">[],
): Promise<ReadonlyMap<Id<"acc">, Id<"acc">>> {
  const entities = accountIds.length === 0 ? new Map() : await entitiesOf(tx, accountIds.map(uuidFromId));
  return new Map(
    accountIds.flatMap((id) => {
      const entity = entities.get(uuidFromId(id));
      return entity === undefined ? [] : [[id, idFromUuid("acc", entity)] as const];
    }),
  );
}

async function entitiesNamed(
  tx: Tx,
  kind: "contact" | "account",
  sourceId: Id<"src">,
  references: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (references.length === 0) return new Map();
  const rows = await recordsNamed(tx, kind, references.map(externalIdOf));
  const own = uuidFromId(sourceId);
  const byId = Map.groupBy(rows, (row) => row.external_id);
  return new Map(
    references.flatMap((reference) => {
      const all = byId.get(externalIdOf(reference)) ?? [];
      const mine = all.filter((row) => row.source_id === own);
      const meant = mine.length > 0 || reference.length < worldwideIdMin ? mine : all;
      const entities = new Set(meant.map((row) => row.entity_id));
      const [only] = entities;
      return only !== undefined && entities.size === 1 ? [[reference, only] as const] : [];
    }),
  );
}

/** From this length on an id is one in the world (15 letters of Salesforce, a UUID); `101` is somebody else in every system. */
const worldwideIdMin = 15;

/** How imports name a record that has an id of its own. */
const externalIdOf = (reference: string): string => `id:${reference.slice(0, 200)}`;

function onlyOnes(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, Id<"acc">> {
  const grouped = Map.groupBy(pairs, ([name]) => name);
  return new Map(
    [...grouped].flatMap(([name, found]) => {
      const ids = [...new Set(found.map(([, id]) => id))];
      const [only] = ids;
      return only !== undefined && ids.length === 1 ? [[name, idFromUuid("acc", only)] as const] : [];
    }),
  );
}
