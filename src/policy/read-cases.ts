import { parse } from "yaml";
import type { BundleFault } from "./core/bundle.ts";
import { caseTable, type NamedTable } from "./core/case-table.ts";

/** A table of cases as its author wrote it. */
export interface CaseText {
  readonly name: string;
  readonly text: string;
}

/** Reads a table of cases, or says everything that is wrong with it. */
export function readCases({ name, text }: CaseText): NamedTable | { readonly faults: readonly BundleFault[] } {
  const fault = (says: string): BundleFault => ({ policy: "", says: `${name}: ${says}`, text: name });
  const document = documentOf(text);
  if ("says" in document) return { faults: [{ ...fault(document.says), ...lineIn(document.says) }] };
  const read = caseTable.safeParse(document.value);
  if (read.success) return { name, table: read.data };
  return { faults: read.error.issues.slice(0, 20).map((issue) => fault(`${issue.path.join(".")}: ${issue.message}`)) };
}

/** The parser ends what it says with the place. */
function lineIn(says: string): { readonly line?: number } {
  const line = Number(/ at line (\d+), column \d+/.exec(says)?.[1]);
  return Number.isNaN(line) ? {} : { line };
}

/** A YAML text as plain values. Aliases are bounded by the parser: a small text cannot become a large one. */
export function documentOf(text: string): { readonly value: unknown } | { readonly says: string } {
  try {
    return { value: parse(text, { version: "1.2", maxAliasCount: 50, prettyErrors: true }) };
  } catch (error) {
    return { says: error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error) };
  }
}
