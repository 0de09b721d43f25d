import type { Instant } from "../kernel/env.ts";
import { type Id, newId } from "../kernel/ids.ts";
import { enqueue, type Job, type NewJob } from "../kernel/jobs.ts";
import type { Tx } from "../kernel/sql.ts";
import { holdsOver } from "../policy/hold.ts";
import { isOnlyPaused, stateUnderWay } from "./core/states.ts";
import { decideBatch, followUp } from "./decide-batch.ts";
import { type DecideDeps, type ExecutionDeps, queues } from "./deps.ts";
import { type Candidate, lockCaps } from "./gather-facts.ts";
import { prepare } from "./prepare.ts";
import { leaveDenied, newAction } from "./propose.ts";
import { type ActionRow, actionsOfEnrollments, insertActions } from "./store/actions.ts";
import {
  advanceEnrollment,
  type EnrollmentRow,
  enrollmentsById,
  resumeEnrollment,
  type StepRow,
  sequenceSteps,
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
  await enqueue(deps.env, tx, [stepJob(sent.enrollmentId, sent.step + 1, dueAt)]);
}

/** Lets enrollments whose hold is over go on: what came due meanwhile is proposed now, and decided like any other step. */
export async function resumeEnrollments(deps: ExecutionDeps, jobs: readonly Job[]): Promise<void> {
  const [first] = jobs;
  if (first === undefined) return;
  await deps.db.write(first.workspaceId, async (tx) => {
    const ids = jobs.map((job) => job.payload["enrollmentId"] as Id<"enr">);
    const held = (await enrollmentsById(tx, ids)).filter((enrollment) => enrollment.state === "held");
    const holds = await holdsOver(
      tx,
      held.map((enrollment) => enrollment.contactId),
    );
    // A later hold has a resumption of its own; one without a date waits for a person.
    const free = held.filter((enrollment) => !holds.some((hold) => hold.contactId === enrollment.contactId));
    for (const enrollment of free) await resumeEnrollment(tx, enrollment.id);
    await enqueue(
      deps.env,
      tx,
      free.flatMap(({ id, step, nextDueAt }) =>
        // Under a key of its own: the step's first job may be in a worker's hands, who saw the enrollment held.
        nextDueAt === null
          ? []
          : [{ ...stepJob(id, step, Math.max(nextDueAt, tx.now)), key: `${id} ${step} ${tx.now}` }],
      ),
    );
  });
}

function stepJob(enrollmentId: Id<"enr">, step: number, dueAt: Instant): NewJob {
  return { queue: queues.step, key: `${enrollmentId} ${step}`, payload: { enrollmentId, step }, dueAt };
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
    const { standing: taken } = await actionsByStep(tx, [...active]);
    const decided = await decideBatch(
      deps,
      tx,
      candidates.filter(
        ({ enrollmentId, prepared: { ask } }) =>
          enrollmentId !== null && active.has(enrollmentId) && !taken.has(`${enrollmentId} ${ask.step}`),
      ),
      "propose",
    );
    await insertActions(
      tx,
      decided.map((one) => ({ ...newAction(tx, one), state: stateUnderWay(one.verdict) })),
    );
    await followUp(deps, tx, decided);
    await leaveDenied(
      tx,
      decided.filter((one) => !isOnlyPaused(one.verdict)),
    );
  });
}

interface Plan {
  readonly ask: Candidate["prepared"]["ask"];
  readonly rest: Omit<Candidate, "prepared">;
}

/** What to propose for enrollments that are active and have no action for the step, or one that was refused because of us. */
async function plansOf(deps: ExecutionDeps, tx: Tx, due: ReadonlyMap<Id<"enr">, number>): Promise<readonly Plan[]> {
  const steps = await sequenceSteps(tx);
  const { standing, refused } = await actionsByStep(tx, [...due.keys()]);
  return (await enrollmentsById(tx, [...due.keys()], "none")).flatMap((enrollment): readonly Plan[] => {
    const step = due.get(enrollment.id);
    const planned = steps.find((one) => one.sequenceId === enrollment.sequenceId && one.position === step);
    if (enrollment.state !== "active" || planned === undefined || step === undefined) return [];
    const key = `${enrollment.id} ${step}`;
    if (standing.has(key)) return [];
    const same = refused.get(key);
    const earlier = same ?? standing.get(`${enrollment.id} ${step - 1}`);
    return [{ ask: askOf(deps, enrollment, planned, earlier, same), rest: restOf(tx, enrollment, earlier) }];
  });
}

/** `same` is the step as it was proposed before, whose words are kept. */
function askOf(
  deps: ExecutionDeps,
  enrollment: EnrollmentRow,
  planned: StepRow,
  earlier: ActionRow | undefined,
  same: ActionRow | undefined,
): Plan["ask"] {
  return {
    actionId: newId(deps.env, "act"),
    contactId: enrollment.contactId,
    purpose: "outreach",
    kind: "send_email",
    step: planned.position,
    draft: same?.draft ?? {
      templateId: planned.templateId,
      slots: earlier !== undefined && "slots" in earlier.draft ? earlier.draft.slots : {},
    },
    messageId: null,
    mailboxId: earlier?.mailboxId ?? null,
    answersId: null,
  };
}

function restOf(tx: Tx, enrollment: EnrollmentRow, earlier?: ActionRow): Plan["rest"] {
  return {
    proposer: { kind: enrollment.enrolledByKind as Candidate["proposer"]["kind"], id: enrollment.enrolledBy },
    enrollmentId: enrollment.id,
    sequenceId: enrollment.sequenceId,
    contextId: null,
    proposedAt: tx.now,
    causes: earlier === undefined ? [] : [earlier.recordId],
    grants: [],
  };
}

/** Actions by the step that they are for: those that count as its one message, and the last that was refused because of us. */
async function actionsByStep(tx: Tx, ids: readonly Id<"enr">[]) {
  const actions = await actionsOfEnrollments(tx, ids);
  const byStep = (rows: readonly ActionRow[]): ReadonlyMap<string, ActionRow> =>
    new Map(rows.map((one) => [`${one.enrollmentId} ${one.step}`, one]));
  return {
    standing: byStep(actions.filter((one) => !one.blamesUs)),
    refused: byStep(actions.filter((one) => one.blamesUs)),
  };
}
