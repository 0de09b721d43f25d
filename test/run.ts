import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findChromium } from "./helpers/chromium.ts";
import type { Skipped, Tally } from "./helpers/tally.ts";

/**
 * The one way to run the tests: `node test/run.ts fast|full|nightly|check|integration [vitest arguments]`. Passes Vitest's output through,
 * says loudly what did not run, and ends with one line that any CI can read: `N passed, N failed[, N skipped]`.
 */
type Size = "check" | "fast" | "full" | "integration" | "nightly";

const root = fileURLToPath(new URL("..", import.meta.url));
const everything = ["rules", "unit", "pins", "integration", "e2e"];
const projectsOf: Readonly<Record<Size, readonly string[]>> = {
  check: ["rules", "unit", "pins"],
  integration: ["integration"],
  fast: everything,
  full: everything,
  nightly: everything,
};

async function run(size: Size, more: readonly string[]): Promise<Tally> {
  const chromium = findChromium(process.env);
  const hasBrowser = chromium !== undefined;
  const projects = projectsOf[size].filter((project) => project !== "e2e" || hasBrowser);
  const skipped: Skipped[] =
    projects.length < projectsOf[size].length
      ? [{ name: "test/e2e", reason: "no Chromium on this machine: install one or name it in FAIRLEAD_TEST_CHROMIUM" }]
      : [];
  const tally = await vitest(projects, more, {
    FAIRLEAD_TEST_SIZE: size === "full" || size === "nightly" ? size : "fast",
    ...(hasBrowser ? { FAIRLEAD_TEST_CHROMIUM: chromium } : {}),
  });
  return { ...tally, skipped: [...skipped, ...tally.skipped] };
}

async function vitest(
  projects: readonly string[],
  more: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), "fairlead-tally-"));
  const file = join(folder, "tally.json");
  const args = [
    join(root, "node_modules/vitest/vitest.mjs"),
    "run",
    ...projects.map((project) => `--project=${project}`),
    ...more,
  ];
  // `CI` makes a missing snapshot a failure: a run of the tests never writes into the tree.
  const env = { ...process.env, CI: "1", FAIRLEAD_TEST_TALLY: file, ...environment };
  try {
    const code = await exitCode(args, env);
    if (!existsSync(file)) return { passed: 0, failed: 1, skipped: [] };
    const tally = JSON.parse(readFileSync(file, "utf8")) as Tally;
    return { ...tally, failed: code === 0 ? tally.failed : Math.max(tally.failed, 1) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function exitCode(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: "inherit" });
    const stop = (signal: NodeJS.Signals) => child.kill(signal);
    process.on("SIGTERM", stop);
    child.on("error", reject);
    child.on("close", (code) => {
      process.off("SIGTERM", stop);
      resolve(code ?? 1);
    });
  });
}

function report({ passed, failed, skipped }: Tally): string {
  const byReason = Map.groupBy(skipped, (test) => test.reason);
  const loud = [...byReason].map(
    ([reason, tests]) => `NOT RUN (${tests.length}): ${reason}\n${tests.map((test) => `  ${test.name}\n`).join("")}`,
  );
  const total = `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}`;
  return `\n${loud.join("")}${total}\n`;
}

const [size = "fast", ...more] = process.argv.slice(2);
if (!isSize(size)) {
  process.stderr.write(`\`${size}\` is not a size: give one of ${Object.keys(projectsOf).join(", ")}\n`);
  process.exitCode = 2;
} else {
  const tally = await run(size, more);
  process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;
  process.stdout.write(report(tally));
}

function isSize(word: string): word is Size {
  return Object.hasOwn(projectsOf, word);
}
