import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { IdentityReaction } from "../../src/identity/contract.ts";
import { createImport } from "../../src/identity/create-import.ts";
import type { IdentityDeps } from "../../src/identity/deps.ts";
import {
  absorbedIds,
  addressesOf,
  contactFactsFor,
  contactIdsByAddress,
  livingContacts,
} from "../../src/identity/facts-for.ts";
import { getAccount, listAccounts } from "../../src/identity/read-accounts.ts";
import { getContact, listContacts } from "../../src/identity/read-contacts.ts";
import { getImport, listImportRejects, listImports } from "../../src/identity/read-imports.ts";
import type { Id } from "../../src/kernel/ids.ts";
import type { Caller } from "../../src/kernel/operation.ts";
import { createVault } from "../../src/kernel/vault.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});

afterAll(() => db.close());

interface World {
  readonly deps: IdentityDeps;
  readonly caller: Caller;
  readonly workspaceId: Id<"wsp">;
  readonly events: IdentityReaction[];
}

async function world(): Promise<World> {
  const workspaceId = await db.workspace();
  const events: IdentityReaction[] = [];
  const deps: IdentityDeps = {
    db: db.database,
    env: db.env,
    vault: createVault(Buffer.alloc(32, 7), (count) => db.env.randomBytes(count)),
    react: async (_tx, seen) => {
      events.push(...seen);
    },
  };
  const principal = { kind: "person", id: "usr_test", name: "Test" } as const;
  return { deps, events, workspaceId, caller: { workspaceId, principal, scopes: new Set(), requestId: "r1" } };
}

const importCsv = (
  w: World,
  content: string,
  more: { dryRun?: boolean; filename?: string; sourceName?: string } = {},
) => createImport(w.deps, { filename: "people.csv", encoding: "text", dryRun: false, content, ...more }, w.caller);

const list = (w: World, q?: string) => listContacts(w.deps, { limit: 50, ...(q === undefined ? {} : { q }) }, w.caller);

const hubspot = (rows: readonly string[]): string =>
  [
    "Record ID,First Name,Last Name,Email,Job Title,Company Name,Website URL,Country/Region,Lifecycle Stage,Unsubscribed from all email",
    ...rows,
  ].join("\n");

async function tableRows(w: World): Promise<Record<string, number>> {
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

/** The records of each entity, by external id: what resolving decided, without the ids that it gave. */
async function partition(w: World, kind: "contact" | "account"): Promise<readonly string[]> {
  const rows = await w.deps.db.read(
    w.workspaceId,
    (tx) => tx.sql<{ members: string[] }[]>`
      select array_agg(external_id order by external_id) as members from source_record
       where workspace_id = ${w.workspaceId} and kind = ${kind} group by entity_id`,
  );
  return rows.map((row) => row.members.join(" ")).sort();
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
    const { items } = await list(w, "jane acme");
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
    expect(dry).toMatchObject({ id: null, state: "dry_run" });
    expect((await list(w)).items).toEqual([]);
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
    const rejects = await listImportRejects(w.deps, { importId: done.id as Id<"imp"> }, w.caller);
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
        { filename: "x.csv", encoding: "base64", dryRun: false, content: bytes.toString("base64") },
        w.caller,
      );
    await expect(send(Buffer.from("504b030414000600", "hex"))).rejects.toThrow(/Excel workbook/);
    await send(Buffer.from("\ufeffEmail,Last Name\njose@acme.com,Muñoz\n", "utf16le"));
    await send(Buffer.from("Email,Last Name\nrene@acme.com,Lef\xe8vre\n", "latin1"));
    expect((await list(w)).items.map((one) => one.name).sort()).toEqual(["Lefèvre", "Muñoz"]);
  });
});

