import { autonomyOver, mayPropose } from "../access/core/autonomy.ts";
import type { ProposerFacts } from "../access/facts-for.ts";
import type { ActivityFacts } from "../activity/facts-for.ts";
import { confidenceReached } from "../identity/core/confidence.ts";
import { customValues } from "../identity/core/custom-fields.ts";
import type { ContactFacts } from "../identity/facts-for.ts";
import type { CustomValues } from "../identity/fields/custom-values.ts";
import { type Instant, instantFromIso, isoFromInstant } from "../kernel/env.ts";
import type { BreakerFacts } from "../mailbox/facts-for.ts";
import type { CapBook } from "../policy/caps.ts";
import { emptyWindow, type Facts, never } from "../policy/core/facts.ts";
import {
  candidateCountries,
  industryFrom,
  knownWord,
  personas,
  type relations,
  replyWords,
} from "../policy/core/vocabulary.ts";
import type { PolicyFacts } from "../policy/policy-facts.ts";
import type { ScoreFactsRow } from "../scoring/facts-for.ts";
import type { AccountPast } from "./account-past.ts";
import type { ContextStanding } from "./context-standing.ts";
import { heldByUnknown } from "./core/unknown-send.ts";
import type { Candidate } from "./gather-facts.ts";

/** What was read for one action; undefined where the block to the left knows nothing of it. */
export interface FactsMaterial {
  readonly proposer: ProposerFacts | undefined;
  readonly isWorkspacePaused: boolean;
  readonly context: ContextStanding;
  readonly activity: ActivityFacts | undefined;
  readonly score: ScoreFactsRow | undefined;
  readonly policy: PolicyFacts | undefined;
  readonly breakers: BreakerFacts | undefined;
  /** Since when nobody knows whether a message to the contact arrived. */
  readonly unknownSince: Instant | null;
  /** What deals make of the account; undefined where there are none. */
  readonly deal: "customer" | "open_opportunity" | undefined;
  readonly accountPast: AccountPast;
  readonly book: CapBook;
  /** Quiet hours over the time zones where the contact may be. */
  readonly quietIn: (timeZones: readonly string[]) => EmailFacts["quiet"];
}

type EmailFacts = Facts<"send_email">;

/** Segments of one contact that facts hold. */
const segmentsMax = 100;

/** The one document that a decision reads. Pure: everything unknown is said as unknown, nothing defaults to a permission. */
export function factsDocument(now: Instant, candidate: Candidate, material: FactsMaterial): EmailFacts {
  const { ask } = candidate.prepared;
  const { policy, proposer } = material;
  if (policy === undefined || proposer === undefined) throw new Error(`facts of action ${ask.actionId} were not read`);
  const autonomy = autonomyOver(proposer, { action: "send_email", segments: segmentsKnown(candidate) });
  return {
    now: isoFromInstant(now),
    action: { id: ask.actionId, purpose: ask.purpose, channel: "email", step: ask.step, autonomy, ...material.context },
    agent: {
      id: proposer.id,
      kind: proposer.kind,
      status: proposer.status,
      outbound: mayPropose(autonomy),
      firstActionApproved: proposer.firstActionApproved,
      dailyBudget: proposer.dailyBudget ?? 0,
      used: material.book.window({ kind: "agent", key: proposer.id }),
    },
    workspace: { paused: material.isWorkspacePaused },
    contact: {
      ...contactPart(candidate, policy),
      confidence: confidenceReached(
        candidate.prepared.contact?.confidenceParts ?? {},
        material.activity?.lastReplyAt ?? null,
        now,
      ),
    },
    account: accountPart(candidate, material, policy),
    suppression: policy.suppression,
    hold: holdPart(policy, material, now),
    replies: repliesPart(material.activity),
    caps: capsPart(candidate, material.book),
    quiet: material.quietIn(candidate.prepared.contact?.timeZones ?? []),
    scores: scoresPart(material.score),
    approvals: [...candidate.grants].slice(0, 50),
    message: messagePart(candidate),
    mailbox: mailboxPart(candidate, material),
  };
}

/** Every segment of the contact; null for a contact that was not read, and for a list as long as facts hold, which may be cut. */
function segmentsKnown({ prepared: { contact } }: Candidate): readonly string[] | null {
  return contact === undefined || contact.segments.length >= segmentsMax ? null : contact.segments;
}

function contactPart({ prepared }: Candidate, policy: PolicyFacts): Omit<EmailFacts["contact"], "confidence"> {
  const { ask, contact } = prepared;
  const industry = industryFrom(contact?.industry);
  const segments = contact?.segments ?? [];
  const countries = candidateCountries(contact?.countries ?? []);
  return {
    id: ask.contactId,
    countries: [...countries],
    persona: personaOf(contact),
    buyingRole: contact?.buyingRole ?? "unknown",
    jobChangedAt: contact?.jobChangedAt == null ? never : isoFromInstant(contact.jobChangedAt),
    consent: policy.consentIn(countries),
    addressStatus: addressStatusOf(contact),
    missingFields: [...new Set([...(contact?.missingFields ?? ["contact"]), ...prepared.missing])].slice(0, 20),
    segments: [...segments].slice(0, segmentsMax),
    custom: customPart(contact?.custom),
    sensitive: industry === "healthcare" || industry === "government" || segments.includes("sensitive"),
  };
}

