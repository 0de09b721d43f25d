import { canonicalJson } from "../../kernel/canonical.ts";
import { isPrefixed } from "../../kernel/ids.ts";
import type { AuditRecord, IndexRow, NewRecord } from "../contract.ts";

/** What `append` knows about a record beside what the block handed in. */
export interface RecordContext {
  readonly id: AuditRecord["id"];
  readonly workspaceId: AuditRecord["ws"];
  /** When it was recorded, ISO 8601 with milliseconds. */
  readonly at: string;
  readonly occurredAt?: string | undefined;
  readonly commitments: readonly string[];
}

/**
 * The exact line of a record. Throws if a clear field holds text: such text would stay in every export for ever, past any
 * erasure, so it belongs in `disclose`.
 */
export function recordBody(record: NewRecord, context: RecordContext): string {
  const { disclose: _sealed, id: _id, occurredAt: _claimed, ...given } = record;
  const clear = withoutAbsent(given);
  const fault = clearTextFault(clear, "");
  if (fault !== undefined) {
    throw new TypeError(
      `\`${record.type}\`: \`${fault}\` holds text; a clear field of the audit log holds an id, code, count or digest: move it to \`disclose\``,
    );
  }
  for (const [prefix, id] of columnIds(record)) {
    if (!isPrefixed(id) || !id.startsWith(prefix))
      throw new TypeError(`\`${record.type}\`: \`${id}\` is not an id that starts with \`${prefix}_\``);
  }
  return canonicalJson(
    {
      ...clear,
      v: 1,
      id: context.id,
      ws: context.workspaceId,
      at: context.at,
      ...(context.occurredAt === undefined ? {} : { occurredAt: context.occurredAt }),
      ...(context.commitments.length === 0 ? {} : { _sd: context.commitments }),
    },
    { integersOnly: true },
  );
}

/** A value without its absent members: optional fields may come as `undefined`, canonical JSON has no such thing. */
export function withoutAbsent<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => withoutAbsent(item)) as T;
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutAbsent(member)])) as T;
}

/** The record that a stored line holds. */
export function recordFromBody(body: string): AuditRecord {
  return JSON.parse(body) as AuditRecord;
}

/** The search columns of a record: a function of its line alone, so that the projection can be rebuilt and checked. */
export function indexRow(record: AuditRecord): IndexRow {
  const messageId = record.message?.id;
  return {
    id: record.id,
    type: record.type,
    at: record.at,
    actorKind: record.actor.kind,
    actor: record.actor.id,
    contactId: record.subject?.contact ?? null,
    accountId: record.subject?.account ?? null,
    actionId: record.subject?.action ?? null,
    messageId: messageId?.startsWith("msg_") === true && isPrefixed(messageId) ? messageId : null,
    outcome: record.decision?.outcome ?? record.outcome?.kind ?? null,
    causes: record.causes ?? [],
  };
}

// A malformed id would stop the sequencer when it fills the search columns: refuse it while the caller can still mend it.
function columnIds(record: NewRecord): [string, string][] {
  const { contact, account, action } = record.subject ?? {};
  const given: [string, string | undefined][] = [
    ["con", contact],
    ["acc", account],
    ["act", action],
    ...(record.causes ?? []).map((cause): [string, string] => ["aud", cause]),
  ];
  return given.filter((pair): pair is [string, string] => pair[1] !== undefined);
}

// Ids, codes, digests, times and versions; no space, no `@`, nothing outside ASCII: names, addresses and prose do not fit.
const clearText = /^[\w.:;,/#+=*~%!?()[\]{}|-]{0,256}$/;
const messageId = /^<[\w.+=-]+@[\w.-]+>$/;

function clearTextFault(value: unknown, path: string): string | undefined {
  if (typeof value === "string") {
    const fits = clearText.test(value) || (path === "/message/rfc822Id" && messageId.test(value));
    return fits ? undefined : path;
  }
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    if (!clearText.test(key)) return `${path}/${key}`;
    const fault = clearTextFault(member, `${path}/${key}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