describe("identity over time", () => {
  test("three John Smiths stay three, and the list tells them apart", async () => {
    const w = await world();
    await importCsv(
      w,
      hubspot([
        "1,John,Smith,john.smith@acme.com,CTO,Acme,acme.com,US,Lead,",
        "2,John,Smith,john.smith@globex.com,Buyer,Globex,globex.com,US,Lead,",
        "3,John,Smith,jsmith@initech.com,CFO,Initech,initech.com,GB,Lead,",
      ]),
    );
    const { items } = await list(w, "john smith");
    expect(new Set(items.map((one) => `${one.company}/${one.title}/${one.domain}`)).size).toBe(3);
  });

  test("new evidence merges two contacts; the old id answers, and both sides hear of it", async () => {
    const w = await world();
    await importCsv(w, "Id,First Name,Last Name,Email\na,Jane,Doe,jane@acme.com\nb,Jane,Doe,jane.private@gmail.com\n");
    const before = (await list(w)).items.map((one) => one.id);
    expect(before).toHaveLength(2);
    const profile = "linkedin.com/in/jane-doe-77";
    await importCsv(
      w,
      `Id,First Name,Last Name,Email,LinkedIn URL\na,Jane,Doe,jane@acme.com,${profile}\nb,Jane,Doe,jane.private@gmail.com,${profile}\n`,
    );
    const after = (await list(w)).items;
    expect(after).toHaveLength(1);
    const absorbed = before.find((id) => id !== after[0]?.id) as Id<"con">;
    expect((await getContact(w.deps, { contactId: absorbed }, w.caller)).id).toBe(after[0]?.id);
    const living = after[0]?.id as Id<"con">;
    expect(await w.deps.db.read(w.workspaceId, (tx) => absorbedIds(tx, [living]))).toEqual(
      new Map([[living, [absorbed]]]),
    );
    expect(w.events).toContainEqual({ type: "contact.merged", survivor: after[0]?.id, absorbed: [absorbed] });
    // The profile was a mistake: the records part again, and each id is what it was.
    await importCsv(w, "Id,First Name,Last Name,Email\na,Jane,Doe,jane@acme.com\nb,Jane,Doe,jane.private@gmail.com\n");
    expect((await list(w)).items.map((one) => one.id).sort()).toEqual([...before].sort());
    expect(w.events.at(-1)).toMatchObject({ type: "contact.split", into: [absorbed] });
  });

  test("a mailbox under many names joins nobody", async () => {
    const w = await world();
    const names = ["Ann", "Bea", "Cid", "Dot", "Eve", "Fay", "Guy", "Hal", "Ian", "Joy", "Kim", "Leo", "Max", "Ned"];
    await importCsv(
      w,
      `Email,First Name,Last Name\n${names.map((name) => `info@acme.com,${name},${name}son`).join("\n")}\n`,
    );
    expect((await list(w)).items).toHaveLength(names.length);
    const first = (await list(w, "Ann Annson")).items[0];
    const page = await getContact(w.deps, { contactId: first?.id as Id<"con"> }, w.caller);
    expect(page.matchKeys).toContainEqual({ kind: "em", key: "info@acme.com", shared: true });
  });

  test("opt-out, do-not-contact and bounce columns are told to policy, with the person's keys", async () => {
    const w = await world();
    await importCsv(
      w,
      "Email,Last Name,HasOptedOutOfEmail,DoNotCall,Phone,Country\nA.B@Gmail.com,Lee,TRUE,1,030 1234567,DE\nc@acme.com,Roe,false,0,,\n",
    );
    expect(w.events).toMatchObject([
      { type: "optout.imported", basis: "unsubscribed", addresses: ["ab@gmail.com"] },
      { type: "optout.imported", basis: "do_not_call", addresses: [], phones: ["+49301234567"] },
    ]);
  });

  test("facts and addresses cover every record of the person, by any of their ids", async () => {
    const w = await world();
    await importCsv(w, hubspot(["1,Jane,Doe,jane@acme.com,Head of Sales,Acme,acme.com,Germany,Lead,"]));
    await importCsv(
      w,
      "Email,First Name,Last Name,LinkedIn\njane@acme.com,Jane,Doe,linkedin.com/in/jane-d\njd@home.de,Jane,Doe,linkedin.com/in/jane-d\n",
      { sourceName: "Fair" },
    );
    const [jane] = (await list(w)).items;
    const id = jane?.id as Id<"con">;
    await w.deps.db.read(w.workspaceId, async (tx) => {
      const facts = (await contactFactsFor(tx, [id])).get(id);
      expect(facts).toMatchObject({
        firstName: "Jane",
        persona: "champion",
        email: "jane@acme.com",
        country: "DE",
        domain: "acme.com",
        missingFields: [],
        timeZones: expect.arrayContaining(["Europe/Berlin"]),
      });
      expect(facts?.confidence).toBeGreaterThan(60);
      expect([...((await addressesOf(tx, [id])).get(id)?.addresses ?? [])].sort()).toEqual([
        "jane@acme.com",
        "jd@home.de",
      ]);
      expect(await contactIdsByAddress(tx, ["JD+x@home.de", "no@body.org"])).toEqual(new Map([["JD+x@home.de", [id]]]));
      expect((await livingContacts(tx, [id])).get(id)).toBe(id);
    });
  });

  test("a file in one piece and the same rows bit by bit in another order give the same contacts and accounts", async () => {
    const rows = Array.from({ length: 240 }, (_none, at) => {
      const pick = (list: readonly string[], step: number): string => list[(at * step + (at >> 3)) % list.length] ?? "";
      const first = pick(["Robert", "Bob", "R.", "Jane", "Pat", "Patricia", "Omar", ""], 7);
      const last = pick(["Smith", "Doe", "Miller", "Smith", "Kim"], 3);
      const email = pick(["info@acme.com", `p${at % 30}@acme.com`, "", `p${at % 17}@gmail.com`, "info@acme.com"], 1);
      const shown = email === "info@acme.com" ? `${last}${String.fromCharCode(97 + (at % 26))}` : last;
      const phone = pick(["", "+442079460018", "", "+16502530000"], 5);
      return [
        at,
        first,
        shown,
        email,
        phone,
        pick(
          ["Acme,acme.com", "Acme GmbH,", "Globex,globex.com", "Globex Ltd,globex.co.uk", "Initech,", ",initech.com"],
          5,
        ),
        "DE",
      ].join(",");
    });
    const head = "Id,First Name,Last Name,Email,Phone,Company,Website,Country";
    const [whole, bits] = [await world(), await world()];
    await importCsv(whole, [head, ...rows].join("\n"));
    const shuffled = rows.map((row, at) => ({ row, key: (at * 7919) % 241 })).sort((a, b) => a.key - b.key);
    for (let at = 0; at < shuffled.length; at += 23)
      await importCsv(bits, [head, ...shuffled.slice(at, at + 23).map(({ row }) => row)].join("\n"));
    expect(await partition(bits, "contact")).toEqual(await partition(whole, "contact"));
    expect((await partition(whole, "contact")).length).toBeGreaterThan(30);
    const accounts = await partition(whole, "account");
    expect(await partition(bits, "account")).toEqual(accounts);
    expect(accounts.length).toBeGreaterThan(2);
  });

  test("another workspace sees nothing", async () => {
    const [one, other] = [await world(), await world()];
    await importCsv(one, "Email,Last Name\nx@acme.com,Lee\n");
    expect((await list(other)).items).toEqual([]);
  });
});
