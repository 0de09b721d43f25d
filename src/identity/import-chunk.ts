import { createHash } from "node:crypto";
import { actorOf, appendAudit } from "../audit/append.ts";
import type { NewRecord as NewAuditRecord } from "../audit/contract.ts";
import { type Id, idFromUuid, newUuid } from "../kernel/ids.ts";
import type { Caller } from "../kernel/operation.ts";
import type { Tx } from "../kernel/sql.ts";
import type { IdentityReaction } from "./contract.ts";
import { parseEmail } from "./core/email.ts";
import type { IncomingContact, IncomingRecord } from "./core/import-records.ts";
import { accountKeys, accountMatch, contactKeys, contactMatch, type MatchKey, rulesetVersion } from "./core/match.ts";
import type { IdentityDeps } from "./deps.ts";
import { settleAccounts } from "./settle-accounts.ts";
import { type Settled, settleContacts } from "./settle-contacts.ts";
import { insertIdentityEvents, openReviews } from "./store/events.ts";
import { deleteKeys, insertKeys, type KeyName } from "./store/keys.ts";
import {
  entitiesOf,
  insertObservations,
  knownRecords,
  lockIdentity,
  type RecordKind,
  writeRecords,
} from "./store/records.ts";

/** Part of a file, written in one transaction: contacts, and the companies that they are the first to name. */
export interface Chunk {
  readonly number: number;
  readonly contacts: readonly IncomingContact[];
  readonly accounts: readonly IncomingRecord[];
}

export interface ChunkContext {
  readonly sourceId: string;
  readonly batchId: string;
  readonly caller: Caller;
}

/** What became of a chunk's rows. */
export interface ChunkResult {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly merged: number;
  readonly review: number;
  readonly optOuts: number;
  readonly contactIds: readonly string[];
  readonly accountIds: readonly string[];
}

interface Written {
  /** Record ids by external id, of the whole chunk. */
  readonly ids: ReadonlyMap<string, string>;
  readonly touched: readonly string[];
  readonly newIds: ReadonlySet<string>;
  readonly keys: readonly KeyName[];
}

const confidenceOfImport = 50;

/** Imports one chunk. A constant number of statements, however many rows; rows that say nothing new write nothing. */
export async function importChunk(
  deps: IdentityDeps,
  tx: Tx,
  context: ChunkContext,
  chunk: Chunk,
  accountIds: Map<string, string>,
): Promise<ChunkResult> {
  await lockIdentity(tx);
  const accounts = await writeAll(deps, tx, context, "account", chunk.accounts, () => null);
  for (const [externalId, id] of accounts.ids) accountIds.set(externalId, id);
  const companies =
    accounts.touched.length === 0
      ? null
      : await settleAccounts(tx, { recordIds: accounts.touched, newIds: accounts.newIds, keys: accounts.keys });
  const accountOf = (record: IncomingRecord): string | null => {
    const account = (record as IncomingContact).account;
    return account === null ? null : (accountIds.get(account) ?? null);
  };
  const contacts = await writeAll(deps, tx, context, "contact", chunk.contacts, accountOf);
  const movedAccounts = companies?.moves.filter((move) => !accounts.newIds.has(move.id)).map((move) => move.id) ?? [];
  const people =
    contacts.touched.length + movedAccounts.length === 0
      ? null
      : await settleContacts(tx, {
          recordIds: contacts.touched,
          newIds: contacts.newIds,
          keys: contacts.keys,
          movedAccounts,
        });
  const review = await recordSettled(deps, tx, context, people, companies);
  const entities = await entitiesOf(tx, [...contacts.ids.values(), ...accounts.ids.values()]);
  const optOuts = optOutsOf(chunk.contacts, contacts, entities);
  const result = resultOf(chunk, contacts, entities, accounts, review, optOuts.length);
  await appendAudit(deps, tx, auditRecords(context, chunk, result, people));
  await deps.react(tx, [...reactionsOf(people), ...optOuts]);
  return result;
}

