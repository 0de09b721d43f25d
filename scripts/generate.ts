import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { operations } from "../src/contract.ts";
import { testDatabase } from "../test/helpers/database.ts";
import { buildVerifier } from "./build-verify.ts";
import { generatedFiles } from "./generated.ts";
import { schemaText } from "./print-schema.ts";

/**
 * Writes every generated file of the repository: what derives from the contracts, the stand-alone verifier, and the schema
 * that the migrations make. With `--check` it writes nothing and fails when a file is not what it would write.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const isCheck = process.argv.includes("--check");
const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as { version: string };

const files = new Map([
  ...(await generatedFiles(operations, version)),
  ["src/verify/verify.mjs", buildVerifier()],
  ["schema.sql", await schema()],
]);
for (const [path, text] of files) {
  const isCurrent = existsSync(`${root}${path}`) && readFileSync(`${root}${path}`, "utf8") === text;
  if (isCheck && !isCurrent) {
    process.stderr.write(`${path} is not current: run \`npm run generate\`\n`);
    process.exitCode = 1;
  } else if (!isCurrent) {
    mkdirSync(dirname(`${root}${path}`), { recursive: true });
    writeFileSync(`${root}${path}`, text);
    process.stdout.write(`${path}\n`);
  }
}
process.stdout.write(`${files.size} generated files\n`);

async function schema(): Promise<string> {
  const test = await testDatabase();
  try {
    return await schemaText(test.database.root);
  } finally {
    await test.close();
  }
}
