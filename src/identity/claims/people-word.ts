import { newUuid } from "../../kernel/ids.ts";
import type { Caller } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { Edit } from "../core/editable-fields.ts";
import type { IncomingRecord } from "../core/import-records.ts";
import {
  namedAccount,
  namedAccountSource,
  type PeopleSaid,
  peopleRecord,
  peopleRecordId,
  peopleSource,
} from "../core/people-record.ts";
import type { IdentityDeps } from "../deps.ts";
import type { Region } from "../region.ts";
import { settleAccounts } from "../settle-accounts.ts";
import { settleContacts } from "../settle-contacts.ts";
import { ensuredSource } from "../store/imports.ts";
import {
  type CurrentObservation,
  entitiesOf,
  knownRecords,
  observationsOf,
  type RecordKind,
} from "../store/records.ts";
import { type AccountLink, type WriteContext, writeIncoming } from "../write-records.ts";
import type { ClaimSubject } from "./subject.ts";

/** What a person says and takes back about one contact or account. */
export interface Word {
  readonly edit: Edit;
  readonly takenBack: readonly string[];
}

/** The regions that words settled. */
interface SettledWords {
  readonly people: Region | null;
  readonly accounts: Region | null;
}

/** Where a word was kept, and what it settled. */
export interface Kept extends SettledWords {
  readonly observationId: string | null;
  readonly recordId: string | null;
}

/** Where each of many words was kept, by contact or account, and what they settled together. */
export interface KeptWords extends SettledWords {
  readonly kept: ReadonlyMap<string, { readonly observationId: string; readonly recordId: string }>;
}

/**
 * Keeps what a person says as a record of the source `people` that stays with the contact or account, and settles what it
 * touches: the golden record itself is never written to. The caller holds the identity lock.
 */
export async function keepWord(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  subject: ClaimSubject,
  word: Word,
): Promise<Kept> {
  const { kept, people, accounts } = await keepWords(deps, tx, caller, subject.object, new Map([[subject.id, word]]));
  const { observationId = null, recordId = null } = kept.get(subject.id) ?? {};
  return { observationId, recordId, people, accounts };
}

/** The same for one word about each of many living contacts or accounts, in a constant number of statements. */
export async function keepWords(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  object: RecordKind,
  words: ReadonlyMap<string, Word>,
): Promise<KeptWords> {
  const source = await ensuredSource(tx, { id: newUuid(deps.env), ...peopleSource });
  const before = await wordsOfPeople(tx, source.id, object, [...words.keys()]);
  const incoming = new Map(
    [...words].map(([id, word]) => [id, peopleRecord(id, peopleSaid(before.get(id)), word, tx.now)] as const),
  );
  const context: WriteContext = { source, batchId: null, actor: caller.principal.id };
  const named = object === "contact" ? await keepNamedAccounts(deps, tx, caller, incoming) : noneNamed;
  const linkOf = (record: IncomingRecord): AccountLink | null => named.links.get(record.externalId) ?? null;
  const written = await writeIncoming(deps.env, tx, context, object, [...incoming.values()], linkOf);
  const kept = new Map(
    [...incoming].flatMap(([id, record]) => {
      const fresh = written.fresh.get(written.ids.get(record.externalId) ?? "");
      return fresh === undefined
        ? []
        : [[id, { observationId: fresh.observation.observation_id, recordId: fresh.id }] as const];
    }),
  );
  if (kept.size === 0) return { kept, people: null, accounts: named.region };
  if (object === "account") return { kept, people: null, accounts: await settleAccounts(tx, written) };
  const linked = new Set([...named.links.values()].map((link) => link.recordId));
  const moved = (named.region?.settlement.moves ?? []).map((move) => move.id).filter((id) => !linked.has(id));
  return { kept, people: await settleContacts(tx, written, moved), accounts: named.region };
}

/** What people have said about these contacts or accounts so far, by the id of each. */
export async function wordsOfPeople(
  tx: Tx,
  sourceId: string,
  object: RecordKind,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CurrentObservation>> {
  const subjects = new Map(ids.map((id) => [peopleRecordId(id), id]));
  const known = await knownRecords(tx, sourceId, object, [...subjects.keys()]);
  if (known.length === 0) return new Map();
  const subjectOf = new Map(known.map((record) => [record.id, subjects.get(record.external_id) ?? ""]));
  const rows = await observationsOf(tx, [...subjectOf.keys()]);
  return new Map(rows.map((row) => [subjectOf.get(row.record_id) ?? "", row]));
}

function peopleSaid(row: CurrentObservation | undefined): PeopleSaid | null {
  return row === undefined ? null : { observedAt: row.observed_at, fields: row.fields, details: row.details };
}

/** The accounts that words about contacts name, by the record of the word. */
interface NamedAccounts {
  readonly links: ReadonlyMap<string, AccountLink>;
  readonly region: Region | null;
}

const noneNamed: NamedAccounts = { links: new Map(), region: null };

/** Keeps each account that a word about a contact names as a record of its own, so that the contact is tied to it. */
async function keepNamedAccounts(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  said: ReadonlyMap<string, IncomingRecord>,
): Promise<NamedAccounts> {
  const incoming = [...said].flatMap(([contactId, word]) => {
    const account = namedAccount(contactId, word.fields, tx.now);
    return account === null ? [] : [{ by: word.externalId, account }];
  });
  if (incoming.length === 0) return noneNamed;
  const source = await ensuredSource(tx, { id: newUuid(deps.env), ...namedAccountSource });
  const context: WriteContext = { source, batchId: null, actor: caller.principal.id };
  const records = incoming.map(({ account }) => account);
  const written = await writeIncoming(deps.env, tx, context, "account", records, () => null);
  const region = written.fresh.size === 0 ? null : await settleAccounts(tx, written);
  const entities = await entitiesOf(tx, [...written.ids.values()]);
  const links = incoming.map(({ by, account }) => {
    const recordId = written.ids.get(account.externalId);
    if (recordId === undefined) throw new Error("the account that a person named was not written");
    return [by, { recordId, entityId: entities.get(recordId) ?? recordId }] as const;
  });
  return { links: new Map(links), region };
}
