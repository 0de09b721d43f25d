import { countReaction } from "../activity/reaction-time.ts";
import type { App } from "../app.ts";
import { type ImapDeps, type ImapFault, type ImapReader, readMailbox } from "../channel/imap-in.ts";
import type { Id } from "../kernel/ids.ts";
import { limits } from "../kernel/limits.ts";
import type { Hearing } from "../kernel/wake.ts";
import { boxToRead, cursorOf, passOver, recordFault, recordMailboxRead, wayIn } from "../mailbox/reading.ts";
import { takeIn, takeSent } from "../mailbox/take-in.ts";

/** A mailbox of a workspace. */
export interface MailboxAt {
  readonly workspaceId: Id<"wsp">;
  readonly mailboxId: Id<"mbx">;
}

/** Reads one mailbox until the signal, and records what comes in it; at once where its provider says that there is something. */
export async function readOne(
  app: App,
  at: MailboxAt,
  signal: AbortSignal,
  pace: Omit<ImapDeps, "sleep">,
  news: Hearing,
): Promise<void> {
  const { env, db, log } = app.resources;
  const { workspaceId, mailboxId } = at;
  const box = await db.read(workspaceId, (tx) => boxToRead(tx, mailboxId));
  if (box === null) return;
  const reader: ImapReader = {
    since: box.since,
    sentSince: box.connectedAt - limits.imapSentLookBackMs,
    route: (isRefused) => wayIn(app.deps.tokens, workspaceId, mailboxId, isRefused),
    cursorOf: (folder) => cursorOf(app.resources, workspaceId, mailboxId, folder),
    onMail: async (mail) => {
      if (mail.isSent) {
        await takeSent(app.deps.activity, { ...at, connectedAt: box.connectedAt }, mail);
        return;
      }
      const { isNew } = await takeIn(app.deps.activity, { ...at, address: box.address }, mail);
      // What lay there before the mailbox was connected has waited for nobody.
      const arrivedAt = mail.arrivedAt ?? 0;
      const isFresh = arrivedAt >= box.since + limits.imapLookBackMs;
      if (isNew && isFresh) await countReaction(app.resources, workspaceId, "imap", arrivedAt);
    },
    onEnd: (folder, cursor) => passOver(app.resources, workspaceId, mailboxId, folder, cursor),
    wait: (ms, ends) => news.wait(mailboxId, ms, ends ?? signal),
    onRead: () => recordMailboxRead(app.resources, workspaceId, mailboxId),
    onFault: async (fault) => {
      log("warn", "mailbox.not_read", { mailbox: mailboxId, kind: fault.kind });
      try {
        await recordFault(app.resources, workspaceId, mailboxId, faultText(fault));
      } catch (error) {
        // The database may be what fails: the gap grows all the same, and the next connection tries again.
        log("warn", "mailbox.fault_not_recorded", { says: error instanceof Error ? error.message : String(error) });
      }
    },
  };
  await readMailbox({ sleep: env.sleep, ...pace }, reader, signal);
}

function faultText({ kind, says }: ImapFault): string {
  return kind === "refused"
    ? `the server refused the sign-in (\`${says}\`): give a new password or refresh token with \`mailboxes.update\``
    : `the mailbox cannot be read: ${says}`;
}
