import type { Tx } from "../../kernel/sql.ts";
import { type Hierarchy, hierarchyOf, type ParentClaim } from "../core/hierarchy.ts";
import { parentNamed } from "../core/parent-fields.ts";
import type { Review } from "../core/resolve.ts";
import type { Fresh, Region, Touched } from "../region.ts";
import {
  claimsAround,
  deleteRecordClaims,
  hasParentClaims,
  insertParentClaims,
  linkParents,
  type NewParentClaim,
  type ParentClaimRow,
  replaceParents,
} from "../store/parents.ts";
import { entitiesOf } from "../store/records.ts";
import { settleReviews, unansweredAbout } from "../store/reviews.ts";

/**
 * Brings the tree up to date after accounts were settled: what their records say of parents, whom claims mean that waited
 * for these records, and the families that merges and splits changed. Answers with claims that would close a circle.
 */
export async function settleFamilies(tx: Tx, touched: Touched, region: Region): Promise<readonly Review[]> {
  const fresh = [...touched.fresh.values()];
  const named = fresh.flatMap(recordClaim);
  if (named.length === 0 && !(await hasParentClaims(tx))) return [];
  const changed = fresh.filter((record) => !record.isNew).map((record) => record.id);
  if (changed.length > 0) await deleteRecordClaims(tx, changed);
  if (named.length > 0) await insertParentClaims(tx, named);
  const { moves, merged, split } = region.settlement;
  const written = [...fresh.map((record) => record.id), ...moves.map((move) => move.id)];
  const linked = await linkParents(tx, written, touched.keys);
  const own = changed.length === 0 ? [] : [...(await entitiesOf(tx, changed)).values()];
  const joined = merged.flatMap(({ survivor, absorbed }) => [survivor, ...absorbed]);
  const parted = split.flatMap(({ from, into }) => [from, ...into]);
  return await rebuildFamilies(tx, [...linked, ...own, ...joined, ...parted]);
}

/** Makes the families of these accounts anew from all claims about them; asks about claims that had to be left out. */
export async function rebuildFamilies(tx: Tx, accountIds: readonly string[]): Promise<readonly Review[]> {
  const ids = [...new Set(accountIds)];
  if (ids.length === 0) return [];
  const rows = await claimsAround(tx, ids);
  const { edges, refused } = familyOf(rows);
  const ordinals = new Map<string, number>();
  const parents = edges.map((edge) => {
    const ordinal = (ordinals.get(edge.childId) ?? 0) + 1;
    ordinals.set(edge.childId, ordinal);
    return { ...edge, ordinal };
  });
  await replaceParents(tx, [...new Set([...ids, ...rows.map((row) => row.child_id)])], parents);
  const reviews = questionsAbout(rows, refused);
  await putAway(tx, rows, new Set(reviews.map((review) => review.subject)));
  return reviews;
}

/** The tree that stored claims add up to. */
export function familyOf(rows: readonly ParentClaimRow[]): Hierarchy {
  return hierarchyOf(
    rows.map(
      (row): ParentClaim => ({
        id: row.id,
        childId: row.child_id,
        parentId: row.parent_id,
        kind: row.kind,
        from: row.valid_from,
        to: row.valid_to,
        isHuman: row.origin === "person",
        trust: row.trust,
        saidAt: row.said_at,
        key: row.origin === "person" ? "" : `${row.said_by} ${row.external_id}`,
      }),
    ),
  );
}

/** A record makes one claim at most, which is known by the record's id. */
function recordClaim({ id, observation }: Fresh): NewParentClaim[] {
  const parent = parentNamed(observation.fields);
  if (parent === null) return [];
  return [
    {
      id,
      recordId: id,
      origin: "record",
      parentRecordId: null,
      sourceId: observation.source_id,
      externalId: parent.externalId,
      domain: parent.domain,
      nameKey: parent.nameKey,
      kind: parent.kind,
      validFrom: null,
      validTo: null,
      trust: observation.trust,
      saidAt: observation.observed_at,
      saidBy: observation.source_name,
      reason: null,
    },
  ];
}

function questionsAbout(rows: readonly ParentClaimRow[], refused: Hierarchy["refused"]): readonly Review[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return refused.flatMap(({ id }): Review[] => {
    const row = byId.get(id);
    if (row === undefined || row.parent_record_id === null) return [];
    return [{ kind: "hierarchy", subject: `parent:${id}`, members: [row.record_id, row.parent_record_id] }];
  });
}

/** Questions about parents that nobody needs to answer any more. */
async function putAway(tx: Tx, rows: readonly ParentClaimRow[], asked: ReadonlySet<string>): Promise<void> {
  const about = [...new Set(rows.map((row) => row.record_id))];
  if (about.length === 0) return;
  const gone = (await unansweredAbout(tx, about)).filter((one) => one.kind === "hierarchy" && !asked.has(one.subject));
  if (gone.length > 0)
    await settleReviews(
      tx,
      gone.map((one) => one.id),
    );
}
