/** A value of a row in PostgreSQL's COPY text format. */
export type CopyValue = string | number | null;

/** Rows in COPY's text format: values apart by tabs, rows by line feeds, `\N` for null. */
export function copyLine(values: readonly CopyValue[]): string {
  let line = "";
  for (let at = 0; at < values.length; at += 1) {
    if (at > 0) line += "\t";
    const value = values[at];
    line += value === null || value === undefined ? "\\N" : typeof value === "number" ? String(value) : escaped(value);
  }
  return `${line}\n`;
}

/** A list of texts as an array literal, to be escaped as a value of a line. */
export function copyArray(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}

const special = /[\\\p{Cc}]/u;

function escaped(text: string): string {
  if (!special.test(text)) return text;
  return text
    .replaceAll("\u0000", "")
    .replaceAll("\\", "\\\\")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
}
