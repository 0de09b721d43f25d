import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { undoImport } from "../../src/identity/import/undo-import.ts";
import { getContact } from "../../src/identity/read-contacts.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { contactsIn, hubspot, type IdentityWorld, identityWorld, importCsv } from "../helpers/identity-world.ts";
import { rowsTold } from "../helpers/import-world.ts";

/** What imports of other systems surprise their users with (peers.md §1, items 4 and 5; identity.md §6, traps 12 and 13). */

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});

afterAll(() => db.close());

const names = async (world: IdentityWorld) => (await contactsIn(world)).items.map((one) => one.name).sort();

describe("the key of an import differs from the key of the database", () => {
  test("a row without an id meets the person that another source knows by another key", async () => {
    const world = await identityWorld(db);
    await importCsv(world, hubspot(["1,Jane,Doe,jane.doe@acme.com,VP,Acme,acme.com,DE,Lead,"]));
    const done = await importCsv(world, "Work Email,Name\nJANE.DOE+crm@ACME.com,Jane Doe\n");
    expect(done.counts).toMatchObject({ created: 0, merged: 1, contacts: 1 });
    expect(await names(world)).toEqual(["Jane Doe"]);
  });

  test("importing a person who is there already updates the record instead of making a second one or doing nothing", async () => {
    const world = await identityWorld(db);
    await importCsv(world, hubspot(["1,Jane,Doe,jane@acme.com,VP,Acme,acme.com,DE,Lead,"]));
    const done = await importCsv(
      world,
      hubspot(["1,Jane,Doe,jane@new-employer.com,CEO,New,new-employer.com,DE,Lead,"]),
    );
    expect(done.counts).toMatchObject({ updated: 1, created: 0, contacts: 1 });
    const [jane] = (await contactsIn(world)).items;
    expect(jane).toMatchObject({ email: "jane@new-employer.com", title: "CEO" });
  });

  test("what was taken back does not stand in the way of importing it again (trap 12)", async () => {
    const world = await identityWorld(db);
    const file = hubspot(["1,Jane,Doe,jane@acme.com,VP,Acme,acme.com,DE,Lead,"]);
    const done = await importCsv(world, file);
    const id = (await contactsIn(world)).items[0]?.id;
    await undoImport(world.deps, { importId: done.id, reason: "too early" }, world.caller);
    expect(await names(world)).toEqual([]);
    await importCsv(world, file);
    expect((await contactsIn(world)).items.map((one) => one.id)).toEqual([id]);
  });

  test("who is who does not depend on which list came first; the older record gives the contact its id (trap 13)", async () => {
    const lists = [
      "Email,First Name,Last Name,LinkedIn URL\njane@acme.com,Jane,Doe,linkedin.com/in/jane-doe-7\n",
      "Email,Full Name\njane@acme.com,Jane Doe\n",
      "LinkedIn URL,Name\nlinkedin.com/in/jane-doe-7,Jane Doe\n",
    ];
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      const world = await identityWorld(db);
      const firstIds: string[] = [];
      for (const [at, list] of order.entries()) {
        await importCsv(world, lists[list] ?? "", { sourceName: `List ${list}` });
        if (at === 0) firstIds.push((await contactsIn(world)).items[0]?.id ?? "");
      }
      const { items } = await contactsIn(world);
      expect(items.map((one) => one.id)).toEqual(firstIds);
      const { records } = await getContact(world.deps, { contactId: items[0]?.id ?? "con_" }, world.caller);
      expect(records).toBe(3);
    }
  });
});

describe("the preview lies", () => {
  test("what a dry run says of each row, of columns and of values that cannot be read comes true", async () => {
    const world = await identityWorld(db);
    await importCsv(world, hubspot(["1,Jane,Doe,jane@acme.com,VP,Acme,acme.com,DE,Lead,"]));
    const file = [
      "Record ID,First Name,Last Name,Email,Street Address,Country/Region,Phone Number,Lifecycle Stage",
      "1,Jane,Doe,jane@acme.com,Main St 1,Germany,,Lead",
      "2,Jane,Doe,jane@acme.com,,Atlantis,6.50253E+09,Not A Stage",
      "3,Tom,Roe,tom@@globex.com,,US,,Lead",
      "4,,,not an address,,,,",
      "4,Ann,Lee,ann@initech.com,,US,,Customer",
    ].join("\n");
    const dry = await importCsv(world, file, { dryRun: true });
    expect(dry.mapping).toMatchObject({ "Street Address": "ignore", "Country/Region": "country" });
    const real = await importCsv(world, file);
    expect(real.mapping).toEqual(dry.mapping);
    expect(real.counts).toEqual(dry.counts);
    const told = await rowsTold(world, dry.id);
    expect(await rowsTold(world, real.id)).toEqual(told);
    expect(told.map((row) => row.split(" ")[1])).toEqual(["update", "merge", "create", "reject", "create"]);
  });
});
