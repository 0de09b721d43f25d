import type { Id } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { BacktestMode, PastStep } from "../core/backtest/fates.ts";
import { capSubjectsOf } from "../core/caps.ts";
import type { DecisionRequest } from "../core/facts.ts";
import type { CapSubject } from "../core/subjects.ts";
import type { ActionKind, channels } from "../core/vocabulary.ts";
import { touchedBy } from "../store/caps.ts";
import { type DecisionSpan, decisionsIn, type TakenDecision } from "../store/past-decisions.ts";

/** The company's domain of each contact; one that has none has no entry. */
export type DomainsOf = (tx: Tx, contactIds: readonly Id<"con">[]) => Promise<ReadonlyMap<Id<"con">, string>>;

/** A page of past decisions as steps. */
export interface StepPage {
  readonly steps: readonly PastStep[];
  readonly next: DecisionSpan["after"];
}

/**
 * A page of the decisions of a time, each with what its touch is counted over. An attempted touch says so itself; of the others the
 * company's domain is read as it is now, since no fact names it.
 */
export async function stepsIn(
  domainsOf: DomainsOf,
  tx: Tx,
  span: DecisionSpan,
  mode: BacktestMode,
  limit: number,
): Promise<StepPage> {
  const taken = await decisionsIn(tx, span, limit);
  const touched = await touchedBy(tx, [...new Set(taken.map(({ actionId }) => actionId))]);
  const unknown = taken.filter(({ actionId }) => !touched.has(actionId)).map(({ contactId }) => contactId);
  const domains = mode === "timeline" && unknown.length > 0 ? await domainsOf(tx, [...new Set(unknown)]) : new Map();
  const last = taken.at(-1);
  return {
    steps: taken.map((one) => stepOf(one, touched.get(one.actionId), domains.get(one.contactId) ?? null)),
    next: last === undefined || taken.length < limit ? null : { at: last.decidedAt, id: last.id },
  };
}

const actionOf: Readonly<Record<(typeof channels)[number], ActionKind>> = {
  email: "send_email",
  phone: "place_call",
  calendar: "book_meeting",
};

function stepOf(
  { actionId, contactId, decidedAt, outcome, facts, reasons }: TakenDecision,
  touched: readonly CapSubject[] | undefined,
  domainNow: string | null,
): PastStep {
  const request = requestOf(facts);
  const domain = touched?.find(({ kind }) => kind === "domain")?.key ?? domainNow;
  return {
    actionId,
    contactId,
    decidedAt,
    was: outcome,
    objections: reasons.map(({ rule, code }) => ({ policy: rule, code })),
    request,
    isSent: touched !== undefined,
    subjects: touched ?? (request === null ? [] : subjectsOf(request, domain)),
    domain,
  };
}

/** What a decision was asked; null where nothing is left of its facts. The compiled form refuses what does not fit its shape. */
function requestOf(facts: unknown): DecisionRequest | null {
  const channel = (facts as { readonly action?: { readonly channel?: keyof typeof actionOf } } | null)?.action?.channel;
  return channel === undefined ? null : ({ action: actionOf[channel], facts } as DecisionRequest);
}

function subjectsOf({ action, facts }: DecisionRequest, domain: string | null): readonly CapSubject[] {
  return capSubjectsOf({
    contactId: facts.contact.id,
    accountId: facts.account.known ? facts.account.id : null,
    domain,
    persona: facts.contact.persona,
    mailboxId: action === "send_email" ? facts.mailbox.id || null : null,
    agentId: facts.agent.kind === "ai" ? facts.agent.id : null,
    purpose: facts.action.purpose,
  });
}
