import { sealRecords, writeSealed } from "../audit/append.ts";
import type { AuditActor, NewRecord } from "../audit/contract.ts";
import { type FieldSource, fieldSourcesFor } from "../identity/field-sources.ts";
import { type Id, newId } from "../kernel/ids.ts";
import { enqueue, type NewJob } from "../kernel/jobs.ts";
import { limits } from "../kernel/limits.ts";
import type { Tx } from "../kernel/sql.ts";
import { releaseCaps, reserveCaps } from "../policy/caps.ts";
import type { Verdict } from "../policy/contract.ts";
import { decide } from "../policy/core/decide.ts";
import { insertDecisions } from "../policy/record.ts";
import { stateAfter } from "./core/states.ts";
import { type DecideDeps, queues } from "./deps.ts";
import { type Candidate, factsOfBatch, type Gathered } from "./gather-facts.ts";
import type { ActionUpdate } from "./store/actions.ts";
import { requestApprovals } from "./store/approvals.ts";
import type { Reason } from "./words/contract.ts";

/** One decision of a batch, recorded: the verdict, its ids, and what it read. */
export interface Decided {
  readonly candidate: Candidate;
  readonly verdict: Verdict;
  readonly decisionId: Id<"dec">;
  readonly recordId: Id<"aud">;
  readonly gathered: Gathered;
  readonly approvalId: Id<"apr"> | null;
}

/**
 * Decides a batch in the caller's transaction: lock subjects, read facts with a constant number of statements, evaluate each
 * (pure), reserve caps, write decisions with their audit entries. Reservations made earlier in the batch count for later
 * ones, so that many proposals together stay under a cap that each alone would keep (I6).
 */
export async function decideBatch(
  deps: DecideDeps,
  tx: Tx,
  candidates: readonly Candidate[],
  stage: "propose" | "wake" | "approval" | "reserve",
): Promise<readonly Decided[]> {
  if (candidates.length === 0) return [];
  const [active, batch] = await Promise.all([deps.activeBundle(tx), factsOfBatch(deps, tx, candidates)]);
  const decided: Decided[] = candidates.map((candidate) => {
    const gathered = batch.read(candidate);
    const verdict = decide(deps.engine, active, gathered.request);
    if (verdict.outcome === "allow") batch.count(gathered.capSubjects);
    const asks = verdict.outcome === "needs_approval" && candidate.prepared.contentHash !== null;
    return {
      candidate,
      verdict,
      decisionId: newId(deps.env, "dec"),
      recordId: newId(deps.env, "aud"),
      gathered,
      approvalId: asks ? newId(deps.env, "apr") : null,
    };
  });
  await writeDecisions(deps, tx, decided, stage);
  return decided;
}

/**
 * What is written depends on nothing that is still to be read, so all of it is sent at once. Each of these is one statement or
 * several that are sent at once: a chain that went on after another was refused would write outside the transaction.
 */
async function writeDecisions(deps: DecideDeps, tx: Tx, decided: readonly Decided[], stage: string): Promise<void> {
  const isAllowed = (one: Decided): boolean => one.verdict.outcome === "allow";
  const sources = await sourcesFor(tx, decided, stage);
  const records = decided.flatMap((one) => [decisionRecord(one, stage, sources), ...approvalRecord(deps, one)]);
  const sealed = await sealRecords(deps, tx, records);
  await Promise.all([
    releaseCaps(
      tx,
      decided.filter((one) => !isAllowed(one)).map((one) => one.candidate.prepared.ask.actionId),
    ),
    reserveCaps(
      tx,
      decided
        .filter(isAllowed)
        .flatMap((one) =>
          one.gathered.capSubjects.map((subject) => ({ ...subject, actionId: one.candidate.prepared.ask.actionId })),
        ),
    ),
    writeSealed(deps, tx, sealed),
    insertDecisions(
      tx,
      decided.map((one) => ({
        id: one.decisionId,
        actionId: one.candidate.prepared.ask.actionId,
        stage,
        verdict: one.verdict,
        facts: one.gathered.request.facts,
        recordId: one.recordId,
      })),
    ),
  ]);
}

type Sources = Awaited<ReturnType<typeof fieldSourcesFor>>;

/** Where each field came from, for decisions that are the last word; one that is decided again before it is sent says it then. */
function sourcesFor(tx: Tx, decided: readonly Decided[], stage: string): Promise<Sources> {
  const last = decided.filter((one) => stage === "reserve" || one.verdict.outcome !== "allow");
  return fieldSourcesFor(tx, [...new Set(last.map((one) => one.candidate.prepared.ask.contactId))]);
}

/** What a decision leaves on its action, and what has to happen next: a dispatch, a question, or a wake-up. */
export async function followUp(deps: DecideDeps, tx: Tx, decided: readonly Decided[]): Promise<void> {
  await requestApprovals(
    tx,
    decided.flatMap((one) =>
      one.approvalId === null || one.candidate.prepared.contentHash === null
        ? []
        : [
            {
              id: one.approvalId,
              actionId: one.candidate.prepared.ask.actionId,
              policies: one.verdict.approvalsNeeded.map((need) => need.policy),
              needs: one.verdict.approvalsNeeded,
              bundleHash: one.verdict.bundleHash,
              contentHash: one.candidate.prepared.contentHash,
              expiresAt: tx.now + limits.approvalTtlMs,
            },
          ],
    ),
  );
  await enqueue(
    deps.env,
    tx,
    decided.flatMap((one) => jobsAfter(tx, one)),
  );
}

