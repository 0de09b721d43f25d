import { limits } from "../../kernel/limits.ts";
import type { Tx } from "../../kernel/sql.ts";
import { addContact, contactTable, keepIdsOnly, sealTable } from "../core/contact-table.ts";
import type { ContactMatch } from "../core/match.ts";
import { unanswered } from "../core/questions.ts";
import { type Assertion, type Cluster, type Review, resolveTable, reviewOf } from "../core/resolve.ts";
import { idOf } from "../core/sorted-contacts.ts";
import { standing } from "../core/standing.ts";
import { findText } from "../core/string-pool.ts";
import { rootOf } from "../core/union-find.ts";
import {
  changedFlag,
  newFlag,
  noteStanding,
  partsToSettle,
  type Standings,
  type WorkspaceParts,
} from "../core/workspace-parts.ts";
import { rulesetInForce } from "../ruleset/in-force.ts";
import { assertionsBefore } from "../store/assertions.ts";
import { everyBlockedKey, everyContactRecord, identityGeneration } from "../store/import-settle.ts";
import type { KeyName } from "../store/keys.ts";
import type { Run } from "./run.ts";

/** A workspace resolved as a whole, and the generation of who is who that it holds for. */
export interface ResolvedWorkspace {
  readonly parts: WorkspaceParts;
  readonly asked: readonly Review[];
  readonly blocked: readonly KeyName[];
  readonly standings: Standings;
  readonly generation: number;
}

/** A page is garbage once its rows are in the table: small ones leave little behind. */
const pageRows = 1_000;
const contactKeyKinds = ["em", "li", "ph"] as const;

/** Reads every contact record once, in pages, and resolves them. */
export async function resolveWorkspace(run: Run, tx: Tx): Promise<ResolvedWorkspace> {
  const generation = await identityGeneration(tx);
  const table = contactTable();
  const standings: Standings = { entityOf: new Map(), flags: new Uint8Array(1_024) };
  const ties: Assertion[] = [];
  for await (const page of everyContactRecord(tx, run.batchId, pageRows)) {
    for (const record of page) {
      if (!addContact(table, record.id, record.match as ContactMatch))
        throw new Error(`record ${record.id} was read twice`);
      const flags = (record.is_changed ? changedFlag : 0) | (record.is_new ? newFlag : 0);
      noteStanding(standings, table.size - 1, record.entity_id, flags);
      if (record.anchor_id !== null) ties.push({ kind: "same", left: [record.anchor_id], right: [record.id] });
    }
  }
  sealTable(table);
  const said = await everyAssertion(tx);
  const resolution = resolveTable(table, [...said, ...ties], new Set(), (await rulesetInForce(tx)).ruleset);
  keepIdsOnly(table);
  const parts = partsToSettle(table, resolution, standings);
  const generic = resolution.reviews.filter((review) => review.kind === "blocked_key").map(keyOfReview);
  const blocked = [...generic, ...(await everyBlockedKey(tx, contactKeyKinds))];
  const open = resolution.reviews
    .filter((review) => review.kind !== "blocked_key")
    .map((review) => reviewOf(resolution.contacts, review));
  const asked = unanswered(open, clustersOfReviews(parts, open), said);
  return { parts, asked, blocked, standings, generation };
}

async function everyAssertion(tx: Tx): Promise<readonly Assertion[]> {
  const rows = await assertionsBefore(tx, {
    recordIds: null,
    isRevoked: false,
    before: null,
    count: limits.assertionsMax,
  });
  return standing(rows.filter((row) => row.subject === "contact"));
}

function keyOfReview({ subject }: Pick<Review, "subject">): KeyName {
  const at = subject.indexOf(":");
  return { kind: subject.slice(0, at), key: subject.slice(at + 1) };
}

/** The clusters of the records that questions are about, as far as these records go. */
function clustersOfReviews({ resolution }: WorkspaceParts, reviews: readonly Review[]): readonly Cluster[] {
  const { contacts, sets } = resolution;
  const ids = new Set(reviews.flatMap((review) => review.members));
  const clusterOf = (id: string): string => {
    const rank = contacts.rankOf[findText(contacts.table.ids, id)] ?? -1;
    return idOf(contacts, rootOf(sets, rank));
  };
  return [...Map.groupBy(ids, clusterOf)].map(([id, members]) => ({ id, members }));
}
