import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { updateAccount, updateContact } from "../../src/identity/claims/edit.ts";
import { projectQueue, runProjection } from "../../src/identity/claims/project-all.ts";
import { rankContact } from "../../src/identity/claims/rank-operations.ts";
import { contactFactsFor } from "../../src/identity/facts-for.ts";
import { archiveField, declareField } from "../../src/identity/fields/declare.ts";
import { listFields } from "../../src/identity/fields/read-fields.ts";
import { setFieldOwner } from "../../src/identity/fields/set-owner.ts";
import { listAccounts } from "../../src/identity/read-accounts.ts";
import { getContact, listContacts } from "../../src/identity/read-contacts.ts";
import { dayMs } from "../../src/kernel/env.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { claimedJobs, finishJobs } from "../../src/kernel/jobs.ts";
import { goldenRows, hear, timedDatabase } from "../helpers/claims-world.ts";
import { type IdentityWorld, identityWorld } from "../helpers/identity-world.ts";

let db: Awaited<ReturnType<typeof timedDatabase>>;
beforeAll(async () => {
  db = await timedDatabase();
});
afterAll(() => db.close());

const crm = { name: "CRM", kind: "crm" } as const;
const fair = { name: "Fair", kind: "list" } as const;
const vendor = { name: "Vendor", kind: "enrichment" } as const;
const jane = { firstName: "Jane", lastName: "Doe", email: "jane@acme.com", country: "DE", website: "acme.com" };

const page = (w: IdentityWorld, contactId: Id<"con">) => getContact(w.deps, { contactId }, w.caller);

/** Works through the projections that were asked for, as a worker does. */
async function workOff(w: IdentityWorld): Promise<number> {
  for (let done = 0; ; ) {
    const jobs = await w.deps.db.write(w.workspaceId, (tx) => claimedJobs(tx, [projectQueue], "test", 10));
    if (jobs.length === 0) return done;
    for (const job of jobs) await runProjection(w.deps, job);
    await w.deps.db.write(w.workspaceId, (tx) => finishJobs(tx, jobs));
    done += jobs.length;
  }
}

/** The open questions of a kind. */
async function questions(w: IdentityWorld, kind: string): Promise<readonly { subject: string; state: string }[]> {
  return await w.deps.db.read(
    w.workspaceId,
    (tx) => tx.sql<{ subject: string; state: string }[]>`
      select subject, state from review_item where workspace_id = ${tx.workspaceId} and kind = ${kind} order by subject`,
  );
}

