import { Worker } from "node:worker_threads";
import type { Births } from "../core/birth-ids.ts";
import type { FileLayout } from "../core/file-layout.ts";
import { type BlockTally, type PreparedBlock, prepareBlock, tallyBlock } from "../core/prepare-block.ts";
import type { RowBlock } from "../core/row-blocks.ts";

/** A block made ready; its texts as bytes, which move between threads without being copied. */
export interface ReadyBlock extends Omit<PreparedBlock, "stage" | "keys"> {
  readonly stage: Uint8Array;
  readonly keys: Uint8Array;
}

/** Where blocks are normalised: here, or on threads of their own so that both cores work. */
export interface Normaliser {
  /** Blocks that are worth handing over before the first answer is awaited. */
  readonly width: number;
  tally(block: RowBlock): Promise<BlockTally>;
  prepare(block: RowBlock, births: Births): Promise<ReadyBlock>;
  close(): Promise<void>;
}

/** What a thread is asked for, and what it answers. */
export type NormaliserTask =
  | { readonly id: number; readonly task: "tally"; readonly block: RowBlock }
  | { readonly id: number; readonly task: "prepare"; readonly block: RowBlock; readonly births: Births };
export type NormaliserAnswer =
  | { readonly id: number; readonly answer: BlockTally | ReadyBlock }
  | { readonly id: number; readonly error: string };

/** What a thread is started with. */
export interface NormaliserStart {
  readonly layout: FileLayout;
  readonly columnsMax: number;
}

/** Does one task. */
export function done({ layout, columnsMax }: NormaliserStart, task: NormaliserTask): BlockTally | ReadyBlock {
  if (task.task === "tally") return tallyBlock(layout, task.block, columnsMax);
  const { stage, keys, ...rest } = prepareBlock(layout, task.block, task.births, columnsMax);
  const encoder = new TextEncoder();
  return { ...rest, stage: encoder.encode(stage), keys: encoder.encode(keys) };
}

/** Normalises on the caller's own thread: for files that are done before a thread has started. */
export function normaliserHere(start: NormaliserStart): Normaliser {
  return {
    width: 1,
    tally: async (block) => done(start, { id: 0, task: "tally", block }) as BlockTally,
    prepare: async (block, births) => done(start, { id: 0, task: "prepare", block, births }) as ReadyBlock,
    close: async () => undefined,
  };
}

interface Waiting {
  readonly resolve: (answer: BlockTally | ReadyBlock) => void;
  readonly reject: (error: Error) => void;
}

/** Normalises on threads; each takes the next block when it is free. */
export function normaliserThreads(start: NormaliserStart, count: number): Normaliser {
  const waiting = new Map<number, Waiting>();
  const failAll = (error: Error): void => {
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  };
  const threads = Array.from({ length: count }, () => {
    const thread = new Worker(new URL("./normaliser-thread.ts", import.meta.url), {
      workerData: start,
      resourceLimits: { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 16 },
    });
    const held = { thread, load: 0 };
    thread.on("message", (message: NormaliserAnswer) => {
      held.load -= 1;
      const one = waiting.get(message.id);
      waiting.delete(message.id);
      if ("error" in message) one?.reject(new Error(message.error));
      else one?.resolve(message.answer);
    });
    thread.on("error", failAll);
    return held;
  });
  let next = 0;
  const ask = (task: NormaliserTask): Promise<BlockTally | ReadyBlock> =>
    new Promise((resolve, reject) => {
      waiting.set(task.id, { resolve, reject });
      const idle = threads.reduce((least, one) => (one.load < least.load ? one : least));
      idle.load += 1;
      idle.thread.postMessage(task);
    });
  return {
    width: count * 2,
    tally: async (block) => (await ask({ id: next++, task: "tally", block })) as BlockTally,
    prepare: async (block, births) => (await ask({ id: next++, task: "prepare", block, births })) as ReadyBlock,
    close: async () => {
      await Promise.all(threads.map(({ thread }) => thread.terminate()));
    },
  };
}
