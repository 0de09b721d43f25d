import type { ESTree } from "vite";
import { lineAt, type SourceFile, type Violation, walk } from "../helpers/source.ts";

/** Where time, chance, waiting and the environment may be touched: everywhere else they come in as values. */
const worldly = ["src/kernel/", "src/world/env.ts", "src/main.ts"];

/** Programs that pass their environment on; they read no setting themselves. */
const passesEnvironment = ["src/demo/", "src/commands/"];

const membersBanned = new Set([
  "Date.now",
  "Math.random",
  "crypto.randomUUID",
  "performance.now",
  "process.env",
  "process.hrtime",
]);
const namesBanned = new Set(["setTimeout", "setInterval", "setImmediate", "randomUUID", "randomInt", "randomBytes"]);
const timers = new Set(["node:timers", "node:timers/promises", "timers", "timers/promises"]);

/** Every use of a clock, of chance, of a timer or of the environment outside the kernel. */
export function callViolations(files: readonly SourceFile[]): readonly Violation[] {
  return files.flatMap((file) => {
    if (!file.path.startsWith("src/") || worldly.some((place) => file.path.startsWith(place))) return [];
    const found: Violation[] = file.imports
      .filter((one) => timers.has(one.specifier))
      .map((one) => ({ rule: "banned-call", path: file.path, line: one.line, says: "take `env.sleep` as a value" }));
    walk(file.program, (node, ancestors) => {
      const name = bannedUse(node, ancestors.at(-1));
      const isPassed = name === "process.env" && passesEnvironment.some((place) => file.path.startsWith(place));
      if (name === undefined || isPassed) return;
      const says = `\`${name}\` outside the kernel: take it from \`env\`, so that replay and simulation hold`;
      found.push({ rule: "banned-call", path: file.path, line: lineAt(file.text, node.start), says });
    });
    return found;
  });
}

function bannedUse(node: ESTree.Node, parent: ESTree.Node | undefined): string | undefined {
  if (node.type === "NewExpression" && node.callee.type === "Identifier" && node.callee.name === "Date")
    return node.arguments.length === 0 ? "new Date()" : undefined;
  if (node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "Date")
    return "Date()";
  if (node.type === "MemberExpression") {
    const name = `${textOf(node.object)}.${textOf(node.property)}`;
    return membersBanned.has(name) ? name : undefined;
  }
  if (node.type !== "Identifier" || !namesBanned.has(node.name)) return undefined;
  if (parent?.type === "ImportSpecifier") return parent.imported === node ? node.name : undefined;
  return parent?.type === "CallExpression" && parent.callee === node ? node.name : undefined;
}

function textOf(node: ESTree.Node): string {
  if (node.type === "Identifier") return node.name;
  return node.type === "Literal" && typeof node.value === "string" ? node.value : "";
}

/** Errors that vanish: an empty catch without a word of why, and a handler that does nothing. */
export function swallowViolations(files: readonly SourceFile[]): readonly Violation[] {
  return files.flatMap((file) => {
    const found: Violation[] = [];
    walk(file.program, (node) => {
      const body = node.type === "CatchClause" ? node.body : handlerOf(node);
      if (body === undefined || !doesNothing(body) || isExplained(file, body)) return;
      const says = "an error vanishes here: catch only to translate, retry or release, and say why";
      found.push({ rule: "swallowed-error", path: file.path, line: lineAt(file.text, node.start), says });
    });
    return found;
  });
}

/** The function of `promise.catch(…)`. */
function handlerOf(node: ESTree.Node): ESTree.Node | undefined {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return undefined;
  if (textOf(node.callee.property) !== "catch") return undefined;
  const [handler] = node.arguments;
  if (handler?.type === "ArrowFunctionExpression") return handler.body;
  return handler?.type === "FunctionExpression" ? (handler.body ?? undefined) : undefined;
}

function doesNothing(body: ESTree.Node): boolean {
  if (body.type === "BlockStatement") return body.body.length === 0;
  return body.type === "Identifier" && body.name === "undefined";
}

/** Whether a comment stands in the block, at the end of its line or just above it. */
function isExplained(file: SourceFile, body: ESTree.Node): boolean {
  const line = lineAt(file.text, body.start);
  return file.comments.some((one) => {
    const at = lineAt(file.text, one.start);
    return (one.start > body.start && one.start < body.end) || (at <= line && at >= line - 2);
  });
}
