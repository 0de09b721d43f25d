import type { Tx } from "../kernel/sql.ts";
import { settleFamilies } from "./accounts/families.ts";
import { recordsInQuestion } from "./claims/open-questions.ts";
import { weighClaims } from "./claims/weigh-claims.ts";
import type { AccountMatch } from "./core/match.ts";
import { projectAccount } from "./core/project.ts";
import type { Review } from "./core/resolve.ts";
import { resolveAccounts } from "./core/resolve-accounts.ts";
import { type Region, settleRegion, type Touched } from "./region.ts";
import { rulesetInForce } from "./ruleset/in-force.ts";
import { indexNames, unindexNames } from "./search/index-names.ts";
import { deleteDomains, insertDomains, redirectAccounts, writeAccounts } from "./store/projections.ts";
import { type CurrentObservation, currentObservations } from "./store/records.ts";

/** Resolves what was touched and brings the accounts up to date. */
export async function settleAccounts(tx: Tx, touched: Touched): Promise<Region> {
  const { ruleset } = await rulesetInForce(tx);
  const region = await settleRegion(tx, touched, ruleset.domainsPerNameMax, (records, assertions, blocked) =>
    resolveAccounts(
      records.map(({ id, match }) => ({ id, match: match as AccountMatch })),
      assertions,
      blocked,
      ruleset,
    ),
  );
  const conflicts = await project(tx, region.observed);
  const gone = region.settlement.moves.filter((move) => move.entityId !== move.id);
  if (gone.length > 0) {
    await redirectAccounts(tx, gone);
    await deleteDomains(
      tx,
      gone.map((move) => move.id),
    );
    await unindexNames(
      tx,
      gone.map((move) => move.id),
    );
  }
  const circles = await settleFamilies(tx, touched, region);
  return { ...region, reviews: [...region.reviews, ...conflicts, ...circles] };
}

/**
 * Account records and accounts whose contacts have to be looked at again: known records that moved, and accounts that
 * something left, since people worked there whose records name it no more.
 */
export function accountsToFollow(region: Region | null, touched: Pick<Touched, "fresh"> | null): readonly string[] {
  const { moves = [], split = [] } = region?.settlement ?? {};
  const known = moves.map((move) => move.id).filter((id) => touched?.fresh.get(id)?.isNew !== true);
  return [...new Set([...known, ...split.map(({ from }) => from)])];
}

/** Projects these accounts anew: after a word about their claims, which no resolving needs. */
export async function projectAccounts(tx: Tx, accountIds: readonly string[]): Promise<readonly Review[]> {
  const rows = accountIds.length === 0 ? [] : await currentObservations(tx, accountIds);
  return await project(
    tx,
    Map.groupBy(rows, (row) => row.entity_id),
  );
}

/** Writes what these accounts are now, and answers what machines say of them against a person's word. */
async function project(
  tx: Tx,
  observed: ReadonlyMap<string, readonly CurrentObservation[]>,
): Promise<readonly Review[]> {
  if (observed.size === 0) return [];
  const { said, rules, conflicts } = await weighClaims(tx, "account", observed);
  const recordIds = [...observed.values()].flatMap((records) => records.map((row) => row.record_id));
  await recordsInQuestion(tx, recordIds, conflicts);
  const projected = [...said].sort().map(([id, own]) => ({ id, ...projectAccount(own, rules) }));
  await writeAccounts(
    tx,
    (await rulesetInForce(tx)).version,
    projected.map((account) => ({
      id: account.id,
      name: account.name,
      domain: account.domain,
      country: account.values["country"] ?? null,
      industry: account.values["industry"] ?? null,
      relation: account.relation,
      golden: account.values,
      provenance: account.provenance,
      searchText: account.searchText,
    })),
  );
  await indexNames(
    tx,
    "account",
    projected.map(({ id, values }) => ({ id, golden: values, records: observed.get(id) ?? [] })),
  );
  await deleteDomains(tx, [...observed.keys()]);
  const domains = projected.flatMap(({ id, domains: all }) => all.map((one) => ({ accountId: id, ...one })));
  if (domains.length > 0) await insertDomains(tx, domains);
  return conflicts;
}
