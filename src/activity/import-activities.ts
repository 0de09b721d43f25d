import { actorOf } from "../audit/append.ts";
import type { ImportSink, SinkContext, SinkResult, SinkRow } from "../identity/import/sink.ts";
import { dayMs, instantFromIso } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { type ActivityKind, activityKinds, replyKinds } from "./contract.ts";
import { classOfKind } from "./core/classify.ts";
import { isTouch, knownPasts, type Past, type PastDeps, recordPasts } from "./record-past.ts";
import { type Naming, type People, peopleNamed, whoIsMeant } from "./whom.ts";

/**
 * Takes the rows of a file of past activities: each becomes an event once, in the past and marked as imported. An opt-out, a
 * complaint, a dead mailbox or a reply protects exactly like a live one; nothing is started, booked or learned by them.
 */
export function activitySink(deps: PastDeps): ImportSink {
  return async (tx, rows, context) => {
    const people = await peopleNamed(tx, rows.map(namingOf), context.source.id);
    const prepared = rows.map((row) => pastsOf(tx, row, people, context));
    const pasts = prepared.flatMap((one) => ("outcome" in one ? [] : one));
    const known = await knownPasts(tx, pasts);
    const fresh = pasts.filter(({ event }) => !known.has(event.sourceKey));
    const recorded = await recordPasts(deps, tx, fresh, actorOf(context.caller));
    const isNew = new Set(recorded.flatMap((one) => (one.isNew ? [one.sourceKey] : [])));
    return prepared.map((one): SinkResult => {
      if ("outcome" in one) return one;
      return { outcome: one.some(({ event }) => isNew.has(event.sourceKey)) ? "created" : "unchanged" };
    });
  };
}

type Rejected = Extract<SinkResult, { outcome: "rejected" }>;

function namingOf({ fields }: SinkRow): Naming {
  return { contactId: fields["contactId"], contactRef: fields["contactRef"], email: fields["email"] };
}

function pastsOf(tx: Tx, row: SinkRow, people: People, context: SinkContext): readonly Past[] | Rejected {
  const kind = activityKinds.find((known) => known === row.fields["kind"]);
  const occurredAt = instantFromIso(row.fields["occurredAt"] ?? "");
  if (kind === undefined) return rejected("unknown_type", "the row is of no known kind of activity");
  // A day without a zone may be tomorrow's here; anything later did not happen yet.
  if (occurredAt > tx.now + dayMs)
    return rejected("future_date", "the date lies in the future: only what happened is imported");
  const found = whoIsMeant(namingOf(row), people, kind);
  if ("code" in found)
    return rejected(
      found.code,
      found.code === "unknown_contact"
        ? `${found.message}, then this file again, under the same \`sourceName\` if it names them by id`
        : found.message,
    );
  const address = row.fields["email"] ?? null;
  const sourceKey = `import ${context.source.id} ${row.externalId}`;
  return found.map((contactId) => {
    const key = found.length === 1 ? sourceKey : `${sourceKey} ${contactId}`;
    return pastOf(row, kind, { contactId, address, occurredAt: Math.min(occurredAt, tx.now), sourceKey: key }, context);
  });
}

function pastOf(
  row: SinkRow,
  kind: ActivityKind,
  event: {
    readonly contactId: Id<"con"> | null;
    readonly occurredAt: number;
    readonly sourceKey: string;
    readonly address: string | null;
  },
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
  return {
    event: { ...event, kind, accountId: null, data, text: Object.fromEntries(texts) },
    reply,
    permanence,
    isTouch: isTouch(kind, direction),
  };
}

const rejected = (code: string, message: string): Rejected => ({ outcome: "rejected", code, message });
