import type { Violation } from "../helpers/source.ts";

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * A lock file that `npm ci` takes everywhere: npm leaves out optional packages of other platforms that its registry did
 * not have, and then refuses the file; and an address of a registry would tie everybody to it.
 */
export function lockViolations(text: string): readonly Violation[] {
  const { packages } = JSON.parse(text) as { packages: Readonly<Record<string, Locked>> };
  const faults = Object.entries(packages).flatMap(([at, { resolved, optionalDependencies = {} }]) => [
    ...Object.keys(optionalDependencies)
      .filter((name) => !(`node_modules/${name}` in packages) && !(`${at}/node_modules/${name}` in packages))
      .map((name) => `\`${name}\` of \`${at}\` has no entry: add one with its version, os and cpu`),
    ...(resolved === undefined
      ? []
      : [`\`${at}\` names a registry: install with \`--omit-lockfile-registry-resolved\``]),
  ]);
  return faults.map((says) => ({ rule: "lock", path: "package-lock.json", line: 1, says }));
}
