import { createHash } from "node:crypto";
import { actorOf, appendAudit } from "../../audit/append.ts";
import type { NewRecord } from "../../audit/contract.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Caller } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { IdentityReaction } from "../contract.ts";
import { parseEmail } from "../core/email.ts";
import type { IncomingContact, IncomingRecord } from "../core/import-records.ts";
import { rulesetVersion } from "../core/match.ts";
import type { IdentityDeps } from "../deps.ts";
import { type Cause, recordSettled } from "../record-settled.ts";
import { accountsToFollow, settleAccounts } from "../settle-accounts.ts";
import { settleContacts } from "../settle-contacts.ts";
import type { SourceRow } from "../store/imports.ts";
import { entitiesOf, lockIdentity } from "../store/records.ts";
import { type AccountLink, type Written, writeIncoming } from "../write-records.ts";

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
  const moved = accountsToFollow(accountRegion, accounts);
  const people = contacts.fresh.size + moved.length === 0 ? null : await settleContacts(tx, contacts, moved);
  const cause = {
    actor: actorOf(context.caller),
    batchId: context.batchId,
    names: { import: idFromUuid("imp", context.batchId) },
  };
  const settled = await recordSettled(deps, tx, cause, { people, accounts: accountRegion });
  const entities = await entitiesOf(tx, [...contacts.ids.values()]);
  const optOuts = optOutsOf(chunk.contacts, contacts, entities);
  const result = resultOf(chunk, contacts, entities, accountEntities, settled.reviews, optOuts.length);
  await appendAudit(deps, tx, [chunkRecord(cause, chunk, result), ...settled.records]);
  await deps.react(tx, [...settled.reactions, ...optOuts]);
  return result;
}

const con = (uuid: string): Id<"con"> => idFromUuid("con", uuid);

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

/** One leaf for the chunk, with the digest of what it said. */
function chunkRecord(cause: Cause, chunk: Chunk, result: ChunkResult): NewRecord {
  const hash = createHash("sha256");
  for (const record of [...chunk.accounts, ...chunk.contacts]) hash.update(record.hash);
  const { created, updated, unchanged, merged, review, optOuts } = result;
  return {
    type: "import.chunk",
    actor: cause.actor,
    subject: { other: cause.names["import"] ?? "" },
    data: {
      ...cause.names,
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
  };
}
