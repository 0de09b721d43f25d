import type { Tx } from "../kernel/sql.ts";
import { type ContactMatch, rulesetVersion } from "./core/match.ts";
import { namesPerKeyMax } from "./core/name-families.ts";
import { projectContact, rankedObservations } from "./core/project.ts";
import type { Review } from "./core/resolve.ts";
import { resolveContacts } from "./core/resolve.ts";
import { type Settlement, settlementOf } from "./core/settlement.ts";
import type { Observation } from "./core/survive.ts";
import {
  blockedAmong,
  blockKeys,
  genericKeys,
  type KeyName,
  recordsUnder,
  regionOf,
  unblockKeys,
} from "./store/keys.ts";
import {
  type ContactRow,
  deleteRelationships,
  insertRelationships,
  type RelationshipRow,
  redirectContacts,
  writeContacts,
} from "./store/projections.ts";
import {
  type CurrentObservation,
  contactsNaming,
  currentObservations,
  moveRecords,
  regionRecords,
  withMates,
} from "./store/records.ts";

/** What came of resolving: who moved, and what a person should look at. */
export interface Settled extends Settlement {
  readonly reviews: readonly Review[];
}

/** What a change touched: records written anew, the keys that they have or had, account records that moved. */
export interface Touched {
  readonly recordIds: readonly string[];
  readonly newIds: ReadonlySet<string>;
  readonly keys: readonly KeyName[];
  readonly movedAccounts: readonly string[];
}

/** Resolves the region of the touched records and brings the contacts up to date: a constant number of statements. */
export async function settleContacts(tx: Tx, touched: Touched): Promise<Settled> {
  const unsettled = await refreshedKeys(tx, touched.keys, namesPerKeyMax);
  const mates = await withMates(tx, touched.recordIds);
  const regionIds = await regionOf(tx, [...new Set([...touched.recordIds, ...mates, ...unsettled])]);
  const region = await regionRecords(tx, regionIds);
  const resolution = resolveContacts(region.map((record) => ({ id: record.id, match: record.match as ContactMatch })));
  const before = region.map((record) => ({
    id: record.id,
    entityId: record.entity_id,
    isNew: touched.newIds.has(record.id),
  }));
  const settlement = settlementOf(resolution.clusters, before, new Set(touched.recordIds));
  if (settlement.moves.length > 0) await moveRecords(tx, settlement.moves);
  const named = touched.movedAccounts.length === 0 ? [] : await contactsNaming(tx, touched.movedAccounts);
  const affected = new Set([...settlement.affected.map((cluster) => cluster.id), ...named]);
  const conflicted = new Set(resolution.reviews.filter(isAboutIdentity).flatMap((review) => review.members));
  await project(tx, [...affected].sort(), conflicted);
  const gone = settlement.moves.filter((move) => move.entityId !== move.id);
  if (gone.length > 0) {
    await redirectContacts(tx, gone);
    await deleteRelationships(
      tx,
      gone.map((move) => move.id),
    );
  }
  return { ...settlement, reviews: resolution.reviews };
}

/** Brings the list of generic keys up to date; answers with the records of keys that became generic or ceased to be. */
export async function refreshedKeys(tx: Tx, keys: readonly KeyName[], namesMax: number): Promise<readonly string[]> {
  const distinct = [...new Map(keys.map((one) => [`${one.kind}:${one.key}`, one])).values()].filter(
    (one) => one.kind !== "nd",
  );
  if (distinct.length === 0) return [];
  const generic = await genericKeys(tx, distinct, namesMax);
  const blocked = await blockedAmong(tx, distinct);
  const nameOf = (one: KeyName): string => `${one.kind}:${one.key}`;
  const [genericNames, blockedNames] = [new Set(generic.map(nameOf)), new Set(blocked.map(nameOf))];
  const fresh = generic.filter((one) => !blockedNames.has(nameOf(one)));
  const freed = blocked.filter((one) => !genericNames.has(nameOf(one)));
  if (fresh.length > 0) await blockKeys(tx, fresh);
  if (freed.length > 0) await unblockKeys(tx, freed);
  return fresh.length + freed.length === 0 ? [] : await recordsUnder(tx, [...fresh, ...freed]);
}

/** A desk phone that colleagues share says nothing against any of them; a shared mailbox or profile does. */
function isAboutIdentity(review: Review): boolean {
  return review.kind === "component" || review.kind === "veto" || /^(em|li):/.test(review.subject);
}

async function project(tx: Tx, contactIds: readonly string[], conflicted: ReadonlySet<string>): Promise<void> {
  if (contactIds.length === 0) return;
  const byContact = Map.groupBy(await currentObservations(tx, contactIds), (row) => row.entity_id);
  const rows: ContactRow[] = [];
  const relationships: RelationshipRow[] = [];
  for (const [id, observed] of byContact) {
    const links = relationshipsFrom(id, observed);
    relationships.push(...links);
    rows.push(contactRow(id, observed, links, conflicted));
  }
  await writeContacts(tx, rulesetVersion, rows);
  await deleteRelationships(tx, contactIds);
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

/** A stored observation as the core reads it. */
export function observationFrom(row: CurrentObservation): Observation {
  return {
    id: row.observation_id,
    recordId: row.record_id,
    source: { id: row.source_id, kind: row.source_kind, trust: row.trust },
    observedAt: row.observed_at,
    confidence: row.confidence,
    fields: row.fields,
  };
}
