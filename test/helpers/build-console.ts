import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Vitest's global setup of the browser tests: builds the console once, before files run side by side. Always anew: one left
 * from an older build would be the one that is tested. Vitest's own mode would make it large.
 */
export function setup(): void {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const vite = join(root, "node_modules/vite/bin/vite.js");
  execFileSync(process.execPath, [vite, "build", "--config", "console/vite.config.ts", "--logLevel", "error"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production" },
  });
}
