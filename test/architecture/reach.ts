import type { ESTree } from "vite";
import { lineAt, type SourceFile, type Violation, walk } from "../helpers/source.ts";
import { packageOf } from "./edges.ts";
import { globalsAllowed, guardedNames, reach, reachGlobals, senders } from "./map.ts";

/**
 * Every way in which a file could reach a person or the network other than through dispatch: a module that opens
 * connections, a global that does, the names that make and take permits, and a call of `send`.
 */
export function reachViolations(files: readonly SourceFile[]): readonly Violation[] {
  return files.flatMap((file) => [...moduleViolations(file), ...nodeViolations(file)]);
}

function moduleViolations(file: SourceFile): readonly Violation[] {
  return file.imports.flatMap((one) => {
    const name = packageOf(one.specifier);
    const bare = name.startsWith("node:") || !reach.has(`node:${name}`) ? name : `node:${name}`;
    const allowed = reach.get(bare);
    if (allowed === undefined || one.isTypeOnly || isIn(file.path, allowed)) return [];
    return [{ rule: "reach-module", path: file.path, line: one.line, says: `\`${one.specifier}\` opens a way out` }];
  });
}

function nodeViolations(file: SourceFile): readonly Violation[] {
  const found: Violation[] = [];
  walk(file.program, (node, ancestors) => {
    for (const [rule, says] of faultsOf(file.path, node, ancestors.at(-1)))
      found.push({ rule, path: file.path, line: lineAt(file.text, node.start), says });
  });
  return found;
}

function faultsOf(path: string, node: ESTree.Node, parent: ESTree.Node | undefined): readonly [string, string][] {
  if (isSend(node, parent) && !isIn(path, [...senders, "src/channel/", "src/world/", "console/"]))
    return [["reach-send", "only dispatch sends: propose an action"]];
  const name = spelled(node);
  if (name === undefined) return [];
  const holders = guardedNames.get(name);
  if (holders !== undefined && !isIn(path, holders))
    return [["reach-name", `\`${name}\` belongs to ${holders.join(", ")}`]];
  const isGlobal = reachGlobals.some((one) => one === name) && isGlobalUse(node, parent) && !isIn(path, globalsAllowed);
  return isGlobal ? [["reach-global", `\`${name}\` opens a way out`]] : [];
}

/** A name however it is written: `mint`, `desk.mint`, `desk["mint"]`, `{ mint }`. */
function spelled(node: ESTree.Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  return node.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}

/** Whether an identifier stands for the global itself: not a property, a key, a type or `globalThis.x` by another name. */
function isGlobalUse(node: ESTree.Node, parent: ESTree.Node | undefined): boolean {
  if (parent?.type === "MemberExpression" && parent.property === node)
    return (
      parent.object.type === "Identifier" && ["globalThis", "global", "self", "window"].includes(parent.object.name)
    );
  if (node.type === "Literal") return false;
  return parent?.type === "CallExpression" || parent?.type === "NewExpression" || parent?.type === "VariableDeclarator";
}

/** `x.send(…)`, `x["send"](…)`, `x.send.call(…)` and `const { send } = x`; a field of that name that is only read is none. */
function isSend(node: ESTree.Node, parent: ESTree.Node | undefined): boolean {
  if (node.type === "Property" && parent?.type === "ObjectPattern") return spelled(node.key) === "send";
  if (node.type !== "MemberExpression" || spelled(node.property) !== "send") return false;
  if (node.object.type === "Identifier" && node.object.name === "process") return false;
  if (parent?.type === "CallExpression") return parent.callee === node;
  return parent?.type === "MemberExpression" && parent.object === node;
}

function isIn(path: string, allowed: readonly string[]): boolean {
  return allowed.some((one) => path.startsWith(one));
}
