import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readMailboxes } from "../../src/app/mailbox-readers.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { limits } from "../../src/kernel/limits.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { eventually } from "../helpers/eventually.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { hostileLetters } from "../helpers/hostile-letters.ts";
import { type ImapServer, startImapServer } from "../helpers/imap-server.ts";
import { type Letter, letter, reply } from "../helpers/letters.ts";
import { sized } from "../helpers/size.ts";

/**
 * Mail that is made to cost: whatever it is, it is taken in within bounded time and memory, kept as it came, stops whom it names,
 * and the next mail is taken too. By SMTP and out of a mailbox.
 */
vi.setConfig({ testTimeout: sized(240_000, 900_000) });

const scale = sized(0.03, 1);
const turns = sized(8, 30);
/** Reading is the same by both ways in: at small size the second sees a few of each sort. */
const isTried = (_: string, n: number): boolean => n % sized(5, 1) === 0;
/** For what hangs; the figures are in `npm run bench hostile`. */
const mailMaxMs = 30_000;
const growthMaxBytes = 1_500 * 1024 * 1024;
const wish = "Please unsubscribe me.";

interface Sent {
  readonly name: string;
  readonly contactId: Id<"con">;
  readonly letter: Letter;
}

let world: TestApp;
beforeAll(async () => {
  world = await openTestApp();
});
afterAll(() => world.close());

/** Somebody for each hostile mail, who got the first step, and their answer as it will come. */
async function answersFrom(home: TestWorkspace, names: readonly string[]): Promise<readonly Sent[]> {
  const addressOf = (n: number): string => `kim@n${n}-${home.id.slice(-6)}.co.uk`;
  await home.import(names.map((_, n) => ({ email: addressOf(n) })));
  const contacts = await Promise.all(names.map((_, n) => home.contactOf(addressOf(n))));
  for (const contactId of contacts) await home.enroll(contactId);
  await world.drain();
  return names.map((name, n) => {
    const [mail] = world.sink.to(addressOf(n));
    if (mail === undefined) throw new Error(`${addressOf(n)} got no mail`);
    const plain = reply(mail, wish);
    const raw = hostileLetters[name]?.(plain, scale) ?? plain.raw;
    return { name, contactId: contacts[n] ?? "con_none", letter: { ...plain, raw } };
  });
}

/** What became of it: the contact is stopped for a reason that mail gave, and what no rule read waits for a person. */
async function expectStopped(home: TestWorkspace, sent: readonly Sent[]): Promise<void> {
  const waiting = new Set((await home.admin.inbound.list({ limit: 500 })).items.map(({ contactId }) => contactId));
  for (const { name, contactId } of sent) {
    const { outcome, reasons } = await home.admin.policy.check({ contactId });
    expect(outcome, name).toBe("deny");
    const [mail, ...more] = (await home.admin.inbound.list({ state: "all", contactId })).items;
    expect(more, name).toEqual([]);
    const isUnderstood = mail?.isMalformed === false && mail.kind !== null;
    expect({ name, isUnderstood, waits: waiting.has(contactId) }).toMatchObject({ waits: !isUnderstood });
    expect(reasons.map(({ code }) => code).join(" "), name).toMatch(
      /UNSUBSCRIBED|UNCLASSIFIED_REPLY|REPLIED|NEGATIVE_REPLY/,
    );
  }
}

/** The mails of a workspace that are not kept as these bytes. */
async function notKept(home: TestWorkspace, sent: readonly Sent[]): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const {
    name,
    letter: { raw },
  } of sent) {
    const rows = await world.db.root`select 1 from inbound_content where workspace_id = ${home.id} and raw = ${raw}`;
    if (rows.length !== 1) lost.push(name);
  }
  return lost;
}

/** SMTP has lines: a lone CR or LF, and a mail without a line end, are made into lines on the way. */
const hasLines = (raw: Buffer): boolean =>
  raw.toString("latin1").endsWith("\r\n") && !/\r(?!\n)|(?<!\r)\n/.test(raw.toString("latin1"));

test("by SMTP: each is answered with 250 in time, and the one behind it too", async () => {
  const home = await world.workspace("By SMTP");
  const sent = await answersFrom(home, Object.keys(hostileLetters));
  const before = process.memoryUsage().rss;
  for (const { name, letter: hostile } of sent) {
    const from = performance.now();
    expect(await world.receive(hostile), name).toBe(250);
    expect(performance.now() - from, name).toBeLessThan(mailMaxMs);
    expect(process.memoryUsage().rss - before, name).toBeLessThan(growthMaxBytes);
  }
  await expectStopped(home, sent);
  expect(
    await notKept(
      home,
      sent.filter((one) => hasLines(one.letter.raw)),
    ),
  ).toEqual([]);
  expect(world.failures).toEqual([]);
});

