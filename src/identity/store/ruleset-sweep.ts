import type { Tx } from "../../kernel/sql.ts";
import type { KeyName } from "./keys.ts";
import type { RecordKind } from "./records.ts";

/** What a workspace holds, in numbers. */
export interface Holdings {
  readonly records: number;
  readonly contacts: number;
  readonly accounts: number;
}

/** A question that waits for an answer. */
export interface OpenQuestion {
  readonly kind: string;
  readonly subject: string;
  readonly record_ids: readonly string[];
}

/** A record with what it says, to be normalised anew. */
export interface SpokenRecord {
  readonly id: string;
  readonly external_id: string;
  readonly match: unknown;
  readonly fields: Readonly<Record<string, string>>;
}

/** Records of a kind after an id, in id order. */
export async function recordsAfter(
  tx: Tx,
  kind: RecordKind,
  after: string | null,
  count: number,
): Promise<readonly string[]> {
  const rows = await tx.sql<{ id: string }[]>`
    select id from source_record
     where workspace_id = ${tx.workspaceId} and kind = ${kind} and id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
     order by id limit ${count}`;
  return rows.map((row) => row.id);
}

export async function holdings(tx: Tx): Promise<Holdings> {
  const [row] = await tx.sql<Holdings[]>`
    select (select count(*) from source_record where workspace_id = ${tx.workspaceId})::int as records,
           (select count(*) from contact where workspace_id = ${tx.workspaceId} and merged_into is null)::int as contacts,
           (select count(*) from account where workspace_id = ${tx.workspaceId} and merged_into is null)::int as accounts`;
  return row ?? { records: 0, contacts: 0, accounts: 0 };
}

/** The oldest version that living contacts and accounts were settled under; null where there are none. */
export async function oldestVersion(tx: Tx): Promise<number | null> {
  const [row] = await tx.sql<{ version: number | null }[]>`
    select least((select min(ruleset_version) from contact where workspace_id = ${tx.workspaceId} and merged_into is null),
                 (select min(ruleset_version) from account where workspace_id = ${tx.workspaceId} and merged_into is null)) as version`;
  return row?.version ?? null;
}

/** The keys of some kinds that are blocked and should not be, or are not and should. */
export async function misjudgedKeys(tx: Tx, kinds: readonly string[], namesMax: number): Promise<readonly KeyName[]> {
  return await tx.sql<KeyName[]>`
    with generic as (
      select m.kind, m.key from match_key m
       where m.workspace_id = ${tx.workspaceId} and m.kind = any(${[...kinds]}::text[]) and m.name <> ''
       group by m.kind, m.key having count(distinct m.name) > ${namesMax}
    ), known as (
      select s.kind, s.key from key_state s where s.workspace_id = ${tx.workspaceId} and s.kind = any(${[...kinds]}::text[])
    )
    (select kind, key from generic except select kind, key from known)
     union all (select kind, key from known except select kind, key from generic)`;
}

export async function openQuestions(tx: Tx): Promise<readonly OpenQuestion[]> {
  return await tx.sql<OpenQuestion[]>`
    select kind, subject, record_ids from review_item
     where workspace_id = ${tx.workspaceId} and state in ('open', 'later') order by subject`;
}

/** Puts away what was asked about blocked keys, by the keys. */
export async function settleBlockedKeys(tx: Tx, subjects: readonly string[]): Promise<void> {
  await tx.sql`
    update review_item set state = 'settled'
     where workspace_id = ${tx.workspaceId} and kind = 'blocked_key' and state in ('open', 'later') and subject = any(${[...subjects]}::text[])`;
}

/** Says of all living contacts and accounts by which version they are what they are. */
export async function stampContacts(tx: Tx, version: number): Promise<void> {
  await tx.sql`
    update contact set ruleset_version = ${version}
     where workspace_id = ${tx.workspaceId} and merged_into is null and ruleset_version <> ${version}`;
}

export async function stampAccounts(tx: Tx, version: number): Promise<void> {
  await tx.sql`
    update account set ruleset_version = ${version}
     where workspace_id = ${tx.workspaceId} and merged_into is null and ruleset_version <> ${version}`;
}

/** What these records say now, as they were normalised. */
export async function spokenRecords(tx: Tx, ids: readonly string[]): Promise<readonly SpokenRecord[]> {
  return await tx.sql<SpokenRecord[]>`
    select r.id, r.external_id, r.match, o.fields
      from source_record r join observation o on o.workspace_id = r.workspace_id and o.id = r.current_observation_id
     where r.workspace_id = ${tx.workspaceId} and r.id = any(${[...ids]}::uuid[]) order by r.id`;
}

export async function writeMatches(
  tx: Tx,
  rows: readonly { readonly id: string; readonly match: unknown }[],
): Promise<void> {
  await tx.sql`
    update source_record r set match = m.match::jsonb
      from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => JSON.stringify(row.match))}::text[]) as m (id, match)
     where r.workspace_id = ${tx.workspaceId} and r.id = m.id`;
}
