import { defineConfig } from "vitest/config";
import { patienceMs } from "./test/helpers/patience.ts";
import { sized } from "./test/helpers/size.ts";
import { StandstillReporter } from "./test/helpers/standstill.ts";
import { TallyReporter } from "./test/helpers/tally.ts";

/** A run at full size does up to fifty times the work, on machines that differ twofold: a limit is for what hangs, not for what is slow. */
const hangs = sized(1, 5);

/** Pure tests: no I/O worth the name, no isolation needed because modules hold no state. */
const pure = { pool: "threads", isolate: false, testTimeout: 30_000 * hangs } as const;

/**
 * Tests with a database, sockets or processes of their own. Files share a worker's process one after the other: what a file leaves
 * open shows in the next one, and the product is loaded four times and not a hundred and fifty. They wait for the database more than they compute.
 */
const real = {
  pool: "forks",
  isolate: false,
  testTimeout: 60_000 * hangs,
  hookTimeout: 120_000 * hangs,
  globalSetup: ["test/helpers/keep-server.ts"],
} as const;

export default defineConfig({
  test: {
    maxWorkers: 4,
    expect: { poll: { timeout: patienceMs, interval: 20 } },
    reporters: ["default", new TallyReporter(), new StandstillReporter()],
    projects: [
      {
        test: {
          name: "unit",
          include: ["src/**/*.test.ts", "scripts/**/*.test.ts", "test/property/**/*.test.ts"],
          ...pure,
        },
      },
      { test: { name: "rules", include: ["test/architecture/**/*.test.ts", "test/tidy/**/*.test.ts"], ...pure } },
      { test: { name: "pins", include: ["test/pins/**/*.test.ts"], ...pure } },
      {
        test: {
          name: "integration",
          include: ["test/integration/**/*.test.ts", "test/surfaces/**/*.test.ts", "test/failures/**/*.test.ts"],
          ...real,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          ...real,
          globalSetup: [...real.globalSetup, "test/helpers/build-console.ts"],
        },
      },
    ],
  },
});