describe("the owner of a field", () => {
  test("decides while it says something, gaps are filled by others, and giving the field back restores all to the byte", async () => {
    const w = await identityWorld(db);
    const [janeId] = await hear(w, crm, [{ id: "1", fields: { ...jane, title: "CFO", city: "Rome" } }]);
    await hear(w, fair, [{ id: "a", fields: { ...jane, title: "Clerk" } }]);
    const [kimId] = await hear(w, crm, [
      { id: "2", fields: { firstName: "Kim", lastName: "Lee", email: "kim@acme.com", title: "CTO" } },
    ]);
    const before = await goldenRows(w);
    const owned = await setFieldOwner(w.deps, { object: "contact", field: "title", sourceName: "Fair" }, w.caller);
    expect(owned.owner).toMatchObject({ source: { name: "Fair" }, by: "usr_test" });
    expect(await workOff(w)).toBeGreaterThan(0);
    expect((await page(w, janeId as Id<"con">)).fields.find((one) => one.name === "title")).toMatchObject({
      value: "Clerk",
      why: "from the field's owner",
      owner: "Fair",
      others: [{ value: "CFO" }],
    });
    expect((await page(w, kimId as Id<"con">)).title).toBe("CTO");
    // A sync of a source that does not own the field adds a claim and changes nothing.
    db.clock.now += dayMs;
    await hear(w, crm, [{ id: "1", fields: { ...jane, title: "CEO", city: "Rome" } }]);
    expect((await page(w, janeId as Id<"con">)).title).toBe("Clerk");
    await hear(w, crm, [{ id: "1", fields: { ...jane, title: "CFO", city: "Rome" } }]);
    await setFieldOwner(w.deps, { object: "contact", field: "title", sourceName: null }, w.caller);
    await workOff(w);
    const golden = (rows: string) => (JSON.parse(rows) as { golden: unknown }[]).map((row) => row.golden);
    expect(golden(await goldenRows(w))).toEqual(golden(before));
  });

  test("is refused for a field or a source that there is not", async () => {
    const w = await identityWorld(db);
    const owner = (field: string, sourceName: string) =>
      setFieldOwner(w.deps, { object: "contact", field, sourceName }, w.caller);
    await expect(owner("tittle", "CRM")).rejects.toMatchObject({ code: "not_found" });
    await expect(owner("title", "Nobody")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a machine's word against a person's", () => {
  test("opens one question, keeps the value, and stops outreach only where it says who or where somebody is", async () => {
    const w = await identityWorld(db);
    const [contactId] = (await hear(w, crm, [{ id: "1", fields: { ...jane, title: "CFO" } }])) as [Id<"con">];
    await updateContact(w.deps, { contactId, fields: { title: "Treasurer", country: "AT" } }, w.caller);
    expect(await questions(w, "claim_conflict")).toEqual([]);
    db.clock.now += dayMs;
    await hear(w, vendor, [{ id: "v", fields: { ...jane, country: "AT", title: "CEO" } }]);
    expect(await questions(w, "claim_conflict")).toMatchObject([{ state: "open" }]);
    expect(await page(w, contactId)).toMatchObject({ title: "Treasurer", openReviews: 0, ready: true });
    await hear(w, vendor, [{ id: "v", fields: { ...jane, country: "FR", title: "CEO" } }]);
    expect(await questions(w, "claim_conflict")).toHaveLength(2);
    const held = await page(w, contactId);
    expect(held).toMatchObject({ country: "AT", ready: false, missingFields: ["openReview"] });
    expect(held.confidence.parts["conflict"]).toBe(-30);
    // The person answers: one value is wrong, the other one counts.
    await rankContact.deprecate(w.deps, { contactId, field: "country", value: "FR" }, w.caller);
    await updateContact(w.deps, { contactId, fields: { title: "CEO" } }, w.caller);
    expect((await questions(w, "claim_conflict")).map((one) => one.state)).toEqual(["settled", "settled"]);
    expect(await page(w, contactId)).toMatchObject({ country: "AT", title: "CEO", ready: true });
  });

  test("that a record has been saying all along is no question, whatever else the record says next", async () => {
    const w = await identityWorld(db);
    const [contactId] = (await hear(w, crm, [{ id: "1", fields: { ...jane, title: "CFO" } }])) as [Id<"con">];
    await updateContact(w.deps, { contactId, fields: { title: "Treasurer" } }, w.caller);
    db.clock.now += dayMs;
    await hear(w, crm, [{ id: "1", fields: { ...jane, title: "CFO", city: "Rome" } }]);
    expect(await questions(w, "claim_conflict")).toEqual([]);
  });
});

describe("a declared field", () => {
  const declare = (w: IdentityWorld, input: Parameters<typeof declareField>[1]) =>
    declareField(w.deps, input, w.caller);

  test("is typed for good, gains options, and is listed with the built-in ones", async () => {
    const w = await identityWorld(db);
    await declare(w, { object: "contact", name: "tier", type: "choice", options: ["Gold", "Silver"] });
    const again = await declare(w, { object: "contact", name: "tier", type: "choice", options: ["gold", "Bronze"] });
    expect(again).toMatchObject({ field: "custom.tier", label: "Tier", options: ["Gold", "Silver", "Bronze"] });
    await expect(declare(w, { object: "contact", name: "tier", type: "text" })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(declare(w, { object: "contact", name: "none", type: "choice" })).rejects.toMatchObject({
      code: "invalid_input",
    });
    const { items } = await listFields(w.deps, { object: "contact", archived: false }, w.caller);
    expect(items.map((one) => one.field)).toEqual(expect.arrayContaining(["title", "custom.tier"]));
  });

  test("has values that are claims like any other: from sources, edited, owned, pinned and shown with where they are from", async () => {
    const w = await identityWorld(db);
    await declare(w, { object: "contact", name: "tier", type: "choice", options: ["Gold", "Silver"] });
    const [contactId] = (await hear(w, crm, [{ id: "1", fields: { ...jane, "custom.tier": "Gold" } }])) as [Id<"con">];
    await hear(w, fair, [{ id: "a", fields: { ...jane, "custom.tier": "Silver" } }]);
    const tier = async () => (await page(w, contactId)).fields.find((one) => one.name === "custom.tier");
    expect(await tier()).toMatchObject({ value: "Gold", source: { name: "CRM" }, others: [{ value: "Silver" }] });
    await setFieldOwner(w.deps, { object: "contact", field: "custom.tier", sourceName: "Fair" }, w.caller);
    await workOff(w);
    expect(await tier()).toMatchObject({ value: "Silver" });
    await updateContact(w.deps, { contactId, fields: { "custom.tier": "gold" } }, w.caller);
    expect(await tier()).toMatchObject({ value: "Gold", source: { name: "people" } });
    await expect(
      updateContact(w.deps, { contactId, fields: { "custom.tier": "Tin" } }, w.caller),
    ).rejects.toMatchObject({ code: "invalid_input", errors: [{ path: "/fields/custom.tier" }] });
  });

  test("filters contacts and accounts, and is gone from facts once archived, until it is declared again", async () => {
    const w = await identityWorld(db);
    await declare(w, { object: "contact", name: "seats", type: "number" });
    await declare(w, { object: "contact", name: "tools", type: "multi_choice", options: ["A", "B", "C"] });
    await declare(w, { object: "account", name: "renewal", type: "date" });
    const [janeId] = (await hear(w, crm, [{ id: "1", fields: { ...jane, "custom.seats": "99.5" } }])) as [Id<"con">];
    const [kimId] = (await hear(w, crm, [
      {
        id: "2",
        fields: {
          firstName: "Kim",
          lastName: "Lee",
          email: "kim@globex.com",
          website: "globex.com",
          "custom.seats": "1200",
          "custom.tools": "A;C",
        },
      },
    ])) as [Id<"con">];
    const accountId = (await page(w, kimId)).accountId as Id<"acc">;
    await updateAccount(w.deps, { accountId, fields: { "custom.renewal": "2026-12-31" } }, w.caller);
    const found = async (...where: string[]) =>
      (await listContacts(w.deps, { limit: 50, where }, w.caller)).items.map((one) => one.id);
    expect(await found("custom.seats>=100")).toEqual([kimId]);
    expect(await found("custom.seats<=100")).toEqual([janeId]);
    expect(await found("custom.tools=c")).toEqual([kimId]);
    expect(await found("!custom.tools")).toEqual([janeId]);
    expect(await found("custom.tools!=B", "account.custom.renewal<=2026-12-31")).toEqual([kimId]);
    expect(await found("lastName=doe", "custom.seats")).toEqual([janeId]);
    await expect(found("custom.nothing=1", "custom.seats>=many")).rejects.toMatchObject({
      errors: [{ path: "/where/0" }, { path: "/where/1" }],
    });
    const accounts = await listAccounts(w.deps, { limit: 50, where: ["custom.renewal>=2026-01-01"] }, w.caller);
    expect(accounts.items.map((one) => one.id)).toEqual([accountId]);
    const facts = async () => (await w.deps.db.read(w.workspaceId, (tx) => contactFactsFor(tx, [kimId]))).get(kimId);
    expect(await facts()).toMatchObject({
      custom: { seats: { type: "number", value: "1200" } },
      accountCustom: { renewal: { type: "date", value: "2026-12-31" } },
    });
    await archiveField(w.deps, { object: "contact", name: "seats" }, w.caller);
    expect((await facts())?.custom["seats"]).toBeUndefined();
    await expect(found("custom.seats>=100")).rejects.toMatchObject({ code: "invalid_input" });
    await declare(w, { object: "contact", name: "seats", type: "number" });
    expect((await facts())?.custom["seats"]?.value).toBe("1200");
  });
});

test("a list of who is ready says the same as every page, today and when the data has grown old", async () => {
  const w = await identityWorld(db);
  const people = ["a", "b", "c", "d"].map((name, at) => ({
    id: name,
    fields: {
      firstName: name.toUpperCase(),
      lastName: `Person${name}`,
      ...(at === 1 ? {} : { email: `${name}@acme${at}.com` }),
      ...(at === 2 ? {} : { country: "DE" }),
    },
  }));
  await hear(w, crm, people);
  for (const age of [0, 100, 400]) {
    db.clock.now += age * dayMs;
    const list = async (ready: boolean) =>
      (await listContacts(w.deps, { limit: 50, ready }, w.caller)).items.map((one) => one.id);
    const all = (await listContacts(w.deps, { limit: 50 }, w.caller)).items.map((one) => one.id);
    const pages = await Promise.all(all.map((id) => page(w, id)));
    expect(await list(true)).toEqual(pages.filter((one) => one.ready).map((one) => one.id));
    expect(await list(false)).toEqual(pages.filter((one) => !one.ready).map((one) => one.id));
    expect(pages.filter((one) => one.ready)).toHaveLength(age === 0 ? 2 : 0);
  }
});
