import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readMailboxes } from "../../src/app/mailbox-readers.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { eventually } from "../helpers/eventually.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { type ImapServer, startImapServer } from "../helpers/imap-server.ts";
import { letter } from "../helpers/letters.ts";

let world: TestApp;
let home: TestWorkspace;
let server: ImapServer;

beforeAll(async () => {
  world = await openTestApp();
});

beforeEach(async () => {
  home = await world.workspace();
  server = await startImapServer({ sent: { name: "Sent Items", use: "\\Sent" } });
  const stop = new AbortController();
  const pace = { lookEveryMs: 50, pauseMs: 20, idleMs: 60_000, pollMs: 50 };
  const done = readMailboxes(world.app, "one", stop.signal, pace);
  return async () => {
    stop.abort();
    await done;
    await server.close();
  };
});

afterAll(() => world.close());

const dayMs = 86_400_000;

/** Connects the mailbox, and waits until everything that lies in it was read. */
async function connect(): Promise<void> {
  await home.admin.mailboxes.update({
    mailboxId: home.mailboxId,
    imap: { host: "127.0.0.1", port: server.port, secure: false, user: "dana", password: "correct horse" },
  });
  await eventually(async () =>
    expect((await home.admin.mailboxes.get({ mailboxId: home.mailboxId })).isReadable).toBe(true),
  );
}

/** What Dana wrote by hand; the inbox gets something too, so that the reader looks at once. */
function byHand(to: string, more: { readonly at?: Date; readonly headers?: readonly string[] } = {}): void {
  const at = more.at ?? new Date();
  const { raw } = letter(
    { from: home.mailbox, to },
    [`Date: ${at.toUTCString()}`, ...(more.headers ?? [])],
    "Hi, Dana here.",
  );
  server.put("Sent Items", raw, { at });
  server.put("INBOX", "Subject: news\r\n\r\nnothing of ours");
}

const eventsOf = async (contactId: Id<"con">) =>
  (await home.admin.activities.list({ contactId, kind: "email_sent" })).items;
const holdsOf = async (contactId: Id<"con">) =>
  (await home.admin.holds.list({ contactId })).items.map(({ kind, reason }) => [kind, reason]);

test("a colleague's own mail takes the contact over: the sequence stops, agents wait, and it counts as a touch", async () => {
  const contactId = await home.contact({ email: "kim@taken.co.uk" });
  const enrolled = await home.enroll(contactId);
  await connect();
  byHand("Kim Vale <kim@taken.co.uk>, somebody@unknown.example");
  await eventually(async () => expect(await eventsOf(contactId)).toHaveLength(1));
  expect((await eventsOf(contactId))[0]?.data).toMatchObject({ origin: "person", mailbox: home.mailboxId });
  expect(await holdsOf(contactId)).toEqual([["colleague", "a colleague has taken over"]]);
  expect((await home.action(enrolled)).state).toBe("cancelled");
  const verdict = await home.admin.policy.check({ contactId });
  expect(verdict.reasons.map(({ code }) => code)).toContain("HELD");
  const counted = await world.db.root`
    select count(*)::int as count from cap_ledger where workspace_id = ${home.id} and kind = 'contact' and key = ${contactId} and state = 'used'`;
  expect(counted[0]?.["count"]).toBe(1);
  const [held] = (await home.admin.holds.list({ contactId })).items;
  const days = (Date.parse(held?.until ?? "") - (await world.now())) / dayMs;
  expect(Math.round(days)).toBe(30);
  await home.admin.holds.release({ holdId: held?.id ?? "hld_none", reason: "Dana handed it back" });
  expect(await holdsOf(contactId)).toEqual([]);
});

test("on the first connection a month counts for caps and takes nothing over, and what is older is not read", async () => {
  const [recent, old] = [
    await home.contact({ email: "kim@recent.co.uk" }),
    await home.contact({ email: "kim@years-ago.co.uk" }),
  ];
  byHand("kim@recent.co.uk", { at: new Date(Date.now() - 20 * dayMs) });
  byHand("kim@years-ago.co.uk", { at: new Date(Date.now() - 400 * dayMs) });
  await connect();
  await eventually(async () => expect(await eventsOf(recent)).toHaveLength(1));
  expect(await holdsOf(recent)).toEqual([]);
  expect(await eventsOf(old)).toEqual([]);
  expect(server.asked.some((command) => /^UID SEARCH SINCE/i.test(command))).toBe(true);
});

test("a copy of ours is no colleague's, and proves a send whose end nobody knew", async () => {
  const contactId = await home.contact({ email: "kim@unknown-end.co.uk" });
  world.sink.expect("kim@unknown-end.co.uk", { does: "drop", phase: "dot" });
  const sent = await home.propose(contactId);
  await world.drain();
  expect((await home.action(sent)).state).toBe("unknown");
  const [mine] = await world.db
    .root`select raw from message where workspace_id = ${home.id} and contact_id = ${contactId}`;
  const known = await home.contact({ email: "kim@known-end.co.uk" });
  const other = await home.propose(known);
  await world.drain();
  const [copy] = world.sink.to("kim@known-end.co.uk");
  server.put("Sent Items", mine?.["raw"] as Buffer);
  server.put("Sent Items", copy?.raw ?? "");
  await connect();
  await eventually(async () => expect((await home.action(sent)).state).not.toBe("unknown"));
  expect((await home.admin.activities.list({ contactId, kind: "email_reconciled" })).items).toHaveLength(1);
  expect((await home.action(other)).state).toBe("sent");
  for (const id of [contactId, known]) {
    expect(await holdsOf(id)).toEqual([]);
    expect((await eventsOf(id)).filter(({ data }) => data["origin"] === "person")).toEqual([]);
  }
});

test("an automatic answer from the mailbox is nobody's hand, and a folder that is numbered anew repeats nothing", async () => {
  const [away, real] = [
    await home.contact({ email: "kim@away.co.uk" }),
    await home.contact({ email: "kim@real.co.uk" }),
  ];
  await connect();
  byHand("kim@away.co.uk", { headers: ["Auto-Submitted: auto-replied", "Subject: Out of office"] });
  byHand("kim@real.co.uk");
  await eventually(async () => expect(await eventsOf(real)).toHaveLength(1));
  expect(await eventsOf(away)).toEqual([]);
  const before = server.signIns();
  server.renumber("Sent Items");
  await eventually(async () => expect(server.signIns()).toBeGreaterThan(before));
  byHand("kim@away.co.uk");
  await eventually(async () => expect(await eventsOf(away)).toHaveLength(1));
  expect(await eventsOf(real)).toHaveLength(1);
});
