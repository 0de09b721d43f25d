import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import type { ContactMatch } from "../src/identity/core/match.ts";
import { crmRows } from "../test/helpers/crm/generate.ts";
import { crmContacts } from "../test/helpers/crm/records.ts";
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
      const said = execFileSync(process.execPath, [program, path], { encoding: "utf8" });
      results.push({ records: size, ...(JSON.parse(said) as ResolveRun) });
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
    employer: there(match.employer),
  };
}
