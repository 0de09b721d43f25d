import { describe, expect, test } from "vitest";
import { headings } from "./csv-columns.ts";
import { csvText } from "./generate-csv.ts";
import { createMarket } from "./markets/default.ts";

const market = createMarket({ seed: "test", people: 1500 });
const csv = csvText(market, { seed: "test", rows: 2000 });

/** Just enough of RFC 4180 to count cells. */
function rowsOf(text: string): readonly (readonly string[])[] {
  const records = text.match(/(?:"(?:[^"]|"")*"|[^"\r\n])*\r\n/g) ?? [];
  return records.map((record) =>
    [...record.slice(0, -2).matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = ""]) => cell).slice(0, -1),
  );
}

describe("the CSV export", () => {
  test("has the same bytes for the same seed", () => {
    expect(csvText(createMarket({ seed: "test", people: 1500 }), { seed: "test", rows: 2000 })).toBe(csv);
    expect(csvText(market, { seed: "other", rows: 2000 })).not.toBe(csv);
  });

  test("starts with a byte order mark and HubSpot's headings, and repeats them in the middle", () => {
    const rows = csv.split("\r\n");
    expect(rows[0]).toBe(`\ufeff${headings.join(",")}`);
    expect(rows.slice(1)).toContain(headings.join(","));
  });

  test("has about 2,000 rows, some of them ragged", () => {
    const rows = rowsOf(csv);
    expect(rows.length).toBe(2004);
    const ragged = rows.filter((row) => row.length !== headings.length);
    expect(ragged.length).toBeGreaterThan(5);
  });

  test("holds the hazards of a real file", () => {
    for (const hazard of ["=cmd|", "test@test.com", "info@", "=HYPERLINK", "Former,Employee", "+events@", ",true,"]) {
      expect(csv, hazard).toContain(hazard);
    }
    for (const hazard of [
      /[A-Z]{4,}@[A-Z]/,
      /Óbidos|[Łłßéñ]/,
      /Анна|[а-я]{4}/,
      /Hospital & Health Care/,
      /Russia/,
      /Germany/,
    ]) {
      expect(csv).toMatch(hazard);
    }
  });

  test("knows everybody in the market who has an address, and three John Smiths", () => {
    const known = csv.toLowerCase();
    const missing = market.prospects.filter(({ email }) => !known.includes(email));
    expect(missing.length).toBeLessThan(market.prospects.length * 0.05);
    const johns = rowsOf(csv).filter(
      (row) => /^\s*john\s*$/i.test(row[1] ?? "") && /^\s*smith\s*$/i.test(row[2] ?? ""),
    );
    expect(
      new Set(johns.map((row) => (row[3] ?? "").trim().toLowerCase().replace("+events", ""))).size,
    ).toBeGreaterThanOrEqual(3);
  });
});
