import { parseCsv } from "./csv.ts";
import { parseEmail } from "./email.ts";
import { jsonCells } from "./file-layout.ts";
import { fieldOfHeading, headingKey } from "./headings.ts";
import { companyDomain } from "./host.ts";
import { linkedinSlug } from "./linkedin.ts";
import type { Fields } from "./match.ts";
import { contactFieldsOf } from "./row-fields.ts";

/** What a file answers to a question by one of its keys. */
export interface FileEntry {
  readonly kind: "email" | "linkedin" | "domain";
  readonly key: string;
  readonly rowNumber: number;
  readonly fields: Fields;
  readonly observedAt: number | null;
  readonly confidence: number | null;
}

export interface EnrichmentFile {
  readonly entries: readonly FileEntry[];
  readonly rows: number;
  /** Rows that no question can reach, or that answer none. */
  readonly unusable: number;
}

/** What a company has in common with everybody who works there; a domain answers for no more. */
const ofCompany: ReadonlySet<string> = new Set(["companyName", "website", "industry", "employees"]);

/** Reads a file of answers: CSV, TSV or JSON lines with headings as imports know them, and `domain` and `confidence`. */
export function readEnrichmentFile(text: string, fields: readonly string[]): EnrichmentFile {
  const rows = /^\s*\{/.test(text) ? jsonRows(text) : csvRows(text);
  const wanted = new Set(fields);
  const entries = new Map<string, FileEntry>();
  let unusable = 0;
  rows.forEach((cells, at) => {
    const found = entriesOf(cells, wanted, at + 1);
    if (found.length === 0) unusable += 1;
    // Of two rows about one person the first counts, as in imports.
    for (const entry of found) {
      const name = `${entry.kind}:${entry.key}`;
      if (!entries.has(name)) entries.set(name, entry);
    }
  });
  return { entries: [...entries.values()], rows: rows.length, unusable };
}

function entriesOf(cells: Fields, wanted: ReadonlySet<string>, rowNumber: number): readonly FileEntry[] {
  const { fields: claims, observedAt } = contactFieldsOf(cells);
  const fields = Object.fromEntries(Object.entries(claims).filter(([name]) => wanted.has(name)));
  const confidence = confidenceOf(cells["confidence"]);
  const email = parseEmail(cells["email"] ?? "")?.matchKey;
  const linkedin = linkedinSlug(cells["linkedin"] ?? "");
  const domain = companyDomain(cells["domain"] ?? "");
  const entry = (kind: FileEntry["kind"], key: string | null | undefined, said: Fields): readonly FileEntry[] =>
    key === null || key === undefined || Object.keys(said).length === 0
      ? []
      : [{ kind, key, rowNumber, fields: said, observedAt, confidence }];
  const shared = Object.fromEntries(Object.entries(fields).filter(([name]) => ofCompany.has(name)));
  return [
    ...entry("email", email, fields),
    ...entry("linkedin", linkedin, fields),
    // A row about one person says of their colleagues only what is the company's.
    ...entry("domain", email === undefined && linkedin === null ? domain : null, shared),
  ];
}

function csvRows(text: string): readonly Fields[] {
  const head = text.slice(0, text.search(/\r?\n|$/));
  const delimiter = ["\t", ";", ",", "|"].reduce((best, one) =>
    head.split(one).length > head.split(best).length ? one : best,
  );
  const [headings, ...rows] = parseCsv(text, delimiter).rows;
  const names = (headings?.cells ?? []).map(nameOf);
  return rows.map(({ cells }) => named(names.map((name, at) => [name, cells[at] ?? ""] as const)));
}

function jsonRows(text: string): readonly Fields[] {
  return text.split("\n").flatMap((line) => {
    const cells = line.trim() === "" ? null : jsonCells(line);
    return cells === null ? [] : [named(Object.entries(cells).map(([name, value]) => [nameOf(name), value] as const))];
  });
}

/** The first filled cell of each name. */
function named(cells: readonly (readonly [string, string])[]): Fields {
  const fields: Record<string, string> = {};
  for (const [name, value] of cells) if (name !== "" && value.trim() !== "") fields[name] ??= value;
  return fields;
}

function nameOf(heading: string): string {
  const key = headingKey(heading);
  if (key === "domain" || key === "companydomain") return "domain";
  if (key === "confidence" || key === "score") return "confidence";
  return fieldOfHeading(heading) ?? "";
}

function confidenceOf(text: string | undefined): number | null {
  const value = Number.parseFloat(text ?? "");
  return value >= 0 && value <= 100 ? Math.round(value) : null;
}
