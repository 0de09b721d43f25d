import { proposerFacts, workspaceFacts } from "../access/facts-for.ts";
import { activityFactsFor } from "../activity/facts-for.ts";
import type { NewRecord } from "../audit/contract.ts";
import { absorbedIds } from "../identity/facts-for.ts";
import type { Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { breakerFactsFor } from "../mailbox/facts-for.ts";
import { capFacts } from "../policy/caps.ts";
import { capSubjectsOf } from "../policy/core/caps.ts";
import type { Facts } from "../policy/core/facts.ts";
import type { QuietHours } from "../policy/core/hours.ts";
import { type CapSubject, lockSubjects } from "../policy/gates.ts";
import { policyFacts } from "../policy/policy-facts.ts";
import { scoreFactsFor } from "../scoring/facts-for.ts";
import { accountPastOf, noPast } from "./account-past.ts";
import { recipientOf } from "./action-gates.ts";
import { contextStandings } from "./context-standing.ts";
import type { DecideDeps } from "./deps.ts";
import { type FactsMaterial, factsDocument, personaOf } from "./facts-document.ts";
import type { Prepared } from "./prepare.ts";
import { unknownSends } from "./store/counts.ts";

/** An action about to be decided: what it says, who asks, and which standing grants fit its content. */
export interface Candidate {
  readonly prepared: Prepared;
  readonly proposer: { readonly kind: "person" | "agent" | "system"; readonly id: string };
  readonly enrollmentId: Id<"enr"> | null;
  readonly sequenceId: Id<"seq"> | null;
  readonly contextId: Id<"ctx"> | null;
  /** When it was proposed: the age of its context is taken then. */
  readonly proposedAt: Instant;
  readonly causes: readonly Id<"aud">[];
  /** Ids of policies that a valid approval of exactly this content answers. */
  readonly grants: readonly string[];
}

/** What one decision reads, and where the touch will be counted. */
export interface Gathered {
  readonly request: { readonly action: "send_email"; readonly facts: Facts<"send_email"> };
  readonly capSubjects: readonly CapSubject[];
  /** Which revision of what was read, for the record. */
  readonly inputs: NonNullable<NewRecord["inputs"]>;
  /** The person as known, in words, for the case file. */
  readonly profile: Readonly<Record<string, string | null>> | null;
}

/** The facts of a batch; `count` makes an allowed touch visible to the ones decided after it. */
export interface FactsBatch {
  read(candidate: Candidate): Gathered;
  count(subjects: readonly CapSubject[]): void;
}

/** Locks the counters that these actions would fill; the first lock of a deciding transaction. */
export async function lockCaps(tx: Tx, candidates: readonly Candidate[]): Promise<void> {
  const caps = new Map(candidates.flatMap(capSubjects).map((subject) => [`${subject.kind} ${subject.key}`, subject]));
  await lockSubjects(tx, { gates: [], caps: [...caps.values()] }, "share");
}

/** Reads everything that the decisions of a batch need, with a constant number of statements. */
export async function factsOfBatch(deps: DecideDeps, tx: Tx, candidates: readonly Candidate[]): Promise<FactsBatch> {
  const contactIds = [...new Set(candidates.map((one) => one.prepared.ask.contactId))];
  const accountIds = [...new Set(candidates.flatMap((one) => one.prepared.contact?.accountId ?? []))];
  const sending = candidates.filter((one) => one.prepared.mailbox !== undefined);
  const [proposers, workspace, past, scores, accounts, policy, caps, breakers, contextOf] = await Promise.all([
    proposerFacts(tx, [...new Set(candidates.map((one) => one.proposer.id))]),
    workspaceFacts(tx),
    pastOf(tx, contactIds),
    scoreFactsFor(tx, contactIds),
    accountPastOf(deps, tx, accountIds),
    recipientsOf(deps, tx, candidates).then((recipients) => policyFacts(deps, tx, recipients)),
    capFacts(
      tx,
      candidates.flatMap(capSubjects),
      tx.now,
      candidates.map((one) => one.prepared.ask.actionId),
    ),
    breakerFactsFor(tx, sending.map(sendOf)),
    contextStandings(tx, candidates),
  ]);
  const breakersOf = new Map(sending.map((one, position) => [one.prepared.ask.actionId, breakers[position]]));
  const quietIn = rememberingQuiet(deps.quietHours, tx.now);
  const policyOf = new Map(candidates.map((one, position) => [one.prepared.ask.actionId, policy[position]]));
  return {
    read: (candidate) => {
      const contactId = candidate.prepared.ask.contactId;
      return gathered(tx, candidate, {
        proposer: proposers.get(candidate.proposer.id),
        context: contextOf(candidate),
        isWorkspacePaused: workspace.paused,
        activity: past.activity.get(contactId),
        score: scores.get(contactId),
        ...ofAccount(accounts, candidate.prepared.contact?.accountId ?? null),
        policy: policyOf.get(candidate.prepared.ask.actionId),
        breakers: breakersOf.get(candidate.prepared.ask.actionId),
        unknownSince: past.unknown.get(contactId) ?? null,
        book: caps,
        quietIn,
      });
    },
    count: (subjects) => {
      caps.count(subjects, tx.now);
    },
  };
}

/** What the breakers would count this touch under. */
function sendOf({ prepared, sequenceId }: Candidate) {
  if (prepared.mailbox === undefined) throw new Error(`action ${prepared.ask.actionId} has no mailbox`);
  return {
    mailboxId: prepared.mailbox.id,
    fromAddress: prepared.mailbox.address,
    toAddress: prepared.contact?.email ?? "",
    sequenceId,
  };
}

/** What happened with these contacts, and with those that were merged into them. */
async function pastOf(tx: Tx, contactIds: readonly Id<"con">[]) {
  const former = await absorbedIds(tx, contactIds);
  const merged = new Map([...former].flatMap(([id, olds]) => olds.map((old) => [old, id] as const)));
  const [activity, unknown] = await Promise.all([
    activityFactsFor(tx, contactIds, merged),
    unknownOf(tx, [...contactIds, ...merged.keys()], merged),
  ]);
  return { activity, unknown };
}

/** Since when a send of these contacts, or of those merged into them, is unknown. */
async function unknownOf(
  tx: Tx,
  ids: readonly Id<"con">[],
  merged: ReadonlyMap<Id<"con">, Id<"con">>,
): Promise<ReadonlyMap<Id<"con">, number>> {
  const found = await unknownSends(tx, ids);
  return new Map(
    found.toSorted((a, b) => a.at - b.at).map(({ contactId, at }) => [merged.get(contactId) ?? contactId, at]),
  );
}

function ofAccount(accounts: Awaited<ReturnType<typeof accountPastOf>>, accountId: Id<"acc"> | null) {
  return accountId === null
    ? { deal: undefined, accountPast: noPast }
    : { deal: accounts.relationOf(accountId), accountPast: accounts.pastOf(accountId) };
}

/** Quiet hours by set of zones, worked out once per batch: most contacts share theirs. */
function rememberingQuiet(quietHours: QuietHours, now: number): FactsMaterial["quietIn"] {
  const known = new Map<string, ReturnType<QuietHours>>();
  return (zones) => {
    const name = zones.join(" ");
    const quiet = known.get(name) ?? quietHours(zones, now);
    known.set(name, quiet);
    return quiet;
  };
}

async function recipientsOf(deps: DecideDeps, tx: Tx, candidates: readonly Candidate[]) {
  const keys = await deps.personKeys(tx, [...new Set(candidates.map((one) => one.prepared.ask.contactId))]);
  return candidates.map((one) => recipientOf(one.prepared.ask.contactId, keys, one.prepared.contact));
}

function capSubjects(candidate: Candidate): readonly CapSubject[] {
  const { prepared } = candidate;
  return capSubjectsOf({
    contactId: prepared.ask.contactId,
    accountId: prepared.contact?.accountId ?? null,
    domain: prepared.contact?.domain ?? null,
    persona: personaOf(prepared.contact),
    mailboxId: prepared.mailboxId,
    agentId: candidate.proposer.kind === "agent" ? candidate.proposer.id : null,
    purpose: prepared.ask.purpose,
  });
}

function gathered(tx: Tx, candidate: Candidate, material: FactsMaterial): Gathered {
  const { prepared } = candidate;
  const contact = prepared.contact;
  return {
    request: { action: "send_email", facts: factsDocument(tx.now, candidate, material) },
    capSubjects: capSubjects(candidate),
    inputs:
      contact === undefined
        ? []
        : [{ ref: `contact/${prepared.ask.contactId}`, source: "identity", confidenceBp: contact.confidence * 100 }],
    profile:
      contact === undefined
        ? null
        : {
            firstName: contact.firstName,
            lastName: contact.lastName,
            title: contact.title,
            email: contact.email,
            account: contact.accountName,
            domain: contact.domain,
            country: contact.country,
          },
  };
}
