import { cpus } from "node:os";
import { performance } from "node:perf_hooks";
import { createWorkspace } from "../src/access/create-workspace.ts";
import type { App } from "../src/app.ts";
import { withApp } from "./app.ts";
import { type AuditVerifyBench, benchAuditVerify } from "./audit-verify.ts";
import { runBacktestBench } from "./backtest.ts";
import { benchCompiled, compiledTable } from "./compiled.ts";
import { benchDecide, type DecideBench, type DecideOptions, withSequencer } from "./decide.ts";
import { runDecideBench } from "./decide-run.ts";
import { setStage } from "./decide-stage.ts";
import { benchHostile, hostileTable } from "./hostile.ts";
import { benchImport, type ImportBench } from "./import.ts";
import { importTable } from "./import-table.ts";
import { runIngestBench } from "./ingest-run.ts";
import { runMergeBench } from "./merge.ts";
import { benchNormalize, normalizeTable } from "./normalize.ts";
import { benchReactions, reactionTable } from "./reactions.ts";
import { runResolveBench } from "./resolve.ts";
import { runSearchBench } from "./search-run.ts";
import { benchStart, startTable } from "./start.ts";
import { runStopsBench } from "./stops.ts";
import { aligned } from "./table.ts";

/**
 * `npm run bench`: each of our figures beside the plainest thing that the same machine can do, in one run, on a throw-away
 * embedded database with fsync on. `--quick` takes a tenth of the time, `--json` prints everything as JSON. With the name of
 * a subject and a size, such as `search 1000000` or `normalize 100000`, only that is measured.
 */
interface Report {
  readonly machine: string;
  readonly seconds: number;
  readonly decide: readonly DecideBench[];
  readonly import: ImportBench;
  readonly auditVerify: AuditVerifyBench;
}

async function run(isQuick: boolean, say: (text: string) => void): Promise<Report> {
  const from = performance.now();
  say("governed decisions against bare inserts");
  const options = { rounds: isQuick ? 1 : 3, decideMs: 1_000, insertMs: 500 };
  const { major, decide } = await withApp(async (app) => ({
    major: app.resources.server.major,
    decide: await decideAt(app, [1, 8, 16], options),
  }));
  say("import against COPY");
  const imported = await importAlone(isQuick ? 1_000 : 10_000, () => undefined);
  say("audit verify against SHA-256");
  const auditVerify = await benchAuditVerify(isQuick ? 10_000 : 100_000);
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model.trim() ?? "?"}, Node ${process.versions.node}, PostgreSQL ${major}`;
  return { machine, seconds: (performance.now() - from) / 1_000, decide, import: imported, auditVerify };
}

/** Decisions end to end with so many clients each. */
async function decideAt(app: App, clients: readonly number[], options: DecideOptions): Promise<readonly DecideBench[]> {
  const stage = await setStage(app, 3_000 * options.rounds);
  return withSequencer(app, async () => {
    const results: DecideBench[] = [];
    for (const one of clients)
      results.push(await benchDecide(stage, { name: `${one}`, clients: one, together: 1 }, options));
    return results;
  });
}

/** An import of so many rows into a workspace of its own. */
function importAlone(rows: number, tell: (text: string) => void): Promise<ImportBench> {
  tell(`importing ${rows.toLocaleString("en")} rows`);
  return withApp(async (app) => {
    const { workspaceId } = await createWorkspace(app.deps.access, { name: "Bench" });
    return benchImport(app.deps.identity, workspaceId, rows);
  });
}

function table({ machine, seconds, decide, import: imported, auditVerify }: Report): string {
  const per = (value: number, unit: string): string => `${Math.round(value).toLocaleString("en")} ${unit}`;
  const rows = [
    ["what", "Fairlead", "beside it", "ratio"],
    ...decide.map((one) => [
      `decisions, ${one.clients} client${one.clients === 1 ? "" : "s"}`,
      `${per(one.decisionsPerSecond, "/s")} (${one.decisionMedianMs.toFixed(1)} ms)`,
      `bare insert ${per(one.insertsPerSecond, "/s")} (${one.insertMedianMs.toFixed(1)} ms)`,
      (1 / one.ratio).toFixed(1),
    ]),
    [
      "import",
      per(imported.importRowsPerSecond, "rows/s"),
      `COPY ${per(imported.copyRowsPerSecond, "rows/s")}`,
      imported.ratio.toFixed(1),
    ],
    [
      "audit verify (processor)",
      per((auditVerify.entries * 1_000) / auditVerify.verifyCpuMs, "entries/s"),
      `SHA-256 ${per((auditVerify.entries * 1_000) / auditVerify.rawCpuMs, "entries/s")}`,
      auditVerify.ratio.toFixed(1),
    ],
  ];
  const outcomes = decide.map((one) => `${one.clients}: ${JSON.stringify(one.outcomes)}`).join("  ");
  return `${aligned(rows)}\noutcomes by clients  ${outcomes}\n${machine}; ${seconds.toFixed(0)} s\n`;
}

const isJson = process.argv.includes("--json");
const say = (text: string): void => void process.stderr.write(`${text} …\n`);
const [subject, size] = process.argv.slice(2);
const resolveSizes = size === undefined ? [10_000, 100_000, 1_000_000] : [Number(size)];
if (subject === "import") {
  const measured = await importAlone(Number(size ?? 1_000_000), say);
  process.stdout.write(isJson ? `${JSON.stringify(measured, null, 2)}\n` : importTable(measured));
} else if (subject === "compiled") {
  const measured = benchCompiled([29, 250], Number(size ?? 3));
  process.stdout.write(isJson ? `${JSON.stringify(measured, null, 2)}\n` : compiledTable(measured));
} else if (subject === "hostile") process.stdout.write(hostileTable(await benchHostile(), isJson));
else if (subject === "reactions") {
  const found = await benchReactions(Number(size ?? 1_000), say);
  process.stdout.write(isJson ? `${JSON.stringify(found, null, 2)}\n` : reactionTable(found));
} else if (subject === "decide")
  process.stdout.write(await runDecideBench(process.argv.includes("--quick"), isJson, say));
else if (subject === "backtest") process.stdout.write(await runBacktestBench(Number(size ?? 100_000), isJson, say));
else if (subject === "merge") process.stdout.write(await runMergeBench(Number(size ?? 100_000), isJson, say));
else if (subject === "ingest") process.stdout.write(await runIngestBench(Number(size ?? 20_000), isJson, say));
else if (subject === "search") process.stdout.write(await runSearchBench(Number(size ?? 100_000), isJson, say));
else if (subject === "resolve") process.stdout.write(await runResolveBench(resolveSizes, isJson, say));
else if (subject === "stops") process.stdout.write(await runStopsBench(Number(size ?? 100_000), isJson, say));
else if (subject === "start") {
  const measured = await benchStart(Number(size ?? 5));
  process.stdout.write(isJson ? `${JSON.stringify(measured, null, 2)}\n` : startTable(measured));
} else if (subject === "normalize") {
  say("normalising, a row at a time");
  const measured = benchNormalize(Number(size ?? 100_000));
  process.stdout.write(isJson ? `${JSON.stringify(measured, null, 2)}\n` : normalizeTable(measured));
} else {
  const report = await run(process.argv.includes("--quick"), say);
  process.stdout.write(isJson ? `${JSON.stringify(report, null, 2)}\n` : table(report));
}
