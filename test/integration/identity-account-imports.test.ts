import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountTree } from "../../src/identity/accounts/read-tree.ts";
import { createImport } from "../../src/identity/import/create-import.ts";
import { getAccount, listAccounts } from "../../src/identity/read-accounts.ts";
import { getContact } from "../../src/identity/read-contacts.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { contactsIn, type IdentityWorld, identityWorld, importCsv } from "../helpers/identity-world.ts";

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});

afterAll(() => db.close());

const world = () => identityWorld(db);

const importAccounts = (w: IdentityWorld, rows: readonly string[]) =>
  createImport(
    w.deps,
    { kind: "accounts", filename: "accounts.csv", encoding: "text", dryRun: false, content: rows.join("\n") },
    w.caller,
  );

async function accountNamed(w: IdentityWorld, q: string): Promise<Id<"acc">> {
  const { items } = await listAccounts(w.deps, { q, limit: 50 }, w.caller);
  const [only] = items.filter((one) => one.name === q);
  if (only === undefined) throw new Error(`there is no account ${q}`);
  return only.id;
}

const below = async (w: IdentityWorld, name: string): Promise<readonly string[]> => {
  const { descendants } = await accountTree(w.deps, { accountId: await accountNamed(w, name), depth: 5 }, w.caller);
  return descendants.map((node) => `${node.name} < ${node.parentKind}`).sort();
};

describe("parents in files of accounts", () => {
  test("Salesforce's ParentId becomes a tree, whichever row comes first", async () => {
    const w = await world();
    await importAccounts(w, [
      "Id,Name,Website,BillingCountry,Type,ParentId,SystemModstamp",
      "0015g00000AAA11AAB,Acme Deutschland GmbH,acme.com,Germany,Customer - Direct,0015g00000AAA10AAB,2026-01-01",
      "0015g00000AAA10AAB,Acme Corporation,acme.com,United States,Prospect,,2026-01-01",
      "0015g00000AAA12AAB,Acme Werk Ulm GmbH,,Germany,Prospect,0015g00000AAA11AAB,2026-01-01",
    ]);
    expect(await below(w, "Acme Corporation")).toEqual(["Acme Deutschland GmbH < legal", "Acme Werk Ulm GmbH < legal"]);
    const german = await getAccount(w.deps, { accountId: await accountNamed(w, "Acme Deutschland GmbH") }, w.caller);
    expect(german).toMatchObject({ relation: "customer", parent: { name: "Acme Corporation", saidBy: "Salesforce" } });
    const parent = await getAccount(w.deps, { accountId: await accountNamed(w, "Acme Corporation") }, w.caller);
    expect(parent.relation).toBe("none");
  });

  test("HubSpot's Parent Company is found by name when its file comes later", async () => {
    const w = await world();
    const head = "Record ID,Company name,Company Domain Name,Country/Region,Lifecycle Stage,Parent Company";
    await importAccounts(w, [head, "9001,Globex France,globex.fr,France,Lead,Globex Inc"]);
    const child = await accountNamed(w, "Globex France");
    expect(await getAccount(w.deps, { accountId: child }, w.caller)).toMatchObject({
      parent: null,
      parentsUnknown: ["Globex Inc"],
    });
    await importAccounts(w, [head, "9000,Globex,globex.com,United States,Customer,"]);
    expect(await below(w, "Globex")).toEqual(["Globex France < legal"]);
  });

  test("other domains of an account come from its file", async () => {
    const w = await world();
    await importAccounts(w, [
      "Name,Website,Additional Domains,Old Domain",
      "Initech,initech.com,initech.io;initech.de,initrode.com",
    ]);
    const { domains } = await getAccount(w.deps, { accountId: await accountNamed(w, "Initech") }, w.caller);
    expect(domains.map(({ domain, role }) => `${domain} ${role}`)).toEqual([
      "initech.com primary",
      "initech.de alias",
      "initech.io alias",
      "initrode.com former",
    ]);
  });
});

describe("work history in files of people", () => {
  test("two files with dates tell of a job change, in either order", async () => {
    const files = [
      "Id,First Name,Last Name,Email,Company,Website,Title,LinkedIn URL,Last Modified\n7,Jane,Doe,jane@acme.com,Acme,acme.com,CFO,linkedin.com/in/jane-doe-7,2025-01-01",
      "Id,First Name,Last Name,Email,Company,Website,Title,LinkedIn URL,Last Modified\n7,Jane,Doe,jane@globex.com,Globex,globex.com,CEO,linkedin.com/in/jane-doe-7,2026-01-01",
    ];
    for (const order of [files, [...files].reverse()]) {
      const w = await world();
      for (const file of order) await importCsv(w, file);
      const { items } = await contactsIn(w, "jane doe");
      expect(items).toHaveLength(1);
      const page = await getContact(w.deps, { contactId: items[0]?.id as Id<"con"> }, w.caller);
      expect(page.relationships.map(({ account, title, from, to }) => [account, title, from, to])).toEqual([
        ["Globex", "CEO", "2026-01-01T00:00:00.000Z", null],
        ["Acme", "CFO", "2025-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z"],
      ]);
      expect(w.events.filter((event) => event.type === "contact.job_changed")).toHaveLength(1);
    }
  });
});
