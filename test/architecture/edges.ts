import type { SourceFile, Violation } from "../helpers/source.ts";
import { blindImports, type Place, places } from "./map.ts";

/** Every import that the map does not have. */
export function edgeViolations(files: readonly SourceFile[]): readonly Violation[] {
  return files.flatMap((file) => {
    const place = placeOf(file.path);
    if (place === undefined)
      return [{ rule: "place", path: file.path, line: 1, says: "belongs to no place on the map: put it in a block" }];
    return [...importViolations(file, place), ...blindViolations(file)];
  });
}

/** The place that a file belongs to: the longest prefix wins. */
export function placeOf(path: string): Place | undefined {
  return places.filter((place) => path.startsWith(place.at)).toSorted((a, b) => b.at.length - a.at.length)[0];
}

/** The package of a specifier: `hono/cookie` is `hono`, `@hono/node-server/x` is `@hono/node-server`. */
export function packageOf(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

function importViolations(file: SourceFile, place: Place): readonly Violation[] {
  return file.imports
    .filter(({ specifier, target }) => {
      if (specifier.startsWith("node:")) return false;
      if (!specifier.startsWith(".")) return !allowsPackage(place, packageOf(specifier));
      return !target.startsWith(place.at) && !place.imports.some((one) => target.startsWith(one));
    })
    .map(({ target, line }) => ({
      rule: "edge",
      path: file.path,
      line,
      says: `\`${place.at}\` may not import \`${target}\`: see test/architecture/map.ts`,
    }));
}

function allowsPackage(place: Place, name: string): boolean {
  return place.packages.includes("*") || place.packages.includes(name);
}

function blindViolations(file: SourceFile): readonly Violation[] {
  if (file.path in blindImports) return [];
  return file.blindImports.map((line) => ({
    rule: "blind-import",
    path: file.path,
    line,
    says: "a dynamic import must name its module as a literal, so that the map can see it",
  }));
}
