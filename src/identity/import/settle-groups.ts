import type { Tx } from "../../kernel/sql.ts";
import type { Cluster, Review } from "../core/resolve.ts";
import { findText } from "../core/string-pool.ts";
import { changedFlag, clustersAt, newFlag, recordsToSettle } from "../core/workspace-parts.ts";
import { refreshKeys } from "../generic-keys.ts";
import type { Placed, Resolved } from "../region.ts";
import { rulesetInForce } from "../ruleset/in-force.ts";
import type { WrittenRecord } from "../store/import-settle.ts";
import { advanceBatch } from "../store/imports.ts";
import { lockIdentity } from "../store/records.ts";
import type { ResolvedWorkspace } from "./resolve-workspace.ts";
import { type Run, settleRecords } from "./run.ts";
import { settleResolved } from "./settle-batch.ts";

/** Groups of clusters that one transaction settles. */
interface Portion {
  readonly clusters: readonly Cluster[];
}

/**
 * Settles the groups of a resolved workspace, a bounded number of records per transaction. False, and nothing of the next
 * portion done, when somebody else changed who is who: what was resolved no longer holds.
 */
export async function settleGroups(run: Run, resolved: ResolvedWorkspace): Promise<boolean> {
  const asked = byMember(resolved.asked);
  const rowsTotal = recordsToSettle(resolved.parts);
  let rowsDone = 0;
  let { generation } = resolved;
  let isFirst = true;
  const settle = async (tx: Tx, portion: Portion): Promise<boolean> => {
    const now = await lockIdentity(tx);
    if (now !== generation + 1) return false;
    generation = now;
    // A key that many names stand under is told once, with the first portion.
    const { namesPerKeyMax } = (await rulesetInForce(tx)).ruleset;
    const keys = isFirst ? await refreshKeys(tx, resolved.blocked, namesPerKeyMax) : { risen: [], freed: [] };
    isFirst = false;
    const records = placed(resolved, portion);
    const written = records.filter((record) => record.isChanged).map(writtenOf);
    const touching = new Set(records.flatMap((record) => asked.get(record.id) ?? []));
    const about: Resolved = { records, clusters: portion.clusters, asked: [...touching], ...keys };
    await settleResolved(run, tx, written, about);
    rowsDone += records.length;
    await advanceBatch(tx, run.batchId, { rowsTotal, rowsDone });
    return true;
  };
  for (const portion of portionsOf(resolved, settleRecords(run.deps)))
    if (!(await run.within((tx) => settle(tx, portion)))) return false;
  return true;
}

interface Standing extends Placed {
  readonly isChanged: boolean;
}

function* portionsOf({ parts }: ResolvedWorkspace, recordsMax: number): Generator<Portion, void, void> {
  let clusters: Cluster[] = [];
  let records = 0;
  for (let group = 0; group < parts.startOf.length; group += 1) {
    for (const cluster of clustersAt(parts, group)) {
      clusters.push(cluster);
      records += cluster.members.length;
    }
    if (records < recordsMax) continue;
    yield { clusters };
    clusters = [];
    records = 0;
  }
  if (clusters.length > 0) yield { clusters };
}

function placed({ parts, standings }: ResolvedWorkspace, { clusters }: Portion): readonly Standing[] {
  const { ids } = parts.resolution.contacts.table;
  return clusters.flatMap(({ members }) =>
    members.map((id) => {
      const row = findText(ids, id);
      const flags = standings.flags[row] ?? 0;
      return {
        id,
        isNew: (flags & newFlag) !== 0,
        isChanged: (flags & changedFlag) !== 0,
        entityId: standings.entityOf.get(row) ?? id,
        match: null,
      };
    }),
  );
}

function writtenOf({ id, isNew, entityId }: Standing): WrittenRecord {
  return { id, entity_id: entityId, match: null, anchor_id: null, is_new: isNew };
}

function byMember(reviews: readonly Review[]): ReadonlyMap<string, readonly Review[]> {
  const found = new Map<string, Review[]>();
  for (const review of reviews)
    for (const member of review.members) {
      const known = found.get(member);
      if (known === undefined) found.set(member, [review]);
      else known.push(review);
    }
  return found;
}
