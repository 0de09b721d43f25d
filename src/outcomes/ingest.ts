import { appendAudit } from "../audit/append.ts";
import type { AuditActor, NewRecord } from "../audit/contract.ts";
import type { Instant } from "../kernel/env.ts";
import { type Id, newId } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import type { OutcomeKind } from "./contract.ts";
import { attribute, attributionWindowMs, type Touch } from "./core/attribute.ts";
import { slotOf } from "./core/slot.ts";
import type { OutcomesDeps } from "./deps.ts";
import { learn } from "./learn.ts";
import { insertOutcomes, type Outcome } from "./store/outcomes.ts";

/** An outcome before it is recorded; its source and key make it the same outcome however often it comes. */
export interface IncomingOutcome {
  readonly kind: OutcomeKind;
  readonly contactId: Id<"con">;
  /** What it is about (a mail, meeting or opportunity): a later outcome about the same thing corrects it. */
  readonly about: string | null;
  /** The action that it answers, where that is known. */
  readonly answers: Id<"act"> | null;
  readonly opportunityId?: Id<"opp">;
  readonly amountMinor?: number;
  readonly currency?: string;
  readonly source: string;
  readonly sourceKey: string;
  readonly occurredAt: Instant;
  readonly causes: readonly Id<"aud">[];
}

/**
 * Records outcomes in the caller's transaction: ties each to the touches before it, appends one audit record each, and
 * lets the scores learn. Returns those that were new. A constant number of statements.
 */
export async function recordOutcomes(
  deps: OutcomesDeps,
  tx: Tx,
  incoming: readonly IncomingOutcome[],
  actor: AuditActor,
): Promise<readonly Outcome[]> {
  if (incoming.length === 0) return [];
  const contactIds = [...new Set(incoming.map((outcome) => outcome.contactId))];
  const living = await deps.livingContacts(tx, contactIds);
  const subjects = new Map((await deps.subjects(tx, [...living.values()])).map((one) => [one.contactId, one]));
  // Touches may have gone to an id that was merged since: ask for all that a person was.
  const asked = new Set([...contactIds, ...[...subjects.values()].flatMap((one) => [one.contactId, ...one.formerIds])]);
  const earliest = Math.min(...incoming.map((outcome) => outcome.occurredAt)) - attributionWindowMs;
  const touches = await deps.touches(tx, [...asked], incoming.some(isAnswer) ? 0 : earliest);
  const outcomes = incoming.map((outcome): Outcome => {
    const subject = subjects.get(living.get(outcome.contactId) ?? outcome.contactId);
    const ids = new Set<string>([outcome.contactId, ...(subject ? [subject.contactId, ...subject.formerIds] : [])]);
    const own = touches.filter((touch) => ids.has(touch.contactId));
    return outcomeFrom(deps, tx, outcome, own, subject?.accountId ?? null, subject?.segments ?? []);
  });
  const insertedIds = new Set(await insertOutcomes(tx, outcomes));
  const inserted = outcomes.filter((outcome) => insertedIds.has(outcome.id));
  await appendAudit(
    deps,
    tx,
    inserted.map((outcome) => auditRecordOf(outcome, actor)),
  );
  await learn(deps, tx, inserted, actor);
  return inserted;
}

function isAnswer(outcome: IncomingOutcome): boolean {
  return outcome.answers !== null;
}

function outcomeFrom(
  deps: OutcomesDeps,
  tx: Tx,
  incoming: IncomingOutcome,
  touches: readonly Touch[],
  accountId: Id<"acc"> | null,
  segments: readonly string[],
): Outcome {
  const id = newId(deps.env, "out");
  const found = attribute({ at: incoming.occurredAt, answers: incoming.answers }, touches);
  return {
    id,
    kind: incoming.kind,
    slot: slotOf(incoming.kind, incoming.about ?? id),
    contactId: incoming.contactId,
    accountId,
    opportunityId: incoming.opportunityId ?? null,
    actionId: found.last?.actionId ?? null,
    messageId: found.last?.messageId ?? null,
    templateId: found.last?.templateId ?? null,
    sequenceId: found.last?.sequenceId ?? null,
    touches: found.touches.map((touch) => touch.actionId),
    segments: [...segments].sort(),
    amountMinor: incoming.amountMinor ?? null,
    currency: incoming.currency ?? null,
    source: incoming.source,
    sourceKey: incoming.sourceKey,
    causes: incoming.causes,
    auditId: newId(deps.env, "aud"),
    occurredAt: incoming.occurredAt,
    recordedAt: tx.now,
  };
}

function auditRecordOf(outcome: Outcome, actor: AuditActor): NewRecord {
  return {
    id: outcome.auditId,
    type: "outcome.recorded",
    actor,
    occurredAt: outcome.occurredAt,
    subject: {
      ...(outcome.contactId === null ? {} : { contact: outcome.contactId }),
      ...(outcome.accountId === null ? {} : { account: outcome.accountId }),
      ...(outcome.actionId === null ? {} : { action: outcome.actionId }),
    },
    causes: [...outcome.causes],
    outcome: { kind: outcome.kind },
    data: {
      outcome: outcome.id,
      touches: outcome.touches.length,
      template: outcome.templateId,
      sequence: outcome.sequenceId,
      opportunity: outcome.opportunityId,
      amountMinor: outcome.amountMinor,
      currency: outcome.currency,
    },
  };
}
