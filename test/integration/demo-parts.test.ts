import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { startPart } from "../../src/demo/processes.ts";
import { systemEnv } from "../../src/kernel/env.ts";

const folder = mkdtempSync(join(tmpdir(), "fairlead-parts-"));
const script = join(folder, "part.mjs");
writeFileSync(
  script,
  `console.log('{"event":"ready"}'); process.stdin.resume(); process.stdin.on("end", () => process.exit(0));`,
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a part is ready although whom it tells is restarting at that moment", async () => {
  const heard: string[] = [];
  const part = startPart({
    env: systemEnv(),
    name: "part",
    args: [script],
    dataDir: folder,
    variables: {},
    onReady: async () => {
      heard.push("start");
      if (heard.length < 3) throw new Error("the database is restarting");
    },
    log: () => undefined,
  });
  expect(await part.ready()).toEqual({ event: "ready" });
  expect(heard).toHaveLength(3);
  expect(part.starts()).toBe(1);
  await part.stop();
});
