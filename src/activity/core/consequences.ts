import type { Id } from "../../kernel/ids.ts";
import type { ActivityKind, ActivityReaction, OptOutBasis } from "../contract.ts";
import type { BounceReport } from "./bounce.ts";
import type { ReportedRecipient } from "./bounce-fate.ts";
import type { Classification } from "./classify.ts";
import type { Correlation } from "./correlate.ts";
import type { Structure, Understanding } from "./understand.ts";

/** An event that follows from a mail; the shell adds ids, times and keys. */
export interface EventPlan {
  readonly kind: ActivityKind;
  readonly contactId: Id<"con"> | null;
  readonly address: string | null;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
  /** The sender's words: they stay with the event, and out of the log. */
  readonly text?: Readonly<Record<string, string>>;
}

/** A mail in its place: what it is, where it belongs, who sent it. */
export interface Placed {
  readonly inboundId: Id<"inb">;
  readonly at: number;
  readonly sender: string | null;
  readonly correlation: Correlation;
  readonly structure: Structure;
  /** Null for a mail that cannot be parsed. */
  readonly understanding: Understanding | null;
}

/** The events of a mail: at least one, so that every mail has its record. The first is the cause of what follows. */
export function eventsOf(placed: Placed): readonly EventPlan[] {
  const { correlation, structure, understanding, sender } = placed;
  const contactId = soleContact(correlation);
  if (structure.complaint !== null) {
    return [
      {
        kind: "spam_complaint",
        contactId,
        address: ownAddress(placed),
        data: { source: structure.complaint.source, trusted: correlation.isTrusted },
      },
    ];
  }
  if (structure.bounce !== null) return reportEvents(placed, structure.bounce, contactId);
  const reply = understanding?.reply ?? null;
  const data = {
    kind: reply?.kind ?? null,
    class: reply?.class ?? null,
    stage: reply?.stage ?? "unreadable",
    correlatedBy: correlation.means,
    ...(reply?.severity == null ? {} : { severity: reply.severity }),
  };
  const words = reply?.severityEvidence == null ? {} : { text: { severityEvidence: reply.severityEvidence } };
  const kind = understanding?.what === "auto_reply" ? "auto_reply" : "email_replied";
  const main: readonly EventPlan[] =
    correlation.contactIds.length > 1
      ? correlation.contactIds.map((candidate) => ({
          kind: "inbound_ambiguous",
          contactId: candidate,
          address: sender,
          data,
          ...words,
        }))
      : [
          {
            kind: contactId === null || understanding?.what === "report" ? "inbound_unmatched" : kind,
            contactId,
            address: sender,
            data,
            ...words,
          },
        ];
  return reply?.stage === "opt_out" || reply?.class === "unsubscribe"
    ? [...main, { kind: "unsubscribed", contactId, address: sender, data: { basis: basisOf(reply) } }]
    : main;
}

function reportEvents(placed: Placed, report: BounceReport, contactId: Id<"con"> | null): readonly EventPlan[] {
  const kinds = { bounce: "email_bounced", delay: "email_delayed", delivery: "email_delivered" } as const;
  const fate = fateOf(placed, report);
  const { isTrusted } = placed.correlation;
  return [
    {
      kind: contactId === null ? "inbound_unmatched" : kinds[report.what],
      contactId,
      address: ownAddress(placed),
      data: {
        report: report.what,
        reason: fate?.reason ?? "undefined",
        permanence: fate?.permanence ?? "uncertain",
        status: fate?.status ?? "",
        reply: fate?.reply ?? "",
        trusted: isTrusted,
        recipients: report.recipients.length,
      },
    },
  ];
}

