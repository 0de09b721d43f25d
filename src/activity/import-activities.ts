import { type AppendDeps, actorOf } from "../audit/append.ts";
import { contactFactsFor, contactIdsByAddress, livingContacts } from "../identity/facts-for.ts";
import type { ImportSink, SinkContext, SinkResult, SinkRow } from "../identity/import/sink.ts";
import { contactsNamed } from "../identity/named.ts";
import { dayMs, instantFromIso } from "../kernel/env.ts";
import { type Id, isId } from "../kernel/ids.ts";
import type { React } from "../kernel/reactions.ts";
import type { Tx } from "../kernel/sql.ts";
import { type ActivityKind, type ActivityReaction, activityKinds, type ReplyKind, replyKinds } from "./contract.ts";
import { classOfKind } from "./core/classify.ts";
import { type NewEvent, type RecordedEvent, recordEvents } from "./record.ts";
import { eventsBySource } from "./store/events.ts";

export interface PastDeps extends AppendDeps {
  readonly react: React<ActivityReaction>;
}

/** What forbids contact whether or not we know the person: the address alone is enough to keep. */
const protectsAddress: ReadonlySet<ActivityKind> = new Set(["unsubscribed", "spam_complaint", "email_bounced"]);
const touches: ReadonlySet<ActivityKind> = new Set(["email_sent", "call_placed", "call_connected", "voicemail_left"]);

/**
 * Takes the rows of a file of past activities: each becomes an event once, in the past and marked as imported. An opt-out, a
 * complaint, a dead mailbox or a reply protects exactly like a live one; nothing is started, booked or learned by them.
 */
export function activitySink(deps: PastDeps): ImportSink {
  return async (tx, rows, context) => {
    const people = await peopleOf(tx, rows, context);
    const prepared = rows.map((row) => pastsOf(tx, row, people, context));
    const pasts = prepared.flatMap((one) => ("outcome" in one ? [] : one));
    const events = await atTheirAccounts(tx, await withoutKnown(tx, pasts));
    const recorded = await recordEvents(
      deps,
      tx,
      events.map(({ event }) => event),
      actorOf(context.caller),
    );
    await deps.react(
      tx,
      events.flatMap((past, index) => {
        const done = recorded[index];
        return done?.isNew === true ? [reactionOf(past, done)] : [];
      }),
    );
    const isNew = new Set(recorded.flatMap((one) => (one.isNew ? [one.sourceKey] : [])));
    return prepared.map((one): SinkResult => {
      if ("outcome" in one) return one;
      return { outcome: one.some(({ event }) => isNew.has(event.sourceKey)) ? "created" : "unchanged" };
    });
  };
}

interface Past {
  readonly event: NewEvent;
  readonly kind: ActivityKind;
  readonly reply: ReplyKind | null;
  readonly permanence: "permanent" | "temporary" | null;
  readonly isTouch: boolean;
}

type Rejected = Extract<SinkResult, { outcome: "rejected" }>;

/** Whom a row may name: by our own id, by the source's, or by address. */
interface People {
  readonly living: ReadonlyMap<Id<"con">, Id<"con">>;
  readonly named: ReadonlyMap<string, Id<"con">>;
  readonly ofAddress: ReadonlyMap<string, readonly Id<"con">[]>;
}

async function peopleOf(tx: Tx, rows: readonly SinkRow[], context: SinkContext): Promise<People> {
  const all = (field: string): readonly string[] => [...new Set(rows.flatMap(({ fields }) => fields[field] ?? []))];
  return {
    living: await livingContacts(
      tx,
      all("contactId").filter((id) => isId("con", id)),
    ),
    named: await contactsNamed(tx, context.source.id, all("contactRef")),
    ofAddress: await contactIdsByAddress(tx, all("email")),
  };
}

