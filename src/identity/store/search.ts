import type { Tx } from "../../kernel/sql.ts";

export type EntityKind = "contact" | "account";

/** A range of names of one kind: from `low` to before `high`. */
export interface Scan {
  readonly kind: string;
  readonly low: string;
  readonly high: string;
}

/** Words of which each group has to be there, in one of its spellings. */
export type WordGroups = readonly (readonly string[])[];

export interface FoundTerm {
  readonly kind: EntityKind;
  readonly entity_id: string;
  readonly term: string;
  /** Which of the ranges it was found in, from 1. */
  readonly at: number;
}

type Fragment = ReturnType<typeof aboutContact>;

const lows = (scans: readonly Scan[]): string[] => scans.map((scan) => scan.low);
const highs = (scans: readonly Scan[]): string[] => scans.map((scan) => scan.high);
const kinds = (scans: readonly Scan[]): string[] => scans.map((scan) => scan.kind);

/** Whether a text has a word of every group; `inside` says with what a word has to begin: a space keeps it to whole words. */
function hasEvery(tx: Tx, groups: WordGroups, text: Fragment, inside: "" | " ") {
  if (groups.length === 0) return tx.sql``;
  const words = groups.flatMap((group) => group.map((word) => `${inside}${word}`));
  const numbers = groups.flatMap((group, at) => group.map(() => at));
  return tx.sql`and (select count(distinct o.at) from unnest(${words}::text[], ${numbers}::int[]) as o (word, at)
                      where strpos(${text}, o.word) > 0) = ${groups.length}`;
}

/** Names in these ranges that have a word of every other group, in name order, at most `count` of each range. */
export async function termsIn(
  tx: Tx,
  scans: readonly Scan[],
  others: WordGroups,
  count: number,
): Promise<readonly FoundTerm[]> {
  return await tx.sql<FoundTerm[]>`
    select f.kind, f.entity_id, f.term, r.at::int as at
      from unnest(${kinds(scans)}::text[], ${lows(scans)}::text[], ${highs(scans)}::text[]) with ordinality as r (kind, low, high, at)
     cross join lateral (
       select t.kind, t.entity_id, t.term from search_term t
        where t.workspace_id = ${tx.workspaceId} and t.kind = r.kind and t.term >= r.low and t.term < r.high
              ${hasEvery(tx, others, tx.sql`' ' || t.term`, " ")}
        order by t.term, t.entity_id limit ${count}) f`;
}

/** How many names are in each of these ranges, in their order, counted up to `max`. */
export async function termCounts(tx: Tx, scans: readonly Scan[], max: number): Promise<readonly number[]> {
  const rows = await tx.sql<{ found: number }[]>`
    select f.found
      from unnest(${kinds(scans)}::text[], ${lows(scans)}::text[], ${highs(scans)}::text[]) with ordinality as r (kind, low, high, at)
     cross join lateral (
       select count(*)::int as found from (
         select from search_term t
          where t.workspace_id = ${tx.workspaceId} and t.kind = r.kind and t.term >= r.low and t.term < r.high limit ${max}) counted) f
     order by r.at`;
  return rows.map((row) => row.found);
}

/** A contact that was found by where they work, or by one word with the others about them or their account. */
export interface FoundContact {
  readonly id: string;
  readonly matched: string;
}

