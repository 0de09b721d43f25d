import { actorOf, appendAudit } from "../audit/append.ts";
import { limits } from "../kernel/limits.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { mailboxesUpdate } from "./contract.ts";
import type { MailboxDeps } from "./deps.ts";
import { schedulePreflight } from "./health/preflight.ts";
import { imapColumns, mustSignIn, sealFor, smtpColumns, warmUpColumns } from "./settings.ts";
import { type Mailbox, mailboxesById, updateSettings } from "./store/mailbox.ts";
import { viewOfMailbox } from "./view.ts";

/** Changes how a mailbox is reached. The way to mend one whose password or token is not taken any more. */
export async function updateMailbox(
  deps: MailboxDeps,
  input: InputOf<typeof mailboxesUpdate>,
  caller: Caller,
): Promise<OutputOf<typeof mailboxesUpdate>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const [before] = await mailboxesById(tx, [input.mailboxId]);
    if (before === undefined)
      throw problem("not_found", `there is no mailbox \`${input.mailboxId}\`: list them with \`mailboxes.list\``);
    const seal = sealFor(deps.vault, tx.workspaceId);
    const after: Mailbox = {
      ...before,
      displayName: input.displayName ?? before.displayName,
      dailyCap: input.dailyCap ?? before.dailyCap,
      ...(input.warmUp === undefined ? {} : warmUpColumns(input.warmUp)),
      ...(input.smtp === undefined ? {} : smtpColumns(seal, input.smtp)),
      ...(input.imap === undefined
        ? {}
        : {
            ...imapColumns(seal, input.imap, before.readFrom ?? deps.env.wall() - limits.imapLookBackMs),
            // Whether the mailbox can be read this way has to be seen first.
            lastReadAt: null,
          }),
    };
    mustSignIn(after.smtpUser, after.smtpPasswordSealed, after.oauthRefreshTokenSealed !== null);
    await updateSettings(tx, after);
    await appendAudit(deps, tx, [
      {
        type: "mailbox.updated",
        actor: actorOf(caller),
        subject: { mailbox: before.id },
        data: {
          dailyCap: after.dailyCap,
          smtp: input.smtp !== undefined,
          imap: input.imap !== undefined,
          warmUp: input.warmUp !== undefined,
        },
      },
    ]);
    await schedulePreflight(deps, tx, after);
    const [box] = await mailboxesById(tx, [before.id]);
    return viewOfMailbox(box ?? after, deps.env.wall());
  });
}
