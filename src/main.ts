#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

/** The oldest Node that runs this source: it strips types without a flag. */
const oldestNode = { major: 22, minor: 18 };

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < oldestNode.major || (major === oldestNode.major && minor < oldestNode.minor)) {
  process.stderr.write(
    `fairlead: this is Node ${process.versions.node}, and ${oldestNode.major}.${oldestNode.minor} or newer is needed: run \`npm ci\` and start with \`npm run\`, which brings Node 24 along on Linux, or install a newer Node\n`,
  );
  process.exitCode = 1;
} else {
  // Halves the start of every command: types are stripped and code is compiled once.
  enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/fairlead", import.meta.url)));
  const { main } = await import("./commands/main.ts");
  const code = await main(process.argv.slice(2), process.env);
  for (const stream of [process.stdout, process.stderr])
    await new Promise<void>((resolve) => stream.write("", () => resolve()));
  // Everything is closed by now. A connection that the database's driver was making just then would keep the process for ever, and
  // whoever waits for its end to start it again with it.
  process.exit(code);
}