/** Writes what is new or changed, with observation and keys. */
async function writeAll(
  deps: IdentityDeps,
  tx: Tx,
  context: ChunkContext,
  kind: RecordKind,
  incoming: readonly IncomingRecord[],
  accountOf: (record: IncomingRecord) => string | null,
): Promise<Written> {
  if (incoming.length === 0) return { ids: new Map(), touched: [], newIds: new Set(), keys: [] };
  const known = new Map(
    (
      await knownRecords(
        tx,
        context.sourceId,
        kind,
        incoming.map((one) => one.externalId),
      )
    ).map((row) => [row.external_id, row]),
  );
  const changed = incoming.filter((one) => known.get(one.externalId)?.payload_hash.equals(one.hash) !== true);
  // Birth ids in the order of the file, so that of two rows that meet the first one gives the contact its id.
  const fresh = Array.from(changed, () => newUuid(deps.env)).sort();
  const rows = changed.map((one, at) => {
    const before = known.get(one.externalId);
    const match = kind === "contact" ? contactMatch(one.fields) : accountMatch(one.fields);
    const id = before?.id ?? fresh[at] ?? newUuid(deps.env);
    const keys = "nameKey" in match ? accountKeys(match) : contactKeys(match);
    return { one, id, isNew: before === undefined, match, keys, observationId: newUuid(deps.env) };
  });
  const ids = new Map([...known].map(([externalId, row]) => [externalId, row.id]));
  for (const row of rows) ids.set(row.one.externalId, row.id);
  if (rows.length === 0) return { ids, touched: [], newIds: new Set(), keys: [] };
  const from = { sourceId: context.sourceId, batchId: context.batchId, actor: context.caller.principal.id };
  await writeRecords(
    tx,
    from,
    rows.map(({ one, id, match, observationId, isNew }) => ({
      id,
      kind,
      externalId: one.externalId,
      hash: one.hash,
      observationId,
      match,
      accountRecordId: accountOf(one),
      isNew,
    })),
  );
  await insertObservations(
    tx,
    from,
    rows.map(({ one, id, observationId }) => ({
      id: observationId,
      recordId: id,
      // A clock that runs ahead would win every field for ever.
      observedAt: Math.min(one.observedAt ?? tx.now, tx.now),
      fields: one.fields,
      confidence: confidenceOfImport,
    })),
  );
  return {
    ids,
    touched: rows.map((row) => row.id),
    newIds: new Set(rows.filter((row) => row.isNew).map((row) => row.id)),
    keys: await writeKeys(tx, rows),
  };
}

async function writeKeys(
  tx: Tx,
  rows: readonly { readonly id: string; readonly isNew: boolean; readonly keys: readonly MatchKey[] }[],
): Promise<readonly KeyName[]> {
  const old = rows.filter((row) => !row.isNew).map((row) => row.id);
  const dropped = old.length === 0 ? [] : await deleteKeys(tx, old);
  const keys = rows.flatMap((row) => row.keys.map((key) => ({ ...key, recordId: row.id })));
  if (keys.length > 0) await insertKeys(tx, keys);
  return [...keys.map(({ kind, key }) => ({ kind, key })), ...dropped];
}

async function recordSettled(
  deps: IdentityDeps,
  tx: Tx,
  context: ChunkContext,
  people: Settled | null,
  companies: Settled | null,
): Promise<number> {
  const events = (
    [
      ["contact", people],
      ["account", companies],
    ] as const
  ).flatMap(([kind, settled]) => [
    ...(settled?.merged ?? []).map((merge) => ({
      id: newUuid(deps.env),
      kind,
      type: "merged" as const,
      entityId: merge.survivor,
      otherIds: merge.absorbed,
    })),
    ...(settled?.split ?? []).map((split) => ({
      id: newUuid(deps.env),
      kind,
      type: "split" as const,
      entityId: split.from,
      otherIds: split.into,
    })),
  ]);
  if (events.length > 0) await insertIdentityEvents(tx, context.batchId, rulesetVersion, events);
  const reviews = [...(people?.reviews ?? []), ...(companies?.reviews ?? [])];
  const bySubject = new Map(reviews.map((review) => [review.subject, review]));
  if (bySubject.size === 0) return 0;
  return await openReviews(
    tx,
    [...bySubject.values()].map((review) => ({
      id: newUuid(deps.env),
      kind: review.kind,
      subject: review.subject,
      recordIds: review.members,
    })),
  );
}

