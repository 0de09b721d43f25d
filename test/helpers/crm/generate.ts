import { chanceOf } from "./chance.ts";
import { companiesOf, type Human, humansOf } from "./market.ts";
import { type CrmRow, crmHeadings, rowOf } from "./rows.ts";

/** How many rows say something about a human, by weight: half of all people stand in one or two. */
const rowsPerHuman = [1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6, 6];
const humansPerCompany = 9;

/** Those who are hard to tell apart stand in one or two rows. */
const rowCounts: Readonly<Record<string, number>> = {
  same_name_colleague: 2,
  recycled_email: 2,
  namesake: 1,
  assistant: 1,
  shared_private_email: 1,
};

/**
 * Rows of a market with known truth: people, companies, and the mess that five systems make of them. Rows come in no order.
 * The same seed and size give the same rows.
 */
export function crmRows(seed: number, rows: number): readonly CrmRow[] {
  const chance = chanceOf(seed);
  const humanCount = Math.ceil(rows * 0.385);
  const companies = companiesOf(chance, Math.max(4, Math.ceil(humanCount / humansPerCompany)));
  const humans = humansOf(chance, companies, humanCount);
  const about: Human[] = [];
  for (const human of humans)
    for (let left = rowCounts[human.tags[0] ?? ""] ?? chance.of(rowsPerHuman); left > 0; left -= 1) about.push(human);
  for (let at = about.length - 1; at > 0; at -= 1) {
    const other = chance.below(at + 1);
    const [one, two] = [about[at], about[other]];
    if (one !== undefined && two !== undefined) [about[at], about[other]] = [two, one];
  }
  return about.slice(0, rows).map((human, id) => rowOf(chance, id, human));
}

/** The rows as a CSV file with the usual headings. */
export function crmCsv(rows: readonly CrmRow[]): string {
  return csv([[...crmHeadings], ...rows.map(({ cells }) => crmHeadings.map((heading) => cells[heading]))]);
}

/** Who and which company each row really is, as the scorer reads it. */
export function crmTruthCsv(rows: readonly CrmRow[]): string {
  return csv([
    ["id", "person_truth", "account_truth", "tags"],
    ...rows.map((row) => [row.cells.id, row.personTruth, row.accountTruth, row.tags.join("|")]),
  ]);
}

function csv(lines: readonly (readonly string[])[]): string {
  const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `${lines.map((line) => line.map(cell).join(",")).join("\n")}\n`;
}
