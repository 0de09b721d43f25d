import type { ESTree } from "vite";
import { lineAt, type SourceFile, type Violation, walk } from "../helpers/source.ts";

/** How big things may be, and what a module may do when it is loaded. */
export const fileLinesMax = 300;
/** Tables of cases are long and read from top to bottom. */
export const testLinesMax = 400;
export const functionLinesMax = 60;
/** A component is markup from top to bottom: longer, and flat. */
export const componentLinesMax = 80;

/** Files that run when they are loaded: programs and worker threads. */
const programs = [
  "src/main.ts",
  "src/world/main.ts",
  "src/verify/main.ts",
  "src/activity/mail-reader-thread.ts",
  "src/identity/import/normaliser-thread.ts",
  "src/policy/bundle-gate.ts",
  "src/policy/diff/diff-gate.ts",
  "console/src/main.tsx",
];

/** Classes that hold a resource; every other class is an error. */
const heldResources: Readonly<Record<string, string>> = {};

/** Files that are too long. Generated ones are exempt. */
export function fileLengthViolations(files: readonly { path: string; text: string }[]): readonly Violation[] {
  return files.flatMap(({ path, text }) => {
    const max = path.startsWith("test/") || path.endsWith(".test.ts") ? testLinesMax : fileLinesMax;
    const lines = text.trimEnd().split("\n").length;
    if (lines <= max || isGenerated(path)) return [];
    return [
      { rule: "file-length", path, line: max, says: `${lines} lines, the limit is ${max}: one file, one subject` },
    ];
  });
}

/** Whether a file is written by a program of ours. */
export function isGenerated(path: string): boolean {
  return path.includes(".gen.") || path === "src/verify/verify.mjs" || path.startsWith("docs/reference/");
}

/** Functions that are too long. What tests set a stage with, and their `describe`, may be: nothing decides there. */
export function functionLengthViolations(files: readonly SourceFile[]): readonly Violation[] {
  return files.flatMap((file) => {
    if (/^test\/|\.test\.tsx?$/.test(file.path) || isGenerated(file.path)) return [];
    const found: Violation[] = [];
    const max = file.path.endsWith(".tsx") ? componentLinesMax : functionLinesMax;
    walk(file.program, (node) => {
      if (!isFunction(node)) return;
      const line = lineAt(file.text, node.start);
      const lines = lineAt(file.text, node.end) - line + 1;
      if (lines > max)
        found.push({
          rule: "function-length",
          path: file.path,
          line,
          says: `${lines} lines, the limit is ${max}`,
        });
    });
    return found;
  });
}

/** State, work and classes at the top of a module: a module only declares. */
export function moduleStateViolations(files: readonly SourceFile[]): readonly Violation[] {
  return files.flatMap((file) =>
    file.program.body.flatMap((statement) => {
      const says = programs.includes(file.path) ? undefined : stateFault(statement);
      if (says === undefined) return [];
      return [{ rule: "module-state", path: file.path, line: lineAt(file.text, statement.start), says }];
    }),
  );
}

function stateFault(statement: ESTree.Directive | ESTree.Statement): string | undefined {
  const inner =
    statement.type === "ExportNamedDeclaration" && statement.declaration !== null ? statement.declaration : statement;
  if (inner.type === "VariableDeclaration") {
    if (inner.kind !== "const") return `a top-level \`${inner.kind}\` is module state: make it in the composition root`;
    const isEmptyStore = inner.declarations.some((one) => isEmptyCollection(one.init));
    return isEmptyStore ? "an empty collection at the top is a cache: make it in the composition root" : undefined;
  }
  if (inner.type === "ClassDeclaration" && inner.superClass === null && !((inner.id?.name ?? "") in heldResources))
    return "a class is for errors and held resources: write functions over a plain object";
  const runs = inner.type === "ExpressionStatement" && !("directive" in inner && typeof inner.directive === "string");
  return runs ? "runs when the module is loaded: export a function and call it from a program" : undefined;
}

function isEmptyCollection(init: ESTree.Expression | null): boolean {
  if (init === null) return false;
  if (init.type === "ArrayExpression") return init.elements.length === 0;
  if (init.type !== "NewExpression" || init.callee.type !== "Identifier") return false;
  return /^(Weak)?(Map|Set)$/.test(init.callee.name) && init.arguments.length === 0;
}

function isFunction(node: ESTree.Node): boolean {
  return (
    node.type === "FunctionDeclaration" || node.type === "FunctionExpression" || node.type === "ArrowFunctionExpression"
  );
}
