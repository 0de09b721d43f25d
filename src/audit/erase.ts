import { asOwner } from "../kernel/erasing.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { deleteDisclosures, destroySubjectKeys } from "./store/erase.ts";

/**
 * Makes every personal text of these contacts unreadable, in backups of the log too: their keys are destroyed and what was
 * sealed under them is gone. The log itself stays as it is and still verifies. Answers how many texts there were.
 */
export async function eraseDisclosures(tx: Tx, contactIds: readonly Id<"con">[]): Promise<number> {
  let count = 0;
  await asOwner(tx, async () => {
    await destroySubjectKeys(tx, contactIds);
    count = await deleteDisclosures(tx, contactIds);
  });
  return count;
}
