import { afterAll, beforeAll, expect, test } from "vitest";
import { readMailboxes } from "../../src/app/mailbox-readers.ts";
import { readGapMaxMs } from "../../src/mailbox/core/readable.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { eventually } from "../helpers/eventually.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { type ImapServer, startImapServer } from "../helpers/imap-server.ts";
import { reply } from "../helpers/letters.ts";
import { written } from "../helpers/written.ts";

/** Failure mode: the mailbox is shown as connected, nobody reads it, and answers wait while more is sent. */

let world: TestApp;
let home: TestWorkspace;
let server: ImapServer;
const stop = new AbortController();
let reading: Promise<void>;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
  server = await startImapServer();
  const imap = { host: "127.0.0.1", port: server.port, secure: false, user: "dana", password: "correct horse" };
  await home.admin.mailboxes.update({ mailboxId: home.mailboxId, imap });
  const pace = { lookEveryMs: 50, pauseMs: 20, idleMs: 60_000, pollMs: 50 };
  reading = readMailboxes(world.app, "one", stop.signal, pace);
});
afterAll(async () => {
  stop.abort();
  await reading;
  await server.close();
  await world.close();
});

const mailbox = () => home.admin.mailboxes.get({ mailboxId: home.mailboxId });
const codesFor = async (contactId: `con_${string}`): Promise<readonly string[]> =>
  (await home.admin.policy.check({ contactId })).reasons.map(({ code }) => code);

/** The gap that is published, in seconds. */
async function gap(): Promise<number> {
  const text = await (await fetch(`${world.url}/metrics`)).text();
  const line = text.split("\n").find((one) => one.includes("read_gap_seconds{") && one.includes(home.mailboxId));
  return Number(line?.split(" ")[1]?.replace("+Inf", "Infinity"));
}

test("a mailbox that cannot be read sends nothing, and says since when; what waited is taken in before anything else goes out", async () => {
  await eventually(async () => expect((await mailbox()).isReadable).toBe(true));
  const { contactId, mail } = await written(world, home, "kim@waiting.co.uk");
  expect(await gap()).toBeLessThan(readGapMaxMs / 1_000);
  server.goDown();
  server.put("INBOX", reply(mail, "Please do not write to me again.").raw);
  await eventually(async () => expect((await mailbox()).readFault).not.toBeNull());
  // As long as it takes for the gap to grow past its bound.
  await world.db
    .root`update mailbox set last_read_at = last_read_at - ${`${readGapMaxMs + 60_000} milliseconds`}::interval where id = ${home.mailboxId}`;
  expect(await gap()).toBeGreaterThan(readGapMaxMs / 1_000);
  expect(await mailbox()).toMatchObject({ state: "active", isReadable: false });
  const other = await home.contact({ email: "lee@also-waiting.co.uk" });
  expect(await codesFor(other)).toContain("MAILBOX_NOT_READY");
  server.comeBack();
  await eventually(async () => expect((await mailbox()).isReadable).toBe(true));
  // It counts as readable only after every folder was read to its end: the answer is in by then.
  expect(await codesFor(contactId)).toContain("UNSUBSCRIBED");
  expect(await codesFor(other)).not.toContain("MAILBOX_NOT_READY");
  expect(await gap()).toBeLessThan(readGapMaxMs / 1_000);
});

test("every event that names a mail names one that is there, with its bytes", async () => {
  const [row] = await world.db.root<{ events: number; lost: number }[]>`
    select count(*)::int as events,
           count(*) filter (where c.digest is null)::int as lost
      from activity_event e
      left join inbound_message i on i.workspace_id = e.workspace_id and i.id = e.inbound_id
      left join inbound_content c on c.workspace_id = i.workspace_id and c.digest = i.digest
     where e.inbound_id is not null`;
  expect(row?.events).toBeGreaterThan(0);
  expect(row?.lost).toBe(0);
});
