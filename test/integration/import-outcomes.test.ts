import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createImport } from "../../src/identity/import/create-import.ts";
import { getImport } from "../../src/identity/import/read-imports.ts";
import { listImportRejects } from "../../src/identity/import/read-rows.ts";
import { runImportHere } from "../../src/identity/import/run-import.ts";
import { forgetImportTemplate, listImportTemplates } from "../../src/identity/import/templates.ts";
import { undoImport } from "../../src/identity/import/undo-import.ts";
import { appendUpload, createUpload } from "../../src/identity/import/uploads.ts";
import { getContact } from "../../src/identity/read-contacts.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { crmCsv, crmRows } from "../helpers/crm/generate.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { contactsIn, hubspot, type IdentityWorld, identityWorld, importCsv } from "../helpers/identity-world.ts";
import { beginImport, importWorld, peopleTold, rowsTold, uploadOf } from "../helpers/import-world.ts";

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});

afterAll(() => db.close());

/** A file with everything that goes wrong in one, over the rows of a market. */
function messy(seed: number, rows: number): string {
  const lines = crmCsv(crmRows(seed, rows)).trimEnd().split("\n");
  const heading = lines[0] ?? "";
  const faults = [heading, "too,few", `${lines[3]},`, (lines[5] ?? "").replace(",", ',"x"y,'), lines[8] ?? "", ",,,,"];
  for (const [at, fault] of faults.entries()) lines.splice((at + 2) * 7, 0, fault);
  return `${lines.join("\n")}\n`;
}

const inBlocks = async (world: IdentityWorld, file: string, dryRun: boolean) => {
  const { id } = await beginImport(world, await uploadOf(world, file), { dryRun });
  await runImportHere(world.deps, world.workspaceId, id, "test 0 outcomes");
  return await getImport(world.deps, { importId: id }, world.caller);
};

describe("a dry run", () => {
  test.each([11, 12])(
    "comes true to the row, on top of people who are there already (seed %i)",
    async (seed) => {
      const world = await importWorld(db);
      await importCsv(world, crmCsv(crmRows(seed, 60)), { sourceName: "Before" });
      const file = messy(seed, 260);
      const before = await peopleTold(db, world);
      const dry = await inBlocks(world, file, true);
      expect(dry).toMatchObject({ state: "dry_run", dryRun: true });
      expect(await peopleTold(db, world)).toEqual(before);
      const foretold = await rowsTold(world, dry.id);
      const real = await inBlocks(world, file, false);
      expect(real.counts).toEqual(dry.counts);
      expect(await rowsTold(world, real.id)).toEqual(foretold);
      expect(new Set(foretold.map((row) => row.split(" ")[1]))).toEqual(
        new Set(["create", "merge", "reject", "review", "unchanged"]),
      );
    },
    120_000,
  );

  test("of one block says the same as the import after it", async () => {
    const world = await identityWorld(db);
    const file = messy(13, 120);
    const dry = await importCsv(world, file, { dryRun: true });
    const real = await importCsv(world, file);
    expect(real.counts).toEqual(dry.counts);
    expect(await rowsTold(world, real.id)).toEqual(await rowsTold(world, dry.id));
  });
});

test("in one block or in many, a file comes to the same", async () => {
  const [one, many] = [await identityWorld(db), await importWorld(db)];
  const file = messy(14, 220);
  const whole = await importCsv(one, file);
  const parts = await inBlocks(many, file, false);
  expect(parts.counts).toEqual(whole.counts);
  expect(await rowsTold(many, parts.id)).toEqual(await rowsTold(one, whole.id));
  expect(await peopleTold(db, many)).toEqual(await peopleTold(db, one));
}, 60_000);

describe("undo", () => {
  const first = hubspot(["1,Jane,Doe,jane@acme.com,VP,Acme,acme.com,DE,Lead,"]);
  const second = hubspot([
    "1,Jane,Doe,jane@acme.com,CEO,Acme,acme.com,DE,Lead,",
    "2,Tom,Roe,tom@globex.com,CTO,Globex,globex.com,US,Lead,true",
  ]);
  const undo = (world: IdentityWorld, importId: Id<"imp">) =>
    undoImport(world.deps, { importId, reason: "the wrong file" }, world.caller);

  test("puts back what records said before, hides whom nobody names any more, and importing again redoes it", async () => {
    const world = await identityWorld(db);
    await importCsv(world, first);
    const before = await peopleTold(db, world);
    const done = await importCsv(world, second);
    const after = await peopleTold(db, world);
    expect((await undo(world, done.id)).state).toBe("undone");
    expect(await peopleTold(db, world)).toEqual(before);
    expect((await contactsIn(world)).items.map((one) => [one.name, one.title])).toEqual([["Jane Doe", "VP"]]);
    await importCsv(world, second);
    expect(await peopleTold(db, world)).toEqual(after);
  });

  test("splits whom the import had joined, and an id that was given out still resolves", async () => {
    const world = await identityWorld(db);
    await importCsv(world, "Id,Email,First Name,Last Name\na,jane@acme.com,Jane,Doe\n", { sourceName: "A" });
    await importCsv(world, "Id,LinkedIn URL,First Name,Last Name\nb,linkedin.com/in/jane-doe-1,Jane,Doe\n", {
      sourceName: "B",
    });
    const apart = await peopleTold(db, world);
    const ids = (await contactsIn(world)).items.map((one) => one.id);
    const bridge = "Id,Email,LinkedIn URL,First Name,Last Name\nc,jane@acme.com,linkedin.com/in/jane-doe-1,Jane,Doe\n";
    const done = await importCsv(world, bridge, { sourceName: "C" });
    expect((await contactsIn(world)).items).toHaveLength(1);
    await undo(world, done.id);
    expect(await peopleTold(db, world)).toEqual(apart);
    for (const contactId of ids) expect((await getContact(world.deps, { contactId }, world.caller)).id).toBe(contactId);
  });

  test("is refused with the reason where there is nothing to take back", async () => {
    const world = await identityWorld(db);
    const dry = await importCsv(world, first, { dryRun: true });
    await expect(undo(world, dry.id)).rejects.toThrow(/only tried/);
    const done = await importCsv(world, first);
    await undo(world, done.id);
    await expect(undo(world, done.id)).rejects.toThrow(/already/);
  });
});

