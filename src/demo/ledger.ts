import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A record of the export, as far as the checks read it; the position in the file is its index in the log. */
export interface LoggedRecord {
  readonly index: number;
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly subject?: { readonly contact?: string; readonly action?: string; readonly enrollment?: string };
  readonly causes?: readonly string[];
  readonly run?: { readonly id: string; readonly step?: string };
  readonly decision?: { readonly outcome: string; readonly stage?: string; readonly reasons: readonly string[] };
  readonly message?: { readonly id: string; readonly rfc822Id?: string; readonly state?: string };
  readonly data?: Readonly<Record<string, unknown>>;
  readonly outcome?: { readonly kind: string };
}

/** A line of the world's truth, as far as the checks read it. */
export interface TruthLine {
  readonly seq: number;
  readonly at: number;
  readonly direction: "in" | "out" | "event";
  readonly code: number;
  readonly recipient: string;
  readonly recipientDomain: string;
  readonly prospectId: string | null;
  readonly result?: string;
  readonly envelope?: { readonly envid: string | null };
  readonly mail?: { readonly messageId: string } | null;
  readonly truth: { readonly kind: string; readonly language?: string | null };
}

/** What we say happened, and what really happened. */
export interface Ledger {
  readonly records: readonly LoggedRecord[];
  readonly truth: readonly TruthLine[];
}

/** Reads the export of a demo and the truth of its market. */
export async function readLedger(dataDir: string): Promise<Ledger> {
  const records: LoggedRecord[] = [];
  for await (const line of linesOf(join(dataDir, "export", "entries.jsonl")))
    records.push({ index: records.length, ...(JSON.parse(line) as Omit<LoggedRecord, "index">) });
  const truth: TruthLine[] = [];
  for await (const line of linesOf(join(dataDir, "world", "truth.jsonl"))) truth.push(JSON.parse(line) as TruthLine);
  return { records, truth };
}

async function* linesOf(path: string): AsyncGenerator<string> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY }))
    if (line !== "") yield line;
}
