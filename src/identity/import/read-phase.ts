import type { BlockTally } from "../core/prepare-block.ts";
import { insertAccountClaims } from "../store/import-accounts.ts";
import { advanceBatch } from "../store/imports.ts";
import { inOrder } from "./in-order.ts";
import { rowBlocks } from "./read-blocks.ts";
import type { Run } from "./run.ts";

/** How far reading is: the last block whose claims are kept, and the rows seen so far. */
interface ReadCursor {
  readonly block?: number;
  readonly rows?: number;
}

/**
 * Reads the whole file once: how many rows it has, and what they say about accounts. A company's record is what most rows say
 * of it, which no single block knows.
 */
export async function readPhase(run: Run, cursor: ReadCursor): Promise<void> {
  const { parts, reading, normaliser } = run;
  const done = cursor.block ?? -1;
  let rows = cursor.rows ?? 0;
  const blocks = rowBlocks(parts, reading.encoding, reading.layout, reading.blockRows);
  await inOrder(blocks, {
    width: normaliser.width,
    wants: (block) => block.number > done,
    start: (block) => normaliser.tally(block),
    take: async (block, tally: BlockTally) => {
      rows += tally.rowCount;
      await run.within(async (tx) => {
        if (tally.claims.length > 0) await insertAccountClaims(tx, run.batchId, block.number, tally.claims);
        await advanceBatch(tx, run.batchId, { cursor: { block: block.number, rows }, rowsDone: rows });
      });
    },
  });
  await run.within((tx) => advanceBatch(tx, run.batchId, { phase: "accounts", cursor: {}, rowsTotal: rows }));
}
