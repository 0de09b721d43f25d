import { actorOf, appendAudit } from "../../audit/append.ts";
import type { AuditActor } from "../../audit/contract.ts";
import { isoFromInstant } from "../../kernel/env.ts";
import type { Id } from "../../kernel/ids.ts";
import { enqueue, type Job } from "../../kernel/jobs.ts";
import { limits } from "../../kernel/limits.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { exemption } from "../core/exempt.ts";
import { loopState } from "../core/loop-check.ts";
import { nextCheckAt, preflightState, replaces, type StoredCheck, stamped } from "../core/preflight.ts";
import { credentials } from "../credentials.ts";
import { type MailboxDeps, type PreflightDeps, preflightQueue } from "../deps.ts";
import { checksOf, writeChecks } from "../store/checks.ts";
import { type Mailbox, mailboxesAfter, mailboxesById } from "../store/mailbox.ts";
import { checkNames, type mailboxesPreflight } from "./contract.ts";
import { lookAt } from "./look.ts";
import { startLoop } from "./loop.ts";

type Preflight = OutputOf<typeof mailboxesPreflight>;

/** Runs the preflight of a mailbox now, and where it is asked for has the mailbox write to itself. */
export async function preflightMailbox(
  deps: PreflightDeps,
  input: InputOf<typeof mailboxesPreflight>,
  caller: Caller,
): Promise<Preflight> {
  const { mailboxId, loop } = input;
  if (loop === true) await startLoop(deps, caller.workspaceId, mailboxId, actorOf(caller));
  await run(deps, caller.workspaceId, mailboxId, actorOf(caller));
  return preflightOf(deps, { mailboxId }, caller);
}

/** What the last preflight found, without looking. */
export async function preflightOf(
  deps: Pick<MailboxDeps, "db">,
  input: Pick<InputOf<typeof mailboxesPreflight>, "mailboxId">,
  caller: Caller,
): Promise<Preflight> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const [[box], checks] = await Promise.all([mailboxesById(tx, [input.mailboxId]), checksOf(tx, [input.mailboxId])]);
    if (box === undefined) throw unknownMailbox(input.mailboxId);
    return viewOfPreflight(box, checks, tx.now);
  });
}

/** The same by itself, before what was found expires. */
export async function runPreflight(deps: PreflightDeps, job: Job): Promise<void> {
  await run(deps, job.workspaceId, job.payload["mailboxId"] as Id<"mbx">, { kind: "system", id: "preflight" });
}

/** Has a mailbox checked soon; nothing where it is exempt. */
export async function schedulePreflight(
  deps: Pick<MailboxDeps, "env">,
  tx: Tx,
  box: Pick<Mailbox, "id" | "fromDomain" | "smtpHost">,
  dueAt = tx.now,
): Promise<void> {
  if (exemption(box) !== null) return;
  await enqueue(deps.env, tx, [{ queue: preflightQueue, key: box.id, payload: { mailboxId: box.id }, dueAt }]);
}

/** Has every mailbox checked of which nothing is known: those that were connected before there was a preflight. */
export async function startPreflights(deps: Pick<MailboxDeps, "db" | "env">, workspaceId: Id<"wsp">): Promise<void> {
  await deps.db.write(workspaceId, async (tx) => {
    const boxes = await mailboxesAfter(tx, null, limits.pageMax);
    const known = new Set(
      (
        await checksOf(
          tx,
          boxes.map(({ id }) => id),
        )
      ).map(({ mailboxId }) => mailboxId),
    );
    for (const box of boxes) if (!known.has(box.id)) await schedulePreflight(deps, tx, box);
  });
}

async function run(
  deps: PreflightDeps,
  workspaceId: Id<"wsp">,
  mailboxId: Id<"mbx">,
  actor: AuditActor,
): Promise<void> {
  const subject = await deps.db.read(workspaceId, async (tx) => {
    const [box] = await mailboxesById(tx, [mailboxId]);
    if (box === undefined) throw unknownMailbox(mailboxId);
    const { dkim } = await credentials(deps, tx, mailboxId);
    return { workspaceId, box, dkim, postalAddress: await deps.postalAddress(tx) };
  });
  if (exemption(subject.box) !== null) return;
  const found = await lookAt(deps, subject);
  await deps.db.write(workspaceId, async (tx) => {
    const before = await checksOf(tx, [mailboxId]);
    const after = found.map((one) => keep(before, stamped(one, tx.now)));
    const loop = before.filter(({ name }) => name === "loop");
    await writeChecks(tx, mailboxId, after);
    await appendAudit(deps, tx, [
      {
        type: "mailbox.preflight",
        actor,
        subject: { mailbox: mailboxId },
        data: {
          state: preflightState([...after, ...loop], tx.now),
          ...Object.fromEntries(found.map(({ name, result }) => [name, result])),
        },
      },
    ]);
    await schedulePreflight(deps, tx, subject.box, nextCheckAt(after, tx.now));
  });
}

function unknownMailbox(id: Id<"mbx">) {
  return problem("not_found", `there is no mailbox \`${id}\`: list them with \`mailboxes.list\``);
}

/** What stands after a look: the new finding, or the old one where nobody could say anything new. */
function keep(before: readonly StoredCheck[], after: StoredCheck): StoredCheck {
  const known = before.find(({ name }) => name === after.name);
  return known === undefined || replaces(known, after) ? after : known;
}

/** The preflight of a mailbox as the contract shows it. */
export function viewOfPreflight(box: Mailbox, checks: readonly StoredCheck[], now: number): Preflight {
  const exemptBecause = exemption(box);
  return {
    state: exemptBecause === null ? preflightState(checks, now) : "exempt",
    exemptBecause,
    loop: loopState(
      checks.find(({ name }) => name === "loop"),
      now,
    ),
    checks: checkNames.flatMap((name) =>
      checks
        .filter((check) => check.name === name)
        .map(({ result, says, mend, checkedAt, expiresAt }) => ({
          name,
          result,
          says,
          mend,
          checkedAt: isoFromInstant(checkedAt),
          expiresAt: isoFromInstant(expiresAt),
        })),
    ),
  };
}
