import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { type ESTree, parseSync } from "vite";

/** What the rules of `test/architecture` and `test/tidy` look at: files as text and as trees, real or planted. */

/** One import of a file. */
export interface Import {
  /** As written, e.g. `../kernel/ids.ts` or `node:net`. */
  readonly specifier: string;
  /** The path in the repository for a relative import, else the specifier. */
  readonly target: string;
  readonly names: readonly string[];
  readonly isTypeOnly: boolean;
  readonly line: number;
}

/** A parsed TypeScript file. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly program: ESTree.Program;
  readonly comments: readonly { readonly value: string; readonly start: number }[];
  readonly imports: readonly Import[];
  /** Dynamic imports whose module is not a literal. */
  readonly blindImports: readonly number[];
}

/** One breach of a rule, told so that the reader can mend it. */
export interface Violation {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly says: string;
}

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The files of the working tree that git would track, by path. */
export function repositoryPaths(): readonly string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 16_777_216,
  });
  const deleted = execFileSync("git", ["ls-files", "--deleted", "-z"], { cwd: root, encoding: "utf8" });
  const gone = new Set(deleted.split("\0"));
  return [...new Set(listed.split("\0"))].filter((path) => path !== "" && !gone.has(path)).toSorted();
}

/** Reads one file of the repository. */
export function readText(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** Reads and parses the TypeScript files that a filter chooses. */
export function readSources(choose: (path: string) => boolean): readonly SourceFile[] {
  return repositoryPaths()
    .filter((path) => /\.tsx?$/.test(path) && choose(path))
    .map((path) => source(path, readText(path)));
}

/** Parses one file; a planted one needs no disk. */
export function source(path: string, text: string): SourceFile {
  const parsed = parseSync(path, text);
  const [error] = parsed.errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  const file = { path, text, program: parsed.program, comments: parsed.comments };
  return { ...file, ...importsOf(file) };
}

/** Visits every node of a tree, parents first; `ancestors` ends with the node's parent. */
export function walk(
  node: ESTree.Node,
  visit: (node: ESTree.Node, ancestors: readonly ESTree.Node[]) => void,
  ancestors: readonly ESTree.Node[] = [],
): void {
  visit(node, ancestors);
  const below = [...ancestors, node];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, visit, below);
  }
}

function isNode(value: unknown): value is ESTree.Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** The line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** Violations as a reader wants them: one a line. */
export function told(violations: readonly Violation[]): readonly string[] {
  return violations.map(({ rule, path, line, says }) => `${path}:${line} ${rule}: ${says}`);
}

function importsOf(file: Pick<SourceFile, "path" | "text" | "program">) {
  const imports: Import[] = [];
  const blindImports: number[] = [];
  const add = (specifier: string, names: readonly string[], isTypeOnly: boolean, offset: number) => {
    const target = specifier.startsWith(".") ? normalize(join(dirname(file.path), specifier)) : specifier;
    imports.push({ specifier, target, names, isTypeOnly, line: lineAt(file.text, offset) });
  };
  walk(file.program, (node) => {
    if (node.type === "ImportDeclaration") {
      add(node.source.value, node.specifiers.map(importedName), isTypeImport(node), node.start);
    } else if (node.type === "ExportNamedDeclaration" && node.source !== null) {
      const names = node.specifiers.map((one) => nameOf(one.local));
      add(node.source.value, names, node.exportKind === "type", node.start);
    } else if (node.type === "ExportAllDeclaration") {
      add(node.source.value, ["*"], node.exportKind === "type", node.start);
    } else if (node.type === "TSImportType") {
      add(node.source.value, ["*"], true, node.start);
    } else if (node.type === "ImportExpression") {
      const { source: from } = node;
      if (from.type === "Literal" && typeof from.value === "string") add(from.value, ["*"], false, node.start);
      else blindImports.push(lineAt(file.text, node.start));
    }
  });
  return { imports, blindImports };
}

function isTypeImport(node: ESTree.ImportDeclaration): boolean {
  const isType = (one: ESTree.ImportDeclarationSpecifier) =>
    one.type === "ImportSpecifier" && one.importKind === "type";
  return node.importKind === "type" || (node.specifiers.length > 0 && node.specifiers.every(isType));
}

function importedName(specifier: ESTree.ImportDeclarationSpecifier): string {
  if (specifier.type === "ImportSpecifier") return nameOf(specifier.imported);
  return specifier.type === "ImportDefaultSpecifier" ? "default" : "*";
}

function nameOf(name: ESTree.ModuleExportName): string {
  return name.type === "Literal" ? name.value : name.name;
}
