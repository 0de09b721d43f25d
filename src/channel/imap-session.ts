import { ImapFlow } from "imapflow";
import type { Env, Instant } from "../kernel/env.ts";
import { limits } from "../kernel/limits.ts";
import { isLoopback } from "./loopback.ts";

/** The server that a mailbox is read from, with what opens it. */
export interface ImapRoute {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly user: string;
  readonly secret: { readonly password: string } | { readonly accessToken: string };
}

/** How far a folder was read; a UID means nothing without the UIDVALIDITY that it was given under (RFC 9051 §2.3.1.1). */
export interface ImapCursor {
  readonly uidValidity: number;
  readonly uid: number;
}

/** A mail as it lies in a folder. */
export interface FetchedMail extends ImapCursor {
  readonly folder: string;
  /** Whether it lay among the sent mail: what the mailbox's owner wrote, or a copy of ours. */
  readonly isSent: boolean;
  readonly raw: Buffer;
  /** When the server got it, as it says (INTERNALDATE), to the second; null where it does not. */
  readonly arrivedAt: Instant | null;
  /** The size of the whole mail. */
  readonly sizeBytes: number;
  /** Whether only its beginning was fetched, because it is larger than what is taken in. */
  readonly isCut: boolean;
}

/** One connection that is signed in, and what it has heard. */
export interface ImapSession {
  readonly client: ImapFlow;
  /** Whether the server announced new mail since a folder was opened. */
  hasNews: boolean;
  /** Ends a wait. */
  wake: () => void;
  /** Why the connection ended; null while it stands. */
  ended: Error | null;
}

/** Connects and signs in. A password or token is never shown to a server without TLS; only loopback may do without. */
export async function openSession(route: ImapRoute): Promise<ImapSession> {
  const isNear = isLoopback(route.host);
  const client = new ImapFlow({
    host: route.host,
    port: route.port,
    secure: route.secure,
    ...(route.secure ? {} : { doSTARTTLS: !isNear }),
    auth:
      "password" in route.secret
        ? { user: route.user, pass: route.secret.password }
        : { user: route.user, ...route.secret },
    tls: { minVersion: "TLSv1.2" },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: limits.imapGreetingMs,
    greetingTimeout: limits.imapGreetingMs,
    socketTimeout: limits.imapDeadlineMs,
    // Some servers estimate sizes: a literal may be larger than what was announced.
    maxLiteralSize: limits.mailMaxBytes * 2,
  });
  const session: ImapSession = { client, hasNews: false, wake: () => undefined, ended: null };
  const end = (error: Error): void => {
    session.ended ??= error;
    session.wake();
  };
  client.on("error", end);
  client.on("close", () => end(new Error("the server closed the connection")));
  client.on("exists", () => {
    session.hasNews = true;
    session.wake();
  });
  await client.connect();
  return session;
}

/** A folder that is read. */
export interface FolderToRead {
  readonly path: string;
  readonly isSent: boolean;
}

/** What people sent, and where answers land: the inbox last, so that it stays open and announces new mail. */
export async function foldersToRead({ client }: ImapSession): Promise<readonly FolderToRead[]> {
  // The library knows the special use (RFC 6154), and common names where a server does not tell it.
  const special = (await client.list()).filter(
    ({ specialUse, flags }) => (specialUse === "\\Sent" || specialUse === "\\Junk") && !flags.has("\\Noselect"),
  );
  return [
    ...special.map(({ path, specialUse }) => ({ path, isSent: specialUse === "\\Sent" })),
    { path: "INBOX", isSent: false },
  ];
}

/** What reading a folder needs from whoever keeps the mail. */
export interface FolderReading {
  /** Where to begin in a folder that was never read, or whose UIDs were given anew. */
  readonly since: Instant;
  /** The same for sent mail, which is looked back at for longer: it counts under caps over a month. */
  readonly sentSince: Instant;
  readonly cursorOf: (folder: string) => Promise<ImapCursor | null>;
  /** Resolves after the mail and its cursor have committed. */
  readonly onMail: (mail: FetchedMail) => Promise<void>;
  /** Called at the end of a folder whose cursor has to move without a mail. */
  readonly onEnd: (folder: string, cursor: ImapCursor) => Promise<void>;
}

