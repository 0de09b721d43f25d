import { absorbedIds, livingContacts } from "../identity/facts-for.ts";
import { type Id, newId } from "../kernel/ids.ts";
import type { Caller } from "../kernel/operation.ts";
import { Problem, problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import { answerFault, answersOf } from "./answers.ts";
import { type Decided, decideBatch, followUp, reasonsOf, updateFrom } from "./decide-batch.ts";
import type { DecideDeps } from "./deps.ts";
import { type Candidate, lockCaps } from "./gather-facts.ts";
import { type Ask, type Prepared, prepare } from "./prepare.ts";
import { type ActionRow, insertActions } from "./store/actions.ts";
import { insertEnrollments, reachedBefore, type StepRow, sequenceSteps, stopEnrollment } from "./store/sequences.ts";
import { contextReads } from "./store/work.ts";
import type { Draft, Proposal } from "./words/contract.ts";

/** One proposal and who makes it. */
export interface Proposing {
  readonly input: Proposal;
  readonly caller: Caller;
}

/** The answer to one proposal: what was decided, or what is wrong with it. */
export type Proposed = { readonly decided: Decided } | { readonly problem: Problem };

/**
 * Proposes touches: decides, records why, and queues what is allowed, all in one transaction. Nothing is sent here.
 * A faulty proposal gets its own problem and leaves the others of the batch alone.
 */
export async function proposeBatch(
  deps: DecideDeps,
  tx: Tx,
  batch: readonly Proposing[],
): Promise<readonly Proposed[]> {
  const known = await knownOf(tx, batch);
  const drafted = batch.map((one) => draftOf(deps, one, known));
  const prepared = await preparedBy(deps, tx, drafted);
  // Enrolled only when everything else is in order: a faulty proposal must not leave anybody in a sequence.
  const enrolled = await enroll(
    tx,
    drafted.map((one) => withoutFault(one, prepared)),
  );
  const candidates = enrolled.flatMap((one) => {
    const ready = one instanceof Problem ? undefined : prepared.get(one.ask.actionId);
    return one instanceof Problem || ready === undefined ? [] : [candidateOf(tx, one, ready, known)];
  });
  await lockCaps(tx, candidates);
  const decided = await decideBatch(deps, tx, candidates, "propose");
  const actions = decided.map((one) => newAction(tx, one));
  // The actions are sent first: what follows from them is refused with them.
  await Promise.all([insertActions(tx, actions), followUp(deps, tx, decided)]);
  await leaveDenied(tx, decided);
  const byAction = new Map(decided.map((one) => [one.candidate.prepared.ask.actionId, one]));
  return enrolled.map((one): Proposed => {
    if (one instanceof Problem) return { problem: one };
    const done = byAction.get(one.ask.actionId);
    if (done === undefined) throw new Error("a proposal was not decided");
    return { decided: done };
  });
}

/** Takes those whose step was denied out of their sequences: no later step would follow. */
export async function leaveDenied(tx: Tx, decided: readonly Decided[]): Promise<void> {
  for (const { verdict, candidate } of decided) {
    if (verdict.outcome === "deny" && candidate.enrollmentId !== null)
      await stopEnrollment(tx, candidate.enrollmentId, "denied");
  }
}

/** What proposals name, as recorded. Ids that were merged away stand for the contact that they became (I10). */
export interface Known {
  readonly steps: readonly StepRow[];
  readonly contexts: Awaited<ReturnType<typeof contextReads>>;
  readonly answers: Awaited<ReturnType<typeof answersOf>>;
  living(contactId: Id<"con">): Id<"con">;
}

/** Reads what a batch of proposals names. */
export async function knownOf(tx: Tx, batch: readonly Proposing[]): Promise<Known> {
  const [steps, contexts, answers, asked] = await Promise.all([
    batch.some((one) => one.input.sequenceId !== undefined) ? sequenceSteps(tx) : [],
    contextReads(
      tx,
      batch.flatMap((one) => one.input.contextId ?? []),
    ),
    answersOf(tx, batch),
    livingContacts(tx, [...new Set(batch.map((one) => one.input.contactId))]),
  ]);
  const others = [...contexts.values()].map(({ contactId }) => contactId).filter((id) => !asked.has(id));
  const living = new Map([...asked, ...(await livingContacts(tx, [...new Set(others)]))]);
  return { steps, contexts, answers, living: (contactId) => living.get(contactId) ?? contactId };
}

/** Renders what can be prepared, by action. */
export async function preparedBy(
  deps: DecideDeps,
  tx: Tx,
  drafted: readonly (Drafted | Problem)[],
): Promise<ReadonlyMap<Id<"act">, Prepared>> {
  const asks = drafted.flatMap((one) => (one instanceof Problem ? [] : [one.ask]));
  return new Map((await prepare(deps, tx, asks)).map((one) => [one.ask.actionId, one]));
}

/** The proposal, or what is wrong with what it names. */
export function withoutFault(one: Drafted | Problem, prepared: ReadonlyMap<Id<"act">, Prepared>): Drafted | Problem {
  if (one instanceof Problem) return one;
  const { contactId, draft } = one.ask;
  const ready = prepared.get(one.ask.actionId);
  if (ready?.contact === undefined)
    return problem("not_found", `there is no contact \`${contactId}\`: find it with contacts.list`);
  if ("templateId" in draft && !ready.hasTemplate)
    return problem("not_found", `there is no template \`${draft.templateId}\`: list them with templates.list`);
  return one;
}

/** A proposal that can be prepared. */
export interface Drafted {
  readonly proposing: Proposing;
  readonly ask: Ask;
  readonly enrollmentId: Id<"enr"> | null;
}

/** What a proposal asks for, or what is wrong with it before anything is read of its contact. */
export function draftOf(deps: DecideDeps, proposing: Proposing, known: Known): Drafted | Problem {
  const { input } = proposing;
  const fault = contextFault(proposing, known) ?? answerFault(proposing, known.answers.get(proposing));
  if (fault !== null) return fault;
  const first = known.steps.find((step) => step.sequenceId === input.sequenceId && step.position === 1);
  if (input.sequenceId !== undefined && first === undefined) {
    return problem("not_found", `there is no sequence \`${input.sequenceId}\`: list them with sequences.list`);
  }
  const draft: Draft | undefined =
    input.draft ?? (first === undefined ? undefined : { templateId: first.templateId, slots: {} });
  if (draft === undefined) {
    return problem("invalid_input", "1 field is not valid", {
      errors: [{ path: "/draft", message: "give a draft, or a sequence whose step has a template" }],
    });
  }
  return {
    proposing,
    enrollmentId: input.sequenceId === undefined ? null : newId(deps.env, "enr"),
    ask: {
      actionId: newId(deps.env, "act"),
      contactId: known.living(input.contactId),
      purpose: input.purpose,
      kind: input.kind,
      step: first === undefined ? 0 : 1,
      draft,
      messageId: null,
      mailboxId: null,
      answersId: known.answers.get(proposing)?.id ?? null,
    },
  };
}

/**
 * Enrolls, unless the contact is in the sequence or has had something of it: at most one message per step holds over
 * enrollments too (I5), and under every id that the contact absorbed.
 */
async function enroll(tx: Tx, drafted: readonly (Drafted | Problem)[]): Promise<readonly (Drafted | Problem)[]> {
  const wanted = drafted.flatMap((one) => (one instanceof Problem || one.enrollmentId === null ? [] : [one]));
  const reached = await reachedBySequence(tx, [...new Set(wanted.map((one) => one.ask.contactId))]);
  const rows = wanted.flatMap((one) => {
    const { sequenceId } = one.proposing.input;
    if (one.enrollmentId === null || sequenceId === undefined || reached(sequenceId, one.ask.contactId)) return [];
    const { principal } = one.proposing.caller;
    const enrollment = {
      id: one.enrollmentId,
      sequenceId,
      contactId: one.ask.contactId,
      enrolledByKind: principal.kind,
      enrolledBy: principal.id,
      state: "active" as const,
      generation: 1,
      step: 1,
      nextDueAt: null,
    };
    return [enrollment];
  });
  const inserted = await insertEnrollments(tx, rows);
  return drafted.map((one) => {
    if (one instanceof Problem || one.enrollmentId === null || inserted.has(one.enrollmentId)) return one;
    const { sequenceId } = one.proposing.input;
    const wasReached = sequenceId !== undefined && reached(sequenceId, one.ask.contactId);
    const says = wasReached
      ? "has had this sequence before: use another one, each step reaches a person once"
      : "is already in this sequence: its next step comes by itself";
    return problem("conflict", `the contact \`${one.ask.contactId}\` ${says}`);
  });
}

/** Whether a contact has had something of a sequence, under whatever id. */
export async function reachedBySequence(
  tx: Tx,
  contactIds: readonly Id<"con">[],
): Promise<(sequenceId: Id<"seq">, contactId: Id<"con">) => boolean> {
  if (contactIds.length === 0) return () => false;
  const former = await absorbedIds(tx, contactIds);
  const idsOf = (contactId: Id<"con">): readonly Id<"con">[] => [contactId, ...(former.get(contactId) ?? [])];
  const reached = await reachedBefore(tx, contactIds.flatMap(idsOf));
  const names = new Set(reached.map((one) => `${one.sequenceId} ${one.contactId}`));
  return (sequenceId, contactId) => idsOf(contactId).some((id) => names.has(`${sequenceId} ${id}`));
}

function contextFault({ input, caller }: Proposing, known: Known): Problem | null {
  const { contextId, contactId } = input;
  if (contextId === undefined) return null;
  const read = known.contexts.get(contextId);
  const isOwn =
    read !== undefined &&
    known.living(read.contactId) === known.living(contactId) &&
    read.readerId === caller.principal.id;
  return isOwn
    ? null
    : problem(
        "conflict",
        `the context \`${contextId}\` is not one that you read for this contact: call context.get first`,
      );
}

/** A prepared proposal, ready to be decided. */
export function candidateOf(tx: Tx, one: Drafted, prepared: Candidate["prepared"], known: Known): Candidate {
  const { input, caller } = one.proposing;
  const read = input.contextId === undefined ? undefined : known.contexts.get(input.contextId);
  return {
    prepared,
    proposer: { kind: caller.principal.kind, id: caller.principal.id },
    enrollmentId: one.enrollmentId,
    sequenceId: input.sequenceId ?? null,
    contextId: input.contextId ?? null,
    proposedAt: tx.now,
    causes: read === undefined ? [] : [read.recordId],
    grants: [],
  };
}

/** The row of a freshly decided action. */
export function newAction(tx: Tx, one: Decided): ActionRow {
  const { prepared, proposer, enrollmentId, sequenceId, contextId } = one.candidate;
  const { ask } = prepared;
  return {
    ...updateFrom(one),
    kind: ask.kind,
    purpose: ask.purpose,
    contactId: ask.contactId,
    accountId: prepared.contact?.accountId ?? null,
    proposerKind: proposer.kind,
    proposerId: proposer.id,
    enrollmentId,
    sequenceId,
    step: ask.step,
    templateId: prepared.templateId,
    contextId,
    answersId: ask.answersId,
    draft: ask.draft,
    messageId: prepared.messageId,
    reasons: reasonsOf(one.verdict),
    stoppedReason: null,
    tries: 0,
    blamesUs: false,
    createdAt: tx.now,
    updatedAt: tx.now,
  };
}
