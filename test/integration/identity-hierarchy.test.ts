import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountTree } from "../../src/identity/accounts/read-tree.ts";
import { clearParent, setParent } from "../../src/identity/accounts/set-parent.ts";
import { mergeAccounts } from "../../src/identity/merge/merge.ts";
import { unmergeAccounts } from "../../src/identity/merge/unmerge.ts";
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
const put = (w: IdentityWorld, accountId: Id<"acc">, parentId: Id<"acc">) =>
  setParent(w.deps, { accountId, parentId, kind: "legal", reason }, w.caller);
const tree = (w: IdentityWorld, accountId: Id<"acc">, depth = 5) => accountTree(w.deps, { accountId, depth }, w.caller);
const namesBelow = async (w: IdentityWorld, accountId: Id<"acc">) =>
  (await tree(w, accountId)).descendants.map((node) => node.name);
const hierarchyReviews = async (w: IdentityWorld): Promise<readonly string[]> => {
  const rows = await w.deps.db.read(
    w.workspaceId,
    (tx) => tx.sql<{ state: string }[]>`
      select state from review_item where workspace_id = ${w.workspaceId} and kind = 'hierarchy' order by id`,
  );
  return rows.map((row) => row.state);
};

describe("who belongs to whom", () => {
  test("a tree shows who is above and below, counted, down to a depth", async () => {
    const w = await world();
    const [top, middle, leaf] = (await accountsNamed(w, "Top", "Middle", "Leaf")) as [Id<"acc">, Id<"acc">, Id<"acc">];
    await put(w, middle, top);
    await put(w, leaf, middle);
    const works = {
      firstName: "Ann",
      lastName: "Lee",
      email: "ann@leaf.com",
      companyName: "Leaf",
      website: "leaf.com",
    };
    await sourceSays(w, { contacts: [{ id: "1", fields: works }] });
    expect(await tree(w, top)).toMatchObject({
      descendants: [
        { name: "Middle", depth: 1, children: 1, parentId: top },
        { name: "Leaf", depth: 2, contacts: 1, parentKind: "legal" },
      ],
      totals: { accounts: 3, contacts: 1 },
      truncated: false,
    });
    expect((await tree(w, leaf)).ancestors.map((node) => node.name)).toEqual(["Middle", "Top"]);
    expect(await tree(w, top, 1)).toMatchObject({ descendants: [{ name: "Middle" }], truncated: true });
    expect(await page(w, middle)).toMatchObject({
      parent: { id: top, kind: "legal", reason, saidBy: "usr_test" },
      children: [{ id: leaf }],
    });
    const { items } = await listAccounts(w.deps, { parentId: top, limit: 50 }, w.caller);
    expect(items.map((one) => one.name)).toEqual(["Middle"]);
    await clearParent(w.deps, { accountId: middle, reason }, w.caller);
    expect(await namesBelow(w, top)).toEqual([]);
  });

  test("an account is never above itself: not at once, not by a detour", async () => {
    const w = await world();
    const [top, middle, leaf] = (await accountsNamed(w, "Top", "Middle", "Leaf")) as [Id<"acc">, Id<"acc">, Id<"acc">];
    await expect(put(w, top, top)).rejects.toMatchObject({ code: "invalid_input" });
    await put(w, middle, top);
    await put(w, leaf, middle);
    await expect(put(w, top, leaf)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Leaf"),
    });
  });

  test("two people who close a circle at the same moment cannot both succeed", async () => {
    const w = await world();
    for (let round = 0; round < 10; round += 1) {
      const names = [`A${round}x`, `B${round}x`];
      const [a, b] = (await accountsNamed(w, ...names)) as [Id<"acc">, Id<"acc">];
      const results = await Promise.allSettled([put(w, a, b), put(w, b, a)]);
      expect(results.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
      const refused = results.find((one) => one.status === "rejected");
      expect(refused).toMatchObject({ reason: { code: "conflict" } });
      expect((await namesBelow(w, a)).length + (await namesBelow(w, b)).length).toBe(1);
    }
  });

  test("a parent that a record names by id, domain or name is found when it comes, whatever the order", async () => {
    const w = await world();
    const children = [
      { id: "c1", fields: { name: "Acme France", domain: "acme.fr", parentId: "hq" } },
      { id: "c2", fields: { name: "Acme Italy", domain: "acme.it", parentDomain: "acme.com" } },
      { id: "c3", fields: { name: "Acme Spain", domain: "acme.es", parentName: "ACME, Inc." } },
    ];
    const made = await sourceSays(w, { accounts: children });
    const third = made.accounts.get("c3") as Id<"acc">;
    expect(await page(w, third)).toMatchObject({ parent: null, parentsUnknown: ["ACME, Inc."] });
    const { accounts } = await sourceSays(w, {
      accounts: [{ id: "hq", fields: { name: "Acme Inc", domain: "acme.com" } }],
    });
    const hq = accounts.get("hq") as Id<"acc">;
    expect((await namesBelow(w, hq)).sort()).toEqual(["Acme France", "Acme Italy", "Acme Spain"]);
    expect(await page(w, third)).toMatchObject({ parent: { id: hq, saidBy: "crm" }, parentsUnknown: [] });
    // The source takes it back: what a record no longer says is not so any more.
    await sourceSays(w, { accounts: [{ id: "c1", fields: { name: "Acme France", domain: "acme.fr" } }] });
    expect((await namesBelow(w, hq)).sort()).toEqual(["Acme Italy", "Acme Spain"]);
  });

  test("records that name each other as parent make one edge and one question", async () => {
    const w = await world();
    const { accounts } = await sourceSays(w, {
      accounts: [
        { id: "a", fields: { name: "Acme", domain: "acme.com", parentId: "b" } },
        { id: "b", fields: { name: "Globex", domain: "globex.com", parentId: "a" } },
      ],
    });
    const [a, b] = [accounts.get("a"), accounts.get("b")] as [Id<"acc">, Id<"acc">];
    expect((await namesBelow(w, a)).length + (await namesBelow(w, b)).length).toBe(1);
    expect(await hierarchyReviews(w)).toEqual(["open"]);
    await clearParent(w.deps, { accountId: a, reason }, w.caller);
    expect(await hierarchyReviews(w)).toEqual(["settled"]);
    expect(await namesBelow(w, a)).toEqual(["Globex"]);
  });

  test("when parent and child are merged the children of both stay below, and an unmerge restores the tree", async () => {
    const w = await world();
    const [top, middle, leaf] = (await accountsNamed(w, "Top", "Middle", "Leaf")) as [Id<"acc">, Id<"acc">, Id<"acc">];
    await put(w, middle, top);
    await put(w, leaf, middle);
    const merged = await mergeAccounts(w.deps, { accountId: top, otherId: middle, reason, dryRun: false }, w.caller);
    const [turn] = merged.merged;
    const survivor = turn?.survivor as Id<"acc">;
    expect(await namesBelow(w, survivor)).toEqual(["Leaf"]);
    expect((await tree(w, survivor)).ancestors).toEqual([]);
    const absorbedId = turn?.absorbed[0] as Id<"acc">;
    await unmergeAccounts(w.deps, { accountId: survivor, absorbedId, reason, dryRun: false }, w.caller);
    expect(await namesBelow(w, top)).toEqual(["Middle", "Leaf"]);
  });

  test("a merge into a descendant closes no circle: the weaker claim waits for a person and is back after an unmerge", async () => {
    const w = await world();
    const [top, middle, leaf] = (await accountsNamed(w, "Top", "Middle", "Leaf")) as [Id<"acc">, Id<"acc">, Id<"acc">];
    await put(w, middle, top);
    await put(w, leaf, middle);
    const merged = await mergeAccounts(w.deps, { accountId: top, otherId: leaf, reason, dryRun: false }, w.caller);
    const [turn] = merged.merged;
    const survivor = turn?.survivor as Id<"acc">;
    expect(await namesBelow(w, middle)).toHaveLength(1);
    expect(await namesBelow(w, survivor)).toEqual([]);
    expect(await hierarchyReviews(w)).toEqual(["open"]);
    const absorbedId = turn?.absorbed[0] as Id<"acc">;
    await unmergeAccounts(w.deps, { accountId: survivor, absorbedId, reason, dryRun: false }, w.caller);
    expect(await namesBelow(w, top)).toEqual(["Middle", "Leaf"]);
    expect(await hierarchyReviews(w)).toEqual(["settled"]);
  });

  test("a subsidiary that shows its parent's website is kept apart from it", async () => {
    const w = await world();
    const { accounts } = await sourceSays(w, {
      accounts: [
        { id: "de", fields: { name: "Acme Germany GmbH", domain: "acme.com", country: "DE", parentId: "hq" } },
        { id: "us", fields: { name: "Acme", domain: "acme.com", country: "US", parentId: "hq" } },
        { id: "hq", fields: { name: "Acme", domain: "acme.com", country: "US" } },
      ],
    });
    expect(new Set(accounts.values()).size).toBe(3);
    const hq = accounts.get("hq") as Id<"acc">;
    expect((await namesBelow(w, hq)).sort()).toEqual(["Acme", "Acme Germany GmbH"]);
    const list = await sourceSays(w, {
      name: "list",
      kind: "list",
      accounts: [{ id: "1", fields: { domain: "acme.com" } }],
    });
    expect(list.accounts.get("1")).toBe(hq);
  });
});
