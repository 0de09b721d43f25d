import type { BounceReason, Permanence } from "../activity/contract.ts";
import { blameOf } from "../activity/core/blame.ts";
import { classifyRefusal } from "../activity/core/refusal.ts";
import { appendAudit } from "../audit/append.ts";
import type { SendResult } from "../channel/port.ts";
import { type Instant, isoFromInstant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import { enqueue } from "../kernel/jobs.ts";
import type { Tx } from "../kernel/sql.ts";
import { blamedReason, waitAfterBlame } from "./core/blamed-step.ts";
import { type DecideDeps, queues, systemActor } from "./deps.ts";
import type { ActionRow } from "./store/actions.ts";
import { blamedTimes, holdAtStep, noteBlamed } from "./store/refusals.ts";
import { enrollmentsById, stopEnrollment } from "./store/sequences.ts";

/** A refusal for good: what it says of the address, and what it means for the step of a sequence. */
export interface Refusal {
  readonly permanence: Permanence;
  readonly reason: BounceReason;
  readonly gaveUp: boolean;
  /** Set where the refusal blames us and a sequence waits for it. */
  readonly blamed: { readonly refusals: number; readonly againAt: Instant | null } | null;
}

/** Judges a refusal for good. One that blames us does not end a sequence: its step is proposed again, later and later. */
export async function judgeRefusal(tx: Tx, action: ActionRow, result: SendResult): Promise<Refusal> {
  const { permanence, reason } = classifyRefusal({ code: result.replyCode, text: result.replyText });
  const gaveUp = result.verdict === "deferred";
  const blamed = blameOf({ permanence, reason }) === null ? null : await nextTry(tx, action);
  return { permanence, reason, gaveUp, blamed };
}

async function nextTry(tx: Tx, { enrollmentId, step }: ActionRow): Promise<Refusal["blamed"]> {
  if (enrollmentId === null) return null;
  const [enrollment] = await enrollmentsById(tx, [enrollmentId], "none");
  // Somebody stopped it while the attempt was under way: nothing of it waits.
  if (enrollment?.state !== "active" && enrollment?.state !== "held") return null;
  const refusals = (await blamedTimes(tx, enrollmentId, step)) + 1;
  const waitMs = waitAfterBlame(refusals);
  return { refusals, againAt: waitMs === null ? null : tx.now + waitMs };
}

/** Why an action is refused, in words for its page. */
export function saysRefused(result: SendResult, { reason, blamed }: Refusal): string {
  const what = `${result.verdict} at ${result.phase}`;
  if (blamed === null) return what;
  const whom = `${what}: ${reason}, which blames us and not the contact`;
  return blamed.againAt === null
    ? `${whom}; it was refused ${blamed.refusals} times, and the sequence ends here`
    : `${whom}; the step is proposed again`;
}

/** Ends the enrollment of a refused action, or lets it wait where the refusal blames us. The message is not sent again. */
export async function endOrWait(
  deps: DecideDeps,
  tx: Tx,
  action: ActionRow,
  { reason, blamed }: Refusal,
  cause: Id<"aud">,
): Promise<void> {
  const { enrollmentId } = action;
  if (enrollmentId === null) return;
  if (blamed === null) return stopEnrollment(tx, enrollmentId, "rejected");
  const { refusals, againAt } = blamed;
  await noteBlamed(tx, action.id, againAt);
  if (againAt === null) await stopEnrollment(tx, enrollmentId, blamedReason.ended);
  else {
    await holdAtStep(tx, enrollmentId, blamedReason.waits, againAt);
    await enqueue(deps.env, tx, [
      { queue: queues.resume, key: `${enrollmentId} ${againAt}`, payload: { enrollmentId }, dueAt: againAt },
    ]);
  }
  await appendAudit(deps, tx, [
    {
      type: againAt === null ? "enrollment.stopped" : "enrollment.held",
      actor: systemActor,
      subject: { contact: action.contactId, enrollment: enrollmentId, action: action.id },
      causes: [cause],
      data: {
        reason: againAt === null ? blamedReason.ended : blamedReason.waits,
        said: reason,
        step: action.step,
        refusals,
        ...(againAt === null ? {} : { until: isoFromInstant(againAt) }),
      },
    },
  ]);
}

/** What the event of a refusal tells of it. */
export function toldOfRefusal({ permanence, reason, gaveUp, blamed }: Refusal) {
  const again = blamed === null ? {} : { blamesUs: true, refusals: blamed.refusals };
  return {
    permanence,
    reason,
    gaveUp,
    ...again,
    ...(blamed?.againAt == null ? {} : { againAt: isoFromInstant(blamed.againAt) }),
  };
}