function pastsOf(tx: Tx, row: SinkRow, people: People, context: SinkContext): readonly Past[] | Rejected {
  const kind = activityKinds.find((known) => known === row.fields["kind"]);
  const occurredAt = instantFromIso(row.fields["occurredAt"] ?? "");
  if (kind === undefined) return rejected("unknown_type", "the row is of no known kind of activity");
  // A day without a zone may be tomorrow's here; anything later did not happen yet.
  if (occurredAt > tx.now + dayMs)
    return rejected("future_date", "the date lies in the future: only what happened is imported");
  const found = contactsOf(row, people, kind);
  const address = row.fields["email"] ?? null;
  if ("outcome" in found && (address === null || !protectsAddress.has(kind))) return found;
  const contactIds = "outcome" in found ? [null] : found;
  const sourceKey = `import ${context.source.id} ${row.externalId}`;
  return contactIds.map((contactId) => {
    const key = contactIds.length === 1 ? sourceKey : `${sourceKey} ${contactId}`;
    return pastOf(row, kind, { contactId, address, occurredAt: Math.min(occurredAt, tx.now), sourceKey: key }, context);
  });
}

function pastOf(
  row: SinkRow,
  kind: ActivityKind,
  event: Pick<NewEvent, "contactId" | "occurredAt" | "sourceKey"> & { readonly address: string | null },
  context: SinkContext,
): Past {
  const reply = replyKinds.find((known) => known === row.fields["reply"]) ?? null;
  const permanence =
    kind !== "email_bounced" ? null : row.fields["permanence"] === "temporary" ? "temporary" : "permanent";
  const direction = row.fields["direction"] === "inbound" ? "inbound" : "outbound";
  const texts = (["subject", "outcome"] as const).flatMap((name) => {
    const text = row.fields[name];
    return text === undefined ? [] : [[name, text] as const];
  });
  const data = {
    origin: "import",
    import: context.importId,
    direction,
    ...(reply === null ? {} : { kind: reply, class: classOfKind[reply] }),
    ...(permanence === null ? {} : { permanence }),
  };
  const isTouch = touches.has(kind) && direction === "outbound";
  return {
    event: { ...event, kind, accountId: null, data, text: Object.fromEntries(texts) },
    kind,
    reply,
    permanence,
    isTouch,
  };
}

/**
 * The contact that a row names. Several people on one mailbox are nobody in particular, and the row is handed back; only
 * a reply counts for all of them, as a live one would.
 */
function contactsOf(row: SinkRow, people: People, kind: ActivityKind): readonly Id<"con">[] | Rejected {
  const { contactId, contactRef, email } = row.fields;
  const known =
    (isId("con", contactId ?? "") ? people.living.get(contactId as Id<"con">) : undefined) ??
    (contactRef === undefined ? undefined : people.named.get(contactRef));
  if (known !== undefined) return [known];
  const found = email === undefined ? [] : (people.ofAddress.get(email) ?? []);
  if (found.length === 1 || (found.length > 1 && kind === "email_replied")) return found;
  const shown = email ?? contactRef ?? contactId ?? "";
  return found.length > 1
    ? rejected(
        "ambiguous_contact",
        `${found.length} contacts have the address \`${shown}\`: name the one by \`contactId\``,
      )
    : rejected(
        "unknown_contact",
        `there is no contact \`${shown}\`: import the contacts first, then this file again, under the same \`sourceName\` if it names them by id`,
      );
}

/** What is not recorded yet; the same row again has the same key. */
async function withoutKnown(tx: Tx, events: readonly Past[]): Promise<readonly Past[]> {
  const keys = events.map(({ event }) => event.sourceKey);
  const known = new Set((await eventsBySource(tx, keys)).map(({ sourceKey }) => sourceKey));
  return events.filter(({ event }) => !known.has(event.sourceKey));
}

/** The events with the account that each contact is at. */
async function atTheirAccounts(tx: Tx, events: readonly Past[]): Promise<readonly Past[]> {
  const facts = await contactFactsFor(tx, [...new Set(events.flatMap(({ event }) => event.contactId ?? []))]);
  return events.map((past) => {
    const { contactId } = past.event;
    const accountId = contactId === null ? null : (facts.get(contactId)?.accountId ?? null);
    return { ...past, event: { ...past.event, accountId } };
  });
}

function reactionOf(past: Past, recorded: RecordedEvent): ActivityReaction {
  const { kind, reply, permanence, isTouch, event } = past;
  return {
    type: "past.recorded",
    eventId: recorded.id,
    kind,
    reply,
    permanence,
    isTouch,
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

const rejected = (code: string, message: string): Rejected => ({ outcome: "rejected", code, message });
