import { createPrivateKey, createPublicKey } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Id, newId } from "../../src/kernel/ids.ts";
import { type MailboxEvent, mailboxesCreate } from "../../src/mailbox/contract.ts";
import { createMailbox } from "../../src/mailbox/create.ts";
import { credentials } from "../../src/mailbox/credentials.ts";
import type { MailboxDeps } from "../../src/mailbox/deps.ts";
import { mailboxFactsFor } from "../../src/mailbox/facts-for.ts";
import { inboundRoutes, recordRead } from "../../src/mailbox/heartbeat.ts";
import { pauseMailbox, resumeMailbox } from "../../src/mailbox/pause.ts";
import { pickMailboxes } from "../../src/mailbox/pick.ts";
import { getMailbox, listMailboxes } from "../../src/mailbox/read.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { admin, auditRecords, testVault } from "../helpers/people.ts";

let test1: TestDatabase;
let deps: MailboxDeps;
const seen: MailboxEvent[] = [];
let wall = Date.parse("2026-03-02T09:00:00Z");

beforeAll(async () => {
  test1 = await testDatabase();
  const env = { ...test1.env, wall: () => wall };
  deps = {
    env,
    db: test1.database,
    vault: testVault(),
    react: async (_tx, events) => {
      seen.push(...events);
    },
    sendsOf: async () => [],
  };
});

afterAll(async () => {
  await test1.close();
});

function input(address: string, more: Record<string, unknown> = {}) {
  return mailboxesCreate.input.parse({
    address,
    displayName: "Ada Sender",
    smtp: { host: "relay.example.net", user: "ada", password: "correct horse" },
    ...more,
  });
}

async function auditTypes(workspaceId: Id<"wsp">): Promise<readonly string[]> {
  return (await auditRecords(test1.database, workspaceId)).map((record) => record.type);
}

test("a mailbox shows no secret, keeps it sealed, and opens it for the channel", async () => {
  const workspaceId = await test1.workspace();
  const view = await createMailbox(deps, input("Ada@Mail.Example.com"), admin(workspaceId));
  expect(view).toMatchObject({
    address: "ada@mail.example.com",
    fromDomain: "mail.example.com",
    inboundDomain: "mail.example.com",
    state: "active",
    dailyCap: 40,
    isReadable: false,
    dkim: { recordName: "fairlead._domainkey.mail.example.com" },
  });
  expect(JSON.stringify(view)).not.toContain("correct horse");
  const [row] = await test1.database.root`select * from mailbox where workspace_id = ${workspaceId}`;
  expect(Buffer.from(row?.["smtp_password_sealed"]).includes("correct horse")).toBe(false);
  expect(Buffer.from(row?.["dkim_private_key_sealed"]).includes("PRIVATE KEY")).toBe(false);

  const opened = await deps.db.read(workspaceId, (tx) => credentials(deps, tx, view.id));
  expect(opened.smtp).toEqual({
    host: "relay.example.net",
    port: 587,
    secure: false,
    user: "ada",
    password: "correct horse",
  });
  const published = /p=(.+)$/.exec(view.dkim?.recordValue ?? "")?.[1];
  const made = createPublicKey(createPrivateKey(opened.dkim?.privateKey ?? "")).export({ type: "spki", format: "der" });
  expect(made.toString("base64")).toBe(published);
  expect(await auditTypes(workspaceId)).toEqual(["mailbox.created"]);
});

test("a second mailbox with the same address is refused, in another workspace it is not", async () => {
  const [one, other] = [await test1.workspace(), await test1.workspace()];
  await createMailbox(deps, input("bob@example.com", { dkimSelector: null }), admin(one));
  await expect(createMailbox(deps, input("BOB@example.com", { dkimSelector: null }), admin(one))).rejects.toMatchObject(
    {
      code: "conflict",
    },
  );
  const view = await createMailbox(deps, input("bob@example.com", { dkimSelector: null }), admin(other));
  expect(view.dkim).toBeNull();
  await expect(getMailbox(deps, { mailboxId: view.id }, admin(one))).rejects.toMatchObject({ code: "not_found" });
});

test("pausing stops the mailbox and tells the right side once; resuming opens it again", async () => {
  const workspaceId = await test1.workspace();
  const caller = admin(workspaceId);
  const { id } = await createMailbox(deps, input("cleo@example.com", { dkimSelector: null }), caller);
  const contactId = newId(deps.env, "con");
  const picked = () => deps.db.read(workspaceId, (tx) => pickMailboxes(tx, [contactId]));
  expect((await picked()).get(contactId)).toBe(id);

  seen.length = 0;
  const paused = await pauseMailbox(deps, { mailboxId: id, reason: "too many bounces" }, caller);
  await pauseMailbox(deps, { mailboxId: id, reason: "again" }, caller);
  expect(paused).toMatchObject({ state: "paused", stateReason: "too many bounces" });
  expect(seen).toMatchObject([{ type: "mailbox.paused", mailboxId: id }]);
  expect((await picked()).size).toBe(0);

  await resumeMailbox(deps, { mailboxId: id, reason: "list was cleaned" }, caller);
  expect(seen.map((event) => event.type)).toEqual(["mailbox.paused", "mailbox.resumed"]);
  expect((await picked()).get(contactId)).toBe(id);
  expect(await auditTypes(workspaceId)).toEqual(["mailbox.created", "mailbox.paused", "mailbox.resumed"]);
});

test("a mailbox is readable while the inbound server says so, and not five minutes after it went quiet", async () => {
  const workspaceId = await test1.workspace();
  const { id } = await createMailbox(deps, input("dora@example.com", { dkimSelector: null }), admin(workspaceId));
  const facts = async () => (await deps.db.read(workspaceId, (tx) => mailboxFactsFor(deps, tx, [id]))).get(id);
  expect(await facts()).toMatchObject({ isReadable: false, readGapMs: null });
  await recordRead(deps, workspaceId);
  expect(await facts()).toMatchObject({ isReadable: true, readGapMs: 0 });
  wall += 5 * 60_000 + 1;
  expect(await facts()).toMatchObject({ isReadable: false, readGapMs: 300_001 });
});

test("the list pages in order and the inbound server learns where mail comes in", async () => {
  const workspaceId = await test1.workspace();
  const caller = admin(workspaceId);
  for (const name of ["e1", "e2", "e3"]) {
    await createMailbox(
      deps,
      input(`${name}@example.com`, { dkimSelector: null, inboundDomain: "in.example.com" }),
      caller,
    );
  }
  const first = await listMailboxes(deps, { limit: 2 }, caller);
  if (first.next === null) throw new Error("expected a second page");
  const second = await listMailboxes(deps, { limit: 2, after: first.next }, caller);
  expect([...first.items, ...second.items].map((box) => box.address).sort()).toEqual([
    "e1@example.com",
    "e2@example.com",
    "e3@example.com",
  ]);
  expect(second.next).toBeNull();
  const routes = await deps.db.read(workspaceId, inboundRoutes);
  expect([...routes.domains]).toEqual(["in.example.com"]);
  expect(routes.addresses.has("e2@example.com")).toBe(true);
});
