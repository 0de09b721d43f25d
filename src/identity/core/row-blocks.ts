import { csvRowEnd } from "./csv.ts";

/** Whole rows of a file as text, to be parsed elsewhere. */
export interface RowBlock {
  /** Counted from 0 over the file: the same file gives the same blocks every time. */
  readonly number: number;
  readonly text: string;
  /** The line on which the block starts. */
  readonly line: number;
}

/** How rows end: CSV by its quotes, JSON lines by the line. */
export type RowShape = { readonly format: "csv"; readonly delimiter: string } | { readonly format: "jsonl" };

/** Where a file is being cut. */
export interface Cutter {
  readonly shape: RowShape;
  readonly rowsMax: number;
  pending: string;
  /** Up to where `pending` is known to be whole rows, and how many rows and lines these are. */
  at: number;
  rows: number;
  lines: number;
  number: number;
  line: number;
}

/** A block is cut early when its text is this long, so that memory is bounded whatever a row holds. */
const blockMaxLength = 4_000_000;

/** Starts to cut a file whose text begins on `line`. */
export function cutter(shape: RowShape, rowsMax: number, line: number): Cutter {
  return { shape, rowsMax, pending: "", at: 0, rows: 0, lines: 0, number: 0, line };
}

/** Takes the next piece of text and gives the blocks that are whole now; `isLast` gives all that is left. */
export function cutBlocks(state: Cutter, piece: string, isLast: boolean): readonly RowBlock[] {
  state.pending += piece;
  const blocks: RowBlock[] = [];
  let start = 0;
  const cut = (): void => {
    if (state.at === start) return;
    blocks.push({ number: state.number, text: state.pending.slice(start, state.at), line: state.line });
    state.number += 1;
    state.line += state.lines;
    state.rows = 0;
    state.lines = 0;
    start = state.at;
  };
  while (state.at < state.pending.length) {
    const row = rowEnd(state, isLast);
    if (row === null) break;
    state.at = Math.min(row.end, state.pending.length);
    state.lines += row.lines;
    state.rows += 1;
    if (state.rows >= state.rowsMax || state.at - start >= blockMaxLength) cut();
  }
  if (isLast) cut();
  state.pending = state.pending.slice(start);
  state.at -= start;
  return blocks;
}

function rowEnd(state: Cutter, isLast: boolean): { readonly end: number; readonly lines: number } | null {
  const { pending, at, shape } = state;
  if (shape.format === "csv") return csvRowEnd(pending, at, shape.delimiter, isLast);
  const feed = pending.indexOf("\n", at);
  if (feed === -1) return isLast ? { end: pending.length, lines: 1 } : null;
  return { end: feed + 1, lines: 1 };
}
