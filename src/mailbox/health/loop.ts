import { type Loop, loopProof } from "../../activity/core/loop.ts";
import { mailTokenPurpose } from "../../activity/deps.ts";
import { appendAudit } from "../../audit/append.ts";
import type { AuditActor } from "../../audit/contract.ts";
import type { Instant } from "../../kernel/env.ts";
import type { Id } from "../../kernel/ids.ts";
import { enqueue, type Job } from "../../kernel/jobs.ts";
import type { Tx } from "../../kernel/sql.ts";
import { isUnderWay, type LoopEnd, loopBegun, loopEnded, loopMaxMs } from "../core/loop-check.ts";
import type { StoredCheck } from "../core/preflight.ts";
import { credentials, type MailboxCredentials } from "../credentials.ts";
import { loopQueue, type MailboxDeps, type PreflightDeps } from "../deps.ts";
import { checksOf, writeChecks } from "../store/checks.ts";

/**
 * Has a mailbox write to itself, and notes that the mail is on its way before it is: it may be back before its server has said
 * that it took it. One that is on its way already is waited for.
 */
export async function startLoop(
  deps: PreflightDeps,
  workspaceId: Id<"wsp">,
  mailboxId: Id<"mbx">,
  actor: AuditActor,
): Promise<void> {
  const begun = await deps.db.write(workspaceId, (tx) => begin(deps, tx, mailboxId, actor));
  if (begun === null) return;
  const loop: Loop = { workspaceId, mailboxId, startedAt: begun.startedAt };
  const proof = loopProof(loop, deps.vault.keyFor(workspaceId, mailTokenPurpose));
  const says = await deps.sendToSelf(workspaceId, begun.mailbox, proof);
  if (says !== null) await deps.db.write(workspaceId, (tx) => endLoop(deps, tx, loop, { kind: "not_taken", says }));
}

async function begin(
  deps: PreflightDeps,
  tx: Tx,
  mailboxId: Id<"mbx">,
  actor: AuditActor,
): Promise<{ readonly mailbox: MailboxCredentials; readonly startedAt: Instant } | null> {
  const mailbox = await credentials(deps, tx, mailboxId);
  if (isUnderWay(await loopOf(tx, mailboxId), tx.now)) return null;
  await writeChecks(tx, mailboxId, [loopBegun(tx.now)]);
  await enqueue(deps.env, tx, [
    {
      queue: loopQueue,
      key: `${mailboxId} ${tx.now}`,
      payload: { mailboxId, startedAt: tx.now },
      dueAt: tx.now + loopMaxMs,
    },
  ]);
  await appendAudit(deps, tx, [{ type: "mailbox.loop_started", actor, subject: { mailbox: mailboxId } }]);
  return { mailbox, startedAt: tx.now };
}

/** Hears that a mail of a mailbox to itself came back, in the transaction that took it. */
export function loopCameBack(deps: MailboxDeps, tx: Tx, loop: Loop): Promise<void> {
  return endLoop(deps, tx, loop, { kind: "came_back" });
}

/** Gives a loop up whose mail did not come back in time. */
export async function giveUpLoop(deps: MailboxDeps, job: Job): Promise<void> {
  const mailboxId = job.payload["mailboxId"] as Id<"mbx">;
  const startedAt = job.payload["startedAt"] as Instant;
  const { workspaceId } = job;
  await deps.db.write(workspaceId, (tx) =>
    endLoop(deps, tx, { workspaceId, mailboxId, startedAt }, { kind: "too_late" }),
  );
}

async function endLoop(deps: MailboxDeps, tx: Tx, { mailboxId, startedAt }: Loop, end: LoopEnd): Promise<void> {
  const after = loopEnded(await loopOf(tx, mailboxId), startedAt, end, tx.now);
  if (after === null) return;
  await writeChecks(tx, mailboxId, [after]);
  await appendAudit(deps, tx, [
    {
      type: "mailbox.loop_ended",
      actor: { kind: "system", id: "preflight" },
      subject: { mailbox: mailboxId },
      data: { result: after.result, end: end.kind },
    },
  ]);
}

async function loopOf(tx: Tx, mailboxId: Id<"mbx">): Promise<StoredCheck | undefined> {
  return (await checksOf(tx, [mailboxId])).find((check) => check.name === "loop");
}
