import type { Tx } from "../../kernel/sql.ts";
import type { KeyName } from "./keys.ts";

/** What the records ever said, version by version; empty where everything was erased. */
export async function wordsOf(
  tx: Tx,
  recordIds: readonly string[],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const rows = await tx.sql<{ fields: Readonly<Record<string, unknown>> }[]>`
    select fields from observation
     where workspace_id = ${tx.workspaceId} and record_id = any(${[...recordIds]}::uuid[]) and fields <> '{}'::jsonb`;
  return rows.map((row) => row.fields);
}

export async function wipeObservations(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.sql`
    update observation
       set fields = '{}'::jsonb, details = null, account_record_id = null,
           payload_hash = case when payload_hash is null then null else ''::bytea end
     where workspace_id = ${tx.workspaceId} and record_id = any(${[...recordIds]}::uuid[])`;
}

/**
 * The id that the source gave goes too: whoever comes back under it is a new record, known by nothing but what forbids contact.
 * The records are tied to one of them: nothing else says any more that they are one.
 */
export async function wipeRecords(tx: Tx, recordIds: readonly string[], tiedTo: string, match: unknown): Promise<void> {
  await tx.sql`
    update source_record
       set external_id = 'erased ' || id::text, payload_hash = ''::bytea, match = ${JSON.stringify(match)}::text::jsonb, account_record_id = null,
           anchor_id = nullif(${tiedTo}::uuid, id)
     where workspace_id = ${tx.workspaceId} and id = any(${[...recordIds]}::uuid[])`;
}

/** Reasons that people gave in their own words, about values and about who is who. */
export async function wipeWords(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.sql`
    update claim_rank set reason = null where workspace_id = ${tx.workspaceId} and record_id = any(${[...recordIds]}::uuid[])`;
  await tx.sql`
    update identity_assertion a set reason = 'erased', revoke_reason = case when a.revoke_reason is null then null else 'erased' end
     where a.workspace_id = ${tx.workspaceId}
       and a.id in (select r.assertion_id from assertion_record r
                     where r.workspace_id = ${tx.workspaceId} and r.record_id = any(${[...recordIds]}::uuid[]))`;
  await tx.sql`
    update buying_role set reason = null where workspace_id = ${tx.workspaceId} and contact_id = any(${[...recordIds]}::uuid[])`;
  await tx.sql`
    update bulk_item set says = null where workspace_id = ${tx.workspaceId} and subject_id = any(${[...recordIds]}::uuid[])`;
}

/** Rows that were handed back: those of the person's records, and those in which an address of theirs stands. */
export async function wipeRejects(tx: Tx, recordIds: readonly string[], written: readonly string[]): Promise<void> {
  await tx.sql`
    update import_reject j set cells = '[]'::jsonb, message = 'erased'
     where j.workspace_id = ${tx.workspaceId}
       and (exists (select from import_row i where i.workspace_id = ${tx.workspaceId} and i.batch_id = j.batch_id
                       and i.row_number = j.row_number and i.record_id = any(${[...recordIds]}::uuid[]))
            or exists (select from unnest(${[...written]}::text[]) as t (text) where strpos(lower(j.cells::text), lower(t.text)) > 0))`;
}

/** What providers were asked about the person, what they answered, and what bought files hold under the person's keys. */
export async function wipeEnrichment(
  tx: Tx,
  recordIds: readonly string[],
  keys: readonly KeyName[],
  written: readonly string[],
): Promise<void> {
  await tx.sql`
    update enrichment_ask set reason = null where workspace_id = ${tx.workspaceId} and contact_id = any(${[...recordIds]}::uuid[])`;
  await tx.sql`
    delete from enrichment_entry where workspace_id = ${tx.workspaceId} and key = any(${keys.map((one) => one.key)}::text[])`;
  await tx.sql`
    delete from enrichment_answer a
     where a.workspace_id = ${tx.workspaceId} and exists (select from unnest(${[...written]}::text[]) as t (text) where strpos(lower(a.claims::text), lower(t.text)) > 0)`;
}

/** Contacts that were merged away are not made anew when the one they belong to is. */
export async function wipeProjections(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.sql`
    update contact
       set name = '', email = null, email_key = null, email_class = 'none', title = null, country = null, golden = '{}'::jsonb,
           provenance = '{}'::jsonb, search_text = '', account_id = null
     where workspace_id = ${tx.workspaceId} and id = any(${[...recordIds]}::uuid[])`;
}

/** Questions that were answered or put away name the key that they were about. */
export async function wipeQuestions(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.sql`
    update review_item i set subject = 'erased:' || i.id::text, reason = null
     where i.workspace_id = ${tx.workspaceId} and i.state not in ('open', 'later')
       and i.id in (select r.review_id from review_record r
                     where r.workspace_id = ${tx.workspaceId} and r.record_id = any(${[...recordIds]}::uuid[]))`;
}

/** The keys by which records became one. */
export async function wipeHistory(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.sql`
    update identity_event set cause = '{}'::jsonb
     where workspace_id = ${tx.workspaceId} and (entity_id = any(${[...recordIds]}::uuid[]) or other_ids && ${[...recordIds]}::uuid[])`;
}
