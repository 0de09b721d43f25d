import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCsv } from "./csv.ts";
import { layoutOf } from "./file-layout.ts";
import { readRows } from "./read-rows.ts";
import { cutBlocks, cutter, type RowBlock, type RowShape } from "./row-blocks.ts";
import { byteTally, countBytes, encodingOfHead, encodingOfTally } from "./text-decoding.ts";

const csv: RowShape = { format: "csv", delimiter: "," };

function blocksOf(shape: RowShape, pieces: readonly string[], rowsMax: number): readonly RowBlock[] {
  const state = cutter(shape, rowsMax, 1);
  return [...pieces.flatMap((piece) => cutBlocks(state, piece, false)), ...cutBlocks(state, "", true)];
}

describe("cutting a file into blocks", () => {
  test("gives the rows of the whole file, wherever the pieces end", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "b", '"', ",", "\n", "\r\n", "é", "😀"), maxLength: 6 });
    const written = fc.array(
      fc.oneof(
        cell,
        cell.map((text) => `"${text.replaceAll('"', '""')}"`),
      ),
      { minLength: 1, maxLength: 12 },
    );
    const end = fc.constantFrom("\n", "\r\n", "\r");
    fc.assert(
      fc.property(
        written,
        end,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 4 }),
        (lines, mark, size, rowsMax) => {
          const text = lines.join(mark);
          const pieces = text.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? [];
          const blocks = blocksOf(csv, pieces, rowsMax);
          expect(blocks.map((block) => block.text).join("")).toBe(text);
          const rows = blocks.flatMap((block) => parseCsv(block.text, ",", block.line).rows);
          expect(rows).toEqual(parseCsv(text, ",").rows);
        },
      ),
    );
  });

  test("a stray quote breaks its own line only, in blocks too", () => {
    const text = 'a,b\n1,"x" y\n2,ok\n"open,3\n4,ok\n';
    const rows = blocksOf(csv, [text.slice(0, 9), text.slice(9)], 1).flatMap(
      (block) => parseCsv(block.text, ",", block.line).rows,
    );
    expect(rows.map((row) => [row.line, row.isBroken])).toEqual([
      [1, false],
      [2, true],
      [3, false],
      [4, true],
      [5, false],
    ]);
  });
});

describe("the layout of a file", () => {
  const layout = (head: string, kind: "contacts" | "accounts" = "contacts") =>
    layoutOf(head, { kind, mapping: {}, columnsMax: 500 });

  test.each([
    [",", "comma"],
    [";", "semicolon"],
    ["\t", "tab"],
    ["|", "bar"],
  ])("delimiter %j", (mark) => {
    const found = layout(
      ["Email", "First Name", "Last Name"].join(mark).concat("\n", ["a@acme.com", "Ann", "Lee"].join(mark)),
    );
    expect(found).toMatchObject({ shape: { delimiter: mark }, columns: ["email", "firstName", "lastName"] });
  });

  test("JSON lines: names of any line near the beginning, nested ones by path, a line that is no object handed back", () => {
    const text =
      '{"email":"a@acme.com","name":{"first":"Ann"}}\n{"email":"b@acme.com","company":"Acme"}\nnot json\n{"email":"\\ud800@x.com"}\n';
    const found = layout(text);
    expect(found).toMatchObject({ shape: { format: "jsonl" }, headings: ["email", "name.first", "company"] });
    const { rows, rejects } = readRows(found, text, 1, 500);
    expect(rows.map((row) => row.contact.fields["email"])).toEqual(["a@acme.com", "b@acme.com"]);
    expect(rejects.map((reject) => [reject.line, reject.code])).toEqual([
      [3, "bad_json"],
      [4, "bad_encoding"],
    ]);
  });

  test("rows begin after preamble and headings, quotes and breaks in a heading included", () => {
    const text = 'Export\n\n"Email","Job\nTitle"\na@acme.com,CEO\n';
    const found = layout(text);
    expect(found).toMatchObject({ headings: ["Email", "Job Title"], bodyLine: 5 });
    expect(readRows(found, text.slice(found.bodyAt), found.bodyLine, 500).rows).toMatchObject([{ line: 5 }]);
  });

  test("a list of accounts is known by names and websites", () => {
    const text = "Account Name,Website,Type\nAcme Inc.,acme.com,Customer\n,,\n";
    const found = layout(text, "accounts");
    const { rows } = readRows(found, text.slice(found.bodyAt), found.bodyLine, 500);
    expect(rows[0]?.contact.fields).toMatchObject({ name: "Acme Inc.", domain: "acme.com", relation: "customer" });
  });
});

describe("the encoding of a file", () => {
  const told = (bytes: Buffer) => {
    const tally = byteTally();
    // Characters are cut in two by pieces of one byte.
    for (const byte of bytes) countBytes(tally, Buffer.from([byte]), false);
    countBytes(tally, new Uint8Array(), true);
    return encodingOfTally(tally).encoding;
  };

  test.each([
    ["utf-16le", Buffer.from("\ufeffEmail,Name\n", "utf16le")],
    ["utf-16le", Buffer.from("Email,Name\na@acme.com,Ann\n", "utf16le")],
    ["utf-16be", Buffer.from("Email,Name\na@acme.com,Ann\n", "utf16le").swap16()],
  ] as const)("%s by its first bytes", (encoding, bytes) => {
    expect(encodingOfHead(bytes)?.encoding).toBe(encoding);
  });

  test("UTF-8 and windows-1252 by all of them", () => {
    expect(told(Buffer.from("Email,Name\njose@acme.com,Muñoz\n"))).toBe("utf-8");
    expect(told(Buffer.from("Email,Name\nrene@acme.com,Lef\xe8vre\n", "latin1"))).toBe("windows-1252");
  });
});
