import { disclosureDigest } from "../audit/core/disclosure.ts";
import { type Bundle, lineBatches } from "./bundle.ts";
import type { Findings } from "./findings.ts";

interface Shown {
  readonly index: number;
  readonly digest: string;
}

/** Reads `disclosures.jsonl` beside the entries: both are in the order of the log. */
export interface DisclosureCursor {
  /** Checks the disclosures of the entries from `first` on; gives how many digests those entries commit to. */
  check(first: number, commitments: readonly string[][]): Promise<number>;
  /** Whatever is left over belongs to no entry. */
  finish(size: number): Promise<void>;
  count(): number;
}

/** Starts at the first disclosure. */
export function disclosureCursor(bundle: Bundle, findings: Findings): DisclosureCursor {
  const batches = lineBatches(bundle.stream("disclosures.jsonl"));
  let waiting: Shown[] = [];
  let isAtEnd = false;
  let count = 0;
  const readMore = async (): Promise<void> => {
    const batch = await batches.next();
    isAtEnd = batch.done === true;
    if (batch.done === true) return;
    if (!batch.value.isTerminated) findings.add("DISCLOSURE", "`disclosures.jsonl` does not end with a line feed");
    for (const line of batch.value.lines) {
      const shown = parseShown(line.toString("latin1"));
      if (shown === undefined)
        findings.add("DISCLOSURE", `line ${count + 1} of \`disclosures.jsonl\` is not a disclosure`);
      else waiting.push(shown);
      count += 1;
    }
  };
  return {
    count: () => count,
    check: async (first, commitments) => {
      const end = first + commitments.length;
      while (!isAtEnd && (waiting.at(-1)?.index ?? 0) < end) await readMore();
      let taken = 0;
      for (; (waiting[taken]?.index ?? Number.POSITIVE_INFINITY) < end; taken += 1) {
        const { index, digest } = waiting[taken] ?? { index: 0, digest: "" };
        const committed = commitments[index - first];
        const place = committed?.indexOf(digest) ?? -1;
        if (place < 0) findings.add("DISCLOSURE", `a disclosure of entry ${index} opens none of its digests`, index);
        // A digest is opened once: the same line twice is not two disclosures.
        else committed?.splice(place, 1, "");
      }
      waiting = waiting.slice(taken);
      return commitments.reduce((sum, digests) => sum + digests.length, 0);
    },
    finish: async (size) => {
      while (!isAtEnd) await readMore();
      for (const { index } of waiting)
        findings.add("DISCLOSURE", `a disclosure names entry ${index} of a log of ${size}`, index);
    },
  };
}

function parseShown(line: string): Shown | undefined {
  const parts = /^\{"d":"([\w-]+)","i":(0|[1-9][0-9]{0,15})\}$/.exec(line);
  if (parts?.[1] === undefined) return undefined;
  return { index: Number(parts[2]), digest: disclosureDigest(parts[1]) };
}