function accountPart({ prepared }: Candidate, material: FactsMaterial, policy: PolicyFacts): EmailFacts["account"] {
  const { contact } = prepared;
  return {
    id: contact?.accountId ?? "",
    known: contact?.accountId != null,
    relation: relationOf(contact, material.deal),
    industry: industryFrom(contact?.industry),
    complaints: policy.accountComplaints,
    ...material.accountPast,
    custom: customPart(contact?.accountCustom),
  };
}

/** Declared fields as `name=value`; a text too long to be compared is left out, which reads as not known. */
function customPart(values: CustomValues | undefined): readonly string[] {
  return Object.entries(values ?? {})
    .flatMap(([name, { type, value }]) => customValues(type, value).map((one) => `${name}=${one}`))
    .filter((member) => member.length <= 160)
    .slice(0, 200);
}

/** A deal with us says more than what an import once said; a customer, partner or competitor stays one. */
function relationOf(contact: ContactFacts | undefined, deal: FactsMaterial["deal"]): (typeof relations)[number] {
  const recorded = contact?.relation ?? "unknown";
  const isOpen = recorded === "none" || recorded === "unknown" || recorded === "open_opportunity";
  return deal !== undefined && isOpen ? deal : recorded;
}

/** A send whose result nobody knows is a hold like one that mail led to, for as long as it is looked into. */
function holdPart({ hold }: PolicyFacts, { unknownSince }: FactsMaterial, now: Instant): EmailFacts["hold"] {
  if (unknownSince === null) return hold;
  const until = Math.max(instantFromIso(hold.until), heldByUnknown(unknownSince, now));
  return { ...hold, until: isoFromInstant(until) };
}

function repliesPart(activity: ActivityFacts | undefined): EmailFacts["replies"] {
  const repliedAt = activity?.lastReplyAt ?? null;
  const negativeAt = activity?.lastNegativeReplyAt ?? null;
  return {
    inSequence: repliedAt !== null,
    unclassified: activity?.unclassifiedReply ?? false,
    newest: repliedAt === null ? "none" : knownWord(replyWords, activity?.lastReplyKind),
    negativeAt: negativeAt === null ? never : isoFromInstant(negativeAt),
  };
}

function capsPart({ prepared }: Candidate, book: CapBook): EmailFacts["caps"] {
  const { ask, contact } = prepared;
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

function scoresPart(score: ScoreFactsRow | undefined): EmailFacts["scores"] {
  return {
    known: score !== undefined,
    fit: score?.fit ?? 0,
    intent: score?.intent ?? 0,
    disqualified: score?.disqualified ?? false,
    icpVersion: score?.icpVersion ?? "none",
  };
}

function messagePart({ prepared }: Candidate): EmailFacts["message"] {
  return {
    templateId: prepared.templateId ?? "",
    approved: prepared.isApprovedTemplate,
    modelWritten: prepared.templateId === null,
    hasUnsubscribeLink: prepared.hasUnsubscribeLink,
    claimsFlagged: false,
  };
}

function mailboxPart({ prepared }: Candidate, { book, breakers }: FactsMaterial): EmailFacts["mailbox"] {
  const { mailbox, mailboxId } = prepared;
  const dailyCap = mailbox?.dailyCap ?? 0;
  return {
    id: mailboxId ?? "",
    ready: mailbox?.state === "active",
    inboxReadable: mailbox?.isReadable ?? false,
    dailyCap,
    warming: mailbox?.warmUpCap != null,
    warmUpCap: mailbox?.warmUpCap ?? dailyCap,
    used: mailboxId === null ? emptyWindow : book.window({ kind: "mailbox", key: mailboxId }),
    provider: breakers?.provider ?? "",
    preflight: mailbox?.preflight ?? "unknown",
    breakers: breakers?.tripped ?? allBreakers(mailbox !== undefined),
    spamRateBp: breakers?.spamRateBp ?? 0,
    bounceRateBp: breakers?.bounceRateBp ?? 0,
  };
}

/** Breakers that were not read are tripped ones; a touch without a mailbox has none and is refused for that. */
function allBreakers(isTripped: boolean): EmailFacts["mailbox"]["breakers"] {
  return { mailbox: isTripped, domain: isTripped, sequence: isTripped, provider: isTripped };
}

/** The persona that caps are counted under; whoever has none is `unknown`, with a cap of its own. */
export function personaOf(contact: ContactFacts | undefined): (typeof personas)[number] {
  return knownWord(personas, contact?.persona);
}

function addressStatusOf(contact: ContactFacts | undefined): "valid" | "risky" | "invalid" | "unknown" {
  // Known to be dead, or at a domain that the account has left.
  if (contact?.emailStatus === "invalid") return "invalid";
  // A check found a domain that accepts everything, or guessed.
  if (contact?.emailStatus === "risky") return "risky";
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
