import type { Tx } from "../../kernel/sql.ts";
import { searchQuery } from "../core/search-query.ts";
import type { EntityKind } from "../store/search.ts";
import { hitsFor, similarHitsFor } from "./hits.ts";

/** What a list is narrowed to by what somebody typed. */
export interface Narrowed {
  readonly ids: readonly string[] | null;
  readonly words: readonly string[];
}

const reach = { hits: 2_000, enough: 2_000, names: 20_000, isQuick: false } as const;

/**
 * The ids that a list shows for a text, or the words to look for row by row where they are so common that the next page is
 * always near. Whoever has the address that was typed is meant, not everybody under its domain. Nearly so spelled words count
 * when nothing fits as typed.
 */
export async function narrowed(tx: Tx, q: string | undefined, kind: EntityKind): Promise<Narrowed> {
  const query = searchQuery(q ?? "");
  if (q === undefined || q.trim() === "") return { ids: null, words: [] };
  const hits = await hitsFor(tx, query, [kind], reach);
  if (hits.length >= reach.hits) return { ids: null, words: query.words };
  const meant = q.includes("@") ? hits.filter((hit) => hit.field === "email") : [];
  const found = [meant, hits].find((some) => some.length > 0) ?? (await similarHitsFor(tx, query, [kind], reach));
  return { ids: [...new Set(found.map((hit) => hit.id))], words: [] };
}