describe("uploads", () => {
  test("a part may be sent again, and one out of place is told where the next begins", async () => {
    const world = await identityWorld(db);
    const { id } = await createUpload(world.deps, { filename: "x.csv" }, world.caller);
    const send = (offset: number, text: string) =>
      appendUpload(world.deps, { uploadId: id, offset, content: Buffer.from(text).toString("base64") }, world.caller);
    await send(0, "Email,Last Name\n");
    expect(await send(0, "Email,Last Name\n")).toMatchObject({ received: 16 });
    await expect(send(20, "x")).rejects.toThrow(/begins at byte 16/);
    await send(16, "a@acme.com,Lee\n");
    expect(await beginImport(world, id)).toMatchObject({ state: "done", counts: { created: 1 }, filename: "x.csv" });
  });
});

test("a mapping that a person gave is applied to the next file with these headings, until it is forgotten", async () => {
  const world = await identityWorld(db);
  const run = (content: string, mapping?: Record<string, string>) =>
    createImport(
      world.deps,
      {
        kind: "contacts",
        filename: "x.csv",
        encoding: "text",
        dryRun: false,
        content,
        ...(mapping === undefined ? {} : { mapping }),
      },
      world.caller,
    );
  await run("Contactable Under,Called\na@acme.com,Ann Lee\n", { "Contactable Under": "email", Called: "fullName" });
  const next = await run("called,CONTACTABLE UNDER\nBob Roe,b@acme.com\n");
  expect(next).toMatchObject({ counts: { created: 1 }, notices: [expect.stringContaining("mapped")] });
  const [template] = (await listImportTemplates(world.deps, {}, world.caller)).items;
  expect(template?.mapping).toMatchObject({ "Contactable Under": "email" });
  await forgetImportTemplate(world.deps, { fingerprint: template?.fingerprint ?? "" }, world.caller);
  await expect(run("Contactable Under,Called\nc@acme.com,Cy Poe\n")).rejects.toThrow(/no column/);
});

test("a mapping of a column that the file does not have is refused by its name, before anything is written", async () => {
  const world = await identityWorld(db);
  const content = "Email,Called\na@acme.com,Ann Lee\n";
  const input = { kind: "contacts", encoding: "text", dryRun: false, content, mapping: { Caled: "fullName" } } as const;
  await expect(createImport(world.deps, input, world.caller)).rejects.toMatchObject({
    code: "invalid_input",
    errors: [{ path: "/mapping/Caled", message: "no heading is `Caled`" }],
  });
  expect(await peopleTold(db, world)).toEqual([]);
});

test("of two rows with one id and other values the first is taken, also from another block; the wish to be left alone counts", async () => {
  const world = await importWorld(db);
  const rows = Array.from(
    { length: 130 },
    (_none, at) => `${at},p${at}@acme.com,Person${"abcdefghij"[at % 10]},Name${at},`,
  );
  const file = `Id,Email,First Name,Last Name,DNC\n${rows.join("\n")}\n7,other@acme.com,Persona,Name7,yes\n9,p9@acme.com,Personj,Name9,\n`;
  const done = await inBlocks(world, file, false);
  expect(done.counts).toMatchObject({ rows: 132, rejected: 1, unchanged: 1, optOuts: 1 });
  expect(await rowsTold(world, done.id)).toContain("132 reject  duplicate_id");
  const optOuts = world.events.filter((event) => event.type === "optout.imported");
  expect(new Set(optOuts.flatMap((event) => event.addresses))).toEqual(new Set(["other@acme.com"]));
  expect((await inBlocks(world, file, false)).counts).toMatchObject({ created: 0, updated: 0, rejected: 1 });
});

test("rows that are handed back come a page at a time, headings once", async () => {
  const world = await identityWorld(db);
  const rows = Array.from({ length: 25 }, (_none, at) => `nobody${at},,`);
  const done = await importCsv(world, `Email,First Name,Last Name\n${rows.join("\n")}\n`);
  const pages: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const input = { importId: done.id, limit: 10, ...(cursor === undefined ? {} : { cursor }) };
    const page = await listImportRejects(world.deps, input, world.caller);
    pages.push(page.csv);
    if (page.next === null) break;
    cursor = page.next;
  }
  const lines = pages.join("").trimEnd().split("\r\n");
  expect(pages).toHaveLength(3);
  expect(lines).toHaveLength(26);
  expect(lines.filter((line) => line.startsWith("Email,"))).toHaveLength(1);
});
