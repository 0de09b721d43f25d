import { cellsOf, csvLine, headings, type Row, tidyRow } from "./csv-columns.ts";
import { duplicateOf, noiseRow, untidied, withoutAddress } from "./csv-mess.ts";
import type { Company, Market, Prospect } from "./market.ts";
import { type Dice, diceFor } from "./random.ts";

export interface CsvOptions {
  readonly seed: string;
  readonly rows: number;
}

const byteOrderMark = "\ufeff";
const firstRecordId = 20_150_001;
/** Of the rows that are left over after each person has one. */
const duplicateShare = 0.68;
const withoutAddressShare = 0.035;

/**
 * The seller's old CRM as a HubSpot export: everybody in the market once, many of them twice, rows about nobody, and
 * every kind of untidiness that such files have. The same bytes for the same market, seed and number of rows.
 */
export function csvText(market: Market, { seed, rows }: CsvOptions): string {
  const companies = new Map(market.companies.map((company) => [company.id, company]));
  const dice = diceFor(seed, "csv");
  const people = market.prospects.slice(0, rows).map((prospect, index) => {
    const tidy = tidyRow(prospect, companyOf(companies, prospect), firstRecordId + index);
    // People that scenarios are told about keep their address.
    const isKept = prospect.hidden.mailbox === "ok" && prospect.lastName === "Smith";
    const own = diceFor(seed, "row", prospect.id);
    return {
      prospect,
      row: !isKept && own.chance(withoutAddressShare) ? withoutAddress(own, tidy) : untidied(own, tidy),
    };
  });
  const extra = rows - people.length;
  const duplicates = Math.round(extra * duplicateShare);
  const others = Array.from({ length: extra }, (_none, index): Row => {
    const recordId = firstRecordId + people.length + index;
    if (index >= duplicates) return noiseRow(dice, dice.pick(market.companies), recordId);
    const { prospect, row } = dice.pick(people);
    return duplicateOf(dice, row, prospect, recordId);
  });
  const shuffled = shuffle(dice, [...people.map(({ row }) => row), ...others]);
  const lines = shuffled.map((row, index) => csvLine(ragged(dice, cellsOf(row), index)));
  return byteOrderMark + [csvLine(headings), ...withAccidents(dice, lines)].map((line) => `${line}\r\n`).join("");
}

/** One row in two hundred has lost its last cells or gained a stray one. */
function ragged(dice: Dice, cells: readonly string[], index: number): readonly string[] {
  if (index % 200 !== 97) return cells;
  return dice.chance(0.5)
    ? cells.slice(0, cells.length - dice.int(1, 6))
    : [...cells, "", dice.pick(["x", "see above"])];
}

/** The file was pasted together from two exports: the headings once more in the middle, and blank lines. */
function withAccidents(dice: Dice, lines: readonly string[]): readonly string[] {
  const middle = Math.floor(lines.length / 2);
  const blank = dice.int(0, middle);
  return [
    ...lines.slice(0, blank),
    "",
    ...lines.slice(blank, middle),
    csvLine(headings),
    ...lines.slice(middle),
    ",".repeat(headings.length - 1),
  ];
}

function shuffle<T>(dice: Dice, items: readonly T[]): readonly T[] {
  const order = items.map((item) => ({ item, rank: dice.unit() }));
  return order.sort((left, right) => left.rank - right.rank).map(({ item }) => item);
}

function companyOf(companies: ReadonlyMap<string, Company>, prospect: Prospect): Company {
  const company = companies.get(prospect.companyId);
  if (company === undefined) throw new Error(`prospect \`${prospect.id}\` has no company`);
  return company;
}
