import { problem } from "../../kernel/problem.ts";

export type FileEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** How a file's bytes read as text, and what a person should know about it. */
export interface EncodingFound {
  readonly encoding: FileEncoding;
  readonly notices: readonly string[];
}

/** What was seen of a file's bytes so far, where its first ones do not settle the encoding. */
export interface ByteTally {
  /** Characters beyond ASCII that are good UTF-8, and bytes that are not. */
  good: number;
  bad: number;
  readonly decoder: { decode(bytes: Uint8Array, options?: { readonly stream?: boolean }): string };
}

const foreignFormats: readonly (readonly [string, string])[] = [
  ["504b0304", "an Excel workbook or a ZIP archive"],
  ["d0cf11e0", "an old Excel workbook"],
  ["1f8b", "a gzip archive"],
  ["25504446", "a PDF"],
  ["7b5c727466", "a rich text document"],
];

/**
 * The encoding that the first bytes settle: by byte order mark, or UTF-16 by its zero bytes. Null where only the whole file
 * can tell UTF-8 from windows-1252. Throws a problem for what is no text.
 */
export function encodingOfHead(head: Uint8Array): EncodingFound | null {
  if (head.length === 0) throw problem("invalid_input", "the file is empty: export it again with its heading row");
  const magic = Buffer.from(head.subarray(0, 8)).toString("hex");
  const foreign = foreignFormats.find(([start]) => magic.startsWith(start));
  if (foreign !== undefined)
    throw problem("invalid_input", `the file is ${foreign[1]}, not a CSV: save it as \`CSV UTF-8\` and import that`);
  if (magic.startsWith("fffe")) return wide("utf-16le");
  if (magic.startsWith("feff")) return wide("utf-16be");
  const found = wideEncoding(head);
  if (found !== null) return wide(found);
  if (head.subarray(0, 4096).includes(0))
    throw problem("invalid_input", "the file is binary, not a CSV: save it as `CSV UTF-8` and import that");
  return null;
}

/** Starts to count what is UTF-8 and what is not. */
export function byteTally(): ByteTally {
  return { good: 0, bad: 0, decoder: new TextDecoder("utf-8") };
}

/** Counts the next bytes of a file. */
export function countBytes(tally: ByteTally, bytes: Uint8Array, isLast: boolean): void {
  for (const character of tally.decoder.decode(bytes, { stream: !isLast }).match(/[\u0080-\uffff]/g) ?? []) {
    if (character === "\ufffd") tally.bad += 1;
    else tally.good += 1;
  }
}

/** UTF-8 that is broken in places stays UTF-8: the broken rows show U+FFFD and are handed back. */
export function encodingOfTally(tally: ByteTally): EncodingFound {
  if (tally.bad === 0) return { encoding: "utf-8", notices: [] };
  if (tally.good > tally.bad)
    return {
      encoding: "utf-8",
      notices: ["the file is UTF-8 with broken characters: the rows that hold them are handed back"],
    };
  return {
    encoding: "windows-1252",
    notices: ["the file is not UTF-8 and was read as windows-1252: look at a few names with accents"],
  };
}

function wide(encoding: "utf-16le" | "utf-16be"): EncodingFound {
  return { encoding, notices: [`the file was read as ${encoding.toUpperCase()}`] };
}

/** UTF-16 without a mark: in Latin text every second byte is zero. */
function wideEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const sample = bytes.subarray(0, 2_000);
  const zeros = [0, 0];
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const half = sample.length / 2;
  if (odd > half * 0.6 && even < half * 0.1) return "utf-16le";
  return even > half * 0.6 && odd < half * 0.1 ? "utf-16be" : null;
}
