import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemEnv } from "../../src/kernel/env.ts";
import { openServer, type RunningServer } from "../../src/kernel/postgres/supervisor.ts";

/**
 * The server that a test run uses: the one named by `FAIRLEAD_TEST_DATABASE_URL` or `DATABASE_URL`, else one embedded
 * server that every test process of this user joins. It keeps its migrated template between runs.
 */
export function openTestServer(): Promise<RunningServer> {
  return openServer({
    env: systemEnv(),
    dataDir: join(tmpdir(), `fairlead-test-${process.getuid?.() ?? 0}`),
    databaseUrl: process.env["FAIRLEAD_TEST_DATABASE_URL"] ?? process.env["DATABASE_URL"],
    fsync: false,
  });
}
