import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fairlead } from "../helpers/command.ts";
import { commandFolder } from "../helpers/command-folder.ts";
import { crmCsv, crmRows } from "../helpers/crm/generate.ts";
import { pairScore } from "../helpers/crm/score.ts";

const { folder } = commandFolder();
const rows = crmRows(9_001, 3_000);
const [heading = "", ...lines] = crmCsv(rows).trim().split("\n");

function fileOf(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function resolved(path: string, ...flags: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const out = `${path}.out.csv`;
  const ran = await fairlead(["identity", "resolve", path, "--out", out, ...flags]);
  expect(ran.err).toMatch(/^\d+ rows, \d+ (contacts|accounts)\n$/);
  expect(ran.code).toBe(0);
  const [head, ...body] = readFileSync(out, "utf8").trim().split("\n");
  expect(head).toBe("id,cluster");
  return new Map(body.map((line) => line.split(",") as [string, string]));
}

describe("identity resolve", () => {
  test("says who is who for every row, in the order of the file", async () => {
    const clusters = await resolved(fileOf("people.csv", `${[heading, ...lines].join("\n")}\n`));
    expect([...clusters.keys()]).toEqual(rows.map((row) => row.cells.id));
    const truth = rows.map((row) => row.personTruth);
    const { precision, recall } = pairScore(truth, [...clusters.values()]);
    expect(precision).toBeGreaterThanOrEqual(0.999);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  });

  test("says which company is which", async () => {
    const clusters = await resolved(fileOf("companies.csv", `${[heading, ...lines].join("\n")}\n`), "--accounts");
    const truth = rows.map((row) => row.accountTruth);
    const { precision, recall } = pairScore(truth, [...clusters.values()]);
    expect(precision).toBeGreaterThanOrEqual(0.995);
    expect(recall).toBeGreaterThanOrEqual(0.94);
  });

  test("does not mind the order of rows, other columns, a byte order mark or Windows line ends", async () => {
    const plain = await resolved(fileOf("plain.csv", `${[heading, ...lines].join("\n")}\n`));
    const turned = [`\ufeff${heading},notes`, ...lines.toReversed().map((line) => `${line},"a, b\r\nc ""d"""`)];
    const other = await resolved(fileOf("turned.csv", `${turned.join("\r\n")}\r\n`));
    expect(new Map([...other].sort())).toEqual(new Map([...plain].sort()));
  });

  test("does without columns that are not there, and prints where no file is named", async () => {
    const path = fileOf("few.csv", 'email,id\njo@acme.com,"a,1"\nJO+x@acme.com,b\n,c\n');
    const { out, code } = await fairlead(["identity", "resolve", path]);
    expect({ out, code }).toEqual({ out: 'id,cluster\n"a,1","a,1"\nb,"a,1"\nc,c\n', code: 0 });
  });

  test.each([
    ["no id column", "email\njo@acme.com\n", "has no `id` column"],
    ["no column that says who", "id,notes\n1,x\n", "no heading names"],
    ["an id that stands twice", "id,email\n7,a@acme.com\n7,b@acme.com\n", "line 3 has the id `7`"],
    ["a row without an id", "id,email\n,a@acme.com\n", "line 2 has no id"],
    ["more cells than headings", "id,email\n1,a@acme.com,x\n", "line 2 has 3 cells under 2 headings"],
    ["a stray quote", 'id,email\n1,a"b"@acme.com"\n2,"x"y\n', "stray quotation mark"],
    ["an empty file", "", "is empty"],
  ])("names what is wrong with %s", async (name, text, says) => {
    const { code, err, out } = await fairlead(["identity", "resolve", fileOf(`${name}.csv`, text)]);
    expect(err).toContain(says);
    expect({ code, out }).toEqual({ code: 2, out: "" });
  });

  test("names a file that cannot be read, and what it takes", async () => {
    const missing = await fairlead(["identity", "resolve", join(folder, "nothing.csv")]);
    expect(missing.err).toContain("there is no such file");
    const bare = await fairlead(["identity", "resolve"]);
    expect(bare.err).toContain("identity resolve IN.csv --out OUT.csv [--accounts]");
    expect([missing.code, bare.code]).toEqual([2, 2]);
  });
});
