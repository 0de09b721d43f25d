import { afterAll, beforeAll, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";

/** Failure mode: subsidiaries of one name melt into their parent, and what is true of one is believed of all. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
  const accounts = [
    "Id,Name,Website,Country,Type,ParentId",
    "001A,Northwind,northwind.co.uk,United Kingdom,Prospect,",
    "001B,Northwind,northwind.ie,Ireland,Customer - Direct,001A",
    "001C,Northwind Logistics,northwind.co.uk,United Kingdom,Prospect,001A",
  ];
  await home.admin.imports.create({ kind: "accounts", filename: "accounts.csv", content: accounts.join("\n") });
  await home.import([
    { email: "ann@northwind.co.uk", company: "Northwind", country: "United Kingdom" },
    { email: "bob@northwind.ie", company: "Northwind", country: "Ireland" },
  ]);
}, 120_000);
afterAll(() => world.close());

async function idOf(domain: string, name: string): Promise<Id<"acc">> {
  const { items } = await home.admin.accounts.list({ domain });
  const [only, ...more] = items.filter((one) => one.name === name);
  if (only === undefined || more.length > 0) throw new Error(`${more.length + 1} accounts ${name} at ${domain}`);
  return only.id;
}

test("one name in two countries, and one website in one, stay three accounts of one family", async () => {
  const parent = await idOf("northwind.co.uk", "Northwind");
  const { descendants, totals } = await home.agent.accounts.tree({ accountId: parent });
  expect(descendants.map((node) => `${node.name} ${node.country}`).sort()).toEqual([
    "Northwind IE",
    "Northwind Logistics GB",
  ]);
  expect(totals).toEqual({ accounts: 3, contacts: 2 });
});

test("that a subsidiary is a customer keeps us from its people and not from its parent's", async () => {
  const atCustomer = await home.propose(await home.contactOf("bob@northwind.ie"));
  expect(atCustomer.decision.outcome).toBe("deny");
  expect(atCustomer.decision.reasons.map((reason) => reason.code)).toContain("CUSTOMER");
  const atParent = await home.propose(await home.contactOf("ann@northwind.co.uk"));
  expect(atParent.decision.reasons.map((reason) => reason.code)).not.toContain("CUSTOMER");
  expect(atParent.decision.outcome).toBe("allow");
});

test("no agent moves an account or says what it is to us", async () => {
  const [parent, child] = [await idOf("northwind.co.uk", "Northwind"), await idOf("northwind.ie", "Northwind")];
  const reason = "so that I may write";
  const refused = { document: { code: "not_permitted" } };
  await expect(home.agent.accounts.setRelation({ accountId: child, relation: "none", reason })).rejects.toMatchObject(
    refused,
  );
  await expect(home.agent.accounts.setParent({ accountId: parent, parentId: child, reason })).rejects.toMatchObject(
    refused,
  );
});

test("a person lifts a wrong `customer`, and a re-import of the same file does not bring it back", async () => {
  const accountId = await idOf("northwind.ie", "Northwind");
  await home.admin.accounts.setRelation({ accountId, relation: "none", reason: "the contract was never signed" });
  const content = "Id,Name,Website,Country,Type,ParentId\n001B,Northwind,northwind.ie,Ireland,Customer - Direct,001A";
  await home.admin.imports.create({ kind: "accounts", filename: "accounts.csv", content });
  const answer = await home.propose(await home.contactOf("bob@northwind.ie"));
  expect(answer.decision.reasons.map((reason) => reason.code)).not.toContain("CUSTOMER");
});
