import { problem } from "../../kernel/problem.ts";
import { type FileLayout, headLength } from "../core/file-layout.ts";
import { cutBlocks, cutter, type RowBlock } from "../core/row-blocks.ts";
import {
  byteTally,
  countBytes,
  type EncodingFound,
  encodingOfHead,
  encodingOfTally,
  type FileEncoding,
} from "../core/text-decoding.ts";
import type { FileParts } from "./uploads.ts";

/** Bytes that are decoded at a time: larger pieces would only fill memory. */
const pieceBytes = 256 * 1024;

/** The encoding of a file: told by its first bytes, or by all of them. */
export async function encodingOf(parts: FileParts): Promise<EncodingFound> {
  const tally = byteTally();
  let isFirst = true;
  for await (const part of parts()) {
    if (isFirst) {
      const found = encodingOfHead(part);
      if (found !== null) return found;
      isFirst = false;
    }
    for (const piece of pieces(part)) countBytes(tally, piece, false);
  }
  if (isFirst) throw problem("invalid_input", "the file is empty: export it again with its heading row");
  countBytes(tally, new Uint8Array(), true);
  return encodingOfTally(tally);
}

/** The beginning of a file as text, enough to find its layout in. */
export async function headOf(parts: FileParts, encoding: FileEncoding): Promise<string> {
  let head = "";
  for await (const text of textOf(parts, encoding)) {
    head += text;
    if (head.length >= headLength) break;
  }
  return head.slice(0, headLength);
}

/** The rows of a file in blocks; the same file gives the same blocks every time. */
export async function* rowBlocks(
  parts: FileParts,
  encoding: FileEncoding,
  layout: FileLayout,
  rowsMax: number,
): AsyncGenerator<RowBlock, void, void> {
  const state = cutter(layout.shape, rowsMax, layout.bodyLine);
  let skip = layout.bodyAt;
  for await (const text of textOf(parts, encoding)) {
    const skipped = Math.min(skip, text.length);
    skip -= skipped;
    yield* cutBlocks(state, text.slice(skipped), false);
  }
  yield* cutBlocks(state, "", true);
}

async function* textOf(parts: FileParts, encoding: FileEncoding): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder(encoding);
  for await (const part of parts()) for (const piece of pieces(part)) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

function* pieces(part: Uint8Array): Generator<Uint8Array, void, void> {
  for (let at = 0; at < part.length; at += pieceBytes) yield part.subarray(at, at + pieceBytes);
}