test("out of a mailbox: each is read in its turn, byte for byte, and none keeps the next from being read", async () => {
  const home = await world.workspace("By IMAP");
  const server: ImapServer = await startImapServer();
  const imap = { host: "127.0.0.1", port: server.port, secure: false, user: "dana", password: "correct horse" };
  await home.admin.mailboxes.update({ mailboxId: home.mailboxId, imap });
  const stop = new AbortController();
  const reading = readMailboxes(world.app, "one", stop.signal, {
    lookEveryMs: 50,
    pauseMs: 20,
    idleMs: 60_000,
    pollMs: 50,
  });
  try {
    await eventually(async () =>
      expect((await home.admin.mailboxes.get({ mailboxId: home.mailboxId })).isReadable).toBe(true),
    );
    const sent = await answersFrom(home, Object.keys(hostileLetters).filter(isTried));
    for (const {
      name,
      letter: { raw },
    } of sent) {
      const from = performance.now();
      const uid = server.put("INBOX", raw);
      await eventually(async () => {
        const [row] = await world.db
          .root`select uid from mailbox_cursor where mailbox_id = ${home.mailboxId} and folder = 'INBOX'`;
        expect(Number(row?.["uid"] ?? 0), name).toBeGreaterThanOrEqual(uid);
      });
      expect(performance.now() - from, name).toBeLessThan(mailMaxMs);
    }
    await expectStopped(home, sent);
    expect(await notKept(home, sent)).toEqual([]);
  } finally {
    stop.abort();
    await reading;
    await server.close();
  }
  expect(world.failures).toEqual([]);
});

test("a mail of 50 MB is refused by its size, and stops its contact all the same", async () => {
  const home = await world.workspace("Too large");
  const [one] = await answersFrom(home, ["50 MB"]);
  if (one === undefined) throw new Error("nobody was written to");
  const raw = Buffer.concat([
    one.letter.raw,
    Buffer.alloc(50 * 1024 * 1024 * scale + limits.mailMaxBytes, "all work and no play\r\n"),
  ]);
  const before = process.memoryUsage().rss;
  expect(await world.receive({ ...one.letter, raw })).toBe(552);
  expect(process.memoryUsage().rss - before).toBeLessThan(growthMaxBytes);
  const [mail] = (await home.admin.inbound.list({ contactId: one.contactId })).items;
  expect(mail).toMatchObject({ needsPerson: true, kind: "unsubscribe" });
  expect((await home.admin.policy.check({ contactId: one.contactId })).outcome).toBe("deny");
  expect(await world.receive({ ...one.letter, raw })).toBe(552);
  expect((await home.admin.inbound.list({ state: "all", contactId: one.contactId })).items).toHaveLength(1);
});

test("a mail that goes in circles is taken once, stops its contact, and nothing is ever sent in answer", async () => {
  const home = await world.workspace("Loops");
  const [one] = await answersFrom(home, ["loop"]);
  if (one === undefined) throw new Error("nobody was written to");
  const [ours] = world.sink.taken.slice(-1);
  if (ours === undefined) throw new Error("nothing was sent");
  const sentBefore = world.sink.taken.length;
  // Our own message comes back as it went out, time and again, with one trace line more each time.
  for (let turn = 1; turn <= turns; turn += 1) {
    const trace = Array.from({ length: turn }, (_, n) => `Received: from a${n}.example by a${n + 1}.example\r\n`).join(
      "",
    );
    expect(await world.receive({ ...one.letter, raw: Buffer.concat([Buffer.from(trace), ours.raw]) })).toBe(250);
  }
  expect((await home.admin.inbound.list({ state: "all" })).items).toHaveLength(1);
  expect((await home.admin.policy.check({ contactId: one.contactId })).outcome).toBe("deny");
  // Somebody's machine that answers every mail, to our plain address.
  for (let turn = 0; turn < turns; turn += 1) {
    const answer = letter(
      { from: "robot@loop.example", to: home.mailbox },
      ["Subject: Your ticket", "Auto-Submitted: auto-replied"],
      `Ticket ${turn}`,
    );
    expect(await world.receive(answer)).toBe(250);
  }
  await world.drain();
  expect(world.sink.taken.length).toBe(sentBefore);
});
