import { unreachable } from "../../kernel/problem.ts";
import type { SuppressionFacts } from "./facts.ts";
import type { Purpose } from "./vocabulary.ts";

/** Why contact is forbidden for good. */
export const suppressionReasons = [
  "complaint",
  "do_not_contact",
  "hard_bounce",
  "left_company",
  "negative",
  "unsubscribed",
] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

/** What a suppression is kept by; it follows whoever has the key. */
export const suppressionScopes = ["account", "address", "contact", "domain", "phone"] as const;
export type SuppressionScope = (typeof suppressionScopes)[number];

/** One suppression that covers a subject; `isRecipient` when its key is the very address or number that would be used. */
export interface Covering {
  readonly scope: SuppressionScope;
  readonly reason: SuppressionReason;
  readonly purpose: "all" | "outreach";
  readonly isRecipient: boolean;
  readonly contactId: string | null;
}

/** What a reason forbids unless said otherwise: an opt-out is from outreach, the rest has no scope. */
export function purposeOf(reason: SuppressionReason): "all" | "outreach" {
  return reason === "unsubscribed" || reason === "negative" ? "outreach" : "all";
}

/** The same suppressions as facts for policy. Nothing here can weaken one: several only add up. */
export function suppressionFactsOf(covering: readonly Covering[]): SuppressionFacts {
  const binding = covering.filter(binds);
  const has = (reason: SuppressionReason): boolean => binding.some((one) => one.reason === reason && !isWide(one));
  const wide = binding.filter(isWide);
  return {
    doNotContact: has("do_not_contact"),
    // A company may opt out of outreach too; that is no wider than what it says.
    unsubscribed: has("unsubscribed") || wide.some(({ purpose }) => purpose === "outreach"),
    complained: has("complaint"),
    hardBounced: has("hard_bounce"),
    leftCompany: has("left_company"),
    negative: has("negative"),
    domainSuppressed: wide.some(({ purpose }) => purpose === "all"),
  };
}

/** How many people of the account or domain complained. */
export function complaintsOf(covering: readonly Covering[]): number {
  const complaints = covering.filter((one) => isWide(one) && one.reason === "complaint");
  return new Set(complaints.map(({ contactId }) => contactId)).size;
}

/** The suppression that forbids a purpose now, or null: the second wall, which reads no policy. */
export function blocking(covering: readonly Covering[], purpose: Purpose): Covering | null {
  return covering.find((one) => binds(one) && (one.purpose === "all" || purpose === "outreach")) ?? null;
}

/** The reason code that the core policies give for a suppression. */
export function codeOf(one: Covering): string {
  if (isWide(one) && one.purpose === "all") return "DOMAIN_SUPPRESSED";
  switch (one.reason) {
    case "do_not_contact":
      return "DNC";
    case "complaint":
      return "COMPLAINT";
    case "hard_bounce":
      return "HARD_BOUNCE";
    case "left_company":
      return "LEFT_COMPANY";
    case "negative":
      return "NEGATIVE_REPLY";
    case "unsubscribed":
      return "UNSUBSCRIBED";
    default:
      return unreachable(one.reason);
  }
}

/** A dead or abandoned mailbox forbids that mailbox, not the person's other ones. */
function binds(one: Covering): boolean {
  const isOfMailbox = one.reason === "hard_bounce" || one.reason === "left_company";
  return !(isOfMailbox && (one.scope === "address" || one.scope === "phone")) || one.isRecipient;
}

function isWide({ scope }: Covering): boolean {
  return scope === "domain" || scope === "account";
}
