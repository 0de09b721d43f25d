import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import type { ContactMatch } from "../src/identity/core/match.ts";
import { crmRows } from "../test/helpers/crm/generate.ts";
import { crmContacts } from "../test/helpers/crm/records.ts";
import { strangersOn } from "../test/helpers/crm/strangers.ts";
import { arrive, incremental } from "../test/helpers/incremental.ts";
import type { ResolveRun } from "./resolve-run.ts";

/** What resolving so many records takes, in a process of its own. */
export interface ResolveBench extends ResolveRun {
  readonly records: number;
}

/** A larger file is this market many times over. */
const marketMax = 100_000;
const rowsPerWrite = 10_000;

/** Resolves as many generated records as asked for, each size in a fresh process, so that its peak of memory is its own. */
export async function benchResolve(sizes: readonly number[]): Promise<readonly ResolveBench[]> {
  const folder = mkdtempSync(join(tmpdir(), "fairlead-resolve-"));
  try {
    const results: ResolveBench[] = [];
    for (const size of sizes) {
      const base = crmContacts(crmRows(20_260_101, Math.min(marketMax, size))).map(({ match }) => match);
      const path = join(folder, `${size}.jsonl`);
      await writeRecords(path, base, size);
      const program = join(import.meta.dirname, "resolve-run.ts");
      const said = execFileSync(process.execPath, ["--max-semi-space-size=4", program, path], { encoding: "utf8" });
      results.push({ records: size, ...(JSON.parse(said) as ResolveRun) });
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Processor time for people who are all on one mailbox and arrive one by one: a blocked key must leave the closure. */
export function benchStrangers(count: number): number {
  const strangers = strangersOn("info@acme.com", count);
  const state = incremental();
  const from = process.cpuUsage();
  for (const record of strangers) arrive(state, [record]);
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000;
}

/** Measures the resolver at these sizes, and says it as a table or as JSON. */
export async function runResolveBench(
  sizes: readonly number[],
  isJson: boolean,
  say: (text: string) => void,
): Promise<string> {
  say(`resolving ${sizes.map((size) => size.toLocaleString("en")).join(", ")} records`);
  const strangersMs = benchStrangers(4_000);
  const runs = await benchResolve(sizes);
  if (isJson) return `${JSON.stringify({ runs, strangersMs }, null, 2)}\n`;
  const lines = [
    ["records", "contacts", "reviews", "fill CPU", "resolve CPU", "rows/s", "peak"],
    ...runs.map((one) => [
      one.records.toLocaleString("en"),
      one.contacts.toLocaleString("en"),
      one.reviews.toLocaleString("en"),
      `${one.fillCpuMs} ms`,
      `${one.resolveCpuMs} ms`,
      one.rowsPerSecond.toLocaleString("en"),
      `${one.peakMegabytes} MB`,
    ]),
  ];
  const text = lines.map((line) => line.map((cell) => cell.padStart(11)).join("  ")).join("\n");
  return `${text}\n\n4,000 people on one mailbox, one by one: ${Math.round(strangersMs)} ms of processor time\n`;
}

/** A market many times over, each time with other people at other companies. */
async function writeRecords(path: string, base: readonly ContactMatch[], size: number): Promise<void> {
  const file = createWriteStream(path);
  let piece = "";
  for (let at = 0; at < size; at += 1) {
    const match = base[at % base.length];
    if (match === undefined) throw new Error("no record to write");
    piece += `${JSON.stringify(cloned(match, Math.floor(at / base.length)))}\n`;
    if (at % rowsPerWrite !== rowsPerWrite - 1) continue;
    if (!file.write(piece)) await once(file, "drain");
    piece = "";
  }
  file.end(piece);
  await finished(file);
}

function cloned(match: ContactMatch, market: number): ContactMatch {
  const there = (text: string | null): string | null => (text === null ? null : `${market}.${text}`);
  return {
    ...match,
    em: there(match.em),
    li: there(match.li),
    ph: match.ph === null ? null : `${match.ph}${market}`,
    mailDomain: there(match.mailDomain),
    domains: match.domains.map((domain) => `${market}.${domain}`),
    employer: there(match.employer ?? null),
  };
}
