import type { AppendDeps } from "../audit/append.ts";
import type { AuditActor } from "../audit/contract.ts";
import { accountsOfContacts } from "../identity/facts-for.ts";
import type { Id } from "../kernel/ids.ts";
import type { React } from "../kernel/reactions.ts";
import type { Tx } from "../kernel/sql.ts";
import type { ActivityKind, ActivityReaction, Permanence, ReplyKind } from "./contract.ts";
import { type NewEvent, type RecordedEvent, recordEvents } from "./record.ts";
import { eventsBySource } from "./store/events.ts";

export interface PastDeps extends AppendDeps {
  readonly react: React<ActivityReaction>;
}

/** Something that another tool saw: its event, and what it says beside its kind. */
export interface Past {
  readonly event: NewEvent;
  readonly reply: ReplyKind | null;
  readonly permanence: Permanence | null;
  /** Whether we reached out by it, so that it counts under the caps. */
  readonly isTouch: boolean;
}

const touches: ReadonlySet<ActivityKind> = new Set(["email_sent", "call_placed", "call_connected", "voicemail_left"]);

/** Whether an event of this kind is us reaching out. */
export function isTouch(kind: ActivityKind, direction: "inbound" | "outbound"): boolean {
  return touches.has(kind) && direction === "outbound";
}

/** The events that are recorded already among these, by source key: the same thing again has the same key. */
export async function knownPasts(
  tx: Tx,
  pasts: readonly Past[],
): Promise<ReadonlyMap<string, { readonly id: Id<"evt">; readonly kind: string }>> {
  const known = await eventsBySource(
    tx,
    pasts.map(({ event }) => event.sourceKey),
  );
  return new Map(known.map(({ id, sourceKey, kind }) => [sourceKey, { id, kind }]));
}

/**
 * Records what others saw, each at the account that its contact is at. An opt-out, a complaint, a dead mailbox or a reply
 * protects exactly like a live one; nothing is started, booked or learned by them.
 */
export async function recordPasts(
  deps: PastDeps,
  tx: Tx,
  pasts: readonly Past[],
  actor: AuditActor,
): Promise<readonly RecordedEvent[]> {
  const events = await atTheirAccounts(tx, pasts);
  const recorded = await recordEvents(
    deps,
    tx,
    events.map(({ event }) => event),
    actor,
  );
  await deps.react(
    tx,
    events.flatMap((past, index) => {
      const done = recorded[index];
      return done?.isNew === true ? [reactionOf(past, done)] : [];
    }),
  );
  return recorded;
}

async function atTheirAccounts(tx: Tx, events: readonly Past[]): Promise<readonly Past[]> {
  const accounts = await accountsOfContacts(tx, [...new Set(events.flatMap(({ event }) => event.contactId ?? []))]);
  return events.map((past) => {
    const { contactId } = past.event;
    const accountId = contactId === null ? null : (accounts.get(contactId) ?? null);
    return { ...past, event: { ...past.event, accountId } };
  });
}

function reactionOf(past: Past, recorded: RecordedEvent): ActivityReaction {
  const { reply, permanence, event } = past;
  return {
    type: "past.recorded",
    eventId: recorded.id,
    kind: event.kind,
    reply,
    permanence,
    isTouch: past.isTouch,
    contactId: event.contactId,
    accountId: event.accountId,
    address: event.address ?? null,
    messageId: null,
    actionId: null,
    inboundId: null,
    cause: recorded.auditId,
    at: event.occurredAt,
  };
}
