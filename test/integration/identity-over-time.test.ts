import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  absorbedIds,
  addressesOf,
  contactFactsFor,
  contactIdsByAddress,
  livingContacts,
} from "../../src/identity/facts-for.ts";
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

/** The records of each entity, by external id: what resolving decided, without the ids that it gave. */
async function partition(w: IdentityWorld, kind: "contact" | "account"): Promise<readonly string[]> {
  const rows = await w.deps.db.read(
    w.workspaceId,
    (tx) => tx.sql<{ members: string[] }[]>`
      select array_agg(external_id order by external_id) as members from source_record
       where workspace_id = ${w.workspaceId} and kind = ${kind} group by entity_id`,
  );
  return rows.map((row) => row.members.join(" ")).sort();
}

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
    const { items } = await contactsIn(w, "john smith");
    expect(new Set(items.map((one) => `${one.company}/${one.title}/${one.domain}`)).size).toBe(3);
  });

  test("new evidence merges two contacts; the old id answers, and both sides hear of it", async () => {
    const w = await world();
    await importCsv(w, "Id,First Name,Last Name,Email\na,Jane,Doe,jane@acme.com\nb,Jane,Doe,jane.private@gmail.com\n");
    const before = (await contactsIn(w)).items.map((one) => one.id);
    expect(before).toHaveLength(2);
    const profile = "linkedin.com/in/jane-doe-77";
    await importCsv(
      w,
      `Id,First Name,Last Name,Email,LinkedIn URL\na,Jane,Doe,jane@acme.com,${profile}\nb,Jane,Doe,jane.private@gmail.com,${profile}\n`,
    );
    const after = (await contactsIn(w)).items;
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
    expect((await contactsIn(w)).items.map((one) => one.id).sort()).toEqual([...before].sort());
    expect(w.events.at(-1)).toMatchObject({ type: "contact.split", into: [absorbed] });
  });

  test("a mailbox under many names joins nobody", async () => {
    const w = await world();
    const names = ["Ann", "Bea", "Cid", "Dot", "Eve", "Fay", "Guy", "Hal", "Ian", "Joy", "Kim", "Leo", "Max", "Ned"];
    await importCsv(
      w,
      `Email,First Name,Last Name\n${names.map((name) => `info@acme.com,${name},${name}son`).join("\n")}\n`,
    );
    expect((await contactsIn(w)).items).toHaveLength(names.length);
    const first = (await contactsIn(w, "Ann Annson")).items[0];
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
    const [jane] = (await contactsIn(w)).items;
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
    expect((await contactsIn(other)).items).toEqual([]);
  });
});
