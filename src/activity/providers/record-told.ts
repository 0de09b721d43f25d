import { createHash } from "node:crypto";
import type { Instant } from "../../kernel/env.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { ActivityReaction } from "../contract.ts";
import {
  addressOptingOut,
  type Consequence,
  cluesOfEvent,
  consequenceOf,
  messageOfEvent,
  type Subject,
} from "../core/webhooks/consequence.ts";
import type { ProviderEvent, WebhookProvider } from "../core/webhooks/event.ts";
import { type NewEvent, recordEvents } from "../record.ts";
import { messagesByAlias } from "../store/aliases.ts";
import { insertTold } from "../store/providers.ts";
import type { ProviderDeps } from "./deps.ts";

/** How many events of a call fit a message of ours, and how many fit none. */
export interface Taken {
  readonly matched: number;
  readonly unmatched: number;
}

/** Which provider told something. */
export interface Teller {
  readonly id: Id<"esp">;
  readonly kind: WebhookProvider;
  readonly coversBody: boolean;
}

interface Found {
  readonly event: ProviderEvent;
  readonly digest: string;
  readonly subject: Subject | null;
}

/**
 * Keeps what a provider told, once each, ties it to our messages, and records and hands on what follows. A constant number of
 * statements, however many events a call has.
 */
export async function recordTold(
  deps: ProviderDeps,
  tx: Tx,
  teller: Teller,
  events: readonly ProviderEvent[],
  at: Instant,
): Promise<Taken> {
  if (events.length === 0) return { matched: 0, unmatched: 0 };
  const found = firstOfEach(await findSubjects(deps, tx, teller, events));
  const told = found.map(({ event, digest, subject }) => ({
    digest,
    kind: event.kind,
    name: event.name,
    occurredAt: event.at,
    messageId: subject?.messageId ?? null,
  }));
  const fresh = await insertTold(tx, teller.id, told, at);
  const news = found.filter(({ digest }) => fresh.has(digest));
  const planned = news.flatMap(({ event, digest, subject }) => {
    const told = { providerId: teller.id, digest, at: tx.now };
    const consequence = subject === null ? null : consequenceOf(event, subject, told);
    return subject === null || consequence === null ? [] : [{ subject, consequence }];
  });
  const recorded = await recordEvents(
    deps,
    tx,
    planned.map(({ subject, consequence }) => newEvent(subject, consequence)),
    { kind: "provider", id: teller.id },
  );
  const reactions = planned.flatMap(({ consequence }, index): readonly ActivityReaction[] => {
    const cause = recorded[index]?.auditId;
    return consequence.reaction === null || cause === undefined ? [] : [consequence.reaction(cause)];
  });
  if (reactions.length > 0) await deps.react(tx, reactions);
  const matched = news.filter(({ subject }) => subject !== null).length;
  return { matched, unmatched: news.length - matched };
}

async function findSubjects(
  deps: ProviderDeps,
  tx: Tx,
  teller: Teller,
  events: readonly ProviderEvent[],
): Promise<readonly Found[]> {
  const clues = events.map(cluesOfEvent);
  const aliases = await messagesByAlias(
    tx,
    clues.flatMap(({ alias }) => alias ?? []),
  );
  const messages = await deps.messagesFor(tx, {
    ids: [...new Set([...clues.flatMap(({ id }) => id ?? []), ...aliases.values()])],
    rfc822Ids: [...new Set(clues.flatMap(({ rfc822 }) => (rfc822 === null ? [] : [rfc822, `<${rfc822}>`])))],
    addresses: [],
    // Each event may be tied in three ways.
    limit: 3 * events.length,
  });
  const found = events.map((event) => ({
    event,
    digest: createHash("sha256").update(`${event.kind} ${event.eventId}`).digest("hex"),
    subject: messageOfEvent(event, teller.coversBody, messages, aliases),
  }));
  return withContacts(deps, tx, teller, found);
}

/** Opt-outs without a message are about whoever the address belongs to now. */
async function withContacts(
  deps: ProviderDeps,
  tx: Tx,
  teller: Teller,
  found: readonly Found[],
): Promise<readonly Found[]> {
  const addressIn = ({ event, subject }: Found): string | null =>
    subject === null ? addressOptingOut(event, teller.coversBody) : null;
  const addresses = [...new Set(found.flatMap((one) => addressIn(one) ?? []))];
  if (addresses.length === 0) return found;
  const contacts = await deps.contactsFor(tx, addresses);
  return found.map((one) => {
    const address = addressIn(one);
    const contact = contacts.find((known) => known.address.toLowerCase() === address);
    return contact === undefined ? one : { ...one, subject: { ...contact, messageId: null, actionId: null } };
  });
}

/** A call may tell the same twice. */
function firstOfEach(found: readonly Found[]): readonly Found[] {
  return [...Map.groupBy(found, ({ digest }) => digest).values()].flatMap(([first]) => first ?? []);
}

function newEvent(subject: Subject, { kind, sourceKey, occurredAt, data, text }: Consequence): NewEvent {
  const { contactId, accountId, address, actionId, messageId } = subject;
  return { kind, sourceKey, occurredAt, data, text, contactId, accountId, address, actionId, messageId };
}
