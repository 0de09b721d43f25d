import { proposerFacts, workspaceFacts } from "../access/facts-for.ts";
import { activityFactsFor } from "../activity/facts-for.ts";
import type { NewRecord } from "../audit/contract.ts";
import type { ContactFacts } from "../identity/facts-for.ts";
import { isoFromInstant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { type CapBook, capFacts } from "../policy/caps.ts";
import { emptyWindow, type Facts, never } from "../policy/core/facts.ts";
import { quietFacts } from "../policy/core/hours.ts";
import {
  candidateCountries,
  industryFrom,
  knownWord,
  personas,
  relations,
  replyWords,
} from "../policy/core/vocabulary.ts";
import { type CapSubject, lockSubjects } from "../policy/gates.ts";
import { type PolicyFacts, policyFacts } from "../policy/policy-facts.ts";
import { scoreFactsFor } from "../scoring/facts-for.ts";
import { recipientOf } from "./action-gates.ts";
import { capSubjectsOf } from "./core/subjects.ts";
import type { DecideDeps } from "./deps.ts";
import type { Prepared } from "./prepare.ts";

/** An action about to be decided: what it says, who asks, and which standing grants fit its content. */
export interface Candidate {
  readonly prepared: Prepared;
  readonly proposer: { readonly kind: "person" | "agent" | "system"; readonly id: string };
  readonly enrollmentId: Id<"enr"> | null;
  readonly sequenceId: Id<"seq"> | null;
  readonly contextId: Id<"ctx"> | null;
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
  const recipients = await recipientsOf(deps, tx, candidates);
  const [proposers, workspace, activity, scores, policy, caps] = await Promise.all([
    proposerFacts(tx, [...new Set(candidates.map((one) => one.proposer.id))]),
    workspaceFacts(tx),
    activityFactsFor(tx, contactIds),
    scoreFactsFor(tx, contactIds),
    policyFacts(deps, tx, recipients),
    capFacts(
      tx,
      candidates.flatMap(capSubjects),
      tx.now,
      candidates.map((one) => one.prepared.ask.actionId),
    ),
  ]);
  let book = caps;
  const policyOf = new Map(candidates.map((one, position) => [one.prepared.ask.actionId, policy[position]]));
  return {
    read: (candidate) => {
      const contactId = candidate.prepared.ask.contactId;
      return gathered(tx, candidate, {
        proposer: proposers.get(candidate.proposer.id),
        isWorkspacePaused: workspace.paused,
        activity: activity.get(contactId),
        score: scores.get(contactId),
        policy: policyOf.get(candidate.prepared.ask.actionId),
        book,
      });
    },
    count: (subjects) => {
      book = book.with(subjects, tx.now);
    },
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
    purpose: prepared.ask.purpose,
  });
}

interface Material {
  readonly proposer: Awaited<ReturnType<typeof proposerFacts>> extends ReadonlyMap<string, infer P>
    ? P | undefined
    : never;
  readonly isWorkspacePaused: boolean;
  readonly activity: Awaited<ReturnType<typeof activityFactsFor>> extends ReadonlyMap<unknown, infer A>
    ? A | undefined
    : never;
  readonly score: Awaited<ReturnType<typeof scoreFactsFor>> extends ReadonlyMap<unknown, infer S>
    ? S | undefined
    : never;
  readonly policy: PolicyFacts | undefined;
  readonly book: CapBook;
}

