import type { Tx } from "../../kernel/sql.ts";
import { isVitalConflict } from "../core/claim-conflicts.ts";
import type { Review } from "../core/resolve.ts";
import { settleReviews, unansweredAbout } from "../store/reviews.ts";

/**
 * The records about which something vital is open: who the person is, or a machine's word against a person's. Questions about
 * claims that nobody asks any more are put away on the way.
 */
export async function recordsInQuestion(
  tx: Tx,
  recordIds: readonly string[],
  conflicts: readonly Review[],
): Promise<ReadonlySet<string>> {
  const stored = await unansweredAbout(tx, recordIds);
  const asked = new Set(conflicts.map((review) => review.subject));
  const gone = stored.filter((review) => review.kind === "claim_conflict" && !asked.has(review.subject));
  if (gone.length > 0)
    await settleReviews(
      tx,
      gone.map((review) => review.id),
    );
  return new Set([
    ...stored.filter((review) => isAboutWho(review.kind, review.subject)).flatMap((review) => review.record_ids),
    ...conflicts.filter((review) => isVitalConflict(review.subject)).flatMap((review) => review.members),
  ]);
}

/** A key that too many share says nothing against any one of them, nor does a desk phone of colleagues. */
function isAboutWho(kind: string, subject: string): boolean {
  return kind === "component" || kind === "veto" || (kind === "shared_key" && /^(em|li):/.test(subject));
}