/** Hands over what is new in a folder, in order, one mail at a time; answers how many there were. */
export async function readFolder(
  session: ImapSession,
  { path: folder, isSent }: FolderToRead,
  reading: FolderReading,
): Promise<number> {
  const { client } = session;
  if (folder === "INBOX") session.hasNews = false;
  const opened = await client.mailboxOpen(folder, { readOnly: true });
  const uidValidity = Number(opened.uidValidity);
  const known = await reading.cursorOf(folder);
  // New UIDVALIDITY: old UIDs name other mails now. All is fetched again, and what is known is recognised by its content.
  const floor = known?.uidValidity === uidValidity ? known.uid : null;
  const uids = opened.exists === 0 ? [] : await uidsAfter(client, floor, isSent ? reading.sentSince : reading.since);
  for (let at = 0; at < uids.length; at += limits.imapFetchMax) {
    const sizes = await sizesOf(client, uids.slice(at, at + limits.imapFetchMax));
    for (const [uid, sizeBytes] of sizes) {
      // Of sent mail only who it went to is asked, and what it is a copy of: its attachments are left where they are.
      const isCut = sizeBytes > (isSent ? limits.mailKeptBytes : limits.mailMaxBytes);
      const held = await bytesOf(client, uid, isCut);
      // A mail that somebody moved away in the meantime is gone: there is nothing to read.
      if (held !== null) await reading.onMail({ folder, isSent, uidValidity, uid, ...held, sizeBytes, isCut });
    }
  }
  const last = Math.max(opened.uidNext - 1, uids.at(-1) ?? 0, floor ?? 0);
  if (last !== (uids.at(-1) ?? floor)) await reading.onEnd(folder, { uidValidity, uid: last });
  return uids.length;
}

async function uidsAfter(client: ImapFlow, floor: number | null, since: Instant): Promise<readonly number[]> {
  const query = floor === null ? { since: new Date(since) } : { uid: `${floor + 1}:*` };
  const found = await client.search(query, { uid: true });
  if (!Array.isArray(found)) throw new Error("the server did not answer a search");
  // `n:*` names the last mail also where that is before n (RFC 9051 §9, sequence-set).
  return found.filter((uid) => uid > (floor ?? 0)).sort((one, other) => one - other);
}

async function sizesOf(client: ImapFlow, uids: readonly number[]): Promise<readonly (readonly [number, number])[]> {
  const found = await client.fetchAll(uids.join(","), { uid: true, size: true }, { uid: true });
  return found.map((one) => [one.uid, one.size ?? 0] as const).sort(([one], [other]) => one - other);
}

/** The whole mail, or its beginning where it is larger than what is taken in. The flags stay as they are (BODY.PEEK). */
async function bytesOf(
  client: ImapFlow,
  uid: number,
  isCut: boolean,
): Promise<Pick<FetchedMail, "raw" | "arrivedAt"> | null> {
  const source = isCut ? { start: 0, maxLength: limits.mailKeptBytes } : true;
  const mail = await client.fetchOne(String(uid), { uid: true, internalDate: true, source }, { uid: true });
  if (mail === false) return null;
  if (mail.source === undefined) throw new Error(`the server gave no bytes for mail ${uid}`);
  const arrivedAt = mail.internalDate === undefined ? Number.NaN : new Date(mail.internalDate).getTime();
  return { raw: mail.source, arrivedAt: Number.isNaN(arrivedAt) ? null : arrivedAt };
}

/** Waits until the server announces mail, until it is time to look by ourselves, or until the signal. */
export async function waitForMail(
  sleep: Env["sleep"],
  session: ImapSession,
  waitMs: number,
  signal: AbortSignal,
): Promise<void> {
  const { client } = session;
  const isOver = new AbortController();
  session.wake = () => isOver.abort();
  // IDLE runs until the next command; how it ends says nothing that `ended` does not.
  const idling = client.idle().catch(() => false);
  if (!session.hasNews && session.ended === null) await sleep(waitMs, AbortSignal.any([signal, isOver.signal]));
  session.wake = () => undefined;
  if (session.ended !== null) throw session.ended;
  if (signal.aborted) return;
  await client.noop();
  await idling;
}

/** Takes leave of the server; one that does not answer is left. */
export async function closeSession(sleep: Env["sleep"], { client }: ImapSession): Promise<void> {
  const isOver = new AbortController();
  // A server that is gone needs no farewell.
  await Promise.race([client.logout().catch(() => undefined), sleep(1_000, isOver.signal)]);
  isOver.abort();
  client.close();
}