function jobsAfter(tx: Tx, one: Decided): readonly NewJob[] {
  const actionId = one.candidate.prepared.ask.actionId;
  const payload = { actionId };
  switch (one.verdict.outcome) {
    case "allow":
      return [{ queue: queues.dispatch, key: actionId, payload }];
    case "defer":
      return [{ queue: queues.wake, key: actionId, payload, dueAt: wakeAt(tx, one.verdict) }];
    case "needs_approval":
      return [
        {
          queue: queues.expire,
          key: one.approvalId ?? actionId,
          payload: { ...payload, approvalId: one.approvalId },
          dueAt: tx.now + limits.approvalTtlMs,
        },
      ];
    default:
      return [];
  }
}

function wakeAt(tx: Tx, verdict: Verdict): number {
  const until = verdict.until === undefined ? Number.NaN : Date.parse(verdict.until);
  return until > tx.now ? until : tx.now + 3_600_000;
}

/** The fields that a decision writes onto its action row. */
export function updateFrom(one: Decided): ActionUpdate {
  const { prepared } = one.candidate;
  return {
    id: prepared.ask.actionId,
    state: stateAfter(one.verdict.outcome),
    outcome: one.verdict.outcome,
    reasons: reasonsOf(one.verdict),
    decisionId: one.decisionId,
    recordId: one.recordId,
    until: one.verdict.until === undefined ? null : Date.parse(one.verdict.until),
    content: prepared.content,
    contentHash: prepared.contentHash,
    mailboxId: prepared.mailboxId,
  };
}

/** The reasons as stored with the action and shown to the proposer. */
export function reasonsOf(verdict: Verdict): readonly Reason[] {
  return verdict.reasons.map((reason) => ({
    rule: reason.rule,
    code: reason.code,
    effect: reason.effect,
    says: reason.says,
    until: reason.until ?? null,
    values: { ...reason.values },
  }));
}

function decisionRecord(one: Decided, stage: string, sources: Sources): NewRecord {
  const { prepared, proposer } = one.candidate;
  const { ask } = prepared;
  const accountId = prepared.contact?.accountId ?? undefined;
  return {
    type: `decision.${ask.kind}`,
    id: one.recordId,
    actor: actorOfProposer(proposer),
    subject: {
      contact: ask.contactId,
      ...(accountId === undefined ? {} : { account: accountId }),
      action: ask.actionId,
      ...(one.candidate.enrollmentId === null ? {} : { enrollment: one.candidate.enrollmentId }),
      ...(prepared.mailboxId === null ? {} : { mailbox: prepared.mailboxId }),
    },
    run: {
      id: one.candidate.enrollmentId ?? ask.actionId,
      step: String(ask.step),
      ...(one.candidate.sequenceId === null ? {} : { sequence: one.candidate.sequenceId }),
    },
    ...(one.candidate.causes.length === 0 ? {} : { causes: [...one.candidate.causes] }),
    inputs: [...one.gathered.inputs],
    checks: [...one.verdict.checks],
    decision: {
      id: one.decisionId,
      outcome: one.verdict.outcome,
      stage,
      ...(one.verdict.until === undefined ? {} : { until: one.verdict.until }),
      engine: "cedar",
      ...(one.verdict.bundleHash === null ? {} : { policySet: one.verdict.bundleHash }),
      determining: [...new Set(one.verdict.reasons.map((reason) => reason.rule))],
      reasons: [...new Set(one.verdict.reasons.map((reason) => reason.code))],
    },
    message: {
      channel: "email",
      id: prepared.messageId,
      ...(prepared.templateId === null ? {} : { template: prepared.templateId }),
      state: "proposed",
    },
    disclose: disclosuresOf(one, sources.get(ask.contactId)),
  };
}

/** What a reader of the case file needs in words: the facts, and the message as it was when decided. */
function disclosuresOf(one: Decided, sources: readonly FieldSource[] | undefined): NonNullable<NewRecord["disclose"]> {
  const { prepared } = one.candidate;
  const contactId = prepared.ask.contactId;
  return [
    { name: "facts", value: one.gathered.request.facts, contactId },
    { name: "reasons", value: reasonsOf(one.verdict), contactId },
    ...(one.gathered.profile === null ? [] : [{ name: "profile", value: one.gathered.profile, contactId }]),
    ...(sources === undefined ? [] : [{ name: "sources", value: sources, contactId }]),
    ...(prepared.content === null ? [] : [{ name: "message", value: prepared.content, contactId }]),
  ];
}

function approvalRecord(deps: DecideDeps, one: Decided): readonly NewRecord[] {
  const { prepared } = one.candidate;
  if (one.approvalId === null || prepared.contentHash === null) return [];
  return [
    {
      type: "approval.requested",
      id: newId(deps.env, "aud"),
      actor: { kind: "policy", id: one.verdict.bundleHash ?? "none" },
      subject: { contact: prepared.ask.contactId, action: prepared.ask.actionId },
      causes: [one.recordId],
      approval: { id: one.approvalId, required: true, state: "pending", shown: prepared.contentHash.toString("hex") },
      data: { policies: one.verdict.approvalsNeeded.map(({ policy }) => policy) },
      disclose: [
        {
          name: "shown",
          value: { ...prepared.content, digest: prepared.contentHash.toString("hex") },
          contactId: prepared.ask.contactId,
        },
      ],
    },
  ];
}

function actorOfProposer(proposer: Candidate["proposer"]): AuditActor {
  return { kind: proposer.kind === "person" ? "user" : proposer.kind, id: proposer.id };
}
