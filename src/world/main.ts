import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loopbackHost, startControl } from "./control.ts";
import { systemWorldEnv, type WorldEnv } from "./env.ts";
import { csvText } from "./generate-csv.ts";
import { loadMarket } from "./load-market.ts";
import type { Market } from "./market.ts";
import { startMx } from "./mx.ts";
import { makePost } from "./post.ts";
import { openTruthDisk, readTruth, truthFile } from "./truth-file.ts";
import { makeWorld, type Route } from "./world.ts";

const usage = `usage: node src/world/main.ts --data DIR [options]        run the world
       node src/world/main.ts csv [--seed S] [--rows N] [--out FILE]

  --seed S                the market and everything that happens in it (default: fairlead)
  --rows N                rows of the CSV export; the market has three people for every four rows (default: 2000)
  --market PATH           a module that exports createMarket (default: our own)
  --smtp-port N           where the world takes mail; 0 takes a free port (default: 0)
  --control-port N        where the conductor speaks to it (default: 0)
  --reply-host H --reply-port N   where the world sends its mail (loopback only)
  --fbl ADDRESS           where complaints go
  --one-click-origin URL  replaces the origin of one-click unsubscribe URLs
  --now MS                the world's time at its first start
  --tick-ms N             reactions fall due on multiples of this (default: 900000)
`;

const options = {
  data: { type: "string" },
  seed: { type: "string", default: "fairlead" },
  rows: { type: "string", default: "2000" },
  market: { type: "string" },
  out: { type: "string" },
  "smtp-port": { type: "string", default: "0" },
  "control-port": { type: "string", default: "0" },
  "reply-host": { type: "string", default: "127.0.0.1" },
  "reply-port": { type: "string" },
  fbl: { type: "string" },
  "one-click-origin": { type: "string" },
  now: { type: "string", default: "0" },
  "tick-ms": { type: "string", default: "900000" },
  help: { type: "boolean", default: false },
} as const;

type Values = ReturnType<typeof readArguments>["values"];

function readArguments(args: readonly string[]) {
  return parseArgs({ args: [...args], options, allowPositionals: true });
}

/** Runs the command line of the world; resolves with the exit code when there is nothing left to run. */
async function run(args: readonly string[], env: WorldEnv): Promise<number> {
  const { values, positionals } = readArguments(args);
  const isCsv = positionals[0] === "csv";
  if (values.help || (!isCsv && values.data === undefined)) {
    process.stderr.write(usage);
    return values.help ? 0 : 2;
  }
  const rows = Number(values.rows);
  const market = await loadMarket(values.market, { seed: values.seed, people: Math.round(rows * 0.75) });
  if (!isCsv) return await serve(values, market, env);
  const csv = csvText(market, { seed: values.seed, rows });
  if (values.out !== undefined) writeFileSync(values.out, csv);
  else await new Promise<void>((resolve) => process.stdout.write(csv, () => resolve()));
  return 0;
}

async function serve(values: Values, market: Market, env: WorldEnv): Promise<number> {
  const path = join(values.data ?? ".", "world", "truth.jsonl");
  const past = await readTruth(path);
  const disk = await openTruthDisk(path);
  writeFileSync(join(path, "..", "population.json"), `${JSON.stringify(populationOf(market))}\n`);
  const route: Route = {
    replyHost: loopbackHost(values["reply-host"]),
    replyPort: values["reply-port"] === undefined ? null : Number(values["reply-port"]),
    feedbackTo: values.fbl ?? null,
    oneClickOrigin: values["one-click-origin"] ?? null,
  };
  const parts = { env, seed: values.seed, market, file: truthFile(disk), route, tickMs: Number(values["tick-ms"]) };
  const world = makeWorld(parts, past, Number(values.now));
  const post = makePost();
  return await new Promise((resolve, reject) => {
    const start = async () => {
      const mx = await startMx(world, Number(values["smtp-port"]), reject);
      const control = await startControl(world, post, Number(values["control-port"]), reject);
      let isStopping = false;
      const stop = async () => {
        if (isStopping) return;
        isStopping = true;
        await control.close();
        post.close();
        await mx.close();
        await world.file.close();
        resolve(0);
      };
      const stopOnce = () => void stop().catch(reject);
      process.once("SIGTERM", stopOnce);
      process.once("SIGINT", stopOnce);
      env.onParentGone(stopOnce);
      const ready = { ready: true, smtpPort: mx.port, controlPort: control.port, pid: process.pid, lines: past.length };
      process.stdout.write(`${JSON.stringify(ready)}\n`);
    };
    start().catch(reject);
  });
}

/** Who is in the market, with what nobody can see: for the tests that score us. */
function populationOf(market: Market) {
  return { market: market.name, companies: market.companies, prospects: market.prospects };
}

run(process.argv.slice(2), systemWorldEnv()).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
