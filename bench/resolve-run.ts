import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { addContact, contactTable } from "../src/identity/core/contact-table.ts";
import type { ContactMatch } from "../src/identity/core/match.ts";
import { resolveTable } from "../src/identity/core/resolve.ts";
import { rootOf } from "../src/identity/core/union-find.ts";

/** What one resolution of a file of normalised records took; reading the file is not part of it, holding its records is. */
export interface ResolveRun {
  readonly contacts: number;
  readonly reviews: number;
  readonly fillCpuMs: number;
  readonly resolveCpuMs: number;
  readonly rowsPerSecond: number;
  readonly peakMegabytes: number;
}

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/** `node bench/resolve-run.ts FILE`: resolves the file's records and prints what it took as JSON. */
async function run(path: string): Promise<ResolveRun> {
  const table = contactTable();
  let fillCpuMs = 0;
  let chunk: ContactMatch[] = [];
  const fill = (): void => {
    const from = cpuMs();
    for (const match of chunk) addContact(table, String(table.size).padStart(9, "0"), match);
    fillCpuMs += cpuMs() - from;
    chunk = [];
  };
  for await (const line of createInterface({ input: createReadStream(path) })) {
    chunk.push(JSON.parse(line) as ContactMatch);
    if (chunk.length === 5_000) fill();
  }
  fill();
  const from = cpuMs();
  const { sets, reviews } = resolveTable(table);
  const resolveCpuMs = cpuMs() - from;
  let contacts = 0;
  for (let at = 0; at < table.size; at += 1) if (rootOf(sets, at) === at) contacts += 1;
  return {
    contacts,
    reviews: reviews.length,
    fillCpuMs: Math.round(fillCpuMs),
    resolveCpuMs: Math.round(resolveCpuMs),
    rowsPerSecond: Math.round((table.size * 1_000) / (fillCpuMs + resolveCpuMs)),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1_024),
  };
}

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error("name the file of records");
process.stdout.write(JSON.stringify(await run(path)));
