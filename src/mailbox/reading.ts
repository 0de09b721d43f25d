import { dayMs, type Env, type Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import { limits } from "../kernel/limits.ts";
import { problem } from "../kernel/problem.ts";
import type { Database, Tx } from "../kernel/sql.ts";
import { vaultPurpose } from "./deps.ts";
import { accessToken, type TokenDeps } from "./oauth.ts";
import { mailboxesById } from "./store/mailbox.ts";
import * as store from "./store/reading.ts";

/** What opens a mailbox over IMAP, with its secrets; never logged, stored or shown. */
export interface WayIn {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly user: string;
  readonly secret: { readonly password: string } | { readonly accessToken: string };
}

/** One mailbox to be read, as a reader begins. */
export interface BoxToRead {
  readonly address: string;
  /** Mail that came before this is not read. */
  readonly since: Instant;
  /** Midnight of the day on which it was connected: what its owner writes by hand from then on takes a contact over. */
  readonly connectedAt: Instant;
}

type ReadingDeps = { readonly db: Database; readonly env: Pick<Env, "wall"> };

/** The mailboxes of a workspace that are read over IMAP. */
export function mailboxesToRead(tx: Tx): Promise<readonly store.ToRead[]> {
  return store.mailboxesToRead(tx);
}

/** What a reader has to know of a mailbox; null when it is not read over IMAP (any more). */
export async function boxToRead(tx: Tx, mailboxId: Id<"mbx">): Promise<BoxToRead | null> {
  const [box] = await mailboxesById(tx, [mailboxId]);
  if (box === undefined || box.readFrom === null) return null;
  const connectedAt = box.readFrom + limits.imapLookBackMs;
  return { address: box.address, since: box.readFrom, connectedAt: connectedAt - (connectedAt % dayMs) };
}

/** Opens the secrets of a mailbox for one connection. `isRefused` when the server did not take them last time. */
export async function wayIn(
  deps: TokenDeps,
  workspaceId: Id<"wsp">,
  mailboxId: Id<"mbx">,
  isRefused: boolean,
): Promise<WayIn> {
  const [box] = await deps.db.read(workspaceId, (tx) => mailboxesById(tx, [mailboxId]));
  const { imapHost: host, imapPort: port, imapSecure: secure, imapUser: user } = box ?? {};
  if (box === undefined || host == null || port == null || secure == null || user == null)
    throw problem(
      "conflict",
      `the mailbox \`${mailboxId}\` is not read over IMAP: give it \`imap\` with \`mailboxes.update\``,
    );
  const sealed = box.imapPasswordSealed;
  const secret =
    sealed === null
      ? { accessToken: await accessToken(deps, workspaceId, mailboxId, isRefused) }
      : { password: deps.vault.openFor(workspaceId, vaultPurpose, sealed).toString("utf8") };
  return { host, port, secure, user, secret };
}

/** How far a folder was read. */
export function cursorOf(
  deps: ReadingDeps,
  workspaceId: Id<"wsp">,
  mailboxId: Id<"mbx">,
  folder: string,
): Promise<store.Cursor | null> {
  return deps.db.read(workspaceId, (tx) => store.cursorOf(tx, mailboxId, folder));
}

/** Moves the cursor of a folder that was read to its end without a mail to record. */
export async function passOver(
  deps: ReadingDeps,
  workspaceId: Id<"wsp">,
  mailboxId: Id<"mbx">,
  folder: string,
  to: store.Cursor,
): Promise<void> {
  await deps.db.write(workspaceId, (tx) => store.moveCursor(tx, mailboxId, folder, to));
}

/** Says that a mailbox was read to its end now. */
export function recordMailboxRead(deps: ReadingDeps, workspaceId: Id<"wsp">, mailboxId: Id<"mbx">): Promise<void> {
  return deps.db.write(workspaceId, (tx) => store.noteRead(tx, mailboxId, deps.env.wall()));
}

/** Says why a mailbox cannot be read; what blocks sending is the gap that grows meanwhile. */
export function recordFault(
  deps: ReadingDeps,
  workspaceId: Id<"wsp">,
  mailboxId: Id<"mbx">,
  says: string,
): Promise<void> {
  return deps.db.write(workspaceId, (tx) => store.noteFault(tx, mailboxId, says));
}

/** Takes or keeps the reading of a mailbox for a process; false while another has it. */
export function takeReading(
  deps: ReadingDeps,
  workspaceId: Id<"wsp">,
  mailboxId: Id<"mbx">,
  owner: string,
): Promise<boolean> {
  const at = deps.env.wall();
  return deps.db.write(workspaceId, (tx) => store.takeReading(tx, mailboxId, owner, at, at + limits.imapLeaseMs));
}

/** Leaves the reading of a mailbox to another process. */
export function leaveReading(
  deps: ReadingDeps,
  workspaceId: Id<"wsp">,
  mailboxId: Id<"mbx">,
  owner: string,
): Promise<void> {
  return deps.db.write(workspaceId, (tx) => store.leaveReading(tx, mailboxId, owner));
}
