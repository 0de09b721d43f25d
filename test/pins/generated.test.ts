import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { generatedFiles } from "../../scripts/generated.ts";
import { operations } from "../../src/contract.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as { version: string };

test("what is committed is what the contracts say; `npm run generate` writes it", async () => {
  const files = await generatedFiles(operations, version);
  expect(files.size).toBeGreaterThanOrEqual(6);
  const stale = [...files].filter(([path, text]) => readFileSync(`${root}${path}`, "utf8") !== text);
  expect(stale.map(([path]) => path)).toEqual([]);
});

test("no reference in openapi.json leads nowhere", () => {
  const text = readFileSync(`${root}openapi.json`, "utf8");
  const document = JSON.parse(text) as { components: Record<string, Record<string, unknown>> };
  const references = [...text.matchAll(/"\$ref": "#\/components\/(\w+)\/([^"]+)"/g)];
  expect(references.length).toBeGreaterThan(20);
  for (const [, kind = "", name = ""] of references) expect(document.components[kind]).toHaveProperty([name]);
  expect(text).not.toContain("#/$defs/");
});
