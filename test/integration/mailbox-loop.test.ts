import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readMailboxes } from "../../src/app/mailbox-readers.ts";
import { loopMaxMs } from "../../src/mailbox/core/loop-check.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { eventually } from "../helpers/eventually.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { startImapServer } from "../helpers/imap-server.ts";

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
});
beforeEach(async () => {
  await world.nextWorkday();
  home = await world.workspace();
});
afterAll(() => world.close());

const start = () => home.admin.mailboxes.preflight({ mailboxId: home.mailboxId, loop: true });
const health = () => home.admin.mailboxes.health({ mailboxId: home.mailboxId });
const check = async () => (await health()).preflight.checks.find(({ name }) => name === "loop");

/** The mail that the mailbox wrote to itself, as its own server took it. */
function mailToItself() {
  const [mail, ...more] = world.sink.to(home.mailbox);
  if (mail === undefined || more.length > 0) throw new Error(`${more.length + 1} mails to itself`);
  return mail;
}

/** Everything that a reply or a send would leave behind. */
async function traces() {
  const { caps } = await health();
  return {
    inbound: (await home.admin.inbound.list({ state: "all" })).items.length,
    threads: (await home.admin.threads.list({})).items.length,
    events: (await home.admin.activities.list({})).items.length,
    used: caps.usedToday,
  };
}

const nothing = { inbound: 0, threads: 0, events: 0, used: 0 };

test("a mail of the mailbox to itself that comes back by SMTP passes, and is no reply, no event and no touch", async () => {
  const begun = await start();
  expect(begun.loop).toBe("waiting");
  const mail = mailToItself();
  expect([mail.from, mail.to]).toEqual([home.mailbox, home.mailbox]);
  await world.advance(4_000);
  expect(await world.receive({ from: home.mailbox, to: home.mailbox, raw: mail.raw })).toBe(250);
  expect((await health()).preflight.loop).toBe("passed");
  expect(await check()).toMatchObject({ result: "pass", says: "a mail to itself came back within 4 s" });
  expect(await traces()).toEqual(nothing);
  await world.advance(loopMaxMs);
  await world.drain();
  expect((await health()).preflight.loop).toBe("passed");
});

test("one that comes back over IMAP passes too, once, also from a junk folder and with its copy among the sent ones", async () => {
  const server = await startImapServer({ sent: { name: "Sent", use: "\\Sent" } });
  const stop = new AbortController();
  await home.admin.mailboxes.update({
    mailboxId: home.mailboxId,
    imap: { host: "127.0.0.1", port: server.port, secure: false, user: "dana", password: "correct horse" },
  });
  const pace = { lookEveryMs: 50, pauseMs: 20, idleMs: 60_000, pollMs: 50 };
  const done = readMailboxes(world.app, "one", stop.signal, pace);
  try {
    await start();
    const { raw } = mailToItself();
    server.put("Sent", raw);
    server.put("Junk", raw);
    server.put("INBOX", raw);
    await eventually(async () => expect((await health()).preflight.loop).toBe("passed"));
    await eventually(async () => {
      const cursors = await world.db.root`
        select folder from mailbox_cursor where mailbox_id = ${home.mailboxId} and uid > 0 order by 1`;
      expect(cursors.map((row) => row["folder"])).toEqual(["INBOX", "Junk", "Sent"]);
    });
    expect(await traces()).toEqual(nothing);
  } finally {
    stop.abort();
    await done;
    await server.close();
  }
});

test("one that does not come back in time fails and says what to look for; should it come late it passes after all", async () => {
  await start();
  const again = await start();
  expect(again.loop).toBe("waiting");
  const { raw } = mailToItself();
  await world.advance(loopMaxMs);
  await world.drain();
  expect((await health()).preflight.loop).toBe("failed");
  expect(await check()).toMatchObject({ mend: expect.stringContaining("replies are lost the same way") });
  await world.receive({ from: home.mailbox, to: home.mailbox, raw });
  expect((await health()).preflight.loop).toBe("passed");
});

test("a server that does not take it is a failure at once, in its own words", async () => {
  world.sink.expect(home.mailbox, { does: "refuse", phase: "rcpt", code: 550, says: "5.1.1 no such mailbox here" });
  expect((await start()).loop).toBe("failed");
  expect((await check())?.says).toContain("5.1.1 no such mailbox here");
});

test("a mail that only claims to be one is taken in like any other", async () => {
  await start();
  const other = Buffer.from(
    `From: kim@elsewhere.co.uk\r\nTo: ${home.mailbox}\r\nSubject: Hello\r\nX-Fairlead-Loop: ${home.mailboxId} 1 aaaa\r\n\r\nHello\r\n`,
  );
  await world.receive({ from: "kim@elsewhere.co.uk", to: home.mailbox, raw: other });
  expect((await health()).preflight.loop).toBe("waiting");
  expect((await home.admin.inbound.list({ state: "all" })).items).toHaveLength(1);
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
