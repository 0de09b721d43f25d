import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";

/** A contact with its account, as lists, pages and facts read it. */
export interface ContactView {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly email_key: string | null;
  readonly email_class: string;
  readonly title: string | null;
  readonly account_id: string | null;
  readonly country: string | null;
  readonly golden: Readonly<Record<string, string>>;
  readonly evidence: unknown;
  readonly open_reviews: number;
  readonly updated_at: Instant;
  readonly account_name: string | null;
  readonly account_domain: string | null;
  readonly account_country: string | null;
  readonly industry: string | null;
  readonly relation: string | null;
  readonly account_golden: Readonly<Record<string, string>> | null;
}

export interface AccountView {
  readonly id: string;
  readonly name: string;
  readonly domain: string | null;
  readonly country: string | null;
  readonly industry: string | null;
  readonly relation: string;
  readonly contacts: number;
}

export async function contactsByIds(tx: Tx, ids: readonly string[]): Promise<readonly ContactView[]> {
  return await tx.sql<ContactView[]>`
    select c.id, c.name, c.email, c.email_key, c.email_class, c.title, c.account_id, c.country, c.golden, c.evidence, c.open_reviews, c.updated_at,
           a.name as account_name, a.domain as account_domain, a.country as account_country, a.industry, a.relation, a.golden as account_golden
      from contact c left join account a on a.workspace_id = c.workspace_id and a.id = c.account_id
     where c.workspace_id = ${tx.workspaceId} and c.id = any(${[...ids]}::uuid[]) and c.merged_into is null`;
}

/** Ids that were contacts once and are this one now. */
export async function absorbedInto(tx: Tx, contactId: string): Promise<readonly string[]> {
  const rows = await tx.sql<{ id: string }[]>`
    select id from contact where workspace_id = ${tx.workspaceId} and merged_into = ${contactId} order by id`;
  return rows.map((row) => row.id);
}

/** Living contacts after an id, of these accounts or of all, in id order. */
export async function contactIdsAfter(
  tx: Tx,
  accountIds: readonly string[] | null,
  after: string | null,
  count: number,
): Promise<readonly string[]> {
  const accounts = accountIds === null ? null : [...accountIds];
  const rows = await tx.sql<{ id: string }[]>`
    select id from contact
     where workspace_id = ${tx.workspaceId} and merged_into is null and (${after}::uuid is null or id > ${after}::uuid)
       and (${accounts}::uuid[] is null or account_id = any(${accounts}::uuid[]))
     order by id limit ${count}`;
  return rows.map((row) => row.id);
}

export async function accountIdsAmong(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.sql<{ id: string }[]>`
    select id from account where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[])`;
  return rows.map((row) => row.id);
}

/** For each living contact the ids that were merged into it. */
export async function formerIdsOf(
  tx: Tx,
  contactIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx.sql<{ merged_into: string; ids: string[] }[]>`
    select merged_into, array_agg(id order by id) as ids from contact
     where workspace_id = ${tx.workspaceId} and merged_into = any(${[...contactIds]}::uuid[])
     group by merged_into`;
  return new Map(rows.map((row) => [row.merged_into, row.ids]));
}
