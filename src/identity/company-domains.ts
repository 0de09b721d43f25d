import { type Id, idFromUuid, uuidFromId } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { contactSummary } from "./contact-view.ts";
import { livingContacts } from "./facts-for.ts";
import { contactsByIds } from "./store/people.ts";

/** The company's domain of each of these contacts now, under the ids that were asked for; one that has none has no entry. */
export async function domainsOfContacts(
  tx: Tx,
  contactIds: readonly Id<"con">[],
): Promise<ReadonlyMap<Id<"con">, string>> {
  const living = await livingContacts(tx, contactIds);
  const rows = await contactsByIds(tx, [...new Set(living.values())].map(uuidFromId));
  const domains = new Map(rows.map((row) => [idFromUuid("con", row.id), contactSummary(row).domain]));
  return new Map(
    [...living].flatMap(([asked, id]) => {
      const domain = domains.get(id);
      return domain == null ? [] : [[asked, domain] as const];
    }),
  );
}
