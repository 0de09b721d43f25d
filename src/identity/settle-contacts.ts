import type { Tx } from "../kernel/sql.ts";
import { type ContactMatch, rulesetVersion } from "./core/match.ts";
import { namesPerKeyMax } from "./core/name-families.ts";
import { projectContact, rankedObservations } from "./core/project.ts";
import { resolveContacts } from "./core/resolve.ts";
import { observationFrom, type Region, settleRegion, type Touched } from "./region.ts";
import {
  type ContactRow,
  deleteRelationships,
  insertRelationships,
  type RelationshipRow,
  redirectContacts,
  writeContacts,
} from "./store/projections.ts";
import { type CurrentObservation, contactsNaming, currentObservations } from "./store/records.ts";

/** Resolves what was touched and brings contacts up to date, those too whose account records moved: a constant number of statements. */
export async function settleContacts(tx: Tx, touched: Touched, movedAccounts: readonly string[]): Promise<Region> {
  const region = await settleRegion(tx, touched, namesPerKeyMax, (records, assertions, blocked) =>
    resolveContacts(
      records.map(({ id, match }) => ({ id, match: match as ContactMatch })),
      assertions,
      blocked,
    ),
  );
  const observed = new Map(region.observed);
  const naming = movedAccounts.length === 0 ? [] : await contactsNaming(tx, movedAccounts);
  const rest = naming.filter((id) => !observed.has(id));
  const renamed = rest.length === 0 ? [] : await currentObservations(tx, rest);
  for (const [id, rows] of Map.groupBy(renamed, (row) => row.entity_id)) observed.set(id, rows);
  await project(tx, observed, region.conflicted);
  const gone = region.settlement.moves.filter((move) => move.entityId !== move.id);
  if (gone.length > 0) {
    await redirectContacts(tx, gone);
    await deleteRelationships(
      tx,
      gone.map((move) => move.id),
    );
  }
  return region;
}

async function project(
  tx: Tx,
  observed: ReadonlyMap<string, readonly CurrentObservation[]>,
  conflicted: ReadonlySet<string>,
): Promise<void> {
  if (observed.size === 0) return;
  const rows: ContactRow[] = [];
  const relationships: RelationshipRow[] = [];
  for (const [id, records] of [...observed].sort()) {
    const links = relationshipsFrom(id, records);
    relationships.push(...links);
    rows.push(contactRow(id, records, links, conflicted));
  }
  await writeContacts(tx, rulesetVersion, rows);
  await deleteRelationships(tx, [...observed.keys()]);
  if (relationships.length > 0) await insertRelationships(tx, relationships);
}

function contactRow(
  id: string,
  observed: readonly CurrentObservation[],
  links: readonly RelationshipRow[],
  conflicted: ReadonlySet<string>,
): ContactRow {
  const projected = projectContact(observed.map(observationFrom));
  const { values } = projected;
  return {
    id,
    name: projected.name,
    email: projected.email,
    emailKey: projected.emailKey,
    emailClass: projected.emailClass,
    title: values["title"] ?? null,
    accountId: links.find((link) => link.isCurrent)?.accountId ?? null,
    country: values["country"] ?? null,
    golden: values,
    provenance: projected.provenance,
    evidence: projected.evidence,
    openReviews: observed.some((row) => conflicted.has(row.record_id)) ? 1 : 0,
    searchText: projected.searchText,
  };
}

/** One relationship per account that the records name; the one of the record that counts most is current. */
function relationshipsFrom(contactId: string, observed: readonly CurrentObservation[]): readonly RelationshipRow[] {
  const accountOf = new Map(observed.map((row) => [row.record_id, row.account_entity_id]));
  const found = new Map<string, RelationshipRow>();
  for (const observation of rankedObservations(observed.map(observationFrom))) {
    const accountId = accountOf.get(observation.recordId) ?? null;
    if (accountId === null) continue;
    const known = found.get(accountId);
    const title = known?.title ?? observation.fields["title"] ?? null;
    const observedAt = Math.max(known?.observedAt ?? 0, observation.observedAt);
    found.set(accountId, { contactId, accountId, title, observedAt, isCurrent: known?.isCurrent ?? found.size === 0 });
  }
  return [...found.values()];
}
