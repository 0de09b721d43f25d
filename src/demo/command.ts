import { join } from "node:path";
import { parseArgs } from "node:util";
import { isoFromInstant, systemEnv } from "../kernel/env.ts";
import { problem } from "../kernel/problem.ts";
import { type Command, exitCodes } from "../surface/cli/deps.ts";
import { finish, oneCase } from "./finish.ts";
import { type Progress, terminalProgress } from "./progress.ts";
import { openStage, type Stage } from "./run.ts";
import { setting } from "./setting.ts";
import { tell } from "./story.ts";
import { printedCase, printedReport } from "./summary.ts";

/** A whole market in a fresh folder, told to its end; `--headless` holds itself to its checks and stops what it started. */
export const demoCommand: Command = {
  name: "demo",
  summary: "a whole market in a fresh folder: watch the loop run, then look around",
  run: async ({ args, dataDir, json }) => {
    const options = read(args);
    const env = systemEnv();
    const folder =
      dataDir ??
      process.env["FAIRLEAD_DATA"] ??
      join("data", `demo-${isoFromInstant(env.wall()).slice(0, 19).replaceAll(/[:T]/g, "-")}`);
    const progress = terminalProgress(json ? process.stderr : process.stdout);
    const startedAt = env.elapsedMs();
    progress.step(`a fresh Fairlead in ${folder}`);
    const stop = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
    const stage = await openStage({
      dataDir: folder,
      env,
      seed: options.seed,
      rows: options.rows,
      market: options.market,
      progress,
    });
    try {
      return await play(stage, progress, {
        ...options,
        json,
        startedAt,
        stopped: stop.signal,
        elapsedMs: () => env.elapsedMs(),
      });
    } finally {
      await stage.close();
    }
  },
};

interface Play {
  readonly headless: boolean;
  readonly json: boolean;
  readonly startedAt: number;
  readonly stopped: AbortSignal;
  readonly elapsedMs: () => number;
}

async function play(stage: Stage, progress: Progress, how: Play): Promise<number> {
  if (stage.state.isTold !== true) {
    progress.step("four weeks of business, faster than life");
    await Promise.race([tell(stage, progress), until(how.stopped)]);
    if (how.stopped.aborted) return exitCodes.failed;
  }
  progress.step("exporting the log and checking it");
  const report = await finish(stage, (how.elapsedMs() - how.startedAt) / 1_000, !how.headless);
  if (how.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else {
    process.stdout.write(printedReport(report));
    const file = await oneCase(stage);
    if (file !== null) process.stdout.write(printedCase(file));
  }
  if (!how.headless) {
    if (!how.json)
      process.stdout.write(
        `  The console is open: ${report.console?.url ?? ""}\n  Sign in with this link (works once): ${report.console?.signIn ?? ""}\n\n  Ctrl-C stops everything; the same command with --data ${stage.dataDir} goes on from here.\n`,
      );
    await until(how.stopped);
  }
  return report.ok ? exitCodes.done : exitCodes.failed;
}

function until(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function read(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        headless: { type: "boolean", default: false },
        seed: { type: "string", default: setting.seed },
        rows: { type: "string", default: String(setting.rows) },
        market: { type: "string" },
      },
    });
    return { headless: values.headless, seed: values.seed, rows: Number(values.rows), market: values.market };
  } catch (error) {
    throw problem(
      "invalid_input",
      `${(error as Error).message}: the demo takes --headless, --json, --data DIR, --seed WORD, --rows N and --market PATH`,
      { cause: error },
    );
  }
}
