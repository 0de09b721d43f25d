import type { Tx } from "../../kernel/sql.ts";
import type { AccountView, ContactView } from "./people.ts";

/** One condition on a field of a contact or its account; see `core/where.ts` for what each test means. */
export interface WhereRow {
  readonly about: "contact" | "account";
  readonly field: string;
  readonly test: string;
  readonly value: string;
}

/** What makes a contact ready for outreach: enough confidence with what freshness adds by age, and nothing missing. */
export interface ReadyFilter {
  readonly isReady: boolean;
  readonly confidenceMin: number;
  readonly freshSince: number;
  readonly freshPoints: number;
  readonly agedSince: number;
  readonly agedPoints: number;
}

export interface ContactFilter {
  /** Only among these; null for all. */
  readonly ids: readonly string[] | null;
  /** Words that have to be in name, address, title or account: for what is too common to be listed by id. */
  readonly words: readonly string[];
  readonly accountId: string | null;
  readonly domain: string | null;
  readonly country: string | null;
  readonly relation: string | null;
  readonly where?: readonly WhereRow[];
  readonly ready?: ReadyFilter | null;
  readonly after: string | null;
  readonly count: number;
}

export interface AccountFilter {
  readonly ids: readonly string[] | null;
  readonly words: readonly string[];
  readonly relation: string | null;
  readonly domain: string | null;
  readonly country: string | null;
  /** In any case, as a record writes it. */
  readonly industry: string | null;
  /** Those directly below this account now. */
  readonly parentId: string | null;
  readonly where?: readonly WhereRow[];
  readonly after: string | null;
  readonly count: number;
}

/** Accounts of every kind; what is asked for takes the place of a null. */
export const everyAccount: Omit<AccountFilter, "count"> = {
  ids: null,
  words: [],
  relation: null,
  domain: null,
  country: null,
  industry: null,
  parentId: null,
  after: null,
};

/**
 * Living contacts that pass every filter, in id order. A filter that is not asked for is not in the statement: one that
 * allows for its absence is planned for all cases and serves none.
 */
export async function contactsListed(tx: Tx, filter: ContactFilter): Promise<readonly ContactView[]> {
  const { ids, words, accountId, domain, country, relation, where = [], ready = null, after } = filter;
  const none = tx.sql``;
  return await tx.sql<ContactView[]>`
    select c.id, c.name, c.email, c.email_key, c.email_class, c.title, c.account_id, c.country, c.golden, c.evidence, c.open_reviews, c.updated_at,
           a.name as account_name, a.domain as account_domain, a.country as account_country, a.industry, a.relation, a.golden as account_golden
      from contact c left join account a on a.workspace_id = c.workspace_id and a.id = c.account_id
     where c.workspace_id = ${tx.workspaceId} and c.merged_into is null
       ${after === null ? none : tx.sql`and c.id > ${after}`}
       ${ids === null ? none : tx.sql`and c.id in (${among(tx, ids)})`}
       ${accountId === null ? none : tx.sql`and c.account_id = ${accountId}`}
       ${country === null ? none : tx.sql`and c.country = ${country}`}
       ${domain === null ? none : inDomain(tx, domain)}
       ${relation === null ? none : inRelation(tx, relation)}
       ${where.length === 0 ? none : meetsEvery(tx, where, tx.sql`case w.about when 'contact' then c.golden else a.golden end`)}
       ${ready === null ? none : isReady(tx, ready)}
       ${words.length === 0 ? none : tx.sql`and ${holdsEvery(tx, words, tx.sql`c.search_text || ' ' || coalesce(a.search_text, '')`)}`}
     order by c.id limit ${filter.count}`;
}

/** Ids as rows to join with: a list of thousands that is compared row by row was 22 s over 300,000 contacts. */
function among(tx: Tx, ids: readonly string[]) {
  return tx.sql`select i.id from unnest(${[...ids]}::uuid[]) as i (id)`;
}

/** At an account with this domain, or with a mailbox in it. */
function inDomain(tx: Tx, domain: string) {
  return tx.sql`and c.id in (
    select p.id from account_domain d
      join contact p on p.workspace_id = d.workspace_id and p.account_id = d.account_id and p.merged_into is null
     where d.workspace_id = ${tx.workspaceId} and d.domain = ${domain}
    union
    select p.id from contact p where p.workspace_id = ${tx.workspaceId} and p.mail_domain = ${domain} and p.merged_into is null)`;
}

/** Most people work where nothing is known of a relation; the rest are found through their accounts. */
function inRelation(tx: Tx, relation: string) {
  return relation === "unknown"
    ? tx.sql`and (a.id is null or a.relation = ${relation})`
    : tx.sql`and c.account_id in (
        select r.id from account r where r.workspace_id = ${tx.workspaceId} and r.relation = ${relation} and r.merged_into is null)`;
}

