import type { Tx } from "../kernel/sql.ts";
import { type JobChanged, readWorkHistory, type WorkHistory, writeWorkHistory } from "./accounts/work-history.ts";
import { recordsInQuestion } from "./claims/open-questions.ts";
import { type Weighed, weighClaims } from "./claims/weigh-claims.ts";
import { provenBy } from "./core/confidence.ts";
import type { ContactMatch } from "./core/match.ts";
import { projectContact } from "./core/project.ts";
import type { Relationship } from "./core/relationships.ts";
import { type Review, resolveContacts } from "./core/resolve.ts";
import type { Ruleset } from "./core/ruleset.ts";
import type { Observation } from "./core/survive.ts";
import { type Region, settleRegion, type Touched } from "./region.ts";
import { rulesetInForce } from "./ruleset/in-force.ts";
import { indexNames, unindexNames } from "./search/index-names.ts";
import { type ContactRow, redirectContacts, writeContacts } from "./store/projections.ts";
import { type CurrentObservation, contactsNaming, currentObservations } from "./store/records.ts";
import { contactsEverAt, deleteRelationships } from "./store/relationships.ts";

/** Resolves what was touched and brings contacts up to date, those too whose account records moved: a constant number of statements. */
export async function settleContacts(tx: Tx, touched: Touched, movedAccounts: readonly string[]): Promise<Region> {
  const { ruleset } = await rulesetInForce(tx);
  const region = await settleRegion(tx, touched, ruleset.namesPerKeyMax, (records, assertions, blocked) =>
    resolveContacts(
      records.map(({ id, match }) => ({ id, match: match as ContactMatch })),
      assertions,
      blocked,
      ruleset,
    ),
  );
  const observed = new Map(region.observed);
  const naming = movedAccounts.length === 0 ? [] : await contactsNaming(tx, movedAccounts);
  const worked = movedAccounts.length === 0 ? [] : await contactsEverAt(tx, movedAccounts);
  const rest = [...new Set([...naming, ...worked])].filter((id) => !observed.has(id));
  const renamed = rest.length === 0 ? [] : await currentObservations(tx, rest);
  for (const [id, rows] of Map.groupBy(renamed, (row) => row.entity_id)) observed.set(id, rows);
  const isNew = (recordId: string): boolean => touched.fresh.get(recordId)?.isNew === true;
  const weighed = await weighClaims(tx, "contact", observed);
  const history = await readWorkHistory(tx, observed, isNew);
  const jobChanges = await project(tx, observed, weighed, history, region.conflicted);
  const gone = region.settlement.moves.filter((move) => move.entityId !== move.id);
  if (gone.length > 0) {
    await redirectContacts(tx, gone);
    await deleteRelationships(
      tx,
      gone.map((move) => move.id),
    );
    await unindexNames(
      tx,
      gone.map((move) => move.id),
    );
  }
  const asked = region.reviews.filter((review) => asksOfJoining(review, ruleset));
  return { ...region, reviews: [...asked, ...weighed.conflicts], jobChanges };
}

/** A key under many names is no question where keys of its kind join nobody. */
function asksOfJoining({ kind, subject }: Review, { keys }: Ruleset): boolean {
  return kind !== "blocked_key" || keys.some((one) => subject.startsWith(`${one}:`));
}

/** Projects these contacts anew: after a word about their claims, which no resolving needs. */
export async function projectContacts(tx: Tx, contactIds: readonly string[]): Promise<readonly Review[]> {
  const rows = contactIds.length === 0 ? [] : await currentObservations(tx, contactIds);
  const observed = Map.groupBy(rows, (row) => row.entity_id);
  const weighed = await weighClaims(tx, "contact", observed);
  await project(tx, observed, weighed, await readWorkHistory(tx, observed, () => false), new Set());
  return weighed.conflicts;
}

async function project(
  tx: Tx,
  observed: ReadonlyMap<string, readonly CurrentObservation[]>,
  weighed: Weighed,
  history: WorkHistory,
  conflicted: ReadonlySet<string>,
): Promise<readonly JobChanged[]> {
  if (observed.size === 0) return [];
  const recordIds = [...observed.values()].flatMap((records) => records.map((row) => row.record_id));
  const inQuestion = await recordsInQuestion(tx, recordIds, weighed.conflicts);
  const isOpen = (id: string): boolean =>
    (observed.get(id) ?? []).some((row) => conflicted.has(row.record_id) || inQuestion.has(row.record_id));
  const rows = [...observed.keys()].sort().map((id) => {
    const job = present(history.get(id) ?? []);
    const row = contactRow(id, weighed, job, isOpen(id));
    const isPast = isOfAnotherJob(row, observed.get(id) ?? [], job) && !isTitleHeld(row, weighed.said.get(id) ?? []);
    return isPast ? { ...row, title: job?.title ?? null } : row;
  });
  await writeContacts(tx, (await rulesetInForce(tx)).version, rows);
  await indexNames(
    tx,
    "contact",
    rows.map(({ id, golden }) => ({ id, golden, records: observed.get(id) ?? [] })),
  );
  return await writeWorkHistory(tx, history);
}

/** Whether the title that counts most is one that somebody had at an account which they have left. */
function isOfAnotherJob(
  { provenance }: ContactRow,
  records: readonly CurrentObservation[],
  job: Relationship | undefined,
): boolean {
  const from = (provenance as Readonly<Record<string, string>>)["title"];
  const accountId = records.find((row) => row.observation_id === from)?.account_entity_id ?? null;
  return job !== undefined && accountId !== null && accountId !== job.accountId;
}

/** Whether a person pinned the title: then it holds, whatever job it came from. */
function isTitleHeld({ provenance }: ContactRow, said: readonly Observation[]): boolean {
  const from = (provenance as Readonly<Record<string, string>>)["title"];
  return said.some((observation) => observation.id === from && observation.ranks?.["title"]?.rank === "pinned");
}

const present = (relationships: readonly Relationship[]): Relationship | undefined =>
  relationships.find((one) => one.validTo === null);

function contactRow(id: string, weighed: Weighed, job: Relationship | undefined, hasOpenQuestion: boolean): ContactRow {
  const projected = projectContact(weighed.said.get(id) ?? [], weighed.rules);
  const { values, evidence } = projected;
  return {
    id,
    name: projected.name,
    email: projected.email,
    emailKey: projected.emailKey,
    emailClass: projected.emailClass,
    title: values["title"] ?? null,
    accountId: job?.accountId ?? null,
    country: values["country"] ?? null,
    golden: values,
    provenance: projected.provenance,
    evidence,
    openReviews: hasOpenQuestion ? 1 : 0,
    confidence: provenBy(evidence),
    freshAt: evidence.freshAt,
    lacks: evidence.lacks,
    searchText: projected.searchText,
  };
}
