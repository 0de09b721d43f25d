import type { RunningServer } from "../../src/kernel/postgres/supervisor.ts";
import { openTestServer } from "./server.ts";

/** Vitest's global setup: one server from before the first test file until after the last. */
const held: RunningServer[] = [];

export async function setup(): Promise<void> {
  held.push(await openTestServer());
}

export async function teardown(): Promise<void> {
  await held.pop()?.close();
}
