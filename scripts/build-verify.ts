import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The stand-alone verifier that every export carries: the modules of `src/verify` and what they import, in one file. */
const root = fileURLToPath(new URL("..", import.meta.url));
const entry = join(root, "src/verify/main.ts");
export const verifierFile = join(root, "src/verify/verify.mjs");

const banner = `#!/usr/bin/env node
// Fairlead's audit verifier: checks an export with nothing but Node 20.12 or later. Read it before you trust it.
// Generated from src/verify and src/audit/core by \`node scripts/build-verify.ts\`.
`;
const start = `
process.exitCode = await verifyMain(process.argv.slice(2), new Date().toISOString(), (text) => process.stdout.write(text));
`;

const importPattern = /^import\s+(type\s+)?([\s\S]*?)\s+from\s+"([^"]+)";\n/gm;

/** The text of `verify.mjs`, the same for the same sources. */
export function buildVerifier(): string {
  const builtins = new Map<string, Set<string>>();
  const parts: string[] = [];
  visit(entry, new Set(), builtins, parts);
  const imports = [...builtins]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([module, names]) => `import { ${[...names].toSorted().join(", ")} } from "${module}";\n`);
  return formatted(`${banner}${imports.join("")}${parts.join("")}${start}`);
}

/** Dependencies first, each once; types vanish, node's own modules are gathered at the top. */
function visit(path: string, seen: Set<string>, builtins: Map<string, Set<string>>, parts: string[]): void {
  if (seen.has(path)) return;
  seen.add(path);
  const source = readFileSync(path, "utf8");
  for (const [, isType, clause = "", module = ""] of source.matchAll(importPattern)) {
    if (isType !== undefined) continue;
    const names = clause
      .replace(/^\{|\}$/g, "")
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "" && !name.startsWith("type "));
    if (names.length === 0) continue;
    if (module.startsWith("node:")) {
      builtins.set(module, new Set([...(builtins.get(module) ?? []), ...names]));
    } else if (module.startsWith(".")) {
      visit(resolve(dirname(path), module), seen, builtins, parts);
    } else {
      throw new Error(`the verifier must not import \`${module}\``);
    }
  }
  const text = stripTypeScriptTypes(source.replaceAll(importPattern, ""), { mode: "strip" })
    .replaceAll(/^export (?=(async )?(function|const|class))/gm, "")
    .replaceAll(/[ \t]+$/gm, "")
    // The comment of a type that vanished: a comment with nothing right below it.
    .replaceAll(/^\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n(?=\n)/gm, "")
    .replaceAll(/\n{3,}/g, "\n\n");
  parts.push(`\n// ---- ${path.slice(root.length)}\n\n${text.trim()}\n`);
}

/** Stripped types leave holes; an auditor should read tidy code. */
function formatted(text: string): string {
  const biome = join(root, "node_modules/.bin/biome");
  return execFileSync(biome, ["format", "--stdin-file-path=verifier.mjs"], {
    input: text,
    encoding: "utf8",
    cwd: root,
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(verifierFile, buildVerifier());
