import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readMailboxes } from "../../src/app/mailbox-readers.ts";
import type { App } from "../../src/app.ts";
import { createFormHttp } from "../../src/channel/form-http.ts";
import { systemEnv } from "../../src/kernel/env.ts";
import { limits } from "../../src/kernel/limits.ts";
import { readGapMaxMs } from "../../src/mailbox/core/readable.ts";
import { recordRead } from "../../src/mailbox/heartbeat.ts";
import { accessToken } from "../../src/mailbox/oauth.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { eventually } from "../helpers/eventually.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { type ImapServer, startImapServer } from "../helpers/imap-server.ts";
import { reply } from "../helpers/letters.ts";
import { startTokenIssuer, type TokenIssuer } from "../helpers/token-issuer.ts";

let world: TestApp;
let home: TestWorkspace;
let server: ImapServer;
const running: { stop: AbortController; done: Promise<void> }[] = [];

/** Lets the process reach the issuer on loopback, as FAIRLEAD_OUTBOUND_ALLOW does. */
function nearTokens(app: App): App {
  const postForm = createFormHttp({ sleep: systemEnv().sleep, allowed: ["127.0.0.0/8"] });
  return { ...app, deps: { ...app.deps, tokens: { ...app.deps.tokens, postForm } } };
}

beforeAll(async () => {
  world = await openTestApp({ refit: nearTokens });
});

beforeEach(async () => {
  home = await world.workspace();
  server = await startImapServer();
  return async () => {
    for (const { stop, done } of running.splice(0)) {
      stop.abort();
      await done;
    }
    await home.admin.mailboxes.update({ mailboxId: home.mailboxId, imap: null });
    await server.close();
  };
});

afterAll(() => world.close());

/** Reads as a worker process of this name does. */
function startReading(owner = "one"): { leave(): Promise<void> } {
  const stop = new AbortController();
  const pace = { lookEveryMs: 50, pauseMs: 20, idleMs: 60_000, pollMs: 50 };
  const done = readMailboxes(world.app, owner, stop.signal, pace);
  running.push({ stop, done });
  return {
    leave: () => {
      stop.abort();
      return done;
    },
  };
}

const imap = (more: Record<string, unknown> = {}) => ({
  host: "127.0.0.1",
  port: server.port,
  secure: false,
  user: "dana",
  password: "correct horse",
  ...more,
});
const mailbox = () => home.admin.mailboxes.get({ mailboxId: home.mailboxId });
const allInbound = async () => (await home.admin.inbound.list({ state: "all" })).items;

async function sentTo(email: string) {
  await home.propose(await home.contact({ email }));
  await world.drain();
  const [mail] = world.sink.to(email);
  if (mail === undefined) throw new Error(`nothing was sent to ${email}`);
  return mail;
}

test("a secret never comes back, and a user of the relay needs one", async () => {
  const oauth = { tokenUrl: "https://id.example/token", clientId: "c", refreshToken: "very secret" };
  const view = await home.admin.mailboxes.update({
    mailboxId: home.mailboxId,
    imap: imap({ password: undefined, oauth }),
  });
  expect(view.imap).toEqual({ host: "127.0.0.1", port: server.port, secure: false, user: "dana", signsIn: "oauth" });
  expect(JSON.stringify(view)).not.toContain("secret");
  const rows = await world.db.root`select * from mailbox where id = ${home.mailboxId}`;
  expect(JSON.stringify(rows.map((row) => Object.values(row).map(String)))).not.toContain("very secret");
  await home.admin.mailboxes.update({ mailboxId: home.mailboxId, smtp: { host: "relay.example", user: "dana" } });
  await expect(home.admin.mailboxes.update({ mailboxId: home.mailboxId, imap: null })).rejects.toMatchObject({
    code: "invalid_input",
  });
  await home.admin.mailboxes.update({ mailboxId: home.mailboxId, smtp: { host: "relay.example" } });
});

test("a mail is recorded with its cursor, once, also where it came by SMTP before", async () => {
  const mail = await sentTo("kim@once.co.uk");
  const answer = reply(mail, "Thanks, noted.");
  expect(await world.receive(answer)).toBe(250);
  server.put("INBOX", Buffer.concat([Buffer.from("Delivered-To: dana\r\n"), answer.raw]));
  server.put("Junk", answer.raw);
  server.put("INBOX", reply(mail, "One thing more.").raw);
  await home.admin.mailboxes.update({ mailboxId: home.mailboxId, imap: imap() });
  startReading();
  await eventually(async () => expect((await mailbox()).isReadable).toBe(true));
  expect((await mailbox()).lastReadAt).not.toBeNull();
  expect((await allInbound()).map((one) => one.text.trim()).sort()).toEqual(["One thing more.", "Thanks, noted."]);
  const cursors = await world.db
    .root`select folder, uid from mailbox_cursor where mailbox_id = ${home.mailboxId} order by 1`;
  expect(cursors.map((row) => [row["folder"], row["uid"]])).toEqual([
    ["INBOX", 2],
    ["Junk", 1],
  ]);
});

