import { type Id, newId } from "../kernel/ids.ts";
import type { Caller } from "../kernel/operation.ts";
import { Problem, problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import type { Draft, Proposal } from "./contract.ts";
import { type Decided, decideBatch, followUp, reasonsOf, updateFrom } from "./decide-batch.ts";
import type { DecideDeps } from "./deps.ts";
import { type Candidate, lockCaps } from "./gather-facts.ts";
import { type Ask, prepare } from "./prepare.ts";
import { type ActionRow, insertActions } from "./store/actions.ts";
import { insertEnrollments, type StepRow, sequenceSteps } from "./store/sequences.ts";
import { contextReads } from "./store/work.ts";

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
  const steps = await sequenceSteps(tx);
  const drafted = batch.map((one) => draftOf(deps, one, steps));
  const enrolled = await enroll(tx, drafted);
  const contexts = await contextReads(
    tx,
    batch.flatMap((one) => one.input.contextId ?? []),
  );
  const asks = enrolled.filter((one): one is Drafted => !(one instanceof Problem));
  const prepared = await prepare(
    deps,
    tx,
    asks.map((one) => one.ask),
  );
  const candidates: Candidate[] = [];
  const answers = new Map<Id<"act">, Problem>();
  for (const [position, one] of asks.entries()) {
    const ready = prepared[position];
    if (ready === undefined) throw new Error("an ask was not prepared");
    const fault =
      ready.contact === undefined
        ? problem("not_found", `there is no contact \`${one.ask.contactId}\`: find it with contacts.list`)
        : contextFault(one, contexts);
    if (fault !== null) answers.set(one.ask.actionId, fault);
    else candidates.push(candidateOf(one, ready, contexts));
  }
  await lockCaps(tx, candidates);
  const decided = await decideBatch(deps, tx, candidates, "propose");
  await insertActions(
    tx,
    decided.map((one) => newAction(tx, one)),
  );
  await followUp(deps, tx, decided);
  const byAction = new Map(decided.map((one) => [one.candidate.prepared.ask.actionId, one]));
  return enrolled.map((one): Proposed => {
    if (one instanceof Problem) return { problem: one };
    const done = byAction.get(one.ask.actionId);
    if (done !== undefined) return { decided: done };
    return { problem: answers.get(one.ask.actionId) ?? problem("internal", "the proposal was not decided") };
  });
}

interface Drafted {
  readonly proposing: Proposing;
  readonly ask: Ask;
  readonly enrollmentId: Id<"enr"> | null;
}

function draftOf(deps: DecideDeps, proposing: Proposing, steps: readonly StepRow[]): Drafted | Problem {
  const { input } = proposing;
  const first = steps.find((step) => step.sequenceId === input.sequenceId && step.position === 1);
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
      contactId: input.contactId,
      purpose: input.purpose,
      kind: input.kind,
      step: first === undefined ? 0 : 1,
      draft,
      messageId: null,
      mailboxId: null,
    },
  };
}

async function enroll(tx: Tx, drafted: readonly (Drafted | Problem)[]): Promise<readonly (Drafted | Problem)[]> {
  const rows = drafted.flatMap((one) => {
    if (one instanceof Problem || one.enrollmentId === null || one.proposing.input.sequenceId === undefined) return [];
    const { principal } = one.proposing.caller;
    const enrollment = {
      id: one.enrollmentId,
      sequenceId: one.proposing.input.sequenceId,
      contactId: one.ask.contactId,
      enrolledByKind: principal.kind,
      enrolledBy: principal.id,
      state: "active" as const,
      generation: 1,
      step: 1,
    };
    return [enrollment];
  });
  const inserted = await insertEnrollments(tx, rows);
  return drafted.map((one) =>
    one instanceof Problem || one.enrollmentId === null || inserted.has(one.enrollmentId)
      ? one
      : problem(
          "conflict",
          `the contact \`${one.ask.contactId}\` is already in this sequence: its next step comes by itself`,
        ),
  );
}

function contextFault(one: Drafted, contexts: Awaited<ReturnType<typeof contextReads>>): Problem | null {
  const { contextId } = one.proposing.input;
  if (contextId === undefined) return null;
  const read = contexts.get(contextId);
  const isOwn =
    read !== undefined && read.contactId === one.ask.contactId && read.readerId === one.proposing.caller.principal.id;
  return isOwn
    ? null
    : problem(
        "conflict",
        `the context \`${contextId}\` is not one that you read for this contact: call context.get first`,
      );
}

function candidateOf(
  one: Drafted,
  prepared: Candidate["prepared"],
  contexts: Awaited<ReturnType<typeof contextReads>>,
): Candidate {
  const { input, caller } = one.proposing;
  const read = input.contextId === undefined ? undefined : contexts.get(input.contextId);
  return {
    prepared,
    proposer: { kind: caller.principal.kind, id: caller.principal.id },
    enrollmentId: one.enrollmentId,
    sequenceId: input.sequenceId ?? null,
    contextId: input.contextId ?? null,
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
    draft: ask.draft,
    messageId: prepared.messageId,
    reasons: reasonsOf(one.verdict),
    stoppedReason: null,
    tries: 0,
    createdAt: tx.now,
    updatedAt: tx.now,
  };
}
