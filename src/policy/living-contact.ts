import { livingContacts } from "../identity/facts-for.ts";
import type { Id } from "../kernel/ids.ts";
import { problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";

/** The contact that an id means now: what is forbidden under an id that was merged away is forbidden for who they became. */
export async function livingContact(tx: Tx, contactId: Id<"con">): Promise<Id<"con">> {
  const living = (await livingContacts(tx, [contactId])).get(contactId);
  if (living === undefined) throw problem("not_found", `there is no contact \`${contactId}\``);
  return living;
}
