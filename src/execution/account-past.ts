import { troubleFor } from "../activity/facts-for.ts";
import { absorbedAccounts } from "../identity/attribution.ts";
import { isoFromInstant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { protestsAt } from "../policy/account-hold.ts";
import { type Facts, never } from "../policy/core/facts.ts";
import type { DecideDeps } from "./deps.ts";

/** What happened at an account that somebody else there should not hear past; `never` where it did not. */
export type AccountPast = Pick<
  Facts["account"],
  "complaintAt" | "escalationAt" | "caseOpenedAt" | "openCases" | "dealLostAt"
>;

/** The past of whoever belongs to no account. */
export const noPast: AccountPast = {
  complaintAt: never,
  escalationAt: never,
  caseOpenedAt: never,
  openCases: 0,
  dealLostAt: never,
};

/** What deals make of accounts, and what happened there, under every id that they were merged from. */
export async function accountPastOf(deps: Pick<DecideDeps, "dealsOf">, tx: Tx, accountIds: readonly Id<"acc">[]) {
  const former = await absorbedAccounts(tx, accountIds);
  const merged = new Map([...former].flatMap(([id, olds]) => olds.map((old) => [old, id] as const)));
  const [deals, trouble, protests] = await Promise.all([
    deps.dealsOf(tx, accountIds),
    troubleFor(tx, accountIds, merged),
    protestsAt(tx, accountIds, merged),
  ]);
  const at = (...times: readonly (number | null | undefined)[]): string => {
    const known = times.filter((time) => time != null);
    return known.length === 0 ? never : isoFromInstant(Math.max(...known));
  };
  return {
    relationOf: (accountId: Id<"acc">) => deals.get(accountId)?.relation ?? undefined,
    pastOf: (accountId: Id<"acc">): AccountPast => {
      const [told, protest] = [trouble.get(accountId), protests.get(accountId)];
      return {
        complaintAt: at(told?.complaintAt, protest?.complaintAt),
        escalationAt: at(protest?.escalationAt),
        caseOpenedAt: at(told?.caseOpenedAt),
        openCases: told?.openCases ?? 0,
        dealLostAt: at(deals.get(accountId)?.lostAt),
      };
    },
  };
}
