import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Crowd } from "../../bench/crowd.ts";
import { fillCrowd } from "../../bench/search-fill.ts";
import { updateContact } from "../../src/identity/claims/edit.ts";
import { listAccounts } from "../../src/identity/read-accounts.ts";
import { listContacts } from "../../src/identity/read-contacts.ts";
import { find } from "../../src/identity/search/find.ts";
import { reindex } from "../../src/identity/search/reindex.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { knownContact } from "../helpers/enrichment.ts";
import { type IdentityWorld, identityWorld } from "../helpers/identity-world.ts";

let held: TestDatabase;
let world: IdentityWorld;

/** Few enough to name them all. */
const people = [
  ["Anna", "Müller", "anna.mueller@acme-werke.de", 0],
  ["Anna", "Berg", "berg@globex.fr", 1],
  ["Zoë", "O'Brien", "zoe@globex.fr", 1],
  ["Jan", "van der Berg", "jan.vdb@initech.nl", 2],
  ["小明", "王", "xm.wang@initech.nl", 2],
] as const;
const places = [
  { name: "Acme Werke GmbH", domain: "acme-werke.de" },
  { name: "Globex France SA", domain: "globex.fr" },
  { name: "Initech B.V.", domain: "initech.nl" },
];
const crowd: Crowd = {
  accounts: places,
  person: (at) => {
    const [firstName, lastName, email, account] = people[at] ?? people[0];
    return { firstName, lastName, email, account };
  },
};

beforeAll(async () => {
  held = await testDatabase();
  world = await identityWorld(held);
  await fillCrowd(world.deps, world.workspaceId, crowd, people.length);
  // Somebody of the same name elsewhere: nobody here may see them.
  const stranger = await held.workspace("Stranger");
  await fillCrowd(world.deps, stranger, crowd, people.length);
});
afterAll(() => held.close());

const found = async (q: string, kind?: "contact" | "account") => {
  const { items } = await find(world.deps, { q, limit: 20, ...(kind === undefined ? {} : { kind }) }, world.caller);
  return items.map(({ name, why }) => `${name} (${why.field} ${why.fit})`);
};

describe("finding", () => {
  test.each([
    ["anna", ["Anna Berg (name exact)", "Anna Müller (name exact)"]],
    ["mül", ["Anna Müller (name prefix)"]],
    ["MULLER Anna", ["Anna Müller (name exact)"]],
    ["anna mu", ["Anna Müller (name prefix)"]],
    ["van der b", ["Jan van der Berg (name prefix)"]],
    ["obrien", ["Zoë O'Brien (name exact)"]],
    ["王", ["小明 王 (name exact)"]],
    ["zoe@globex.fr", ["Zoë O'Brien (email exact)"]],
    ["jan.v", ["Jan van der Berg (name prefix)"]],
  ])("%s", async (q, expected) => {
    expect(await found(q, "contact")).toEqual(expect.arrayContaining(expected));
    expect((await found(q, "contact"))[0]).toBe(expected[0]);
  });

  test("a mistyped word finds what was meant, and says so", async () => {
    expect(await found("mulelr")).toEqual(["Anna Müller (name similar)"]);
    expect(await found("ana berg", "contact")).toEqual(["Anna Berg (name similar)"]);
    expect((await found("glibex"))[0]).toBe("Globex France SA (name similar)");
  });

  test("people are found by where they work, and by their name with it", async () => {
    const atGlobex = await found("globex");
    expect(atGlobex[0]).toBe("Globex France SA (name exact)");
    expect(atGlobex.slice(1).sort()).toEqual(["Anna Berg (account prefix)", "Zoë O'Brien (account prefix)"]);
    expect(await found("anna globex", "contact")).toEqual(["Anna Berg (account prefix)"]);
    expect(await found("france zoe", "contact")).toEqual(["Zoë O'Brien (account prefix)"]);
    expect(await found("globex.fr", "account")).toEqual(["Globex France SA (domain exact)"]);
  });

  test("what nobody is called finds nobody, whatever is typed", async () => {
    for (const q of ["xqzzy", "   ", "%_'\\", "\u{10ffff}", "a".repeat(200)]) expect(await found(q), q).toEqual([]);
  });

  test("each workspace finds its own", async () => {
    const { items } = await find(world.deps, { q: "anna berg", limit: 20 }, world.caller);
    expect(items.filter((item) => item.name === "Anna Berg")).toHaveLength(1);
  });
});

