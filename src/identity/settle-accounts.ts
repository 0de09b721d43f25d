import type { Tx } from "../kernel/sql.ts";
import { type AccountMatch, rulesetVersion } from "./core/match.ts";
import { projectAccount } from "./core/project.ts";
import { domainsPerNameMax, resolveAccounts } from "./core/resolve-accounts.ts";
import { observationFrom, type Region, settleRegion, type Touched } from "./region.ts";
import { indexNames, unindexNames } from "./search/index-names.ts";
import { deleteDomains, insertDomains, redirectAccounts, writeAccounts } from "./store/projections.ts";

/** Resolves what was touched and brings the accounts up to date. */
export async function settleAccounts(tx: Tx, touched: Touched): Promise<Region> {
  const region = await settleRegion(tx, touched, domainsPerNameMax, (records, assertions, blocked) =>
    resolveAccounts(
      records.map(({ id, match }) => ({ id, match: match as AccountMatch })),
      assertions,
      blocked,
    ),
  );
  await project(tx, region);
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
  return region;
}

async function project(tx: Tx, { observed }: Region): Promise<void> {
  if (observed.size === 0) return;
  const projected = [...observed]
    .sort()
    .map(([id, records]) => ({ id, ...projectAccount(records.map(observationFrom)) }));
  await writeAccounts(
    tx,
    rulesetVersion,
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
}
