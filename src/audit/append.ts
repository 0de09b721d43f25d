import { type Env, isoFromInstant } from "../kernel/env.ts";
import { type Id, newId } from "../kernel/ids.ts";
import { limits } from "../kernel/limits.ts";
import type { Caller } from "../kernel/operation.ts";
import type { Tx } from "../kernel/sql.ts";
import type { Vault } from "../kernel/vault.ts";
import type { AuditActor, NewRecord } from "./contract.ts";
import { disclosureDigest, disclosureSalt, disclosureText, sealDisclosure } from "./core/disclosure.ts";
import { recordBody, withoutAbsent } from "./core/record.ts";
import {
  type DisclosureRow,
  type EntryRow,
  insertDisclosures,
  insertEntries,
  insertSubjectKeys,
  subjectKeys,
} from "./store/entries.ts";

/** What appending needs: chance for ids and keys, the vault that wraps them, and whom to wake after the commit. */
export interface AppendDeps {
  readonly env: Pick<Env, "wall" | "randomBytes">;
  readonly vault: Vault;
  readonly kick?: ((workspaceId: Id<"wsp">) => void) | undefined;
}

/** The purpose under which contact keys are wrapped. */
export const subjectKeyPurpose = "audit/subject-key";

/**
 * Appends records inside the caller's transaction: they commit with what they record, or not at all. Their place in the
 * log comes with the next checkpoint. A constant number of statements, however many records.
 */
export async function appendAudit(deps: AppendDeps, tx: Tx, records: readonly NewRecord[]): Promise<Id<"aud">[]> {
  const sealed = await sealRecords(deps, tx, records);
  await writeSealed(deps, tx, sealed);
  return sealed.entries.map((entry) => entry.id);
}

/** Records whose lines are fixed and whose personal text is sealed; nothing of them is written yet. */
export interface SealedRecords {
  readonly entries: readonly EntryRow[];
  readonly disclosures: readonly DisclosureRow[];
}

/** Everything of appending but the writing, for a caller whose own statements travel with it. Makes keys where contacts have none. */
export async function sealRecords(deps: AppendDeps, tx: Tx, records: readonly NewRecord[]): Promise<SealedRecords> {
  const keys = await contactKeys(deps, tx, records);
  const disclosures: DisclosureRow[] = [];
  const entries = records.map((record) => {
    const id = record.id ?? newId(deps.env, "aud");
    const sealed = sealAll(deps, keys, id, record);
    disclosures.push(...sealed);
    const body = recordBody(record, {
      id,
      workspaceId: tx.workspaceId,
      at: isoFromInstant(tx.now),
      occurredAt: record.occurredAt === undefined ? undefined : isoFromInstant(record.occurredAt),
      commitments: sealed.map((disclosure) => disclosure.digest).sort(),
    });
    if (Buffer.byteLength(body) > limits.auditBodyMaxBytes) {
      throw new Error(
        `a \`${record.type}\` record is larger than ${limits.auditBodyMaxBytes} bytes: record digests and disclose the rest`,
      );
    }
    return { id, body };
  });
  return { entries, disclosures };
}

/** Writes sealed records, in the transaction that sealed them; both statements are sent at once. */
export async function writeSealed(deps: AppendDeps, tx: Tx, { entries, disclosures }: SealedRecords): Promise<void> {
  if (entries.length === 0) return;
  await Promise.all([
    insertEntries(tx, entries),
    disclosures.length === 0 ? undefined : insertDisclosures(tx, disclosures),
  ]);
  tx.afterCommit(() => deps.kick?.(tx.workspaceId));
}

/** The actor of a record that a caller's operation writes. */
export function actorOf(caller: Caller): AuditActor {
  const { principal } = caller;
  return {
    kind: principal.kind === "person" ? "user" : principal.kind,
    id: principal.id,
    ...(caller.keyId === undefined ? {} : { credential: caller.keyId }),
    ...(caller.sessionId === undefined ? {} : { session: caller.sessionId }),
  };
}

/** Where a sealed disclosure belongs: moved elsewhere, it does not open. */
export function disclosureBinding(recordId: Id<"aud">, n: number): string {
  return `${recordId}|${n}`;
}

function sealAll(
  deps: AppendDeps,
  keys: ReadonlyMap<Id<"con">, Buffer>,
  recordId: Id<"aud">,
  record: NewRecord,
): DisclosureRow[] {
  const given = record.disclose ?? [];
  const names = new Set(given.map(({ name, contactId }) => `${contactId}|${name}`));
  if (names.size !== given.length)
    throw new Error(`a \`${record.type}\` record discloses one name twice: the salts would be equal`);
  return given.flatMap(({ name, value, contactId }, n) => {
    const key = keys.get(contactId);
    // An erased contact: what still comes in about it is recorded, and its text is kept nowhere.
    if (key === undefined) return [];
    const text = disclosureText({ salt: disclosureSalt(key, recordId, name), name, value: withoutAbsent(value) });
    const sealed = sealDisclosure(key, deps.env.randomBytes(12), disclosureBinding(recordId, n), text);
    return [{ recordId, n, contactId, digest: disclosureDigest(text), sealed }];
  });
}

/** The keys of every contact that the records disclose text about, made where missing. Erased contacts have none. */
async function contactKeys(deps: AppendDeps, tx: Tx, records: readonly NewRecord[]): Promise<Map<Id<"con">, Buffer>> {
  const contactIds = [...new Set(records.flatMap((record) => record.disclose ?? []).map(({ contactId }) => contactId))];
  if (contactIds.length === 0) return new Map();
  const wrapped = await subjectKeys(tx, contactIds);
  const missing = contactIds.filter((contactId) => !wrapped.has(contactId)).sort();
  for (const [contactId, bytes] of await madeKeys(deps, tx, missing)) wrapped.set(contactId, bytes);
  const keys = new Map<Id<"con">, Buffer>();
  for (const [contactId, bytes] of wrapped) {
    if (bytes !== null) keys.set(contactId, deps.vault.openFor(tx.workspaceId, subjectKeyPurpose, bytes));
  }
  return keys;
}

/** Makes keys for contacts without one; what another transaction made meanwhile is read, for it was first. */
async function madeKeys(
  deps: AppendDeps,
  tx: Tx,
  contactIds: readonly Id<"con">[],
): Promise<ReadonlyMap<Id<"con">, Buffer | null>> {
  if (contactIds.length === 0) return new Map();
  const made = contactIds.map((contactId) => ({
    contactId,
    wrapped: deps.vault.sealFor(tx.workspaceId, subjectKeyPurpose, deps.env.randomBytes(32)),
  }));
  const inserted = await insertSubjectKeys(tx, made);
  const late = contactIds.filter((contactId) => !inserted.has(contactId));
  const others = late.length === 0 ? [] : await subjectKeys(tx, late);
  return new Map([
    ...made.flatMap(({ contactId, wrapped }) => (inserted.has(contactId) ? [[contactId, wrapped] as const] : [])),
    ...others,
  ]);
}