/** The reactions to a mail, stop first. `cause` is the audit record of its first event. */
export function reactionsOf(placed: Placed, cause: Id<"aud">): readonly ActivityReaction[] {
  const { correlation, structure, understanding, inboundId, at } = placed;
  const contactId = soleContact(correlation);
  const about = {
    contactId,
    accountId: correlation.accountId,
    address: ownAddress(placed),
    messageId: correlation.message?.messageId ?? null,
    actionId: correlation.message?.actionId ?? null,
    inboundId,
    cause,
    at,
  };
  const what = understanding?.what ?? "reply";
  const out: ActivityReaction[] = [];
  if (correlation.contactIds.length > 0) {
    const holdUntil = understanding?.holdUntil ?? null;
    out.push({
      ...about,
      type: "inbound.recorded",
      what,
      contactIds: [...correlation.contactIds, ...correlation.alsoFrom],
      auto: what !== "reply",
      holdUntil,
    });
  }
  if (structure.complaint !== null) out.push({ ...about, type: "complaint.seen", trusted: correlation.isTrusted });
  if (structure.bounce !== null) out.push(...reportReactions(placed, structure.bounce, about));
  const reply = understanding?.reply ?? null;
  if (reply === null) return out;
  out.push(...optOuts(placed, reply, about), ...protests(placed, reply, about));
  if (what === "reply" || what === "auto_reply") {
    const { class: replyClass, kind, stage, resumeAt, meetingAt, referral } = reply;
    out.push({
      ...about,
      type: "reply.classified",
      class: replyClass,
      kind,
      stage,
      resumeAt,
      meetingAt,
      referral,
      byPerson: false,
    });
  }
  return out;
}

type About = Omit<Extract<ActivityReaction, { type: "delivery.seen" }>, "type" | "trusted">;

function reportReactions(placed: Placed, report: BounceReport, about: About): readonly ActivityReaction[] {
  const trusted = placed.correlation.isTrusted;
  if (report.what === "delivery") return [{ ...about, type: "delivery.seen", trusted }];
  if (report.what === "delay") return [];
  const fate = fateOf(placed, report);
  // Without our token anybody could erase a contact by mailing a forged report: it pauses and no more.
  const permanence =
    fate === null ? "uncertain" : !trusted && fate.permanence === "permanent" ? "uncertain" : fate.permanence;
  return [{ ...about, type: "bounce.seen", permanence, reason: fate?.reason ?? "undefined", trusted }];
}

/** Our recipient's fate among those of a report; a stranger's fate is not ours. */
function fateOf(placed: Placed, report: BounceReport): ReportedRecipient | null {
  const address = placed.correlation.message?.address.toLowerCase() ?? null;
  const own = report.recipients.find((one) => one.address === address || one.originalAddress === address);
  if (own !== undefined) return own;
  const [only, ...others] = report.recipients;
  return only !== undefined && others.length === 0 ? only : null;
}

function optOuts(placed: Placed, reply: Classification, about: About): readonly ActivityReaction[] {
  if (reply.suppress === null) return [];
  const basis = basisOf(reply);
  const seen = { type: "optout.seen", scope: reply.suppress, basis } as const;
  const first = { ...about, ...seen };
  const { sender } = placed;
  // Whoever wrote it wants no mail: the sender's own address counts too, whether or not it is in our records.
  const isOther = basis !== "left_company" && sender !== null && sender !== about.address;
  return isOther ? [first, { ...first, contactId: null, address: sender, scope: "contact" }] : [first];
}

function protests(placed: Placed, reply: Classification, about: About): readonly ActivityReaction[] {
  const { severity, severityEvidence: evidence } = reply;
  if (severity === null) return [];
  const writer = placed.sender === about.address ? null : placed.sender;
  return [{ ...about, type: "protest.seen", severity, evidence, writer }];
}

function basisOf(reply: Classification): OptOutBasis {
  if (reply.channel === "mailto") return "mailto";
  if (reply.kind === "complaint") return "complaint_reply";
  if (reply.kind === "data_request") return "data_request";
  return reply.kind === "left_company" ? "left_company" : "reply";
}

function soleContact(correlation: Correlation): Id<"con"> | null {
  return correlation.contactIds.length === 1 ? (correlation.contactIds[0] ?? null) : null;
}

/** The address that we wrote to; else the one that wrote. */
function ownAddress(placed: Placed): string | null {
  const stated = placed.structure.complaint?.addresses[0] ?? placed.structure.bounce?.recipients[0]?.address ?? null;
  return placed.correlation.message?.address ?? stated ?? placed.sender;
}
