import type { Tx } from "../../kernel/sql.ts";
import type { EntityKind } from "./search.ts";

/** What an entity is called, as it is looked up. */
export interface EntityTerm {
  readonly id: string;
  readonly term: string;
}

/** Takes names away that these entities no longer have, and says which. */
export async function removeTermsBut(
  tx: Tx,
  entityIds: readonly string[],
  kept: readonly EntityTerm[],
): Promise<readonly string[]> {
  const rows = await tx.sql<{ term: string }[]>`
    delete from search_term t
     where t.workspace_id = ${tx.workspaceId} and t.entity_id = any(${[...entityIds]}::uuid[])
       and not exists (select from unnest(${kept.map((row) => row.id)}::uuid[], ${kept.map((row) => row.term)}::text[]) as k (id, term)
                        where k.id = t.entity_id and k.term = t.term)
    returning t.term`;
  return rows.map((row) => row.term);
}

/** Adds names; those that an entity has already stay as they are. */
export async function addTerms(tx: Tx, kind: EntityKind, rows: readonly EntityTerm[]): Promise<void> {
  await tx.sql`
    insert into search_term (workspace_id, kind, entity_id, term)
    select ${tx.workspaceId}::uuid, ${kind}, n.id, n.term
      from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.term)}::text[]) as n (id, term)
    on conflict do nothing`;
}

/** Those of these words that have no variants yet; `marks` are the variants that a known word has for certain. */
export async function unknownWords(
  tx: Tx,
  words: readonly string[],
  marks: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx.sql<{ word: string }[]>`
    select n.word from unnest(${[...words]}::text[], ${[...marks]}::text[]) as n (word, mark)
     where not exists (select from search_variant s
                        where s.workspace_id = ${tx.workspaceId} and s.variant = n.mark and s.word = n.word)`;
  return rows.map((row) => row.word);
}

export async function addVariants(
  tx: Tx,
  rows: readonly { readonly variant: string; readonly word: string }[],
): Promise<void> {
  await tx.sql`
    insert into search_variant (workspace_id, variant, word)
    select ${tx.workspaceId}::uuid, n.variant, n.word
      from unnest(${rows.map((row) => row.variant)}::text[], ${rows.map((row) => row.word)}::text[]) as n (variant, word)
    on conflict do nothing`;
}

/** Those of these words that no name has any more; `ends` are where the names that begin with each word end. */
export async function unusedWords(
  tx: Tx,
  words: readonly string[],
  ends: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx.sql<{ word: string }[]>`
    select w.word from unnest(${[...words]}::text[], ${[...ends]}::text[]) as w (word, ending)
     where not exists (select from search_term t where t.workspace_id = ${tx.workspaceId} and t.kind = 'contact' and t.term >= w.word and t.term < w.ending)
       and not exists (select from search_term t where t.workspace_id = ${tx.workspaceId} and t.kind = 'account' and t.term >= w.word and t.term < w.ending)`;
  return rows.map((row) => row.word);
}

export async function removeVariants(
  tx: Tx,
  rows: readonly { readonly variant: string; readonly word: string }[],
): Promise<void> {
  await tx.sql`
    delete from search_variant s
     using unnest(${rows.map((row) => row.variant)}::text[], ${rows.map((row) => row.word)}::text[]) as n (variant, word)
     where s.workspace_id = ${tx.workspaceId} and s.variant = n.variant and s.word = n.word`;
}