function gathered(tx: Tx, candidate: Candidate, material: Material): Gathered {
  const { prepared } = candidate;
  const contact = prepared.contact;
  return {
    request: { action: "send_email", facts: factsOf(tx, candidate, material) },
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

function factsOf(tx: Tx, candidate: Candidate, material: Material): Facts<"send_email"> {
  const { prepared } = candidate;
  const { ask, contact, mailbox } = prepared;
  const { policy, activity, score, proposer } = material;
  if (policy === undefined || proposer === undefined) throw new Error(`facts of action ${ask.actionId} were not read`);
  const industry = industryFrom(contact?.industry);
  return {
    now: isoFromInstant(tx.now),
    action: { id: ask.actionId, purpose: ask.purpose, channel: "email", step: ask.step, autonomy: proposer.autonomy },
    agent: {
      id: proposer.id,
      kind: proposer.kind,
      status: proposer.status,
      outbound: proposer.outbound,
      firstActionApproved: proposer.firstActionApproved,
    },
    workspace: { paused: material.isWorkspacePaused },
    contact: {
      id: ask.contactId,
      countries: [...candidateCountries(contact?.countries ?? [])],
      persona: personaOf(contact),
      consent: "unknown",
      addressStatus: addressStatusOf(contact),
      confidence: contact?.confidence ?? 0,
      missingFields: [...new Set([...(contact?.missingFields ?? ["contact"]), ...prepared.missing])].slice(0, 20),
      segments: [...(contact?.segments ?? [])].slice(0, 100),
      sensitive:
        industry === "healthcare" || industry === "government" || (contact?.segments ?? []).includes("sensitive"),
    },
    account: {
      id: contact?.accountId ?? "",
      known: contact?.accountId != null,
      relation: relationOf(contact),
      industry,
      complaints: policy.accountComplaints,
    },
    suppression: policy.suppression,
    hold: policy.hold,
    replies: {
      inSequence: activity?.lastReplyAt != null,
      unclassified: activity?.unclassifiedReply ?? false,
      newest: newestReply(activity?.lastReplyAt ?? null, activity?.lastReplyKind ?? null),
      negativeAt: activity?.lastNegativeReplyAt == null ? never : isoFromInstant(activity.lastNegativeReplyAt),
    },
    caps: capsOf(candidate, material),
    quiet: quietFacts(contact?.timeZones ?? [], tx.now),
    scores: {
      known: score !== undefined,
      fit: score?.fit ?? 0,
      intent: score?.intent ?? 0,
      disqualified: score?.disqualified ?? false,
      icpVersion: score?.icpVersion ?? "none",
    },
    approvals: [...candidate.grants].slice(0, 50),
    message: {
      templateId: prepared.templateId ?? "",
      approved: prepared.isApprovedTemplate,
      modelWritten: prepared.templateId === null,
      hasUnsubscribeLink: prepared.content?.body.includes("Unsubscribe: ") === true,
      claimsFlagged: false,
    },
    mailbox: {
      id: prepared.mailboxId ?? "",
      ready: mailbox?.state === "active" && mailbox.breaker === "closed",
      inboxReadable: mailbox?.isReadable ?? false,
      dailyCap: mailbox?.dailyCap ?? 0,
      used:
        prepared.mailboxId === null ? emptyWindow : material.book.window({ kind: "mailbox", key: prepared.mailboxId }),
      spamRateBp: 0,
      bounceRateBp: 0,
    },
  };
}

function capsOf(candidate: Candidate, { book }: Material): Facts["caps"] {
  const { ask, contact } = candidate.prepared;
  const own = { kind: "contact", key: ask.contactId } as const;
  return {
    contact: book.window(own),
    account: contact?.accountId == null ? emptyWindow : book.window({ kind: "account", key: contact.accountId }),
    domain: contact?.domain == null ? emptyWindow : book.window({ kind: "domain", key: contact.domain }),
    persona: book.window({ kind: "persona", key: personaOf(contact) }),
    thread: book.window({ kind: "thread", key: ask.contactId }),
    lastTouchAt: book.newestAt(own),
  };
}

function personaOf(contact: ContactFacts | undefined): (typeof personas)[number] {
  return knownWord(personas, contact?.persona);
}

function relationOf(contact: ContactFacts | undefined): (typeof relations)[number] {
  return knownWord(relations, contact?.relation);
}

function addressStatusOf(contact: ContactFacts | undefined): "valid" | "risky" | "invalid" | "unknown" {
  switch (contact?.emailClass) {
    case "business":
    case "free_mail":
      return "valid";
    case "role":
    case "disposable":
      return "risky";
    case "placeholder":
      return "invalid";
    default:
      return "unknown";
  }
}

/** How the newest reply was classified; a reply that nobody was sure about is `unknown`. */
function newestReply(at: number | null, kind: string | null): (typeof replyWords)[number] {
  return at === null ? "none" : knownWord(replyWords, kind);
}
