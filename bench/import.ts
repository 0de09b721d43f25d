import { performance } from "node:perf_hooks";
import type { IdentityDeps } from "../src/identity/deps.ts";
import { createImport } from "../src/identity/import/create-import.ts";
import type { Id } from "../src/kernel/ids.ts";
import type { Caller } from "../src/kernel/operation.ts";
import type { Sql } from "../src/kernel/sql.ts";

/** Import against COPY of the same rows, in one run on one database. */
export interface ImportBench {
  readonly rows: number;
  readonly importMs: number;
  readonly importRowsPerSecond: number;
  readonly reimportMs: number;
  readonly copyMs: number;
  readonly copyRowsPerSecond: number;
  /** How many times longer the import takes: parsing, normalising, resolving, provenance, keys, audit. */
  readonly ratio: number;
}

/** Imports `rows` generated rows, imports them again, and copies the same text into a bare table. */
export async function benchImport(deps: IdentityDeps, workspaceId: Id<"wsp">, rows: number): Promise<ImportBench> {
  const content = csvOf(rows);
  const caller: Caller = {
    workspaceId,
    principal: { kind: "system", id: "bench", name: "Benchmark" },
    scopes: new Set(["imports:write"]),
    requestId: "bench",
  };
  const run = async (): Promise<number> => {
    const started = performance.now();
    await createImport(deps, { kind: "contacts", filename: "bench.csv", content, encoding: "text", dryRun: false }, caller);
    return performance.now() - started;
  };
  const importMs = await run();
  const reimportMs = await run();
  const copyMs = await copied(deps.db.root, content);
  return {
    rows,
    importMs,
    importRowsPerSecond: Math.round((rows * 1_000) / importMs),
    reimportMs,
    copyMs,
    copyRowsPerSecond: Math.round((rows * 1_000) / copyMs),
    ratio: importMs / copyMs,
  };
}

const columns = ["id", "first_name", "last_name", "email", "phone", "title", "company", "website", "country"];

async function copied(sql: Sql, content: string): Promise<number> {
  const table = `bench_copy_${process.pid}`;
  await sql.unsafe(`create table ${table} (${columns.map((column) => `${column} text`).join(", ")})`);
  try {
    const started = performance.now();
    const sink = await sql.unsafe(`copy ${table} from stdin with (format csv, header true)`).writable();
    await new Promise<void>((resolve, reject) => {
      sink.once("finish", resolve);
      sink.once("error", reject);
      sink.end(content);
    });
    return performance.now() - started;
  } finally {
    await sql.unsafe(`drop table ${table}`);
  }
}

const firsts =
  "Anna Bela Carl Dora Emil Fritz Greta Hugo Ines Jonas Karla Lars Mona Nils Olga Paul Rita Sven Tina Uwe".split(" ");
const lasts =
  "Abel Bauer Cohen Diaz Evans Fischer Garcia Huber Ivanov Jensen Keller Lopez Meyer Novak Olsen Petit Rossi Silva".split(
    " ",
  );

/** People at companies of about eight; one row in seven says again what another row says, in other words. */
function csvOf(rows: number): string {
  const lines = [columns.join(",")];
  for (let at = 0; at < rows; at += 1) {
    const person = at % 7 === 6 ? at - 3 : at;
    const company = Math.floor(person / 8);
    const [first, last] = [firsts[person % firsts.length] ?? "", lasts[(person * 7) % lasts.length] ?? ""];
    const email = `${first}.${last}${person}@company${company}.com`;
    const phone = `+49 30 ${String(2_000_000 + (person % 7_000_000))}`;
    lines.push(
      [
        at,
        first,
        last,
        at === person ? email : email.toUpperCase(),
        phone,
        "Head of Sales",
        `Company ${company} GmbH`,
        `www.company${company}.com`,
        "Germany",
      ].join(","),
    );
  }
  return `${lines.join("\n")}\n`;
}
