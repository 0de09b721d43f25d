import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";

/** What a record said about where somebody works before it said what it says now. */
export interface EarlierVersion {
  readonly entity_id: string;
  readonly record_id: string;
  readonly observation_id: string;
  readonly observed_at: Instant;
  readonly account_entity_id: string;
  readonly title: string | null;
  readonly seniority: string | null;
  readonly department: string | null;
  readonly source_kind: string;
  readonly trust: number;
}

export interface RelationshipRow {
  readonly contactId: string;
  readonly ordinal: number;
  readonly accountId: string;
  readonly title: string | null;
  readonly seniority: string | null;
  readonly jobFunction: string | null;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly observedAt: Instant;
  readonly evidence: string;
}

export interface JobChangeRow {
  readonly contactId: string;
  readonly fromAccountId: string;
  readonly toAccountId: string;
  readonly title: string | null;
  readonly at: Instant;
  readonly evidence: string;
}

/** Where somebody worked, with the account as it is named now. */
export interface RelationshipView {
  readonly contact_id: string;
  readonly account_id: string;
  readonly account: string;
  readonly domain: string | null;
  readonly title: string | null;
  readonly seniority: string | null;
  readonly job_function: string | null;
  readonly valid_from: Instant;
  readonly valid_to: Instant | null;
  readonly observed_at: Instant;
  readonly evidence_observation_id: string | null;
}

/** What these records said before, as far as it names an account; what came with an import that was undone was never said. */
export async function earlierVersions(tx: Tx, recordIds: readonly string[]): Promise<readonly EarlierVersion[]> {
  return await tx.sql<EarlierVersion[]>`
    select r.entity_id, r.id as record_id, o.id as observation_id, o.observed_at, a.entity_id as account_entity_id, o.fields->>'title' as title,
           o.fields->>'seniority' as seniority, o.fields->>'department' as department, s.kind as source_kind, s.trust
      from source_record r
      join observation o on o.workspace_id = r.workspace_id and o.record_id = r.id
      join source_record a on a.workspace_id = o.workspace_id and a.id = o.account_record_id
      join source s on s.workspace_id = r.workspace_id and s.id = r.source_id
     where r.workspace_id = ${tx.workspaceId} and r.id = any(${[...recordIds]}::uuid[]) and o.id <> r.current_observation_id
       and not exists (select from import_batch b where b.workspace_id = o.workspace_id and b.id = o.batch_id and b.state in ('undoing', 'undone'))`;
}

/** Replaces the relationships of these contacts. */
export async function deleteRelationships(tx: Tx, contactIds: readonly string[]): Promise<void> {
  await tx.sql`delete from relationship where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[])`;
}

export async function insertRelationships(tx: Tx, rows: readonly RelationshipRow[]): Promise<void> {
  await tx.sql`
    insert into relationship (workspace_id, contact_id, ordinal, account_id, title, seniority, job_function, valid_from, valid_to, observed_at, evidence_observation_id)
    select ${tx.workspaceId}::uuid, r.contact_id, r.ordinal, r.account_id, r.title, r.seniority, r.job_function, r.valid_from, r.valid_to, r.observed_at, r.evidence
      from unnest(${rows.map((row) => row.contactId)}::uuid[], ${rows.map((row) => row.ordinal)}::int[], ${rows.map((row) => row.accountId)}::uuid[],
                  ${rows.map((row) => row.title)}::text[], ${rows.map((row) => row.seniority)}::text[], ${rows.map((row) => row.jobFunction)}::text[],
                  ${rows.map((row) => row.validFrom)}::timestamptz[], ${rows.map((row) => row.validTo)}::timestamptz[],
                  ${rows.map((row) => row.observedAt)}::timestamptz[], ${rows.map((row) => row.evidence)}::uuid[])
           as r (contact_id, ordinal, account_id, title, seniority, job_function, valid_from, valid_to, observed_at, evidence)`;
}

