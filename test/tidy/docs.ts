import { dirname, join, normalize } from "node:path";
import type { Violation } from "../helpers/source.ts";

interface Text {
  readonly path: string;
  readonly text: string;
}

/** Links in Markdown that lead nowhere in the repository. */
export function linkViolations(pages: readonly Text[], paths: ReadonlySet<string>): readonly Violation[] {
  const folders = new Set([...paths].map(dirname).flatMap(parents));
  return pages.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) =>
      [...line.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map((found) => found[1] ?? "")
        .filter((link) => !/^[a-z]+:/.test(link))
        .filter((link) => {
          const target = normalize(join(dirname(path), link)).replace(/\/$/, "");
          return !paths.has(target) && !folders.has(target);
        })
        .map((link) => ({ rule: "link", path, line: index + 1, says: `\`${link}\` leads nowhere` })),
    ),
  );
}

function parents(folder: string): readonly string[] {
  return folder === "." ? [] : [folder, ...parents(dirname(folder))];
}

/** Runtime dependencies without a line in the list of decisions, and lines without a dependency. */
export function dependencyListViolations(declared: readonly string[], page: Text): readonly Violation[] {
  const listed = [...page.text.matchAll(/^\| `([^`]+)` \|/gm)].map((found) => found[1] ?? "");
  return [
    ...declared
      .filter((name) => !listed.includes(name))
      .map((name) => `\`${name}\` has no line: what, size, what we would write`),
    ...listed.filter((name) => !declared.includes(name)).map((name) => `\`${name}\` is no dependency`),
  ].map((says) => ({ rule: "dependency-line", path: page.path, line: 1, says }));
}
