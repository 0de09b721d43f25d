import { lineAt, type SourceFile, type Violation, walk } from "../helpers/source.ts";

/** One word per thing: the glossary's synonyms may not name anything of ours. */
const synonyms: Readonly<Record<string, string>> = {
  lead: "contact",
  leads: "contact",
  prospect: "contact",
  prospects: "contact",
  company: "account",
  companies: "account",
  org: "account",
  orgs: "account",
  blacklist: "suppression",
  blocklist: "suppression",
  whitelist: "exception",
  campaign: "sequence",
  campaigns: "sequence",
  cadence: "sequence",
  cadences: "sequence",
};

/**
 * A company as words, not as our record of it: what the sources call somebody's employer, what an address belongs to,
 * what somebody left. `LEFT_COMPANY` is a reason that people read.
 */
const companyWords = /^(company|companyname\w*|companydomain|companykey|leftcompany)$/;

/** Places that speak of the world in its own words: foreign headings and texts, the market, and what reads its truth. */
const foreign = ["src/identity/core/", "src/world/", "src/demo/"];

/** Names in code that use a synonym: identifiers and properties. Prose and foreign headings are strings, not names. */
export function synonymViolations(files: readonly SourceFile[]): readonly Violation[] {
  return files.flatMap((file) => {
    if (foreign.some((place) => file.path.startsWith(place))) return [];
    const found: Violation[] = [];
    walk(file.program, (node) => {
      const name = node.type === "Identifier" || node.type === "JSXIdentifier" ? node.name : "";
      for (const says of synonymFaults(name))
        found.push({ rule: "glossary", path: file.path, line: lineAt(file.text, node.start), says });
    });
    return found;
  });
}

/** The same for one name that is text: a path, an operation, a table, a column. */
export function synonymFaults(name: string): readonly string[] {
  if (companyWords.test(name.replaceAll(/[^A-Za-z]/g, "").toLowerCase())) return [];
  return wordsOf(name).flatMap((word) => {
    const better = Object.hasOwn(synonyms, word) ? synonyms[word] : undefined;
    return better === undefined ? [] : [`\`${name.trim()}\`: say \`${better}\`, see GLOSSARY.md`];
  });
}

function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z]+/)
    .map((word) => word.toLowerCase());
}

const leftovers: readonly (readonly [rule: string, pattern: RegExp, says: string])[] = [
  ["marker", /\b(TODO|FIXME|XXX|HACK)\b/, "do it now or open an issue"],
  ["marker", /(\/\/|\*|--|#)(.*[.,;:(])? *(for now\b|not implemented)/i, "say what is, not what is missing"],
  ["machine-path", /(^|[\s"'`(=:])(\/(home|root|work|Users)\/[\w.-]|[A-Z]:\\\\?Users)/, "a path of one machine"],
  ["registry", /\b(registry\.(npmjs|yarnpkg)\.\w+|npm\.pkg\.github\.com|proxy\.golang\.org)\b/, "no registry by name"],
  ["only", /\b(test|describe|it)\.only\b|\bdebugger;/, "a left-over of debugging"],
];

/** The rule and its planted breaches. */
const spellsThemOut = ["test/tidy/words.ts", "test/tidy/planted.test.ts"];

/** Markers, paths and names that do not belong in the repository. The lock file is npm's. */
export function leftoverViolations(files: readonly { path: string; text: string }[]): readonly Violation[] {
  const read = files.filter(({ path }) => !spellsThemOut.includes(path));
  return read.flatMap(({ path, text }) =>
    text
      .split("\n")
      .flatMap((line, index) =>
        leftovers
          .filter(([, pattern]) => pattern.test(line))
          .map(([rule, , says]) => ({ rule, path, line: index + 1, says: `${says}: \`${line.trim().slice(0, 80)}\`` })),
      ),
  );
}
