import { type Id, newId } from "../kernel/ids.ts";
import type { Job } from "../kernel/jobs.ts";
import { enqueue } from "../kernel/jobs.ts";
import type { Tx } from "../kernel/sql.ts";
import { decideBatch, followUp } from "./decide-batch.ts";
import { type DecideDeps, type ExecutionDeps, queues } from "./deps.ts";
import { type Candidate, lockCaps } from "./gather-facts.ts";
import { prepare } from "./prepare.ts";
import { newAction } from "./propose.ts";
import { type ActionRow, actionOfStep, insertActions } from "./store/actions.ts";
import {
  advanceEnrollment,
  type EnrollmentRow,
  enrollmentsById,
  sequenceSteps,
  stopEnrollment,
} from "./store/sequences.ts";

/** Sets when the next step of an enrollment is due, now that this one was sent; after the last one it is finished. */
export async function scheduleNextStep(deps: Pick<DecideDeps, "env">, tx: Tx, sent: ActionRow): Promise<void> {
  if (sent.enrollmentId === null || sent.sequenceId === null) return;
  const next = (await sequenceSteps(tx)).find(
    (step) => step.sequenceId === sent.sequenceId && step.position === sent.step + 1,
  );
  const dueAt = next === undefined ? null : tx.now + next.delayMs;
  await advanceEnrollment(tx, sent.enrollmentId, sent.step + 1, dueAt);
  if (dueAt === null) return;
  const payload = { enrollmentId: sent.enrollmentId, step: sent.step + 1 };
  await enqueue(deps.env, tx, [{ queue: queues.step, key: `${sent.enrollmentId} ${sent.step + 1}`, payload, dueAt }]);
}

/** Proposes the steps that are due, in the name of whoever enrolled the contact; each is decided like any other touch. */
export async function proposeSteps(deps: ExecutionDeps, jobs: readonly Job[]): Promise<void> {
  const [first] = jobs;
  if (first === undefined) return;
  await deps.db.write(first.workspaceId, async (tx) => {
    const due = new Map(jobs.map((job) => [job.payload["enrollmentId"] as Id<"enr">, job.payload["step"] as number]));
    const plans = await plansOf(deps, tx, due);
    const prepared = await prepare(
      deps,
      tx,
      plans.map((plan) => plan.ask),
    );
    const candidates = plans.flatMap((plan, position): Candidate[] => {
      const ready = prepared[position];
      return ready === undefined ? [] : [{ ...plan.rest, prepared: ready }];
    });
    await lockCaps(tx, candidates);
    const active = new Set(
      (await enrollmentsById(tx, [...due.keys()]))
        .filter((enrollment) => enrollment.state === "active")
        .map((enrollment) => enrollment.id),
    );
    const decided = await decideBatch(
      deps,
      tx,
      candidates.filter((candidate) => candidate.enrollmentId !== null && active.has(candidate.enrollmentId)),
      "propose",
    );
    await insertActions(
      tx,
      decided.map((one) => newAction(tx, one)),
    );
    await followUp(deps, tx, decided);
    for (const one of decided) {
      if (one.verdict.outcome === "deny" && one.candidate.enrollmentId !== null)
        await stopEnrollment(tx, one.candidate.enrollmentId, "denied");
    }
  });
}

interface Plan {
  readonly ask: Candidate["prepared"]["ask"];
  readonly rest: Omit<Candidate, "prepared">;
}

async function plansOf(deps: ExecutionDeps, tx: Tx, due: ReadonlyMap<Id<"enr">, number>): Promise<readonly Plan[]> {
  const steps = await sequenceSteps(tx);
  const plans: Plan[] = [];
  for (const enrollment of await enrollmentsPeek(tx, due)) {
    const step = due.get(enrollment.id);
    const planned = steps.find((one) => one.sequenceId === enrollment.sequenceId && one.position === step);
    if (planned === undefined || step === undefined) continue;
    const earlier = await actionOfStep(tx, enrollment.id, step - 1);
    plans.push({
      ask: {
        actionId: newId(deps.env, "act"),
        contactId: enrollment.contactId,
        purpose: "outreach",
        kind: "send_email",
        step,
        draft: {
          templateId: planned.templateId,
          slots: earlier !== null && "slots" in earlier.draft ? earlier.draft.slots : {},
        },
        messageId: null,
        mailboxId: earlier?.mailboxId ?? null,
      },
      rest: {
        proposer: { kind: enrollment.enrolledByKind as Candidate["proposer"]["kind"], id: enrollment.enrolledBy },
        enrollmentId: enrollment.id,
        sequenceId: enrollment.sequenceId,
        contextId: null,
        causes: earlier === null ? [] : [earlier.recordId],
        grants: [],
      },
    });
  }
  return plans;
}

/** Enrollments whose step is still to come: active, and no action for the step yet. */
async function enrollmentsPeek(tx: Tx, due: ReadonlyMap<Id<"enr">, number>): Promise<readonly EnrollmentRow[]> {
  const open: EnrollmentRow[] = [];
  for (const enrollment of await enrollmentsById(tx, [...due.keys()], "none")) {
    const step = due.get(enrollment.id);
    if (enrollment.state !== "active" || step === undefined) continue;
    if ((await actionOfStep(tx, enrollment.id, step)) === null) open.push(enrollment);
  }
  return open;
}