function holdsEvery(tx: Tx, words: readonly string[], text: ReturnType<Tx["sql"]>) {
  return tx.sql`not exists (select from unnest(${[...words]}::text[]) as w (word)
                             where strpos(translate(${text}, '''’', ''), w.word) = 0)`;
}

/** A value that is not known meets no condition but `unknown`. Canonical spellings make the comparisons safe. */
function meetsEvery(tx: Tx, where: readonly WhereRow[], golden: ReturnType<Tx["sql"]>) {
  return tx.sql`and not exists (
    select from unnest(${where.map((row) => row.about)}::text[], ${where.map((row) => row.field)}::text[], ${where.map((row) => row.test)}::text[],
                       ${where.map((row) => row.value)}::text[]) as w (about, field, test, value)
      cross join lateral (select ${golden} ->> w.field as value) as known
     where not coalesce(case w.test
             when 'is' then lower(known.value) = lower(w.value)
             when 'isNot' then lower(known.value) <> lower(w.value)
             when 'has' then w.value = any(string_to_array(known.value, ';'))
             when 'hasNot' then w.value <> all(string_to_array(known.value, ';'))
             when 'least' then known.value::numeric >= w.value::numeric
             when 'most' then known.value::numeric <= w.value::numeric
             when 'from' then known.value >= w.value
             when 'until' then known.value <= w.value
             when 'known' then known.value is not null
             when 'unknown' then known.value is null
           end, false))`;
}

function isReady(tx: Tx, ready: ReadyFilter) {
  return tx.sql`and (c.account_id is not null and c.open_reviews = 0
    and array_remove(c.lacks, case when a.country is null then '' else 'country' end) = '{}'
    and c.confidence + case when c.fresh_at >= ${ready.freshSince}::timestamptz then ${ready.freshPoints}::int
                            when c.fresh_at >= ${ready.agedSince}::timestamptz then ${ready.agedPoints}::int else 0 end >= ${ready.confidenceMin})
    = ${ready.isReady}`;
}

/** With this domain in any role: a former one still says who it was. */
function withDomain(tx: Tx, domain: string) {
  return tx.sql`and a.id in (select d.account_id from account_domain d where d.workspace_id = ${tx.workspaceId} and d.domain = ${domain})`;
}

function below(tx: Tx, parentId: string) {
  return tx.sql`and a.id in (
    select p.child_id from account_parent p
     where p.workspace_id = ${tx.workspaceId} and p.parent_id = ${parentId} and (p.valid_from is null or p.valid_from <= ${tx.now})
       and (p.valid_to is null or p.valid_to > ${tx.now}))`;
}

/** Living accounts that pass every filter, in id order, with how many people they have. */
export async function accountsListed(tx: Tx, filter: AccountFilter): Promise<readonly AccountView[]> {
  const { ids, words, relation, domain, country, industry, parentId, where = [], after } = filter;
  const none = tx.sql``;
  return await tx.sql<AccountView[]>`
    select a.id, a.name, a.domain, a.country, a.industry, a.relation,
           (select count(*)::int from contact c where c.workspace_id = ${tx.workspaceId} and c.account_id = a.id and c.merged_into is null) as contacts
      from account a
     where a.workspace_id = ${tx.workspaceId} and a.merged_into is null
       ${after === null ? none : tx.sql`and a.id > ${after}`}
       ${ids === null ? none : tx.sql`and a.id in (${among(tx, ids)})`}
       ${relation === null ? none : tx.sql`and a.relation = ${relation}`}
       ${country === null ? none : tx.sql`and a.country = ${country}`}
       ${industry === null ? none : tx.sql`and lower(a.industry) = lower(${industry})`}
       ${domain === null ? none : withDomain(tx, domain)}
       ${parentId === null ? none : below(tx, parentId)}
       ${where.length === 0 ? none : meetsEvery(tx, where, tx.sql`a.golden`)}
       ${words.length === 0 ? none : tx.sql`and ${holdsEvery(tx, words, tx.sql`a.search_text`)}`}
     order by a.id limit ${filter.count}`;
}

/** What a hit on an account shows of it. */
export async function accountsByIds(
  tx: Tx,
  ids: readonly string[],
): Promise<readonly Pick<AccountView, "id" | "name" | "domain" | "country">[]> {
  return await tx.sql<Pick<AccountView, "id" | "name" | "domain" | "country">[]>`
    select id, name, domain, country from account
     where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[]) and merged_into is null`;
}

/** Living contacts or accounts after an id, with their golden values. */
export async function goldenAfter(
  tx: Tx,
  kind: "contact" | "account",
  after: string | null,
  count: number,
): Promise<readonly { readonly id: string; readonly golden: Readonly<Record<string, string>> }[]> {
  return await tx.sql<{ id: string; golden: Record<string, string> }[]>`
    select id, golden from ${tx.sql(kind)}
     where workspace_id = ${tx.workspaceId} and merged_into is null and (${after}::uuid is null or id > ${after}::uuid)
     order by id limit ${count}`;
}
