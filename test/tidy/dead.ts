import { dirname, join, normalize } from "node:path";
import { packageOf } from "../architecture/edges.ts";
import type { SourceFile, Violation } from "../helpers/source.ts";

/** Where a run begins: the programs, and what writes the generated files. */
export const entries = [
  "src/main.ts",
  "src/world/main.ts",
  "src/verify/main.ts",
  "console/src/main.tsx",
  "console/vite.config.ts",
  "scripts/generate.ts",
] as const;

/** Files that nothing reaches from an entry: neither by import nor as a file name that something starts. */
export function deadFileViolations(
  files: readonly SourceFile[],
  from: readonly string[] = entries,
): readonly Violation[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const visit = (path: string): void => {
    const file = byPath.get(path);
    if (file === undefined || reached.has(path)) return;
    reached.add(path);
    for (const one of file.imports) visit(one.target);
    for (const name of namedFiles(file)) visit(name);
  };
  for (const path of from) visit(path);
  return files
    .filter(({ path }) => !reached.has(path) && !/\.test\.tsx?$|^scripts\//.test(path))
    .map(({ path }) => ({ rule: "dead-file", path, line: 1, says: "nothing reaches this file: use it or remove it" }));
}

/** Files that are named in a string and started, e.g. a worker thread or a child process. */
function namedFiles(file: SourceFile): readonly string[] {
  return [...file.text.matchAll(/["'`]((?:\.{1,2}\/|src\/)[\w./-]+\.tsx?)["'`]/g)].map(([, name = ""]) =>
    name.startsWith(".") ? normalize(join(dirname(file.path), name)) : name,
  );
}

/** Dependencies that nothing imports, and packages imported that are no dependency. */
export function dependencyViolations(
  files: readonly SourceFile[],
  declared: readonly string[],
  exempt: Readonly<Record<string, string>> = {},
): readonly Violation[] {
  const used = new Set(
    files.flatMap((file) =>
      file.imports
        .map((one) => one.specifier)
        .filter((one) => !/^(\.|node:)/.test(one))
        .map(packageOf),
    ),
  );
  const unused = declared.filter((name) => !used.has(name) && !(name in exempt) && !name.startsWith("@types/"));
  const undeclared = [...used].filter((name) => !declared.includes(name));
  return [
    ...unused.map((name) => ({
      rule: "unused-dependency",
      path: "package.json",
      line: 1,
      says: `nothing imports \`${name}\``,
    })),
    ...undeclared.map((name) => ({
      rule: "undeclared-dependency",
      path: "package.json",
      line: 1,
      says: `\`${name}\` is imported`,
    })),
  ];
}
