import { createHash } from "node:crypto";
import { actorOf, appendAudit } from "../audit/append.ts";
import type { NewRecord } from "../audit/contract.ts";
import { type Id, idFromUuid, newUuid } from "../kernel/ids.ts";
import type { Caller } from "../kernel/operation.ts";
import type { Tx } from "../kernel/sql.ts";
import type { IdentityReaction } from "./contract.ts";
import { parseEmail } from "./core/email.ts";
import type { IncomingContact, IncomingRecord } from "./core/import-records.ts";
import { rulesetVersion } from "./core/match.ts";
import type { IdentityDeps } from "./deps.ts";
import type { Region } from "./region.ts";
import { settleAccounts } from "./settle-accounts.ts";
import { settleContacts } from "./settle-contacts.ts";
import { insertIdentityEvents, openReviews } from "./store/events.ts";
import type { SourceRow } from "./store/imports.ts";
import { entitiesOf, lockIdentity } from "./store/records.ts";
import { type AccountLink, type Written, writeIncoming } from "./write-records.ts";

/** Part of a file, written in one transaction: contacts, and the companies that they name. */
export interface Chunk {
  readonly number: number;
  readonly contacts: readonly IncomingContact[];
  readonly accounts: readonly IncomingRecord[];
}

export interface ChunkContext {
  readonly source: SourceRow;
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

/** Imports one chunk: a constant number of statements, however many rows. */
export async function importChunk(
  deps: IdentityDeps,
  tx: Tx,
  context: ChunkContext,
  chunk: Chunk,
): Promise<ChunkResult> {
  await lockIdentity(tx);
  const write = { source: context.source, batchId: context.batchId, actor: context.caller.principal.id };
  const accounts = await writeIncoming(deps.env, tx, write, "account", chunk.accounts, () => null);
  const accountRegion = accounts.fresh.size === 0 ? null : await settleAccounts(tx, accounts);
  const accountEntities = await entitiesOf(tx, [...accounts.ids.values()]);
  const linkOf = (record: IncomingRecord): AccountLink | null => {
    const recordId = accounts.ids.get((record as IncomingContact).account ?? "");
    return recordId === undefined ? null : { recordId, entityId: accountEntities.get(recordId) ?? recordId };
  };
  const contacts = await writeIncoming(deps.env, tx, write, "contact", chunk.contacts, linkOf);
  const moved = (accountRegion?.settlement.moves ?? [])
    .map((move) => move.id)
    .filter((id) => accounts.fresh.get(id)?.isNew !== true);
  const people = contacts.fresh.size + moved.length === 0 ? null : await settleContacts(tx, contacts, moved);
  const review = await recordSettled(deps, tx, context, people, accountRegion);
  const entities = await entitiesOf(tx, [...contacts.ids.values()]);
  const optOuts = optOutsOf(chunk.contacts, contacts, entities);
  const result = resultOf(chunk, contacts, entities, accountEntities, review, optOuts.length);
  await appendAudit(deps, tx, auditRecords(context, chunk, result, people));
  await deps.react(tx, [...reactionsOf(people), ...optOuts]);
  return result;
}

async function recordSettled(
  deps: IdentityDeps,
  tx: Tx,
  context: ChunkContext,
  people: Region | null,
  accountRegion: Region | null,
): Promise<number> {
  const events = (
    [
      ["contact", people],
      ["account", accountRegion],
    ] as const
  ).flatMap(([kind, region]) => [
    ...(region?.settlement.merged ?? []).map((merge) => ({
      id: newUuid(deps.env),
      kind,
      type: "merged" as const,
      entityId: merge.survivor,
      otherIds: merge.absorbed,
    })),
    ...(region?.settlement.split ?? []).map((split) => ({
      id: newUuid(deps.env),
      kind,
      type: "split" as const,
      entityId: split.from,
      otherIds: split.into,
    })),
  ]);
  if (events.length > 0) await insertIdentityEvents(tx, context.batchId, rulesetVersion, events);
  const reviews = new Map(
    [...(people?.reviews ?? []), ...(accountRegion?.reviews ?? [])].map((review) => [review.subject, review]),
  );
  if (reviews.size === 0) return 0;
  return await openReviews(
    tx,
    [...reviews.values()].map(({ kind, subject, members }) => ({
      id: newUuid(deps.env),
      kind,
      subject,
      recordIds: members,
    })),
  );
}

const con = (uuid: string): Id<"con"> => idFromUuid("con", uuid);

function reactionsOf(people: Region | null): readonly IdentityReaction[] {
  return [
    ...(people?.settlement.merged ?? []).map(({ survivor, absorbed }) => ({
      type: "contact.merged" as const,
      survivor: con(survivor),
      absorbed: absorbed.map(con),
    })),
    ...(people?.settlement.split ?? []).map(({ from, into }) => ({
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
    if (contact.optOuts.length === 0) return [];
    const entityId = entities.get(written.ids.get(contact.externalId) ?? "");
    if (entityId === undefined) throw new Error("an imported row has no contact");
    const address = parseEmail(contact.fields["email"] ?? "")?.matchKey;
    const phone = contact.fields["phone"];
    return contact.optOuts.map((basis) => ({
      type: "optout.imported" as const,
      contactId: con(entityId),
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
  accountEntities: ReadonlyMap<string, string>,
  review: number,
  optOuts: number,
): ChunkResult {
  const fresh = [...contacts.fresh.values()];
  const born = fresh.filter((record) => record.isNew);
  const created = born.filter((record) => entities.get(record.id) === record.id).length;
  return {
    created,
    merged: born.length - created,
    updated: fresh.length - born.length,
    unchanged: chunk.contacts.length - fresh.length,
    review,
    optOuts,
    contactIds: [...new Set(entities.values())],
    accountIds: [...new Set(accountEntities.values())],
  };
}

/** One leaf for the chunk with the digest of what it said, one for every merge and split of known contacts. */
function auditRecords(
  context: ChunkContext,
  chunk: Chunk,
  result: ChunkResult,
  people: Region | null,
): readonly NewRecord[] {
  const actor = actorOf(context.caller);
  const importId = idFromUuid("imp", context.batchId);
  const hash = createHash("sha256");
  for (const record of [...chunk.accounts, ...chunk.contacts]) hash.update(record.hash);
  const { created, updated, unchanged, merged, review, optOuts } = result;
  const rows = chunk.contacts.length;
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
        rows,
        created,
        updated,
        unchanged,
        merged,
        review,
        optOuts,
      },
    },
    ...(people?.settlement.merged ?? []).map(({ survivor, absorbed }) => ({
      type: "contact.merged" as const,
      actor,
      subject: { contact: con(survivor) },
      data: { import: importId, absorbed: absorbed.slice(0, idsPerRecordMax).map(con), count: absorbed.length },
    })),
    ...(people?.settlement.split ?? []).map(({ from, into }) => ({
      type: "contact.split" as const,
      actor,
      subject: { contact: con(from) },
      data: { import: importId, into: into.slice(0, idsPerRecordMax).map(con), count: into.length },
    })),
  ];
}

const idsPerRecordMax = 200;
