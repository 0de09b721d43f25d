import { recordEvents } from "../activity/record.ts";
import { actorOf } from "../audit/append.ts";
import { idsOfAccount } from "../identity/attribution.ts";
import { type Instant, instantFromIso } from "../kernel/env.ts";
import { type Id, newId } from "../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem, unreachable } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import type { outcomesRecord, ReportedKind } from "./contract.ts";
import { eventKindOf } from "./core/event-kind.ts";
import type { OutcomesDeps, OutcomesVerbDeps } from "./deps.ts";
import { recordOutcomes } from "./ingest.ts";
import {
  closeOpportunity,
  insertOpportunity,
  lockedOpenOpportunities,
  lockedOpportunity,
  type Opportunity,
} from "./store/opportunities.ts";
import { type Outcome, outcomeBySource } from "./store/outcomes.ts";
import { viewOfOutcome } from "./view.ts";

type Input = InputOf<typeof outcomesRecord>;

/** A CRM's clock may run this far ahead of ours. */
const clockSkewMaxMs = 5 * 60_000;

/** Records an outcome that a person or a CRM reports; opens or closes the opportunity that it is about. */
export function recordOutcome(
  deps: OutcomesVerbDeps,
  input: Input,
  caller: Caller,
): Promise<OutputOf<typeof outcomesRecord>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const occurredAt = input.occurredAt === undefined ? tx.now : instantFromIso(input.occurredAt);
    if (occurredAt > tx.now + clockSkewMaxMs) {
      throw problem("invalid_input", "an outcome cannot be recorded before it happens", {
        errors: [{ path: "/occurredAt", message: "is in the future: give the time when it happened" }],
      });
    }
    const earlier = input.key === undefined ? undefined : await outcomeBySource(tx, input.source, input.key);
    if (earlier !== undefined) return { outcome: viewOfOutcome(earlier), isNew: false };
    const accountId = await accountOf(deps, tx, input.contactId);
    const opportunityId = await opportunityFor(deps, tx, input, accountId, occurredAt);
    const [recorded] = await recordOutcomes(
      deps,
      tx,
      [
        {
          kind: input.kind,
          contactId: input.contactId,
          about: input.meetingId ?? opportunityId,
          answers: null,
          ...(opportunityId === null ? {} : { opportunityId }),
          ...(input.amountMinor === undefined ? {} : { amountMinor: input.amountMinor }),
          ...(input.currency === undefined ? {} : { currency: input.currency }),
          source: input.source,
          sourceKey: input.key ?? newId(deps.env, "out"),
          occurredAt,
          causes: [],
        },
      ],
      actorOf(caller),
    );
    // Another call with the same key committed in between: its answer is the answer.
    if (recorded === undefined) throw problem("conflict", "the same outcome was just recorded: call again to read it");
    await showOnTimeline(deps, tx, input.kind, recorded, caller);
    return { outcome: viewOfOutcome(recorded), isNew: true };
  });
}

/** The same fact as an event on the contact's timeline, proved by the outcome's own record. */
async function showOnTimeline(
  deps: OutcomesDeps,
  tx: Tx,
  kind: ReportedKind,
  outcome: Outcome,
  caller: Caller,
): Promise<void> {
  const event = {
    kind: eventKindOf(kind),
    contactId: outcome.contactId,
    accountId: outcome.accountId,
    occurredAt: outcome.occurredAt,
    sourceKey: `outcome ${outcome.id}`,
    cause: outcome.auditId,
    data: { outcome: outcome.id, amountMinor: outcome.amountMinor, currency: outcome.currency },
  };
  await recordEvents(deps, tx, [event], actorOf(caller));
}

async function accountOf(deps: OutcomesDeps, tx: Tx, contactId: Id<"con">): Promise<Id<"acc"> | null> {
  const living = (await deps.livingContacts(tx, [contactId])).get(contactId);
  if (living === undefined) {
    throw problem("not_found", `there is no contact \`${contactId}\`: look it up with \`contacts.list\``);
  }
  const [subject] = await deps.subjects(tx, [living]);
  return subject?.accountId ?? null;
}

/** The opportunity that the outcome is about, brought to its new state; null for meetings. */
async function opportunityFor(
  deps: OutcomesDeps,
  tx: Tx,
  input: Input,
  accountId: Id<"acc"> | null,
  at: Instant,
): Promise<Id<"opp"> | null> {
  switch (input.kind) {
    case "meeting_booked":
    case "meeting_held":
    case "no_show":
      return null;
    case "opportunity_created":
      return openNew(deps, tx, input, accountId, at);
    case "deal_won":
    case "deal_lost": {
      const existing = await existingOpportunity(tx, input, accountId);
      const id = existing?.id ?? (await openNew(deps, tx, input, accountId, at));
      await closeOpportunity(tx, id, {
        state: input.kind === "deal_won" ? "won" : "lost",
        amountMinor: input.amountMinor ?? null,
        currency: input.currency ?? null,
        at,
      });
      return id;
    }
    default:
      return unreachable(input.kind);
  }
}

async function existingOpportunity(
  tx: Tx,
  input: Input,
  accountId: Id<"acc"> | null,
): Promise<Opportunity | undefined> {
  if (input.opportunityId !== undefined) {
    const named = await lockedOpportunity(tx, input.opportunityId);
    if (named === undefined) throw problem("not_found", `there is no opportunity \`${input.opportunityId}\``);
    return named;
  }
  const accountIds = accountId === null ? [] : await idsOfAccount(tx, accountId);
  const open = await lockedOpenOpportunities(tx, accountIds, input.contactId);
  if (open.length > 1) {
    throw problem("conflict", "the account has several open opportunities: name the one in `opportunityId`");
  }
  return open[0];
}

async function openNew(
  deps: OutcomesDeps,
  tx: Tx,
  input: Input,
  accountId: Id<"acc"> | null,
  at: Instant,
): Promise<Id<"opp">> {
  const id = newId(deps.env, "opp");
  await insertOpportunity(tx, {
    id,
    accountId,
    contactId: input.contactId,
    name: input.opportunityName ?? "Opportunity",
    state: "open",
    amountMinor: input.amountMinor ?? null,
    currency: input.currency ?? null,
    openedAt: at,
    closedAt: null,
  });
  return id;
}
