import { afterAll, beforeAll, expect, test } from "vitest";
import { readMailboxes } from "../../src/app/mailbox-readers.ts";
import { limits } from "../../src/kernel/limits.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { eventually } from "../helpers/eventually.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { startImapServer } from "../helpers/imap-server.ts";
import { letter, reply } from "../helpers/letters.ts";
import { written } from "../helpers/written.ts";

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

/** The published histogram of a way in: how many up to each bound, their sum in seconds, and their number. */
async function published(way: string) {
  const text = await (await fetch(`${world.url}/metrics`)).text();
  const ours = text.split("\n").filter((line) => line.includes(home.id) && line.includes(`way="${way}"`));
  const figureOf = (name: string): number =>
    Number(ours.find((line) => line.startsWith(`fairlead_reaction_seconds_${name}`))?.split(" ")[1] ?? 0);
  const buckets = ours.filter((line) => line.includes("_bucket")).map((line) => Number(line.split(" ")[1]));
  return { buckets, sum: figureOf("sum"), count: figureOf("count") };
}

test("a mail by SMTP is counted once it has stopped its contact, and the same mail again is not", async () => {
  const { contactId, mail } = await written(world, home, "kim@counted.co.uk");
  const answer = reply(mail, "Thanks, but no.");
  expect(await world.receive(answer)).toBe(250);
  expect((await home.admin.policy.check({ contactId })).outcome).toBe("deny");
  const { buckets, sum, count } = await published("smtp");
  expect(count).toBe(1);
  expect(buckets).toEqual(buckets.toSorted((a, b) => a - b));
  expect(buckets.at(-1)).toBe(1);
  expect(sum).toBeGreaterThan(0);
  expect(await world.receive(answer)).toBe(250);
  expect((await published("smtp")).count).toBe(1);
});

test("a mail in a mailbox is counted from when its server got it; what lay there before the mailbox was connected is not", async () => {
  const server = await startImapServer();
  const stop = new AbortController();
  const pace = { lookEveryMs: 50, pauseMs: 20, idleMs: 60_000, pollMs: 50 };
  const reading = readMailboxes(world.app, "one", stop.signal, pace);
  const mailOf = (name: string) =>
    letter({ from: `${name}@x.example`, to: home.mailbox }, ["Subject: hello"], name).raw;
  const dayAgo = new Date(Date.now() - 86_400_000);
  try {
    server.put("INBOX", mailOf("old"), { at: dayAgo });
    const imap = { host: "127.0.0.1", port: server.port, secure: false, user: "dana", password: "correct horse" };
    await home.admin.mailboxes.update({ mailboxId: home.mailboxId, imap });
    await eventually(async () => expect((await home.admin.inbound.list({ state: "all" })).items).toHaveLength(2));
    expect((await published("imap")).count).toBe(0);
    const before = server.signIns();
    // As if it had been connected two days ago, and the mail had waited for one.
    await world.db
      .root`update mailbox set read_from = ${Date.now() - 2 * 86_400_000 - limits.imapLookBackMs}, settings_version = settings_version + 1 where id = ${home.mailboxId}`;
    // Another reader begins with what is so now.
    await eventually(() => expect(server.signIns()).toBeGreaterThan(before));
    server.put("INBOX", mailOf("late"), { at: dayAgo });
    await eventually(async () => expect((await published("imap")).count).toBe(1));
    expect((await published("imap")).sum).toBeGreaterThan(86_000);
  } finally {
    stop.abort();
    await reading;
    await server.close();
  }
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
