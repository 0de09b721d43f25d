import type { Id } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import type { Database } from "../../kernel/sql.ts";
import { ensureFeed, feedEnd, lockedFeed, placeBatches, updateFeed } from "../store/feed.ts";

/**
 * Gives every event that has committed its place in the feed, and answers with the last place. Whoever reads does it: an
 * ingestion waits for nobody.
 * INVARIANT: a position is given under the lock of the workspace's row and to what is visible there, so a reader who sees one
 * sees every smaller one, and none is filled in later.
 */
export async function orderFeed(db: Database, workspaceId: Id<"wsp">): Promise<number> {
  let end = await db.read(workspaceId, feedEnd);
  while (end.isWaiting) {
    end = await db.write(workspaceId, async (tx) => {
      await ensureFeed(tx);
      const { size, placed } = await placeBatches(tx, await lockedFeed(tx), limits.feedBatchMax);
      await updateFeed(tx, size);
      return { size, isWaiting: placed === limits.feedBatchMax };
    });
  }
  return end.size;
}
