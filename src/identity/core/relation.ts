import type { AccountRelation } from "../contract.ts";
import { fold } from "./text.ts";

const patterns: readonly (readonly [AccountRelation, RegExp])[] = [
  ["competitor", /\b(competitors?|wettbewerber|concurrente?|competidor)\b/],
  [
    "customer",
    /\b(customers?|clients?|evangelist|kunde|kunden|cliente|closed won|won|active user|subscriber paid|bestandskunde)\b/,
  ],
  ["partner", /\b(partners?|reseller|agency|affiliate|vendor|supplier|integrator)\b/],
  [
    "open_opportunity",
    /\b(opportunit(y|ies)|open deal|sales qualified lead in deal|negotiation|proposal|in deal|active deal)\b/,
  ],
  [
    "none",
    /\b(lead|subscriber|marketing ?qualified ?lead|sales ?qualified ?lead|mql|sql|prospect|cold|other|new|raw|target|suspect)\b/,
  ],
];

/** Relations from the one that forbids most to the one that forbids nothing. */
export const relationsBySeverity: readonly AccountRelation[] = [
  "competitor",
  "customer",
  "partner",
  "open_opportunity",
  "none",
  "unknown",
];

/** What a lifecycle stage or type says about the account; a word that says nothing known is `unknown`. */
export function relationOf(lifecycle: string): AccountRelation {
  const words = fold(lifecycle)
    .replace(/([a-z])_([a-z])/g, "$1 $2")
    .replace(/[^a-z0-9]+/g, " ");
  if (/\b(former|past|churned|ex|lost|not an?) \w*/.test(words)) return "unknown";
  return patterns.find(([, pattern]) => pattern.test(words))?.[0] ?? "unknown";
}

/** The strictest of several relations: one record that says `customer` is enough to keep cold outreach away. */
export function strictestRelation(relations: readonly AccountRelation[]): AccountRelation {
  return relationsBySeverity.find((relation) => relations.includes(relation)) ?? "unknown";
}
