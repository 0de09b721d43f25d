import { limits } from "../../kernel/limits.ts";
import type { RowBlock } from "../core/row-blocks.ts";
import { advanceBatch } from "../store/imports.ts";
import type { KeyName } from "../store/keys.ts";
import { inOrder } from "./in-order.ts";
import { type LoadedBlock, loadBlock } from "./load-block.ts";
import type { ReadyBlock } from "./normaliser.ts";
import { rowBlocks } from "./read-blocks.ts";
import type { Run } from "./run.ts";

/** How far loading is: the last block that is written, the time of its ids, and what all blocks came to. */
export interface LoadCursor {
  readonly block?: number;
  readonly at?: number;
  readonly counts?: LoadCounts;
}

export interface LoadCounts {
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly warned: number;
  readonly optOuts: number;
}

const none: LoadCounts = { rows: 0, created: 0, updated: 0, unchanged: 0, rejected: 0, warned: 0, optOuts: 0 };

/** Writes the rows of a file block by block, while the next blocks are normalised. Answers with the keys that changed records lost. */
export async function loadPhase(run: Run, cursor: LoadCursor): Promise<readonly KeyName[]> {
  const { parts, reading, normaliser } = run;
  const done = cursor.block ?? -1;
  const dropped: KeyName[] = [];
  let counts = cursor.counts ?? none;
  let [startedAt, writtenAt] = [cursor.at ?? 0, cursor.at ?? 0];
  const times = new Map<number, number>();
  await inOrder(rowBlocks(parts, reading.encoding, reading.layout, reading.blockRows), {
    width: normaliser.width,
    wants: (block) => block.number > done,
    start: (block) => {
      // Ids of a later block are later, whatever the clock does between them or between two runs.
      startedAt = Math.max(run.deps.env.wall(), startedAt + 1);
      times.set(block.number, startedAt);
      const random = run.deps.env.randomBytes((reading.blockRows + 1) * 16);
      return normaliser.prepare(block, { at: startedAt, random });
    },
    take: async (block: RowBlock, ready: ReadyBlock) => {
      writtenAt = times.get(block.number) ?? writtenAt;
      times.delete(block.number);
      counts = await run.within(async (tx) => {
        const loaded = await loadBlock(run, tx, block, ready);
        if (dropped.length < limits.importChunkRows) dropped.push(...loaded.dropped);
        const sum = added(counts, loaded);
        const next: LoadCursor = { block: block.number, at: writtenAt, counts: sum };
        await advanceBatch(tx, run.batchId, { cursor: next, rowsDone: sum.rows, counts: { ...sum } });
        return sum;
      });
    },
  });
  await run.within((tx) => advanceBatch(tx, run.batchId, { phase: "resolve", cursor: {}, rowsTotal: counts.rows }));
  return dropped;
}

function added(counts: LoadCounts, block: LoadedBlock): LoadCounts {
  return {
    rows: counts.rows + block.rows,
    created: counts.created + block.created,
    updated: counts.updated + block.updated,
    unchanged: counts.unchanged + block.unchanged,
    rejected: counts.rejected + block.rejected,
    warned: counts.warned + block.warned,
    optOuts: counts.optOuts + block.optOuts,
  };
}