test("of a mail over the limit the beginning is kept, and a person reads the rest", async () => {
  const mail = await sentTo("kim@large.co.uk");
  const { raw } = reply(mail, `Not interested.\n${"x".repeat(2 * limits.mailKeptBytes)}`);
  server.put("INBOX", raw, { saysBytes: limits.mailMaxBytes + 1 });
  await home.admin.mailboxes.update({ mailboxId: home.mailboxId, imap: imap() });
  startReading();
  await eventually(async () => expect(await allInbound()).toHaveLength(1));
  expect((await allInbound())[0]).toMatchObject({ correlatedBy: "token", needsPerson: true });
});

test("the server that takes in mail does not speak for a mailbox that is fetched, and a read gap stops sending", async () => {
  await home.admin.mailboxes.update({ mailboxId: home.mailboxId, imap: imap() });
  startReading();
  await eventually(async () => expect((await mailbox()).isReadable).toBe(true));
  server.goDown();
  await eventually(async () => expect((await mailbox()).readFault).toContain("cannot be read"));
  await world.db
    .root`update mailbox set last_read_at = ${Date.now() - readGapMaxMs - 1_000} where id = ${home.mailboxId}`;
  await recordRead(world.app.resources, home.id);
  expect((await mailbox()).isReadable).toBe(false);
  const { decision } = await home.propose(await home.contact({ email: "kim@gap.co.uk" }));
  expect(decision.outcome).not.toBe("allow");
  server.comeBack();
  await eventually(async () => expect(await mailbox()).toMatchObject({ isReadable: true, readFault: null }));
});

test("one process reads a mailbox at a time, and another goes on when it leaves", async () => {
  await home.admin.mailboxes.update({ mailboxId: home.mailboxId, imap: imap() });
  const first = startReading("one");
  await eventually(async () => expect((await mailbox()).isReadable).toBe(true));
  startReading("two");
  server.put("INBOX", "Subject: a\r\n\r\nfirst");
  await eventually(async () => expect(await allInbound()).toHaveLength(1));
  expect(server.signIns()).toBe(1);
  await first.leave();
  server.put("INBOX", "Subject: b\r\n\r\nsecond");
  await eventually(async () => expect(await allInbound()).toHaveLength(2));
  expect(server.signIns()).toBe(2);
});

test("new settings take effect at once", async () => {
  server.admit((secret) => secret === "right");
  await home.admin.mailboxes.update({ mailboxId: home.mailboxId, imap: imap() });
  startReading();
  await eventually(async () => expect((await mailbox()).readFault).toContain("refused the sign-in"));
  await home.admin.mailboxes.update({ mailboxId: home.mailboxId, imap: imap({ password: "right" }) });
  await eventually(async () => expect(await mailbox()).toMatchObject({ isReadable: true, readFault: null }));
});

async function withIssuer(holdsS: number, run: (issuer: TokenIssuer) => Promise<void>): Promise<void> {
  const issuer = await startTokenIssuer("refresh-0", holdsS);
  try {
    server.admit((secret) => issuer.isGood(secret));
    const oauth = {
      tokenUrl: issuer.url,
      clientId: "client",
      clientSecret: "shh",
      refreshToken: "refresh-0",
      scope: "mail",
    };
    await home.admin.mailboxes.update({ mailboxId: home.mailboxId, imap: imap({ password: undefined, oauth }) });
    await run(issuer);
  } finally {
    await issuer.close();
  }
}

const token = () => accessToken(world.app.deps.tokens, home.id, home.mailboxId);

test("an access token is kept until it expires, and refresh tokens rotate", () =>
  withIssuer(4, async (issuer) => {
    expect(await Promise.all([token(), token(), token()])).toEqual(["access-1", "access-1", "access-1"]);
    expect(issuer.asked).toEqual([
      {
        grant_type: "refresh_token",
        refresh_token: "refresh-0",
        client_id: "client",
        client_secret: "shh",
        scope: "mail",
      },
    ]);
    await eventually(async () => expect(await token()).toBe("access-2"));
    expect(issuer.asked[1]).toMatchObject({ refresh_token: "refresh-1" });
  }));

test("a mailbox is read by access token; one that was revoked is replaced", () =>
  withIssuer(3_600, async (issuer) => {
    startReading();
    await eventually(async () => expect(await mailbox()).toMatchObject({ isReadable: true, readFault: null }));
    issuer.revoke();
    server.goDown();
    server.comeBack();
    server.put("INBOX", "Subject: a\r\n\r\nafter");
    await eventually(async () => expect(await allInbound()).toHaveLength(1));
    expect(issuer.asked).toHaveLength(2);
  }));

test("a refresh that is refused says what to do, and is mended by a new refresh token", () =>
  withIssuer(3_600, async (issuer) => {
    issuer.refuse({ status: 400, error: "invalid_grant" });
    startReading();
    await eventually(async () => expect((await mailbox()).readFault).toContain("sign in to the mailbox there again"));
    issuer.refuse({ status: 503 });
    await eventually(async () => expect((await mailbox()).readFault).toContain("503"));
    issuer.refuse(null);
    await eventually(async () => expect(await mailbox()).toMatchObject({ isReadable: true, readFault: null }));
  }));
