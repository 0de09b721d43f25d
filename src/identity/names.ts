import { type Id, idFromUuid, uuidFromId } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { livingContacts } from "./facts-for.ts";
import { contactsByIds } from "./store/people.ts";

/** What a reader recognises a contact by. */
export interface ContactName {
  readonly name: string;
  readonly accountName: string | null;
}

/** Names of contacts for lists, by the ids that were asked for; an id that was merged away has its contact's name. */
export async function contactNames(
  tx: Tx,
  contactIds: readonly Id<"con">[],
): Promise<ReadonlyMap<Id<"con">, ContactName>> {
  const living = await livingContacts(tx, contactIds);
  const rows = await contactsByIds(tx, [...new Set(living.values())].map(uuidFromId));
  const names = new Map(
    rows.map((row) => [
      idFromUuid("con", row.id),
      { name: row.name, accountName: row.account_name ?? row.golden["companyName"] ?? null },
    ]),
  );
  return new Map(
    [...living].flatMap(([asked, id]) => {
      const name = names.get(id);
      return name === undefined ? [] : [[asked, name] as const];
    }),
  );
}
