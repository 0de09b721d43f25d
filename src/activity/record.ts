import { createHash } from "node:crypto";
import { type AppendDeps, appendAudit } from "../audit/append.ts";
import type { AuditActor, NewRecord } from "../audit/contract.ts";
import { canonicalJson } from "../kernel/canonical.ts";
import { type Id, newId, newUuid } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import type { ActivityKind } from "./contract.ts";
import { type EventRow, eventsBySource, insertEvents } from "./store/events.ts";

/** Something that happened, as a block hands it in. */
export interface NewEvent {
  readonly kind: ActivityKind;
  readonly contactId: Id<"con"> | null;
  readonly accountId: Id<"acc"> | null;
  readonly address?: string | null;
  readonly occurredAt: number;
  /** Names the occurrence at its source: the same key again records nothing. */
  readonly sourceKey: string;
  readonly actionId?: Id<"act"> | null;
  readonly messageId?: Id<"msg"> | null;
  readonly inboundId?: Id<"inb"> | null;
  /** The audit record that already proves this event; without it the event gets a record of its own. */
  readonly cause?: Id<"aud">;
  /** Ids, codes, counts and enums only: this is copied into the audit record. */
  readonly data?: Readonly<Record<string, string | number | boolean | null>>;
  /** Text that stays with the event and never goes into the audit record. */
  readonly text?: Readonly<Record<string, unknown>>;
  /** Personal text for the audit record, sealed under the contact's key. */
  readonly disclose?: Readonly<Record<string, unknown>>;
}

/** An event and whether this call recorded it. */
export interface RecordedEvent {
  readonly id: Id<"evt">;
  readonly sourceKey: string;
  readonly auditId: Id<"aud">;
  readonly isNew: boolean;
}

/** Above this many events in one call the audit log gets one record with the digest of all. */
const recordsEachMax = 64;

/** Records events and their audit records in the caller's transaction; idempotent by source key. Three statements, however many events. */
export async function recordEvents(
  deps: AppendDeps,
  tx: Tx,
  events: readonly NewEvent[],
  actor: AuditActor = { kind: "system", id: tx.workspaceId },
): Promise<readonly RecordedEvent[]> {
  if (events.length === 0) return [];
  const batchId = events.length > recordsEachMax ? newId(deps.env, "aud") : null;
  const rows = events.map((event) =>
    rowOf(event, newId(deps.env, "evt"), event.cause ?? batchId ?? newId(deps.env, "aud")),
  );
  const inserted = await insertEvents(tx, newUuid(deps.env), rows);
  const known =
    inserted.size === rows.length
      ? []
      : await eventsBySource(
          tx,
          rows.map((row) => row.sourceKey),
        );
  const own = rows.flatMap((row, at) =>
    inserted.has(row.id) && events[at]?.cause === undefined ? [{ row, event: events[at] as NewEvent }] : [],
  );
  const records =
    batchId === null
      ? own.map(({ row, event }) => recordOf(row, event, actor))
      : batchRecord(
          batchId,
          own.map(({ row }) => row),
          actor,
        );
  await appendAudit(deps, tx, records);
  return rows.map((row) => {
    if (inserted.has(row.id)) return { id: row.id, sourceKey: row.sourceKey, auditId: row.auditId, isNew: true };
    const first = known.find((one) => one.sourceKey === row.sourceKey);
    if (first === undefined) throw new Error(`event \`${row.sourceKey}\` was neither inserted nor found`);
    return { id: first.id, sourceKey: row.sourceKey, auditId: first.auditId ?? row.auditId, isNew: false };
  });
}

function rowOf(event: NewEvent, id: Id<"evt">, auditId: Id<"aud">): EventRow {
  return {
    id,
    auditId,
    kind: event.kind,
    contactId: event.contactId,
    accountId: event.accountId,
    address: event.address ?? null,
    occurredAt: event.occurredAt,
    sourceKey: event.sourceKey,
    actionId: event.actionId ?? null,
    messageId: event.messageId ?? null,
    inboundId: event.inboundId ?? null,
    data: { ...event.data, ...event.text },
  };
}

function recordOf(row: EventRow, event: NewEvent, actor: AuditActor): NewRecord {
  const { contactId } = row;
  return {
    id: row.auditId,
    type: `activity.${row.kind}`,
    actor,
    subject: {
      ...(contactId === null ? {} : { contact: contactId }),
      ...(row.accountId === null ? {} : { account: row.accountId }),
      ...(row.actionId === null ? {} : { action: row.actionId }),
      other: row.id,
    },
    occurredAt: row.occurredAt,
    ...(row.messageId === null ? {} : { message: { channel: "email", id: row.messageId } }),
    data: { ...(event.data ?? {}), ...(row.inboundId === null ? {} : { inbound: row.inboundId }) },
    ...(contactId === null || event.disclose === undefined
      ? {}
      : { disclose: Object.entries(event.disclose).map(([name, value]) => ({ name, value, contactId })) }),
  };
}

function batchRecord(id: Id<"aud">, rows: readonly EventRow[], actor: AuditActor): readonly NewRecord[] {
  if (rows.length === 0) return [];
  const digest = createHash("sha256")
    .update(rows.map((row) => canonicalJson(row)).join("\n"))
    .digest("hex");
  return [{ id, type: "activity.batch", actor, data: { count: rows.length, digest } }];
}
