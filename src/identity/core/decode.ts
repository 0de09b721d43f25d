import { problem } from "../../kernel/problem.ts";

/** A file as text, and what a person should know about how it was read. */
export interface Decoded {
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
  readonly notices: readonly string[];
}

const foreignFormats: readonly (readonly [string, string])[] = [
  ["504b0304", "an Excel workbook or a ZIP archive"],
  ["d0cf11e0", "an old Excel workbook"],
  ["1f8b", "a gzip archive"],
  ["25504446", "a PDF"],
  ["7b5c727466", "a rich text document"],
];

/**
 * Reads bytes as text: by byte order mark, else UTF-16 by its zero bytes, else UTF-8, else windows-1252. UTF-8 that is
 * broken in places stays UTF-8: the broken rows show U+FFFD and are handed back.
 */
export function decodeFile(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) throw problem("invalid_input", "the file is empty: export it again with its heading row");
  const head = Buffer.from(bytes.subarray(0, 8)).toString("hex");
  const foreign = foreignFormats.find(([magic]) => head.startsWith(magic));
  if (foreign !== undefined)
    throw problem("invalid_input", `the file is ${foreign[1]}, not a CSV: save it as \`CSV UTF-8\` and import that`);
  if (head.startsWith("fffe")) return decoded(bytes, "utf-16le");
  if (head.startsWith("feff")) return decoded(bytes, "utf-16be");
  const wide = wideEncoding(bytes);
  if (wide !== null) return decoded(bytes, wide);
  if (bytes.subarray(0, 4096).includes(0))
    throw problem("invalid_input", "the file is binary, not a CSV: save it as `CSV UTF-8` and import that");
  return narrow(bytes);
}

/** Text that came as text: only a byte order mark is taken off. */
export function decodeText(text: string): Decoded {
  if (text.trim() === "") throw problem("invalid_input", "the file is empty: export it again with its heading row");
  return { text: withoutMark(text.toWellFormed()), encoding: "utf-8", notices: [] };
}

function narrow(bytes: Uint8Array): Decoded {
  const text = new TextDecoder("utf-8").decode(bytes);
  if (!text.includes("\ufffd")) return { text: withoutMark(text), encoding: "utf-8", notices: [] };
  const good = text.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  const bad = text.match(/\ufffd/g)?.length ?? 0;
  if (good > bad)
    return {
      text: withoutMark(text),
      encoding: "utf-8",
      notices: ["the file is UTF-8 with broken characters: the rows that hold them are handed back"],
    };
  return {
    text: new TextDecoder("windows-1252").decode(bytes),
    encoding: "windows-1252",
    notices: ["the file is not UTF-8 and was read as windows-1252: look at a few names with accents"],
  };
}

function decoded(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): Decoded {
  const text = new TextDecoder(encoding).decode(bytes);
  return { text: withoutMark(text), encoding, notices: [`the file was read as ${encoding.toUpperCase()}`] };
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

const withoutMark = (text: string): string => (text.startsWith("\ufeff") ? text.slice(1) : text);