/** The contacts that ever worked at one of these accounts. */
export async function contactsEverAt(tx: Tx, accountIds: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.sql<{ contact_id: string }[]>`
    select distinct contact_id from relationship
     where workspace_id = ${tx.workspaceId} and account_id = any(${[...accountIds]}::uuid[])`;
  return rows.map((row) => row.contact_id);
}

/** Keeps changes of employer and answers with those that nobody was told of before, by the observation that tells of them. */
export async function insertJobChanges(tx: Tx, rows: readonly JobChangeRow[]): Promise<ReadonlySet<string>> {
  const made = await tx.sql<{ evidence: string }[]>`
    insert into job_change (workspace_id, evidence_observation_id, contact_id, from_account_id, to_account_id, at, recorded_at)
    select ${tx.workspaceId}::uuid, j.evidence, j.contact_id, j.from_account_id, j.to_account_id, j.at, ${tx.now}::timestamptz
      from unnest(${rows.map((row) => row.evidence)}::uuid[], ${rows.map((row) => row.contactId)}::uuid[], ${rows.map((row) => row.fromAccountId)}::uuid[],
                  ${rows.map((row) => row.toAccountId)}::uuid[], ${rows.map((row) => row.at)}::timestamptz[])
           as j (evidence, contact_id, from_account_id, to_account_id, at)
    on conflict (workspace_id, evidence_observation_id) do nothing
    returning evidence_observation_id as evidence`;
  return new Set(made.map((row) => row.evidence));
}

/** Where a contact works and worked, the present first. */
export async function relationshipsOf(tx: Tx, contactId: string): Promise<readonly RelationshipView[]> {
  return await tx.sql<RelationshipView[]>`
    select r.contact_id, r.account_id, a.name as account, a.domain, r.title, r.seniority, r.job_function, r.valid_from, r.valid_to, r.observed_at,
           r.evidence_observation_id
      from relationship r join account a on a.workspace_id = r.workspace_id and a.id = r.account_id
     where r.workspace_id = ${tx.workspaceId} and r.contact_id = ${contactId}
     order by r.valid_to is null desc, r.ordinal desc`;
}

/** Who worked at an account and no longer does, or was only heard of there, newest first. */
export async function pastRelationshipsAt(
  tx: Tx,
  accountId: string,
  count: number,
): Promise<readonly (RelationshipView & { readonly name: string })[]> {
  return await tx.sql<(RelationshipView & { name: string })[]>`
    select r.contact_id, c.name, r.account_id, a.name as account, a.domain, r.title, r.seniority, r.job_function, r.valid_from, r.valid_to, r.observed_at,
           r.evidence_observation_id
      from relationship r
      join contact c on c.workspace_id = r.workspace_id and c.id = r.contact_id
      join account a on a.workspace_id = r.workspace_id and a.id = r.account_id
     where r.workspace_id = ${tx.workspaceId} and r.account_id = ${accountId} and r.valid_to is not null and c.merged_into is null
     order by r.valid_to desc, r.contact_id limit ${count}`;
}

/** What is known of where contacts work now: as what, since when, and where they came from. */
export interface PresentJob {
  readonly contact_id: string;
  readonly seniority: string | null;
  readonly job_function: string | null;
  /** When the contact left another account for this one; null where nothing tells of that. */
  readonly changed_at: Instant | null;
}

export async function presentJobs(tx: Tx, contactIds: readonly string[]): Promise<readonly PresentJob[]> {
  return await tx.sql<PresentJob[]>`
    select r.contact_id, r.seniority, r.job_function,
           (select r.valid_from from relationship b
             where b.workspace_id = r.workspace_id and b.contact_id = r.contact_id and b.valid_to = r.valid_from and b.valid_from < b.valid_to limit 1) as changed_at
      from relationship r
     where r.workspace_id = ${tx.workspaceId} and r.contact_id = any(${[...contactIds]}::uuid[]) and r.valid_to is null`;
}