describe("lists", () => {
  const names = async (filter: Partial<Parameters<typeof listContacts>[1]>) =>
    (await listContacts(world.deps, { limit: 50, ...filter }, world.caller)).items.map((one) => one.name).sort();

  test("take words, mistyped ones, domains and relations, and page through them", async () => {
    expect(await names({ q: "berg" })).toEqual(["Anna Berg", "Jan van der Berg"]);
    expect(await names({ q: "brg" })).toEqual(["Anna Berg", "Jan van der Berg"]);
    expect(await names({ q: "globex" })).toEqual(["Anna Berg", "Zoë O'Brien"]);
    expect(await names({ q: "zoe@globex.fr" })).toEqual(["Zoë O'Brien"]);
    expect(await names({ q: "nobody@globex.fr" })).toEqual(["Anna Berg", "Zoë O'Brien"]);
    expect(await names({ domain: "globex.fr" })).toEqual(["Anna Berg", "Zoë O'Brien"]);
    expect(await names({ q: "berg", domain: "globex.fr" })).toEqual(["Anna Berg"]);
    expect(await names({ relation: "partner" })).toEqual(["Anna Müller"]);
    expect(await names({ country: "DE" })).toHaveLength(people.length);
    expect(await names({ q: "nobody of that name" })).toEqual([]);
    const first = await listContacts(world.deps, { q: "berg", limit: 1 }, world.caller);
    expect(first.next).not.toBeNull();
    const second = await listContacts(world.deps, { q: "berg", limit: 1, cursor: first.next ?? "" }, world.caller);
    expect([...first.items, ...second.items].map((one) => one.name).sort()).toEqual(["Anna Berg", "Jan van der Berg"]);
  });

  test("accounts by name, nearly so, or domain", async () => {
    const accounts = async (q: string) =>
      (await listAccounts(world.deps, { q, limit: 50 }, world.caller)).items.map((one) => one.name);
    expect(await accounts("acme")).toEqual(["Acme Werke GmbH"]);
    expect(await accounts("initehc")).toEqual(["Initech B.V."]);
    expect(await accounts("globex.fr")).toEqual(["Globex France SA"]);
  });
});

describe("what is found follows what people are called", () => {
  const hits = async (one: IdentityWorld, q: string) =>
    (await find(one.deps, { q, limit: 20 }, one.caller)).items.map((item) => item.name);

  test("a new name is found at once; the old one as long as a record says it; its words go with the last", async () => {
    const own = await identityWorld(held);
    const id = await knownContact(own, { firstName: "Erika", lastName: "Mustermann", email: "e.m@x.co.uk" });
    expect(await hits(own, "mustermann")).toEqual(["Erika Mustermann"]);
    const rename = { contactId: id, fields: { lastName: "Gabler" }, reason: "she married" };
    await updateContact(own.deps, rename, own.caller);
    expect(await hits(own, "gabler")).toEqual(["Erika Gabler"]);
    expect(await hits(own, "mustermann")).toEqual(["Erika Gabler"]);
  });

  test("names that were there before their index are indexed by the worker, in chunks, as they are now", async () => {
    const own = await identityWorld(held);
    const id: Id<"con"> = await knownContact(own, { firstName: "Late", lastName: "Comer", email: "late@x.co.uk" });
    await held.database.root`delete from search_term where workspace_id = ${own.workspaceId}`;
    await held.database.root`delete from search_variant where workspace_id = ${own.workspaceId}`;
    expect(await hits(own, "comer")).toEqual([]);
    const job = { workspaceId: own.workspaceId, payload: {} } as unknown as Parameters<typeof reindex>[1];
    await reindex(own.deps, job);
    expect(await hits(own, "comre")).toEqual(["Late Comer"]);
    expect(id).toMatch(/^con_/);
    const queued = await held.database.root<{ key: string }[]>`
      select key from job where workspace_id = ${own.workspaceId} and queue = 'identity.search'`;
    expect(queued.map((row) => row.key)).toEqual(["account:start"]);
  });
});
