import { memberAt, membersAmong, whoAnswers } from "../../access/facts-for.ts";
import { type Id, isId } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import { addressesOfMailboxes } from "../../mailbox/facts-for.ts";
import { alertsTo } from "../../policy/reaction-settings.ts";

/** What an alert is about, as far as it tells who knows of it. */
export interface Concerned {
  readonly mailboxId: Id<"mbx"> | null;
  /** Who enrolled the contact or asked for the touch, or made what stopped. */
  readonly by: string | null;
}

/**
 * Who is told: the one whom the workspace named for alerts; whose own address the mailbox is; who asked for the touch; who
 * answers for the workspace. Only an active member is told, and never two.
 */
export async function whomToTell(tx: Tx, { mailboxId, by }: Concerned): Promise<Id<"usr"> | null> {
  const named = await alertsTo(tx);
  return (
    (await active(tx, named)) ??
    (await ownerOf(tx, mailboxId)) ??
    (await active(tx, by !== null && isId("usr", by) ? by : null)) ??
    (await whoAnswers(tx))
  );
}

async function active(tx: Tx, id: Id<"usr"> | null): Promise<Id<"usr"> | null> {
  return id === null ? null : ((await membersAmong(tx, [id]))[0] ?? null);
}

async function ownerOf(tx: Tx, mailboxId: Id<"mbx"> | null): Promise<Id<"usr"> | null> {
  const address = mailboxId === null ? undefined : (await addressesOfMailboxes(tx, [mailboxId])).get(mailboxId);
  return address === undefined ? null : memberAt(tx, address);
}
