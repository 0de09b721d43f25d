#!/usr/bin/env node
// Plain JavaScript, so that a Node that cannot run TypeScript still says what to do.
import module from "node:module";
import { fileURLToPath } from "node:url";

// Stripped types are kept beside the packages, where only who installed them may write: commands start in half the time.
module.enableCompileCache?.(fileURLToPath(new URL("../node_modules/.cache/fairlead", import.meta.url)));
try {
  await import("../src/main.ts");
} catch (error) {
  if (error.code !== "ERR_UNKNOWN_FILE_EXTENSION") throw error;
  process.stderr.write(
    `fairlead: Node ${process.versions.node} cannot run TypeScript: run \`npm ci\` and start with \`npm run\`, which brings Node 24 along on Linux, or install Node 22.18 or newer\n`,
  );
  process.exitCode = 1;
}
