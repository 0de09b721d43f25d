import type { Env } from "../kernel/env.ts";
import { limits } from "../kernel/limits.ts";
import {
  closeSession,
  type FolderReading,
  foldersToRead,
  type ImapRoute,
  openSession,
  readFolder,
  waitForMail,
} from "./imap-session.ts";

/** Why a mailbox cannot be read now: its server refuses the sign-in, or cannot be had. */
export interface ImapFault {
  readonly kind: "refused" | "unreachable";
  readonly says: string;
}

/** Whoever keeps the mail of one mailbox. */
export interface ImapReader extends FolderReading {
  /** Asked before every connection; `isRefused` when the server did not take what it was told last time. */
  readonly route: (isRefused: boolean) => Promise<ImapRoute>;
  /** Called each time when every folder was read to its end. */
  readonly onRead: () => Promise<void>;
  readonly onFault: (fault: ImapFault) => Promise<void>;
  /** Waits between two readings, and ends sooner where somebody hears of new mail by another way. */
  readonly wait?: Env["sleep"];
}

export interface ImapDeps {
  readonly sleep: Env["sleep"];
  readonly pauseMs?: number;
  readonly idleMs?: number;
  readonly pollMs?: number;
}

/**
 * Reads a mailbox until the signal: one connection, new mail announced by IDLE (RFC 2177) and looked for at intervals
 * besides, and after any failure a new connection that goes on from what has committed. Decides nothing, writes nothing.
 */
export async function readMailbox(deps: ImapDeps, reader: ImapReader, signal: AbortSignal): Promise<void> {
  const firstPauseMs = deps.pauseMs ?? limits.imapPauseMs;
  let pauseMs = firstPauseMs;
  let isRefused = false;
  while (!signal.aborted) {
    try {
      await readUntilItEnds(deps, reader, isRefused, signal, () => {
        pauseMs = firstPauseMs;
        isRefused = false;
      });
    } catch (error) {
      if (signal.aborted) return;
      const fault = faultOf(error);
      isRefused = fault.kind === "refused";
      await reader.onFault(fault);
      await deps.sleep(pauseMs, signal);
      pauseMs = Math.min(limits.imapPauseMaxMs, pauseMs * 2);
    }
  }
}

async function readUntilItEnds(
  deps: ImapDeps,
  reader: ImapReader,
  isRefused: boolean,
  signal: AbortSignal,
  onGood: () => void,
): Promise<void> {
  const session = await openSession(await reader.route(isRefused));
  try {
    const waitMs = session.client.capabilities.has("IDLE")
      ? (deps.idleMs ?? limits.imapIdleMs)
      : (deps.pollMs ?? limits.imapPollMs);
    const folders = await foldersToRead(session);
    while (!signal.aborted) {
      for (const folder of folders) await readFolder(session, folder, reader);
      await reader.onRead();
      onGood();
      await waitForMail(reader.wait ?? deps.sleep, session, waitMs, signal);
    }
  } finally {
    await closeSession(deps.sleep, session);
  }
}

function faultOf(error: unknown): ImapFault {
  const { authenticationFailed, responseText, message } = error as {
    readonly authenticationFailed?: boolean;
    readonly responseText?: string;
    readonly message?: string;
  };
  const says = (responseText ?? message ?? String(error)).slice(0, 300);
  return { kind: authenticationFailed === true ? "refused" : "unreachable", says };
}
