import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { crmCsv, crmRows } from "../test/helpers/crm/generate.ts";

/** Writes a list of people with the mess of five systems: `node bench/make-list.ts ROWS PATH [SEED]`, the same for the same seed. */
const [rows = "1000", path = "list.csv", seed = "1"] = process.argv.slice(2);
/** Rows that are made at a time, so that a list of any length needs little memory. */
const sliceRows = 50_000;

const file = createWriteStream(path);
for (let from = 0; from < Number(rows); from += sliceRows) {
  const slice = crmRows(Number(seed) + from, Math.min(sliceRows, Number(rows) - from));
  const numbered = slice.map((row) => ({ ...row, cells: { ...row.cells, id: String(from + Number(row.cells.id)) } }));
  const text = crmCsv(numbered);
  if (!file.write(from === 0 ? text : text.slice(text.indexOf("\n") + 1))) await once(file, "drain");
}
file.end();
await once(file, "finish");
