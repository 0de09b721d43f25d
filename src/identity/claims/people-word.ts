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
  peopleSource,
} from "../core/people-record.ts";
import type { IdentityDeps } from "../deps.ts";
import type { Region } from "../region.ts";
import { settleAccounts } from "../settle-accounts.ts";
import { settleContacts } from "../settle-contacts.ts";
import { ensuredSource } from "../store/imports.ts";
import { entitiesOf, knownRecords, observationsOf } from "../store/records.ts";
import { type AccountLink, type WriteContext, writeIncoming } from "../write-records.ts";
import type { ClaimSubject } from "./subject.ts";

/** What a person says and takes back about one contact or account. */
export interface Word {
  readonly edit: Edit;
  readonly takenBack: readonly string[];
}

/** Where a word was kept, and what it settled. */
export interface Kept {
  readonly observationId: string | null;
  readonly recordId: string | null;
  readonly people: Region | null;
  readonly accounts: Region | null;
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
  const people = await ensuredSource(tx, { id: newUuid(deps.env), ...peopleSource });
  const before = await saidBefore(tx, people.id, subject);
  const incoming = peopleRecord(subject.id, before, word, tx.now);
  const context: WriteContext = { source: people, batchId: null, actor: caller.principal.id };
  const named = subject.object === "contact" ? await keepNamedAccount(deps, tx, caller, subject.id, incoming) : null;
  const written = await writeIncoming(deps.env, tx, context, subject.object, [incoming], () => named?.link ?? null);
  const [fresh] = written.fresh.values();
  if (fresh === undefined)
    return { observationId: null, recordId: null, people: null, accounts: named?.region ?? null };
  const kept = { observationId: fresh.observation.observation_id, recordId: fresh.id };
  if (subject.object === "account") return { ...kept, people: null, accounts: await settleAccounts(tx, written) };
  const accounts = named?.region ?? null;
  const moved = (accounts?.settlement.moves ?? []).map((move) => move.id).filter((id) => id !== named?.link.recordId);
  return { ...kept, people: await settleContacts(tx, written, moved), accounts };
}

async function saidBefore(tx: Tx, sourceId: string, subject: ClaimSubject): Promise<PeopleSaid | null> {
  const externalId = peopleRecord(subject.id, null, nothing, 0).externalId;
  const [known] = await knownRecords(tx, sourceId, subject.object, [externalId]);
  const [row] = known === undefined ? [] : await observationsOf(tx, [known.id]);
  return row === undefined ? null : { observedAt: row.observed_at, fields: row.fields, details: row.details };
}

const nothing: Word = { edit: { fields: {}, cleared: [] }, takenBack: [] };

/** The account that a person's word about a contact names, as a record of its own, so that the contact is tied to it. */
async function keepNamedAccount(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  contactId: string,
  said: IncomingRecord,
): Promise<{ readonly link: AccountLink; readonly region: Region | null } | null> {
  const incoming = namedAccount(contactId, said.fields, tx.now);
  if (incoming === null) return null;
  const source = await ensuredSource(tx, { id: newUuid(deps.env), ...namedAccountSource });
  const context: WriteContext = { source, batchId: null, actor: caller.principal.id };
  const written = await writeIncoming(deps.env, tx, context, "account", [incoming], () => null);
  const region = written.fresh.size === 0 ? null : await settleAccounts(tx, written);
  const recordId = written.ids.get(incoming.externalId);
  if (recordId === undefined) throw new Error("the account that a person named was not written");
  const entityId = (await entitiesOf(tx, [recordId])).get(recordId) ?? recordId;
  return { link: { recordId, entityId }, region };
}
