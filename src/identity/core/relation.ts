import type { AccountRelation } from "../contract.ts";
import { fold } from "./text.ts";
import { maybeWords, negatedWords, overWords, relationWords } from "./words/relations.ts";

/** Relations from the one that forbids most to the one that forbids nothing. */
export const relationsBySeverity: readonly AccountRelation[] = [
  "competitor",
  "customer",
  "partner",
  "open_opportunity",
  "none",
  "unknown",
];

/** What a lifecycle stage or type says about the account; a cell that says several things says the strictest of them. */
export function relationOf(lifecycle: string): AccountRelation {
  return strictestRelation(lifecycle.split(/[;,|/\n]/).map(relationOfOne));
}

/** The strictest of several relations: one record that says `customer` is enough to keep cold outreach away. */
export function strictestRelation(relations: readonly AccountRelation[]): AccountRelation {
  return relationsBySeverity.find((relation) => relations.includes(relation)) ?? "unknown";
}

/** A word that says nothing known, or that something is over, is `unknown`: it neither forbids nor permits. */
function relationOfOne(stage: string): AccountRelation {
  const words = fold(stage.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2"))
    .replace(/[^a-z0-9]+/g, " ")
    .replace(negatedWords, "");
  if (overWords.test(words)) return "unknown";
  const found = relationWords.find(([, pattern]) => pattern.test(words))?.[0] ?? "unknown";
  return found === "customer" && maybeWords.test(words) ? "none" : found;
}
