import { createHash } from "node:crypto";
import { actorOf, appendAudit } from "../audit/append.ts";
import type { Id } from "../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { mailboxesPause, mailboxesResume } from "./contract.ts";
import type { MailboxDeps } from "./deps.ts";
import { rearmBreaker } from "./health/trip.ts";
import { changeState, type Mailbox, mailboxesById } from "./store/mailbox.ts";
import { viewOfMailbox } from "./view.ts";

/** Stops sending from a mailbox; what is queued stops in the same transaction. Pausing a paused mailbox changes nothing. */
export function pauseMailbox(
  deps: MailboxDeps,
  input: InputOf<typeof mailboxesPause>,
  caller: Caller,
): Promise<OutputOf<typeof mailboxesPause>> {
  return change(deps, input.mailboxId, "paused", input.reason, caller);
}

/** Lets a mailbox send again, and arms its breaker anew. */
export function resumeMailbox(
  deps: MailboxDeps,
  input: InputOf<typeof mailboxesResume>,
  caller: Caller,
): Promise<OutputOf<typeof mailboxesResume>> {
  return change(deps, input.mailboxId, "active", input.reason, caller);
}

async function change(
  deps: MailboxDeps,
  mailboxId: Id<"mbx">,
  state: Mailbox["state"],
  reason: string,
  caller: Caller,
): Promise<OutputOf<typeof mailboxesPause>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const type = state === "paused" ? "mailbox.paused" : "mailbox.resumed";
    if (await changeState(tx, mailboxId, state, reason)) {
      const [cause] = await appendAudit(deps, tx, [
        {
          type,
          actor: actorOf(caller),
          subject: { mailbox: mailboxId },
          data: { reasonDigest: createHash("sha256").update(reason).digest("hex") },
        },
      ]);
      if (cause === undefined) throw new Error("the audit log gave no record id");
      await deps.react(tx, [{ type, mailboxId, cause }]);
    }
    if (state === "active") await rearmBreaker(deps, tx, { scope: "mailbox", key: mailboxId }, actorOf(caller), reason);
    const [box] = await mailboxesById(tx, [mailboxId]);
    if (box === undefined) {
      throw problem("not_found", `there is no mailbox \`${mailboxId}\`: list them with \`mailboxes.list\``);
    }
    return viewOfMailbox(box, deps.env.wall());
  });
}
