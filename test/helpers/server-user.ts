import { createInterface } from "node:readline";
import { systemEnv } from "../../src/kernel/env.ts";
import { openServer } from "../../src/kernel/postgres/supervisor.ts";
import { openPool } from "../../src/kernel/sql.ts";

/**
 * A process of its own that uses the server of the folder given: prints one line once it has asked it something, then
 * obeys `close` on its input. Killing it is the point of most tests that start it.
 */
const server = await openServer({ env: systemEnv(), dataDir: process.argv[2] ?? "", fsync: false });
const pool = openPool(server.target, 1);
const rows = await pool<{ started: string }[]>`select pg_postmaster_start_time()::text as started`;
process.stdout.write(`${JSON.stringify({ uid: process.getuid?.(), started: rows[0]?.started })}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  if (line !== "close") continue;
  await pool.end();
  await server.close();
  process.exit(0);
}
