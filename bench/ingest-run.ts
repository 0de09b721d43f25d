import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWorkspace } from "../src/access/create-workspace.ts";
import { localOwner } from "../src/access/local-owner.ts";
import { takeHttpPort, withDoor } from "../src/app/door.ts";
import { createLog } from "../src/app/log.ts";
import { serve } from "../src/app/serve.ts";
import { openApp } from "../src/app.ts";
import { createClient } from "../src/client/client.ts";
import { readConfig } from "../src/kernel/config.ts";
import { systemEnv } from "../src/kernel/env.ts";
import { benchIngest, type IngestBench } from "./ingest.ts";

/** Measures ingestion over HTTP on a server of its own, and says it as a table or as JSON. */
export async function runIngestBench(events: number, isJson: boolean, say: (text: string) => void): Promise<string> {
  say(`taking in ${events.toLocaleString("en")} events`);
  const dataDir = mkdtempSync(join(tmpdir(), "fairlead-bench-"));
  const base = readConfig({ FAIRLEAD_HTTP_PORT: "0", FAIRLEAD_SMTP_PORT: "0" }, { dataDir });
  const door = await takeHttpPort(base);
  const env = systemEnv();
  const write = (line: string): void => void process.stderr.write(line);
  const log = createLog({ level: "silent", process: "bench", write, wall: env.wall });
  const app = await openApp(withDoor(base, door, undefined), env, log);
  const serving = await serve(app, door);
  try {
    const { workspaceId, adminId } = await createWorkspace(app.deps.access, { name: "Bench" });
    const key = { name: "bench", holderId: adminId };
    const made = await app.invoker.call("keys.create", key, localOwner(workspaceId, "bench"));
    const client = createClient({ url: serving.http.url, token: (made as { readonly secret: string }).secret });
    const found = await benchIngest(app, workspaceId, client, events);
    return isJson ? `${JSON.stringify(found, null, 2)}\n` : ingestTable(found);
  } finally {
    await serving.close();
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function ingestTable(found: IngestBench): string {
  const rate = (value: number): string => `${Math.round(value).toLocaleString("en")} events/s`;
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  return `${[
    `ingestion over HTTP, 1,000 a batch   ${rate(found.ingestPerSecond)}`,
    `COPY of the same rows and indexes    ${rate(found.copyPerSecond)}, ${found.ratio.toFixed(1)} times as fast`,
    `a batch, by tenths of the run        ${found.batchMs.map(ms).join(", ")}`,
    `replay of the feed, 500 a page       ${rate(found.replayPerSecond)}`,
    `timeline of a contact with ${found.timelineEvents.toLocaleString("en")}     ${ms(found.timelineP50Ms)} median, ${ms(found.timelineP95Ms)} p95`,
  ].join("\n")}\n`;
}
