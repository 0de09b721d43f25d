import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCsv, writeCsv } from "./csv.ts";
import { layoutOf } from "./file-layout.ts";
import { fieldOfHeading, systemOf } from "./headings.ts";
import { readRows } from "./read-rows.ts";
import { byteTally, countBytes, encodingOfTally } from "./text-decoding.ts";

function read(text: string) {
  const layout = layoutOf(text, { kind: "contacts", mapping: {}, columnsMax: 500 });
  return { layout, ...readRows(layout, text.slice(layout.bodyAt), layout.bodyLine, 500) };
}

describe("csv", () => {
  test("what is written reads back, whatever the cells hold", () => {
    const cell = fc
      .string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r\n", ";", "é", " ") })
      .filter((text) => !/^[\r\t]/.test(text));
    const rows = fc.array(fc.tuple(fc.constant("x"), cell, cell), { maxLength: 6 });
    fc.assert(
      fc.property(rows, (list) => {
        const back = parseCsv(writeCsv(list), ",").rows;
        expect(back.map((row) => row.cells)).toEqual(list);
      }),
    );
  });

  test("ragged rows keep their own cells, and a stray quote breaks its own line only", () => {
    const { rows } = parseCsv('a,b,c\n1,2\n3,"4" x,5\n6,7,8\n9,"10\n11,12,13\n', ",");
    expect(rows.map((row) => [row.line, row.cells.length, row.isBroken])).toEqual([
      [1, 3, false],
      [2, 2, false],
      [3, 3, true],
      [4, 3, false],
      [5, 2, true],
      [6, 3, false],
    ]);
  });

  test("no cell is a formula", () => {
    expect(writeCsv([["=1+1", "@x", "+49 30", "-", "plain"]])).toBe("'=1+1,'@x,'+49 30,'-,plain\r\n");
  });
});

describe("a file", () => {
  test.each([
    ["comma", ","],
    ["semicolon", ";"],
    ["tab", "\t"],
  ])("with %s as delimiter", (_name, mark) => {
    const file = read(
      [
        ["E-Mail", "First_Name", "LAST NAME"],
        ["a@acme.com", "Ann", "Lee, Dr."].map((cell) => (cell.includes(mark) ? `"${cell}"` : cell)),
      ]
        .map((row) => row.join(mark))
        .join("\r\n"),
    );
    expect(file.rows[0]?.contact.fields).toMatchObject({ email: "a@acme.com", firstName: "Ann" });
  });

  test("duplicate headings: the first filled one is taken and a notice says so", () => {
    const file = read("Email,Email,Last Name\n,b@acme.com,Lee\n");
    expect(file.rows[0]?.contact.fields["email"]).toBe("b@acme.com");
    expect(file.layout.notices).toEqual([expect.stringContaining("(column 1) and `Email` (column 2)")]);
  });

  test("lines above the headings are skipped with a notice", () => {
    expect(read("Export of 2026\n\nEmail,Last Name\na@acme.com,Lee\n")).toMatchObject({
      rows: [{ line: 4 }],
      layout: { notices: [expect.stringContaining("first 1 lines")] },
    });
  });

  test("broken UTF-8 keeps its good rows", () => {
    const bytes = Buffer.concat([
      Buffer.from("Email,Last Name\na@acme.com,Müñöz\nb@acme.com,Br"),
      Buffer.from([0xc3]),
      Buffer.from("ken\n"),
    ]);
    const tally = byteTally();
    countBytes(tally, bytes, true);
    expect(encodingOfTally(tally)).toMatchObject({ encoding: "utf-8", notices: [expect.stringContaining("broken")] });
    const file = read(bytes.toString("utf8"));
    expect(file.rows).toHaveLength(1);
    expect(file.rejects).toMatchObject([{ code: "bad_encoding", line: 3 }]);
  });
});

test("the headings of HubSpot, Salesforce and Apollo are known in any case", () => {
  const known: Readonly<Record<string, string>> = {
    "RECORD ID": "externalId",
    "Job Title": "title",
    "Country/Region": "country",
    "Lifecycle Stage": "lifecycle",
    "Unsubscribed from all email": "optOut",
    HasOptedOutOfEmail: "optOut",
    DoNotCall: "doNotCall",
    EmailBouncedReason: "bounced",
    MobilePhone: "phone",
    MailingCountry: "country",
    "Person Linkedin Url": "linkedin",
    "# Employees": "employees",
    "Email Status": "emailStatus",
    "Apollo Contact Id": "externalId",
    "Do Not Contact": "doNotContact",
  };
  for (const [heading, field] of Object.entries(known))
    expect([heading, fieldOfHeading(heading)]).toEqual([heading, field]);
  expect(systemOf(["Email", "Person Linkedin Url"]).name).toBe("Apollo");
  expect(systemOf(["Id", "HasOptedOutOfEmail"]).name).toBe("Salesforce");
});
