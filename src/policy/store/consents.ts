import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid, idOrNull } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { ConsentBasis, ConsentChannel, ConsentEvent } from "../core/consent.ts";
import type { CoveredKey } from "./suppressions.ts";

/** A consent event as it is stored. */
export interface ConsentRow extends Omit<ConsentEvent, "isRecipient"> {
  readonly id: Id<"cns">;
  readonly scope: "address" | "phone";
  readonly key: string;
  readonly hint: string;
  readonly contactId: Id<"con"> | null;
  readonly source: string;
  /** Names the event by all that it says: the same event again is the same row. */
  readonly sourceKey: string;
  readonly wordsDigest: string | null;
  /** The wording and the evidence, sealed. */
  readonly words: Buffer | null;
  readonly createdByKind: string;
  readonly createdBy: string;
  readonly recordId: Id<"aud">;
}

/** Names one row of one key. */
export interface ConsentName {
  readonly scope: string;
  readonly key: string;
  readonly sourceKey: string;
}

/** Which of these events are recorded already. */
export function knownConsents(tx: Tx, wanted: readonly ConsentName[]): Promise<readonly ConsentName[]> {
  return tx.sql<ConsentName[]>`
    select c.scope, c.key, c.source_key as "sourceKey"
      from unnest(${wanted.map(({ scope }) => scope)}::text[], ${wanted.map(({ key }) => key)}::text[], ${wanted.map(({ sourceKey }) => sourceKey)}::text[])
           as k (scope, key, source_key)
      join consent_event c
        on c.workspace_id = ${tx.workspaceId} and c.scope = k.scope and c.key = k.key and c.source_key = k.source_key`;
}

/** Adds consent events. */
export async function insertConsents(tx: Tx, rows: readonly ConsentRow[]): Promise<void> {
  const column = <T>(pick: (row: ConsentRow) => T): T[] => rows.map(pick);
  await tx.sql`
    insert into consent_event (workspace_id, id, scope, key, hint, channel, state, basis, jurisdiction, obtained_at, expires_at,
                               contact_id, source, source_key, words_digest, words, created_by_kind, created_by, record_id, recorded_at)
    select ${tx.workspaceId}::uuid, c.id, c.scope, c.key, c.hint, c.channel, c.state, c.basis, c.jurisdiction, c.obtained_at, c.expires_at,
           c.contact_id, c.source, c.source_key, c.words_digest, decode(c.words, 'base64'), c.created_by_kind, c.created_by, c.record_id, ${tx.now}::timestamptz
      from unnest(${column(({ id }) => id)}::uuid[], ${column(({ scope }) => scope)}::text[], ${column(({ key }) => key)}::text[],
                  ${column(({ hint }) => hint)}::text[], ${column(({ channel }) => channel)}::text[], ${column(({ state }) => state)}::text[],
                  ${column(({ basis }) => basis)}::text[], ${column(({ jurisdiction }) => jurisdiction)}::text[],
                  ${column(({ obtainedAt }) => obtainedAt)}::timestamptz[], ${column(({ expiresAt }) => expiresAt)}::timestamptz[],
                  ${column(({ contactId }) => contactId)}::uuid[], ${column(({ source }) => source)}::text[], ${column(({ sourceKey }) => sourceKey)}::text[],
                  ${column(({ wordsDigest }) => wordsDigest)}::text[], ${column(({ words }) => words?.toString("base64") ?? null)}::text[],
                  ${column(({ createdByKind }) => createdByKind)}::text[], ${column(({ createdBy }) => createdBy)}::text[], ${column(({ recordId }) => recordId)}::uuid[])
           as c (id, scope, key, hint, channel, state, basis, jurisdiction, obtained_at, expires_at, contact_id, source, source_key,
                 words_digest, words, created_by_kind, created_by, record_id)`;
}

/** The consent events about subjects, one row per subject and event. */
export async function consentsOver(
  tx: Tx,
  keys: readonly CoveredKey[],
): Promise<readonly (ConsentEvent & { readonly n: number })[]> {
  const rows = await tx.sql<(StoredConsent & { readonly n: number; readonly is_recipient: boolean })[]>`
    select k.n, k.is_recipient = 1 as is_recipient, c.channel, c.state, c.basis, c.jurisdiction, c.obtained_at, c.expires_at
      from unnest(${keys.map(({ n }) => n)}::int[], ${keys.map(({ scope }) => scope)}::text[], ${keys.map(({ key }) => key)}::text[],
                  ${keys.map(({ isRecipient }) => (isRecipient ? 1 : 0))}::int[]) as k (n, scope, key, is_recipient)
      join consent_event c on c.workspace_id = ${tx.workspaceId} and c.scope = k.scope and c.key = k.key
     order by k.n, c.obtained_at, c.id`;
  return rows.map((row) => ({ n: row.n, isRecipient: row.is_recipient, ...eventFromRow(row) }));
}

/** The consent events of some keys, newest first. */
export async function listedConsents(
  tx: Tx,
  keys: readonly { readonly scope: string; readonly key: string }[],
  limit: number,
): Promise<readonly (Omit<ConsentRow, "key" | "sourceKey"> & { readonly recordedAt: Instant })[]> {
  const rows = await tx.sql<ListedConsent[]>`
    select id, scope, hint, channel, state, basis, jurisdiction, obtained_at, expires_at, contact_id, source, words_digest, words,
           created_by_kind, created_by, record_id, recorded_at
      from consent_event
     where workspace_id = ${tx.workspaceId}
       and (scope, key) in (select * from unnest(${keys.map(({ scope }) => scope)}::text[], ${keys.map(({ key }) => key)}::text[]))
     order by obtained_at desc, id desc limit ${limit}`;
  return rows.map((row) => ({
    ...eventFromRow(row),
    id: idFromUuid("cns", row.id),
    scope: row.scope,
    hint: row.hint,
    contactId: idOrNull("con", row.contact_id),
    source: row.source,
    wordsDigest: row.words_digest,
    words: row.words,
    createdByKind: row.created_by_kind,
    createdBy: row.created_by,
    recordId: idFromUuid("aud", row.record_id),
    recordedAt: row.recorded_at,
  }));
}

interface StoredConsent {
  readonly channel: ConsentChannel;
  readonly state: "granted" | "withdrawn";
  readonly basis: ConsentBasis | null;
  readonly jurisdiction: string | null;
  readonly obtained_at: Instant;
  readonly expires_at: Instant | null;
}

interface ListedConsent extends StoredConsent {
  readonly id: string;
  readonly scope: "address" | "phone";
  readonly hint: string;
  readonly contact_id: string | null;
  readonly source: string;
  readonly words_digest: string | null;
  readonly words: Buffer | null;
  readonly created_by_kind: string;
  readonly created_by: string;
  readonly record_id: string;
  readonly recorded_at: Instant;
}

function eventFromRow(row: StoredConsent): Omit<ConsentEvent, "isRecipient"> {
  return {
    channel: row.channel,
    state: row.state,
    basis: row.basis,
    jurisdiction: row.jurisdiction,
    obtainedAt: row.obtained_at,
    expiresAt: row.expires_at,
  };
}
