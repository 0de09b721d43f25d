import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** How far a folder of a mailbox was read. */
export interface Cursor {
  readonly uidValidity: number;
  readonly uid: number;
}

/** Notes that mail to the mailboxes that our own server takes in for was being taken in at this (real) time. */
export async function touchLastRead(tx: Tx, at: Instant): Promise<void> {
  await tx.sql`
    update mailbox set last_read_at = ${at}
     where workspace_id = ${tx.workspaceId} and imap_host is null and (last_read_at is null or last_read_at < ${at})`;
}

/** Notes that every folder of a mailbox was read to its end at this (real) time. */
export async function noteRead(tx: Tx, id: Id<"mbx">, at: Instant): Promise<void> {
  await tx.sql`
    update mailbox set last_read_at = ${at}, read_fault = null where workspace_id = ${tx.workspaceId} and id = ${id}`;
}

/** Notes why a mailbox cannot be read; its read gap then grows. */
export async function noteFault(tx: Tx, id: Id<"mbx">, says: string): Promise<void> {
  await tx.sql`
    update mailbox set read_fault = ${says}
     where workspace_id = ${tx.workspaceId} and id = ${id} and read_fault is distinct from ${says}`;
}

/** How far a folder was read; null when it never was. */
export async function cursorOf(tx: Tx, id: Id<"mbx">, folder: string): Promise<Cursor | null> {
  const [row] = await tx.sql<Cursor[]>`
    select uid_validity as "uidValidity", uid from mailbox_cursor
     where workspace_id = ${tx.workspaceId} and mailbox_id = ${id} and folder = ${folder}`;
  return row ?? null;
}

/** Moves a cursor forward; false when it is there or further already, because somebody else read on. */
export async function moveCursor(tx: Tx, id: Id<"mbx">, folder: string, to: Cursor): Promise<boolean> {
  const rows = await tx.sql`
    insert into mailbox_cursor (workspace_id, mailbox_id, folder, uid_validity, uid)
    values (${tx.workspaceId}, ${id}, ${folder}, ${to.uidValidity}, ${to.uid})
        on conflict (workspace_id, mailbox_id, folder) do update set uid_validity = excluded.uid_validity, uid = excluded.uid
     where mailbox_cursor.uid_validity <> excluded.uid_validity or mailbox_cursor.uid < excluded.uid
    returning uid`;
  return rows.length === 1;
}

/** A mailbox to be read over IMAP, with the version of its settings. */
export interface ToRead {
  readonly id: Id<"mbx">;
  readonly settingsVersion: number;
}

/** The mailboxes that are read over IMAP; a paused one too, since answers to what it sent still come. */
export async function mailboxesToRead(tx: Tx): Promise<readonly ToRead[]> {
  const rows = await tx.sql<{ id: string; settingsVersion: number }[]>`
    select id, settings_version as "settingsVersion" from mailbox
     where workspace_id = ${tx.workspaceId} and imap_host is not null order by id`;
  return rows.map((row) => ({ ...row, id: idFromUuid("mbx", row.id) }));
}

/** Takes or keeps the reading of a mailbox until a (real) time; false while another process has it. */
export async function takeReading(tx: Tx, id: Id<"mbx">, owner: string, at: Instant, until: Instant): Promise<boolean> {
  const rows = await tx.sql`
    update mailbox set reader = ${owner}, reader_until = ${until}
     where workspace_id = ${tx.workspaceId} and id = ${id} and (reader is null or reader = ${owner} or reader_until < ${at})
    returning id`;
  return rows.length === 1;
}

/** Lets another process read a mailbox. */
export async function leaveReading(tx: Tx, id: Id<"mbx">, owner: string): Promise<void> {
  await tx.sql`
    update mailbox set reader = null, reader_until = null
     where workspace_id = ${tx.workspaceId} and id = ${id} and reader = ${owner}`;
}
