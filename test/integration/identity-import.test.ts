import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createImport } from "../../src/identity/import/create-import.ts";
import { getImport, listImports } from "../../src/identity/import/read-imports.ts";
import { listImportRejects } from "../../src/identity/import/read-rows.ts";
import { getAccount, listAccounts } from "../../src/identity/read-accounts.ts";
import { getContact } from "../../src/identity/read-contacts.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { contactsIn, hubspot, type IdentityWorld, identityWorld, importCsv } from "../helpers/identity-world.ts";

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});

afterAll(() => db.close());

const world = () => identityWorld(db);

async function tableRows(w: IdentityWorld): Promise<Record<string, number>> {
  const tables = [
    "source_record",
    "observation",
    "match_key",
    "contact",
    "account",
    "relationship",
    "identity_event",
    "review_item",
  ];
  const counts = await Promise.all(
    tables.map(async (table) => {
      const rows = await db.database.root.unsafe<{ n: number }[]>(
        `select count(*)::int as n from ${table} where workspace_id = (select id from workspace where slug = $1)`,
        [w.workspaceId.slice(4)],
      );
      return [table, rows[0]?.n ?? 0] as const;
    }),
  );
  return Object.fromEntries(counts);
}

describe("import", () => {
  test("people and companies appear once, with the source of every value", async () => {
    const w = await world();
    const done = await importCsv(
      w,
      hubspot([
        "1,Jane,Doe,jane.doe@acme.com,VP Sales,Acme Inc.,https://www.acme.com,Germany,Lead,false",
        "2,Jane,Doe,JANE.DOE+crm@ACME.com,,ACME,acme.com,DE,Lead,",
        "3,Tom,Roe,tom@globex.com,CTO,Globex,globex.com,US,Customer,",
      ]),
    );
    expect(done.counts).toMatchObject({ rows: 3, created: 2, merged: 1, rejected: 0, contacts: 2, accounts: 2 });
    expect(done.source.name).toBe("HubSpot");
    const { items } = await contactsIn(w, "jane acme");
    expect(items).toHaveLength(1);
    const jane = await getContact(w.deps, { contactId: items[0]?.id as Id<"con"> }, w.caller);
    expect(jane).toMatchObject({
      name: "Jane Doe",
      company: "Acme Inc.",
      domain: "acme.com",
      country: "DE",
      records: 2,
    });
    expect(jane.fields.find((field) => field.name === "title")).toMatchObject({
      value: "VP Sales",
      why: "only value",
      source: { name: "HubSpot" },
    });
    expect(jane.relationships).toMatchObject([{ account: "Acme Inc.", title: "VP Sales", current: true }]);
    expect(jane.relation).toBe("none");
    const accounts = await listAccounts(w.deps, { limit: 50, q: "globex" }, w.caller);
    expect(accounts.items).toMatchObject([{ name: "Globex", domain: "globex.com", relation: "customer", contacts: 1 }]);
    const globex = await getAccount(w.deps, { accountId: accounts.items[0]?.id as Id<"acc"> }, w.caller);
    expect(globex.people.map((one) => one.name)).toEqual(["Tom Roe"]);
  });

  test("the same file again writes no row about people", async () => {
    const w = await world();
    const file = hubspot([
      "1,Jane,Doe,jane@acme.com,VP,Acme,acme.com,DE,Lead,true",
      "2,Ann,Lee,,,Initech,initech.com,US,Lead,",
    ]);
    await importCsv(w, file);
    const before = await tableRows(w);
    const again = await importCsv(w, file);
    expect(again.counts).toMatchObject({ created: 0, updated: 0, merged: 0, unchanged: 2 });
    expect(await tableRows(w)).toEqual(before);
  });

  test("a dry run says what will come and leaves nothing", async () => {
    const w = await world();
    const file = hubspot([
      "1,Jane,Doe,jane@acme.com,VP,Acme,acme.com,DE,Lead,",
      "2,Jane,Doe,jane@acme.com,,,,,,",
      "3,,,nobody,,,,,,",
    ]);
    const dry = await importCsv(w, file, { dryRun: true });
    expect(dry).toMatchObject({ dryRun: true, state: "dry_run" });
    expect((await contactsIn(w)).items).toEqual([]);
    const real = await importCsv(w, file);
    expect(real.counts).toEqual(dry.counts);
    expect((await listImports(w.deps, { limit: 50 }, w.caller)).items).toHaveLength(1);
  });

  test("bad rows come back with reasons, in a file that no spreadsheet runs; good rows stay", async () => {
    const w = await world();
    const done = await importCsv(
      w,
      [
        "Email;First Name;Last Name;Phone",
        "jane@acme.com;Jane;Doe;",
        "Email;First Name;Last Name;Phone",
        "jane@@acme.com;;;",
        "ragged@acme.com;Rag",
        ";=cmd|' /C calc'!A0;+1;6.50253E+09",
        'tom@acme.com;Tom;"Ro"e;',
        ";;;",
        "last@acme.com;Last;One;",
      ].join("\r\n"),
    );
    expect(done.counts).toMatchObject({ rows: 7, created: 3, rejected: 4, warned: 1 });
    const rejects = await listImportRejects(w.deps, { importId: done.id as Id<"imp">, limit: 10_000 }, w.caller);
    expect(rejects.csv.split("\r\n")[0]).toBe("Email,First Name,Last Name,Phone,_row,_code,_message");
    for (const code of ["repeated_heading", "bad_email", "ragged", "stray_quote", "mangled_phone"])
      expect(rejects.csv).toContain(code);
    expect(rejects.csv).toContain("'=cmd");
    expect((await getImport(w.deps, { importId: done.id as Id<"imp"> }, w.caller)).counts.rejected).toBe(4);
  });

  test.each([
    ["an empty file", "", /empty/],
    ["no key column", "Colour,Size\nred,3\n", /no column says who a row is about/],
    [
      "a thousand columns",
      `Email,${Array.from({ length: 999 }, (_none, at) => `c${at}`).join(",")}\na@b.com\n`,
      /1000 columns/,
    ],
  ])("%s gets a clear message", async (_name, content, message) => {
    await expect(importCsv(await world(), content)).rejects.toThrow(message);
  });

  test("bytes that are no text get a clear message, UTF-16 and windows-1252 are read", async () => {
    const w = await world();
    const send = (bytes: Buffer) =>
      createImport(
        w.deps,
        { kind: "contacts", filename: "x.csv", encoding: "base64", dryRun: false, content: bytes.toString("base64") },
        w.caller,
      );
    await expect(send(Buffer.from("504b030414000600", "hex"))).rejects.toThrow(/Excel workbook/);
    await send(Buffer.from("\ufeffEmail,Last Name\njose@acme.com,Muñoz\n", "utf16le"));
    await send(Buffer.from("Email,Last Name\nrene@acme.com,Lef\xe8vre\n", "latin1"));
    expect((await contactsIn(w)).items.map((one) => one.name).sort()).toEqual(["Lefèvre", "Muñoz"]);
  });
});