/** Contacts of accounts named in these ranges, with a word of every other group about the contact or the account. */
export async function contactsAtAccounts(
  tx: Tx,
  scans: readonly Scan[],
  others: WordGroups,
  { accounts, count }: { readonly accounts: number; readonly count: number },
): Promise<readonly FoundContact[]> {
  return await tx.sql<FoundContact[]>`
    with found as materialized (
      select distinct on (f.entity_id) f.entity_id, f.term
        from unnest(${lows(scans)}::text[], ${highs(scans)}::text[]) as r (low, high)
       cross join lateral (
         select t.entity_id, t.term from search_term t
          where t.workspace_id = ${tx.workspaceId} and t.kind = 'account' and t.term >= r.low and t.term < r.high
          order by t.term, t.entity_id limit ${accounts}) f
       order by f.entity_id, f.term)
    select c.id, a.name as matched
      from found join account a on a.workspace_id = ${tx.workspaceId} and a.id = found.entity_id
      join contact c on c.workspace_id = ${tx.workspaceId} and c.account_id = found.entity_id and c.merged_into is null
     where true ${hasEvery(tx, others, aboutContact(tx), "")}
     limit ${count}`;
}

/** Contacts named in these ranges, with a word of every other group about the contact or the account. */
export async function contactsNamed(
  tx: Tx,
  scans: readonly Scan[],
  others: WordGroups,
  { names, count }: { readonly names: number; readonly count: number },
): Promise<readonly FoundContact[]> {
  return await tx.sql<FoundContact[]>`
    with found as materialized (
      select distinct f.entity_id
        from unnest(${lows(scans)}::text[], ${highs(scans)}::text[]) as r (low, high)
       cross join lateral (
         select t.entity_id from search_term t
          where t.workspace_id = ${tx.workspaceId} and t.kind = 'contact' and t.term >= r.low and t.term < r.high
          order by t.term, t.entity_id limit ${names}) f)
    select c.id, coalesce(a.name, c.name) as matched
      from found join contact c on c.workspace_id = ${tx.workspaceId} and c.id = found.entity_id and c.merged_into is null
      left join account a on a.workspace_id = c.workspace_id and a.id = c.account_id
     where true ${hasEvery(tx, others, aboutContact(tx), "")}
     limit ${count}`;
}

const aboutContact = (tx: Tx) =>
  tx.sql`' ' || translate(c.search_text || ' ' || coalesce(a.search_text, ''), '''’', '')`;

export interface FoundKey {
  readonly kind: EntityKind;
  readonly entity_id: string;
  readonly key_kind: string;
  readonly key: string;
}

/** What stands under match keys in these ranges, at most `count` of each. */
export async function entitiesByKey(tx: Tx, scans: readonly Scan[], count: number): Promise<readonly FoundKey[]> {
  return await tx.sql<FoundKey[]>`
    select s.kind, s.entity_id, f.kind as key_kind, f.key
      from unnest(${kinds(scans)}::text[], ${lows(scans)}::text[], ${highs(scans)}::text[]) as r (kind, low, high)
     cross join lateral (
       select m.kind, m.key, m.record_id from match_key m
        where m.workspace_id = ${tx.workspaceId} and m.kind = r.kind and m.key >= r.low and m.key < r.high
        order by m.key, m.record_id limit ${count}) f
      join source_record s on s.workspace_id = ${tx.workspaceId} and s.id = f.record_id`;
}

/** Living contacts of these accounts. */
export async function contactsOf(
  tx: Tx,
  accountIds: readonly string[],
  count: number,
): Promise<readonly FoundContact[]> {
  return await tx.sql<FoundContact[]>`
    select c.id, a.name as matched
      from unnest(${[...accountIds]}::uuid[]) as i (id)
      join account a on a.workspace_id = ${tx.workspaceId} and a.id = i.id
      join contact c on c.workspace_id = ${tx.workspaceId} and c.account_id = i.id and c.merged_into is null
     limit ${count}`;
}

/** Words of names that share one of these variants. */
export async function wordsUnder(tx: Tx, variants: readonly string[], count: number): Promise<readonly string[]> {
  const rows = await tx.sql<{ word: string }[]>`
    select distinct f.word
      from unnest(${[...variants]}::text[]) as v (variant)
     cross join lateral (
       select s.word from search_variant s where s.workspace_id = ${tx.workspaceId} and s.variant = v.variant limit ${count}) f`;
  return rows.map((row) => row.word);
}
