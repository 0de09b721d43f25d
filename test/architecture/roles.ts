import type { ESTree } from "vite";
import { lineAt, type SourceFile, type Violation, walk } from "../helpers/source.ts";
import { packageOf } from "./edges.ts";
import { coreEdges, coreKernel, corePackages } from "./map.ts";

type Role = "contract" | "core" | "store" | "shell";

const contractKernel = ["ids", "operation", "problem", "env"].map((file) => `src/kernel/${file}.ts`);

/** The role of a file of a block, told by its path. */
export function roleOf(path: string): Role {
  if (path.endsWith("/contract.ts")) return "contract";
  if (/^src\/\w+\/core\//.test(path)) return "core";
  return /^src\/\w+\/store(\.ts$|\/)/.test(path) ? "store" : "shell";
}

/** Every import and construct that a file's role does not have. */
export function roleViolations(files: readonly SourceFile[]): readonly Violation[] {
  const ours = files.filter((file) => file.path.startsWith("src/") && !/^src\/(world|kernel)\//.test(file.path));
  return ours.flatMap((file) => {
    const role = roleOf(file.path);
    const byImport = file.imports.flatMap(({ specifier, target, line, isTypeOnly }) => {
      // The words of a store's own block are its row types' words; a type brings no behaviour along.
      if (role === "store" && isTypeOnly && blockOf(target) === blockOf(file.path)) return [];
      const says = fault(role, file.path, specifier, target);
      return says === undefined ? [] : [{ rule: `role-${role}`, path: file.path, line, says }];
    });
    return role === "core" ? [...byImport, ...asyncViolations(file)] : byImport;
  });
}

function fault(role: Role, path: string, specifier: string, target: string): string | undefined {
  switch (role) {
    case "contract":
      return contractFault(specifier, target);
    case "core":
      return coreFault(path, specifier, target);
    case "store":
      return storeFault(target);
    case "shell":
      return shellFault(path, target);
  }
}

function contractFault(specifier: string, target: string): string | undefined {
  const isAllowed = specifier === "zod" || contractKernel.includes(target) || roleOf(target) === "contract";
  return isAllowed ? undefined : `a contract may not import \`${target}\`: only zod, the kernel's words and contracts`;
}

function coreFault(path: string, specifier: string, target: string): string | undefined {
  if (!specifier.startsWith(".")) {
    const isPure = corePackages.some((name) => name === packageOf(specifier));
    return isPure ? undefined : `a core may not import \`${specifier}\`: it computes and does nothing else`;
  }
  if (coreKernel.includes(target) || roleOf(target) === "contract") return undefined;
  if (roleOf(target) !== "core") return `a core may not import \`${target}\`: it is no core and no contract`;
  const isOwn = blockOf(target) === blockOf(path);
  return isOwn || `${path} > ${target}` in coreEdges ? undefined : `the edge to \`${target}\` is not in coreEdges`;
}

function storeFault(target: string): string | undefined {
  if (!target.startsWith("src/") || target.startsWith("src/kernel/")) return undefined;
  const role = roleOf(target);
  if (role === "contract") return undefined;
  return `a store may not import \`${target}\`: it fetches and writes rows, and takes what it needs as parameters`;
}

function shellFault(path: string, target: string): string | undefined {
  if (target === "src/kernel/erasing.ts" && !path.endsWith("/erase.ts"))
    return "only erasure steps behind the wall of the database: everything else works as the app's role";
  if (roleOf(target) !== "store" || blockOf(target) === blockOf(path)) return undefined;
  return `the store \`${target}\` is private to its block: export a verb or a facts-for there`;
}

/** A core is synchronous: nothing in it waits. */
function asyncViolations(file: SourceFile): readonly Violation[] {
  const found: Violation[] = [];
  walk(file.program, (node) => {
    if (isAsync(node))
      found.push({
        rule: "core-sync",
        path: file.path,
        line: lineAt(file.text, node.start),
        says: "a core is synchronous: do the waiting in the verb file and pass the value in",
      });
  });
  return found;
}

function isAsync(node: ESTree.Node): boolean {
  if (node.type === "AwaitExpression") return true;
  if (node.type === "Identifier") return node.name === "Promise";
  return "async" in node && node.async === true;
}

function blockOf(path: string): string | undefined {
  return path.split("/")[1];
}
