import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountCommittee } from "../../src/identity/accounts/read-committee.ts";
import { clearCommittee, setCommittee } from "../../src/identity/accounts/set-committee.ts";
import { removeDomain, setDomain } from "../../src/identity/accounts/set-domain.ts";
import { contactFactsFor } from "../../src/identity/facts-for.ts";
import { getAccount, listAccounts } from "../../src/identity/read-accounts.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { sourceSays } from "../helpers/identity-records.ts";
import { type IdentityWorld, identityWorld } from "../helpers/identity-world.ts";

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});

afterAll(() => db.close());

const world = () => identityWorld(db);
const reason = "said in a call";

/** Accounts of these names, each with a domain of its own. */
async function accountsNamed(w: IdentityWorld, ...names: readonly string[]): Promise<readonly Id<"acc">[]> {
  const accounts = names.map((name) => ({ id: name, fields: { name, domain: `${name.toLowerCase()}.com` } }));
  const made = await sourceSays(w, { accounts });
  return names.map((name) => made.accounts.get(name) as Id<"acc">);
}

const page = (w: IdentityWorld, accountId: Id<"acc">) => getAccount(w.deps, { accountId }, w.caller);

describe("domains of an account", () => {
  test("a person adds an alias, makes it the primary one, and the other becomes former", async () => {
    const w = await world();
    const [accountId] = (await accountsNamed(w, "Acme")) as [Id<"acc">];
    await setDomain(w.deps, { accountId, domain: "Acme.io", role: "primary", reason }, w.caller);
    await setDomain(w.deps, { accountId, domain: "acme.com", role: "former", reason }, w.caller);
    const found = await page(w, accountId);
    expect(found.domain).toBe("acme.io");
    expect(found.domains).toMatchObject([
      { domain: "acme.io", role: "primary", source: "people" },
      { domain: "acme.com", role: "former", source: "people" },
    ]);
    expect((await listAccounts(w.deps, { domain: "acme.com", limit: 50 }, w.caller)).items).toHaveLength(1);
  });

  test("an alias and a former domain still say who a new record is about", async () => {
    const w = await world();
    const [accountId] = (await accountsNamed(w, "Acme")) as [Id<"acc">];
    await setDomain(w.deps, { accountId, domain: "acme-group.io", role: "alias", reason }, w.caller);
    await setDomain(w.deps, { accountId, domain: "old-acme.net", role: "former", reason }, w.caller);
    const made = await sourceSays(w, {
      name: "list",
      kind: "list",
      accounts: [
        { id: "1", fields: { name: "Acme Group", domain: "acme-group.io" } },
        { id: "2", fields: { name: "Old Acme", domain: "old-acme.net" } },
      ],
    });
    expect(new Set(made.accounts.values())).toEqual(new Set([accountId]));
    expect((await page(w, accountId)).domains.find((one) => one.domain === "old-acme.net")?.role).toBe("former");
  });

  test("a domain that another account has is a conflict that names it", async () => {
    const w = await world();
    const [acme, globex] = (await accountsNamed(w, "Acme", "Globex")) as [Id<"acc">, Id<"acc">];
    await expect(
      setDomain(w.deps, { accountId: acme, domain: "globex.com", role: "alias", reason }, w.caller),
    ).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining(globex) });
    await expect(
      setDomain(w.deps, { accountId: acme, domain: "gmail.com", role: "alias", reason }, w.caller),
    ).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("a domain that is removed stays away, whatever records say again", async () => {
    const w = await world();
    const fields = { name: "Acme", domain: "acme.com", aliasDomains: "acme.io; acme.de" };
    const { accounts } = await sourceSays(w, { accounts: [{ id: "a", fields }] });
    const accountId = accounts.get("a") as Id<"acc">;
    expect((await page(w, accountId)).domains.map((one) => one.domain)).toEqual(["acme.com", "acme.de", "acme.io"]);
    await removeDomain(w.deps, { accountId, domain: "acme.io", reason }, w.caller);
    await sourceSays(w, { accounts: [{ id: "a", fields: { ...fields, industry: "Software" } }] });
    expect((await page(w, accountId)).domains.map((one) => one.domain)).toEqual(["acme.com", "acme.de"]);
  });

  test("nobody is written to at a domain that the account has left", async () => {
    const w = await world();
    const person = {
      firstName: "Ann",
      lastName: "Lee",
      email: "ann@acme.com",
      companyName: "Acme",
      website: "acme.com",
    };
    const { contacts } = await sourceSays(w, { contacts: [{ id: "1", fields: person }] });
    const id = contacts.get("1") as Id<"con">;
    const status = () =>
      w.deps.db.read(w.workspaceId, async (tx) => (await contactFactsFor(tx, [id])).get(id)?.emailStatus);
    expect(await status()).toBe("unverified");
    const { items } = await listAccounts(w.deps, { domain: "acme.com", limit: 50 }, w.caller);
    const accountId = items[0]?.id as Id<"acc">;
    await setDomain(w.deps, { accountId, domain: "acme.com", role: "former", reason }, w.caller);
    expect(await status()).toBe("invalid");
  });
});

describe("who takes part in buying", () => {
  test("titles suggest, people decide, and gaps are named", async () => {
    const w = await world();
    const at = { companyName: "Acme", website: "acme.com" };
    const { contacts } = await sourceSays(w, {
      contacts: [
        { id: "1", fields: { ...at, firstName: "Ann", lastName: "Lee", email: "ann@acme.com", title: "CFO" } },
        { id: "2", fields: { ...at, firstName: "Bo", lastName: "Ray", email: "bo@acme.com", title: "Head of IT" } },
      ],
    });
    const [ann, bo] = [contacts.get("1"), contacts.get("2")] as [Id<"con">, Id<"con">];
    const { items } = await listAccounts(w.deps, { domain: "acme.com", limit: 50 }, w.caller);
    const accountId = items[0]?.id as Id<"acc">;
    const committee = () => accountCommittee(w.deps, { accountId }, w.caller);
    const before = await committee();
    expect(before.members).toMatchObject([
      { contactId: ann, role: "economic_buyer", suggested: true },
      { contactId: bo, role: "technical_buyer", suggested: true },
    ]);
    expect(before.gaps).toEqual(["champion", "economic_buyer", "technical_buyer", "user_buyer", "legal"]);
    const part = { contactId: bo, accountId, role: "champion", opportunityKey: "" } as const;
    await setCommittee(w.deps, { ...part, confidence: 80, reason }, w.caller);
    const after = await committee();
    expect(after.members[0]).toMatchObject({ contactId: bo, role: "champion", suggested: false, saidBy: "usr_test" });
    expect(after.members.filter((one) => one.contactId === bo)).toHaveLength(1);
    expect(after.gaps).toEqual(["economic_buyer", "technical_buyer", "user_buyer", "legal"]);
    const facts = await w.deps.db.read(w.workspaceId, async (tx) => (await contactFactsFor(tx, [bo])).get(bo));
    expect(facts).toMatchObject({ buyingRole: "champion", jobFunction: "it" });
    expect(await clearCommittee(w.deps, { contactId: bo, accountId, reason }, w.caller)).toEqual({ cleared: 1 });
    expect((await committee()).members).toEqual(before.members);
  });
});
