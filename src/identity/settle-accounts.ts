import type { Tx } from "../kernel/sql.ts";
import { type AccountMatch, rulesetVersion } from "./core/match.ts";
import { projectAccount } from "./core/project.ts";
import { domainsPerNameMax, resolveAccounts } from "./core/resolve-accounts.ts";
import { settlementOf } from "./core/settlement.ts";
import { observationFrom, refreshedKeys, type Settled, type Touched } from "./settle-contacts.ts";
import { regionOf } from "./store/keys.ts";
import { deleteDomains, insertDomains, redirectAccounts, writeAccounts } from "./store/projections.ts";
import { currentObservations, moveRecords, regionRecords, withMates } from "./store/records.ts";

/** Resolves the region of the touched account records and brings the accounts up to date. */
export async function settleAccounts(tx: Tx, touched: Omit<Touched, "movedAccounts">): Promise<Settled> {
  const unsettled = await refreshedKeys(tx, touched.keys, domainsPerNameMax);
  const mates = await withMates(tx, touched.recordIds);
  const regionIds = await regionOf(tx, [...new Set([...touched.recordIds, ...mates, ...unsettled])]);
  const region = await regionRecords(tx, regionIds);
  const resolution = resolveAccounts(region.map((record) => ({ id: record.id, match: record.match as AccountMatch })));
  const before = region.map((record) => ({
    id: record.id,
    entityId: record.entity_id,
    isNew: touched.newIds.has(record.id),
  }));
  const settlement = settlementOf(resolution.clusters, before, new Set(touched.recordIds));
  if (settlement.moves.length > 0) await moveRecords(tx, settlement.moves);
  await project(tx, settlement.affected.map((cluster) => cluster.id).sort());
  const gone = settlement.moves.filter((move) => move.entityId !== move.id);
  if (gone.length > 0) {
    await redirectAccounts(tx, gone);
    await deleteDomains(
      tx,
      gone.map((move) => move.id),
    );
  }
  return { ...settlement, reviews: resolution.reviews };
}

async function project(tx: Tx, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0) return;
  const byAccount = Map.groupBy(await currentObservations(tx, accountIds), (row) => row.entity_id);
  const projected = [...byAccount].map(([id, observed]) => ({ id, ...projectAccount(observed.map(observationFrom)) }));
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
  await deleteDomains(tx, accountIds);
  const domains = projected.flatMap(({ id, domain, domains: all }) =>
    all.map((one) => ({ accountId: id, domain: one, role: one === domain ? "primary" : "alias" })),
  );
  if (domains.length > 0) await insertDomains(tx, domains);
}
