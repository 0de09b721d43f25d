import { messageIdsIn } from "./mail-structure.ts";
import { plainTexts } from "./plain-text.ts";

/** What the head of a mail says of where it belongs. */
export interface MailHead {
  /** Empty where nobody is named. */
  readonly fromAddress: string;
  /** Whom it was written and delivered to. */
  readonly addresses: readonly string[];
  /** Ids of In-Reply-To and References, newest first. */
  readonly referenceIds: readonly string[];
}

const headMaxBytes = 1024 * 1024;
const fieldMaxChars = 8_000;
const linesMax = 200;

/** Fields that tell of a mail's place, as they begin a line. */
const placing = /^(from|to|cc|delivered-to|x-original-to|in-reply-to|references)[ \t]*:/i;

/**
 * Reads the head of a mail that no parser reads, line by line and in linear time: a mail that is made to break parsers still
 * stops whom it names. What stands in the head without being a header is passed over.
 */
export function headIn(raw: Uint8Array): MailHead {
  const text = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, headMaxBytes)).toString("utf8");
  const fields = new Map<string, string>();
  let open: { readonly name: string; lines: number } | null = null;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line === "") break;
    const name = placing.exec(line)?.[1]?.toLowerCase();
    if (name !== undefined) open = { name, lines: 0 };
    else if (!/^[ \t]/.test(line)) open = null;
    if (open === null || open.lines >= linesMax) continue;
    open.lines += 1;
    const value = name === undefined ? line : line.slice(line.indexOf(":") + 1);
    fields.set(open.name, `${fields.get(open.name) ?? ""} ${value}`.slice(0, fieldMaxChars));
  }
  const of = (name: string): string => fields.get(name) ?? "";
  return plainTexts({
    fromAddress: addressesIn(of("from"))[0] ?? "",
    addresses: ["to", "cc", "delivered-to", "x-original-to"].flatMap((name) => addressesIn(of(name))),
    referenceIds: [...messageIdsIn(of("in-reply-to")), ...messageIdsIn(of("references")).toReversed()],
  });
}

function addressesIn(text: string): readonly string[] {
  return [...text.matchAll(/[^\s<>,;:"()@]{1,200}@[^\s<>,;:"()@]{1,255}/g)].map(([address]) => address.toLowerCase());
}
