import type { Instant } from "../../../kernel/env.ts";
import type { Id } from "../../../kernel/ids.ts";
import type { ActivityKind, ActivityReaction } from "../../contract.ts";
import { aliasInProviderId } from "../aliases.ts";
import type { KnownMessage } from "../correlate.ts";
import { reportKey } from "../report-key.ts";
import type { ProviderEvent, ProviderEventKind } from "./event.ts";

/** What an event leads to: what is recorded, and what others hear of it. */
export interface Consequence {
  readonly kind: ActivityKind;
  readonly sourceKey: string;
  readonly occurredAt: Instant;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
  /** What the provider calls it and the other server's words: for people to read, and no part of the audit record. */
  readonly text: Readonly<Record<string, string>>;
  /** The reaction, made when its audit record is there; null where nobody reacts. */
  readonly reaction: ((cause: Id<"aud">) => ActivityReaction) | null;
}

/** Whom an event is about: the recipient of a message of ours, or a contact by the address alone. */
export interface Subject {
  readonly contactId: Id<"con">;
  readonly accountId: Id<"acc"> | null;
  readonly address: string;
  readonly messageId: Id<"msg"> | null;
  readonly actionId: Id<"act"> | null;
}

/** Where a call was taken, for keys and records. */
export interface Told {
  readonly providerId: Id<"esp">;
  /** The digest of the event's id at the provider. */
  readonly digest: string;
  readonly at: Instant;
}

/** How the messages that may be meant are looked up. */
export interface MessageClues {
  readonly id: Id<"msg"> | null;
  readonly rfc822: string | null;
  readonly alias: string | null;
}

/** What ties an event to a message of ours, strongest first. */
export function cluesOfEvent({ ids }: ProviderEvent): MessageClues {
  return {
    id: ids.fairlead,
    rfc822: ids.rfc822,
    alias: ids.provider === null ? null : aliasInProviderId(ids.provider),
  };
}

/**
 * The message that an event is about, or null. Where the proof does not cover the body, whoever saw one call could write
 * another: then the event counts only for the recipient that we wrote to.
 */
export function messageOfEvent(
  event: ProviderEvent,
  coversBody: boolean,
  messages: readonly KnownMessage[],
  aliases: ReadonlyMap<string, Id<"msg">>,
): KnownMessage | null {
  const clues = cluesOfEvent(event);
  const aliased = clues.alias === null ? undefined : aliases.get(clues.alias);
  const found =
    messages.find(({ messageId }) => messageId === clues.id) ??
    messages.find(({ rfc822Id }) => bare(rfc822Id) === clues.rfc822) ??
    messages.find(({ messageId }) => messageId === aliased);
  if (found === undefined) return null;
  return coversBody || event.address === found.address.toLowerCase() ? found : null;
}

/**
 * The address of an opt-out that names no message of ours, such as one from a provider's own list; null for anything else. A
 * wish to be left alone needs no message, where its proof covers the body.
 */
export function addressOptingOut(event: ProviderEvent, coversBody: boolean): string | null {
  return event.kind === "unsubscribed" && coversBody ? event.address : null;
}

const activityKinds: Partial<Record<ProviderEventKind, ActivityKind>> = {
  delivered: "email_delivered",
  delayed: "email_delayed",
  bounced: "email_bounced",
  rejected: "email_rejected",
  complained: "spam_complaint",
  unsubscribed: "unsubscribed",
};

/**
 * What an event about one of our contacts leads to; null for one that changes nothing, such as an open: machines open mail. It
 * depends on the event and its subject alone, so order and repetition of calls change nothing.
 */
export function consequenceOf(event: ProviderEvent, subject: Subject, told: Told): Consequence | null {
  const kind = activityKinds[event.kind];
  if (kind === undefined) return null;
  const { verdict } = event;
  return {
    kind,
    sourceKey: sourceKeyOf(event, subject, told),
    // A provider whose clock is ahead does not write into the future.
    occurredAt: Math.min(event.at ?? told.at, told.at),
    data: {
      source: event.provider,
      provider: told.providerId,
      trusted: true,
      ...(event.kind === "unsubscribed" ? { basis: "provider" } : {}),
      ...(verdict === null
        ? {}
        : {
            reason: verdict.reason,
            permanence: verdict.permanence,
            status: event.status,
            reply: event.reply,
            stated: event.stated,
          }),
    },
    text: { name: event.name, ...(event.diagnostic === "" ? {} : { words: event.diagnostic }) },
    reaction: reactionOf(event, subject, told),
  };
}

function sourceKeyOf(event: ProviderEvent, { messageId }: Subject, told: Told): string {
  const own = `provider ${told.providerId} ${told.digest}`;
  if (messageId === null) return own;
  switch (event.kind) {
    case "delivered":
      return reportKey(messageId, { kind: "email_delivered" });
    case "complained":
      return reportKey(messageId, { kind: "spam_complaint" });
    case "bounced":
      return reportKey(messageId, { kind: "email_bounced", permanence: event.verdict?.permanence ?? "uncertain" });
    default:
      return own;
  }
}

function reactionOf(event: ProviderEvent, subject: Subject, { at }: Told): Consequence["reaction"] {
  const { contactId, accountId, address, messageId, actionId } = subject;
  const who = { contactId, accountId, address, messageId, actionId, inboundId: null };
  const about = (cause: Id<"aud">) => ({ ...who, cause, at });
  switch (event.kind) {
    case "delivered":
      return (cause) => ({ ...about(cause), type: "delivery.seen", trusted: true });
    case "bounced": {
      const { permanence, reason } = event.verdict ?? { permanence: "uncertain", reason: "undefined" };
      return (cause) => ({ ...about(cause), type: "bounce.seen", permanence, reason, trusted: true });
    }
    case "complained":
      return (cause) => ({ ...about(cause), type: "complaint.seen", trusted: true });
    case "unsubscribed":
      return (cause) => ({ ...about(cause), type: "optout.seen", scope: "contact", basis: "provider" });
    // The recipient's server was never asked: nothing is known of the address.
    case "rejected":
    case "delayed":
    case "sent":
    case "ignored":
      return null;
    default:
      return event.kind satisfies never;
  }
}

function bare(id: string): string {
  return id.replace(/^<|>$/g, "");
}