function reactionsOf(people: Settled | null): readonly IdentityReaction[] {
  const con = (uuid: string): Id<"con"> => idFromUuid("con", uuid);
  return [
    ...(people?.merged ?? []).map(({ survivor, absorbed }) => ({
      type: "contact.merged" as const,
      survivor: con(survivor),
      absorbed: absorbed.map(con),
    })),
    ...(people?.split ?? []).map(({ from, into }) => ({
      type: "contact.split" as const,
      from: con(from),
      into: into.map(con),
    })),
  ];
}

/** Every wish of the file to be left alone, of unchanged rows too: stating it twice does no harm, missing it does. */
function optOutsOf(
  contacts: readonly IncomingContact[],
  written: Written,
  entities: ReadonlyMap<string, string>,
): readonly IdentityReaction[] {
  return contacts.flatMap((contact) => {
    const recordId = written.ids.get(contact.externalId);
    const entityId = recordId === undefined ? undefined : entities.get(recordId);
    if (entityId === undefined) return [];
    const address = parseEmail(contact.fields["email"] ?? "")?.matchKey;
    const phone = contact.fields["phone"];
    return contact.optOuts.map((basis) => ({
      type: "optout.imported" as const,
      contactId: idFromUuid("con", entityId),
      addresses: basis === "do_not_call" || address === undefined ? [] : [address],
      domains: [],
      phones: (basis === "do_not_call" || basis === "do_not_contact") && phone !== undefined ? [phone] : [],
      basis,
    }));
  });
}

function resultOf(
  chunk: Chunk,
  contacts: Written,
  entities: ReadonlyMap<string, string>,
  accounts: Written,
  review: number,
  optOuts: number,
): ChunkResult {
  const created = [...contacts.newIds].filter((id) => entities.get(id) === id).length;
  const entityIds = (written: Written): readonly string[] => [
    ...new Set([...written.ids.values()].map((id) => entities.get(id) ?? id)),
  ];
  return {
    created,
    merged: contacts.newIds.size - created,
    updated: contacts.touched.length - contacts.newIds.size,
    unchanged: chunk.contacts.length - contacts.touched.length,
    review,
    optOuts,
    contactIds: entityIds(contacts),
    accountIds: entityIds(accounts),
  };
}

/** One leaf for the chunk with the digest of what it said, one for every merge and split of known contacts. */
function auditRecords(
  context: ChunkContext,
  chunk: Chunk,
  result: ChunkResult,
  people: Settled | null,
): readonly NewAuditRecord[] {
  const actor = actorOf(context.caller);
  const importId = idFromUuid("imp", context.batchId);
  const hash = createHash("sha256");
  for (const record of [...chunk.accounts, ...chunk.contacts]) hash.update(record.hash);
  const { created, updated, unchanged, merged, review, optOuts } = result;
  const con = (uuid: string): Id<"con"> => idFromUuid("con", uuid);
  return [
    {
      type: "import.chunk",
      actor,
      subject: { other: importId },
      data: {
        import: importId,
        chunk: chunk.number,
        digest: `sha256:${hash.digest("hex")}`,
        ruleset: rulesetVersion,
        rows: chunk.contacts.length,
        created,
        updated,
        unchanged,
        merged,
        review,
        optOuts,
      },
    },
    ...(people?.merged ?? []).map((merge) => ({
      type: "contact.merged" as const,
      actor,
      subject: { contact: con(merge.survivor) },
      data: { import: importId, absorbed: merge.absorbed.slice(0, 200).map(con), count: merge.absorbed.length },
    })),
    ...(people?.split ?? []).map((split) => ({
      type: "contact.split" as const,
      actor,
      subject: { contact: con(split.from) },
      data: { import: importId, into: split.into.slice(0, 200).map(con), count: split.into.length },
    })),
  ];
}
