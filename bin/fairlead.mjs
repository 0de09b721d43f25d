#!/usr/bin/env node
// Plain JavaScript, so that a Node that cannot run TypeScript still says what to do.
try {
  await import("../src/main.ts");
} catch (error) {
  if (error.code !== "ERR_UNKNOWN_FILE_EXTENSION") throw error;
  process.stderr.write(
    `fairlead: Node ${process.versions.node} cannot run TypeScript: run \`npm ci\` and start with \`npm run\`, which brings Node 24 along on Linux, or install Node 22.18 or newer\n`,
  );
  process.exitCode = 1;
}
