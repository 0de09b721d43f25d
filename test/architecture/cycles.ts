import type { SourceFile, Violation } from "../helpers/source.ts";

/** Every import cycle that exists when the program runs; type imports vanish and do not count. */
export function cycleViolations(files: readonly SourceFile[]): readonly Violation[] {
  const graph = new Map(files.map((file) => [file.path, runtimeTargets(file)]));
  const done = new Set<string>();
  const found: Violation[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) {
      found.push({ rule: "cycle", path, line: 1, says: [...trail.slice(at), path].join(" > ") });
      return;
    }
    if (done.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}

/** Everything that runs when a file is loaded: repository paths and package specifiers. */
export function closureOf(files: readonly SourceFile[], entry: string): ReadonlySet<string> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const visit = (target: string): void => {
    if (reached.has(target)) return;
    reached.add(target);
    for (const one of byPath.get(target)?.imports ?? []) if (!one.isTypeOnly) visit(one.target);
  };
  visit(entry);
  return reached;
}

function runtimeTargets(file: SourceFile): readonly string[] {
  return file.imports.filter((one) => !one.isTypeOnly && one.specifier.startsWith(".")).map((one) => one.target);
}
