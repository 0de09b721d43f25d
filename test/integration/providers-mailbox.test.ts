import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readMailboxes } from "../../src/app/mailbox-readers.ts";
import { eventually } from "../helpers/eventually.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { type ImapServer, startImapServer } from "../helpers/imap-server.ts";
import { reply } from "../helpers/letters.ts";
import type { ProviderCall } from "../helpers/provider-calls.ts";
import { openProviderWorld, type ProviderWorld } from "../helpers/provider-world.ts";

const googleKeys = "https://www.googleapis.com/oauth2/v3/certs";
const audience = "https://ours.example/hooks";
const serviceAccount = "push@ours.iam.example";
const google = generateKeyPairSync("rsa", { modulusLength: 2048 });
const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });
const json = { "content-type": "application/json" };
const webKey = (key: KeyObject, kid: string) => ({ ...key.export({ format: "jwk" }), kid, alg: "RS256", use: "sig" });
let world: ProviderWorld;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openProviderWorld();
  world.published.set(googleKeys, JSON.stringify({ keys: [webKey(google.publicKey, "k1")] }));
  home = await world.workspace("Notices");
});
afterAll(() => world.close());

function token(more: Readonly<Record<string, unknown>> = {}, key = google.privateKey, kid = "k1"): string {
  const now = Math.floor(Date.now() / 1_000);
  const claims = {
    iss: "https://accounts.google.com",
    aud: audience,
    email: serviceAccount,
    email_verified: true,
    iat: now - 10,
    exp: now + 3_000,
    ...more,
  };
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "RS256", kid })}.${part(claims)}`;
  return `${text}.${sign("RSA-SHA256", Buffer.from(text), key).toString("base64url")}`;
}

const serial = { last: 0 };
function push(bearer: string): ProviderCall {
  serial.last += 1;
  const data = Buffer.from(JSON.stringify({ emailAddress: home.mailbox, historyId: 4711 })).toString("base64");
  const message = { data, messageId: String(serial.last), publishTime: "2026-03-03T10:00:00Z" };
  return {
    headers: { ...json, authorization: `Bearer ${bearer}` },
    body: JSON.stringify({ message, subscription: "projects/p/subscriptions/s" }),
  };
}

const gmail = () =>
  home.admin.providers.create({ kind: "gmail-pubsub", mailboxId: home.mailboxId, audience, serviceAccount });
const graph = (secret = "state-of-ours") =>
  home.admin.providers.create({ kind: "ms-graph", mailboxId: home.mailboxId, secret });
const notices = (...items: readonly Readonly<Record<string, unknown>>[]): ProviderCall => ({
  headers: json,
  body: JSON.stringify({
    value: items.map((item) => ({ subscriptionId: "s-1", clientState: "state-of-ours", resource: "Users/u", ...item })),
  }),
});

test("a push of Gmail has the mailbox read, and a token that is not for us does nothing", async () => {
  const { url } = await gmail();
  expect(await world.call(url, push(token()))).toBe(200);
  expect(world.woken.splice(0)).toEqual([home.mailboxId]);
  const now = Math.floor(Date.now() / 1_000);
  const forged = [
    token({ aud: "https://other.example" }),
    token({ email: "other@ours.iam.example" }),
    token({ email_verified: false }),
    token({ exp: now - 1 }),
    token({ iss: "https://accounts.google.com.evil.example" }),
    token({}, stranger.privateKey),
    "not.a.token",
  ];
  for (const bearer of forged) expect(await world.call(url, push(bearer))).toBe(403);
  expect(await world.call(url, { ...push(""), headers: json })).toBe(403);
  expect(world.woken).toEqual([]);
  expect(world.asked.filter((address) => address !== googleKeys)).toEqual([]);
});

test("Google's keys are asked for once, and anew where a token names another, at most once a minute", async () => {
  const { url } = await gmail();
  await world.call(url, push(token()));
  const before = world.asked.length;
  for (let time = 0; time < 3; time += 1) expect(await world.call(url, push(token()))).toBe(200);
  expect(world.asked).toHaveLength(before);
  // Fresh as they are, they are not asked for again: the provider comes back, and then they are old enough.
  for (let time = 0; time < 3; time += 1)
    expect(await world.call(url, push(token({}, stranger.privateKey, "k2")))).toBe(503);
  expect(world.asked).toHaveLength(before);
});

test("a subscription of Graph is answered with its token as plain text, and only at an address of ours", async () => {
  const { url } = await graph();
  const says = "Validation: <script>alert(1)</script> & ü";
  const at = `${world.url}${new URL(url).pathname}`;
  const echo = (address: string) =>
    fetch(`${address}?validationToken=${encodeURIComponent(says)}`, { method: "POST", body: "" });
  const answer = await echo(at);
  expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([200, "text/plain", says]);
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect((await echo(`${at.slice(0, -2)}xx`)).status).toBe(404);
  const { url: gmailUrl } = await gmail();
  expect((await echo(`${world.url}${new URL(gmailUrl).pathname}`)).status).toBe(403);
});

test("every item of a notice has to carry our secret, and the life of a subscription is shown", async () => {
  const { url, id } = await graph();
  const noticeOf = async () => (await home.admin.providers.list({})).items.find((one) => one.id === id)?.notice;
  world.woken.length = 0;
  expect(await world.call(url, notices({ changeType: "created" }, { clientState: "guessed" }))).toBe(403);
  expect(await world.call(url, notices({ clientState: undefined }))).toBe(403);
  expect(world.woken).toEqual([]);
  expect(await world.call(url, notices({ changeType: "created" }))).toBe(200);
  expect(world.woken.splice(0)).toEqual([home.mailboxId]);
  expect(await noticeOf()).toBeNull();
  for (const [lifecycleEvent, says] of [
    ["reauthorizationRequired", "renew"],
    ["missed", "read all the same"],
    ["subscriptionRemoved", "anew"],
  ]) {
    expect(await world.call(url, notices({ lifecycleEvent }))).toBe(200);
    expect(await noticeOf()).toContain(says);
  }
  expect(world.woken).toHaveLength(3);
});

test("a mailbox that is waiting is read when its provider says so, and not a minute later", async () => {
  const server: ImapServer = await startImapServer();
  const stop = new AbortController();
  const { readNow } = world.composed.providers;
  const mail = (await world.sent(home, "kim@push.co.uk")).mail;
  await home.admin.mailboxes.update({
    mailboxId: home.mailboxId,
    imap: { host: "127.0.0.1", port: server.port, secure: false, user: "dana", password: "correct horse" },
  });
  const reading = readMailboxes(world.app, "one", stop.signal, { lookEveryMs: 50, pauseMs: 20, idleMs: 3_600_000 });
  try {
    await eventually(() => expect(server.asked).toContain("IDLE"));
    // Nobody announces what is laid into another folder than the one that is watched.
    server.put("Junk", reply(mail, "Call me on Tuesday.").raw);
    await eventually(async () => {
      readNow(home.mailboxId);
      expect((await home.admin.inbound.list({ state: "all" })).items).toHaveLength(1);
    });
  } finally {
    stop.abort();
    await reading;
    await server.close();
  }
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
