import { afterAll, beforeAll, expect, test } from "vitest";
import { createHookCounts, hookRoute } from "../../src/app/hook-route.ts";
import { createGetHttp } from "../../src/channel/get-http.ts";
import { createClient } from "../../src/client/client.ts";
import { limits } from "../../src/kernel/limits.ts";
import { problem } from "../../src/kernel/problem.ts";
import { eventually } from "../helpers/eventually.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { reply } from "../helpers/letters.ts";
import {
  type Caller,
  createMailgun,
  createPostmark,
  createResend,
  createSendgrid,
  createSes,
  known,
  nextId,
  type ProviderCall,
} from "../helpers/provider-calls.ts";
import { openProviderWorld, type ProviderWorld } from "../helpers/provider-world.ts";

const dayMs = 86_400_000;
const ses = createSes();
let world: ProviderWorld;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openProviderWorld();
  world.published.set(ses.certificateUrl, ses.certificate);
  home = await world.workspace("Refused");
});
afterAll(() => world.close());

const people = { count: 0 };
const aMail = () => {
  people.count += 1;
  return world.sent(home, `lee@q${people.count}.co.uk`);
};
const connect = (caller: Caller) => home.admin.providers.create({ kind: caller.kind, ...caller.given });
const one = (calls: readonly ProviderCall[]): ProviderCall => {
  const [first] = calls;
  if (first === undefined) throw new Error("there is no call");
  return first;
};
const kindsOf = async (contactId: `con_${string}`) =>
  (await home.admin.activities.list({ contactId })).items.map(({ kind }) => kind).sort();
const codeOf = async (asked: Promise<unknown>) => {
  try {
    await asked;
    return "done";
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

test("a topic's subscription is confirmed once, by an address of Amazon's and only for the pinned topic", async () => {
  const { url, id } = await connect(ses);
  const confirmUrl = `https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${ses.topic}&Token=2336`;
  const asks = (fields: Readonly<Record<string, string>>) =>
    ses.envelope({ Type: "SubscriptionConfirmation", Message: "confirm", Token: "2336", ...fields });
  const confirmed = async () => (await home.admin.providers.list({})).items.find((one) => one.id === id)?.confirmedAt;
  const confirmations = () => world.asked.filter((address) => address.includes("ConfirmSubscription"));
  const elsewhere = [
    "https://169.254.169.254/?Action=ConfirmSubscription&Token=1",
    "http://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=1",
    "https://sns.eu-west-1.amazonaws.com.evil.example/?Action=ConfirmSubscription&Token=1",
    "https://sns.eu-west-1.amazonaws.com@127.0.0.1/?Action=ConfirmSubscription&Token=1",
    "https://sns.s3-us-west-2.amazonaws.com/?Action=ConfirmSubscription&Token=1",
  ];
  for (const SubscribeURL of elsewhere) expect(await world.call(url, asks({ SubscribeURL }))).toBe(403);
  const TopicArn = "arn:aws:sns:eu-west-1:999999999999:mail-events";
  expect(await world.call(url, asks({ SubscribeURL: confirmUrl, TopicArn }))).toBe(403);
  expect(confirmations()).toEqual([]);
  const call = asks({ SubscribeURL: confirmUrl });
  expect(await world.call(url, call)).toBe(503);
  expect(await confirmed()).toBeNull();
  world.published.set(confirmUrl, "<ConfirmSubscriptionResponse/>");
  expect(await world.call(url, call)).toBe(200);
  expect(await confirmed()).not.toBeNull();
  const asked = confirmations().length;
  expect(await world.call(url, call)).toBe(200);
  expect(confirmations()).toHaveLength(asked);
});

test("an event of another topic is refused, and a certificate comes from nowhere else", async () => {
  const { url } = await connect(ses);
  const { contactId, known } = await aMail();
  const { Message = "" } = JSON.parse(one(ses.tell(known, ["complained"])).body) as Record<string, string>;
  const others = [
    { TopicArn: "arn:aws:sns:eu-west-1:999999999999:mail-events" },
    { SigningCertURL: "https://evil.example/SimpleNotificationService-0a1b2c.pem" },
    { SigningCertURL: "https://sns.eu-west-1.amazonaws.com.evil.example/x.pem" },
    { SigningCertURL: "https://169.254.169.254/x.pem" },
  ];
  for (const other of others) expect(await world.call(url, ses.envelope({ Message, ...other }))).toBe(403);
  expect(world.asked.filter((address) => !address.startsWith("https://sns.eu-west-1.amazonaws.com/"))).toEqual([]);
  // A certificate that is not there now may be there later: the provider is to try again.
  const SigningCertURL = "https://sns.eu-west-1.amazonaws.com/gone.pem";
  expect(await world.call(url, ses.envelope({ Message, SigningCertURL }))).toBe(503);
  expect(await kindsOf(contactId)).toEqual(["email_sent"]);
});

test("the wall lets nobody ask inside the network", async () => {
  const walled = createGetHttp({ sleep: world.app.resources.env.sleep, allowed: [] });
  for (const url of ["https://127.0.0.1/x.pem", "https://169.254.169.254/", "https://[::1]/", "http://localhost/x"])
    expect(await walled(url)).toMatchObject({ kind: "unsent", isRefused: true });
});

test("SendGrid's body counts with its last two bytes", async () => {
  const caller = createSendgrid();
  const { url } = await connect(caller);
  const { contactId, known } = await aMail();
  const call = one(caller.tell(known, ["delivered"]));
  expect(call.body.endsWith("\r\n")).toBe(true);
  expect(await world.call(url, { ...call, body: call.body.trimEnd() })).toBe(403);
  expect(await world.call(url, { ...call, body: JSON.stringify(JSON.parse(call.body)) })).toBe(403);
  expect(await world.call(url, call)).toBe(200);
  expect(await kindsOf(contactId)).toEqual(["email_delivered", "email_sent"]);
});

test("where the proof does not cover the body, only the recipient that we wrote to counts, and a token once", async () => {
  const caller = createMailgun();
  const { url } = await connect(caller);
  const { contactId, known } = await aMail();
  const other = one(caller.tell({ ...known, to: "somebody@else.example" }, ["complained"]));
  expect(await world.call(url, other)).toBe(200);
  const call = one(caller.tell(known, ["delivered"]));
  expect(await world.call(url, call)).toBe(200);
  const reused = {
    ...(JSON.parse(call.body) as object),
    "event-data": eventIn(one(caller.tell(known, ["complained"]))),
  };
  expect(await world.call(url, { ...call, body: JSON.stringify(reused) })).toBe(200);
  expect(await kindsOf(contactId)).toEqual(["email_delivered", "email_sent"]);
});

const eventIn = (call: ProviderCall): unknown => (JSON.parse(call.body) as Record<string, unknown>)["event-data"];

test("Resend's signature holds for five minutes, since every try has its own", async () => {
  const caller = createResend();
  const { url } = await connect(caller);
  const { contactId, known } = await aMail();
  const call = one(caller.tell(known, ["delivered"]));
  const old = { ...call, headers: { ...call.headers, "svix-timestamp": String(Math.floor(Date.now() / 1_000) - 301) } };
  expect(await world.call(url, old)).toBe(403);
  expect(await kindsOf(contactId)).toEqual(["email_sent"]);
});

test("an address that is made up, replaced or of another provider reaches nobody", async () => {
  const caller = createPostmark();
  const { url, id } = await connect(caller);
  const { known } = await aMail();
  const call = one(caller.tell(known, ["delivered"]));
  const at = (path: string) => world.call(`${world.url}/v1/hooks/${path}`, call);
  const [, token = ""] = /hooks\/(.+)$/.exec(url) ?? [];
  expect(token.length).toBeGreaterThan(70);
  for (const path of ["x", token.slice(1), `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`, "A".repeat(72)])
    expect(await at(path)).toBe(404);
  const renewed = await home.admin.providers.rotate({ providerId: id, newAddress: true });
  expect(renewed.url).not.toBe(url);
  expect(await at(token)).toBe(404);
  expect(await world.call(renewed.url, call)).toBe(200);
});

test("a former secret holds for a day beside the new one, and nothing shows either", async () => {
  const [former, next] = [createMailgun(), createMailgun()];
  const { url, id } = await connect(former);
  await home.admin.providers.rotate({ providerId: id, ...next.given });
  const { known } = await aMail();
  for (const caller of [former, next]) expect(await world.call(url, one(caller.tell(known, ["delivered"])))).toBe(200);
  await world.db.root`update provider set former_until = ${Date.now() - 1} where former_until is not null`;
  expect(await world.call(url, one(former.tell(known, ["delayed"])))).toBe(403);
  expect(await world.call(url, one(next.tell(known, ["delayed"])))).toBe(200);
  const shown = JSON.stringify(await home.admin.providers.list({}));
  const stored = JSON.stringify(await world.db.root`select * from provider`);
  for (const secret of [former.given["secret"], next.given["secret"], url])
    for (const text of [shown, stored]) expect(text).not.toContain(secret);
});

test("a paused provider is told to come again, and then nothing is lost", async () => {
  const caller = createPostmark();
  const { url, id } = await connect(caller);
  const { contactId, known } = await aMail();
  const call = one(caller.tell(known, ["delivered"]));
  await home.admin.providers.pause({ providerId: id, reason: "moving house" });
  expect(await world.call(url, call)).toBe(503);
  await home.admin.providers.resume({ providerId: id });
  expect(await world.call(url, call)).toBe(200);
  expect(await kindsOf(contactId)).toEqual(["email_delivered", "email_sent"]);
});

test("only an admin connects a provider, and no agent", async () => {
  const { kind, given } = createPostmark();
  for (const client of [home.agent, home.approver]) {
    expect(await codeOf(client.providers.create({ kind, ...given }))).toBe("not_permitted");
    expect(await codeOf(client.providers.list({}))).toBe("not_permitted");
  }
  const agentKey = await codeOf(
    home.admin.keys.create({ name: "sly", holderId: home.agentId, scopes: ["providers:write"] }),
  );
  expect(agentKey).not.toBe("done");
  const stranger = await world.workspace("Stranger");
  const { id } = await home.admin.providers.create({ kind, ...given });
  const asStranger = createClient({ url: world.url, token: stranger.tokens.admin });
  expect(await codeOf(asStranger.providers.pause({ providerId: id, reason: "not mine" }))).toBe("not_found");
});

test("a provider that could check nothing is refused, with what it needs", async () => {
  const create = home.admin.providers.create;
  for (const given of [
    { kind: "ses-sns" },
    { kind: "mailgun" },
    { kind: "sendgrid", secret: "not-a-public-key" },
    { kind: "resend", secret: "no-whsec-here" },
    { kind: "postmark", secret: "no-colon-here" },
    { kind: "mailgun", secret: "long-enough", topicArn: ses.topic },
    { kind: "gmail-pubsub", audience: "us" },
  ] as const)
    expect(await codeOf(create(given)), JSON.stringify(given)).toBe("invalid_input");
});

test("a provider that shows its key later is told to come again until it is given", async () => {
  const caller = createResend();
  const { url, id } = await home.admin.providers.create({ kind: caller.kind });
  const call = one(caller.tell((await aMail()).known, ["delivered"]));
  expect(await world.call(url, call)).toBe(503);
  await home.admin.providers.rotate({ providerId: id, ...caller.given });
  expect(await world.call(url, call)).toBe(200);
  expect((await home.admin.providers.list({})).items.find((one) => one.id === id)?.formerSecretUntil).toBeNull();
});

test("calls are forgotten when nobody repeats them any more, and those that might be repeated are kept", async () => {
  const caller = createPostmark();
  const { url } = await connect(caller);
  const { known } = await aMail();
  expect(await world.call(url, one(caller.tell(known, ["delivered"])))).toBe(200);
  const count = async () => (await world.db.root<{ n: number }[]>`select count(*)::int as n from provider_call`)[0]?.n;
  const before = await count();
  await world.db.root`
    update provider_call set received_at = ${Date.now() - limits.providerCallKeptMs - 1}
     where ctid = (select ctid from provider_call limit 1)`;
  await world.advance(dayMs + 1);
  await world.drain();
  expect(await count()).toBe((before ?? 0) - 1);
  expect(limits.providerCallKeptMs).toBeGreaterThan(limits.providerCallLateMs + limits.webhookWindowMs);
  await world.nextWorkday();
});

test("a provider's word settles a send that ended without an answer", async () => {
  const caller = createSendgrid();
  const { url } = await connect(caller);
  const email = "uma@q-unknown.co.uk";
  world.sink.expect(email, { does: "drop", phase: "dot" });
  const { actionId, known } = await world.sent(home, email);
  expect((await home.action({ id: actionId })).state).toBe("unknown");
  expect(await world.call(url, one(caller.tell(known, ["opened"])))).toBe(200);
  expect((await home.action({ id: actionId })).state).toBe("unknown");
  expect(await world.call(url, one(caller.tell(known, ["delivered"])))).toBe(200);
  expect((await home.action({ id: actionId })).state).toBe("sent");
});

test("what a provider tells during an attempt is not lost when that ends without an answer", async () => {
  const caller = createSendgrid();
  const { url } = await connect(caller);
  const email = "ada@q-hanging.co.uk";
  const contactId = await home.contact({ email });
  world.sink.expect(email, { does: "hang", phase: "dot" });
  const { id } = await home.propose(contactId);
  const draining = world.drain();
  const mail = await eventually(() => {
    const [taken] = world.sink.to(email);
    if (taken === undefined) throw new Error("the server has not taken it yet");
    return taken;
  });
  expect(await world.call(url, one(caller.tell(known(mail, nextId()), ["delivered"])))).toBe(200);
  expect((await home.action({ id })).state).toBe("attempting");
  await world.sink.hangUp();
  await draining;
  expect((await home.action({ id })).state).toBe("sent");
  expect((await home.admin.tasks.list({})).items.filter((task) => task.contact?.id === contactId)).toEqual([]);
});

test("an answer that names only the id which the relay put in the place of ours finds its message", async () => {
  const email = "ann@q-alias.co.uk";
  const { contactId, known } = await world.sent(home, email);
  const named = `<${known.providerId}@eu-west-1.amazonses.com>`;
  const [mail] = world.sink.to(email);
  if (mail === undefined) throw new Error("nothing was sent");
  const answer = reply(mail, "Happy to talk, call me on Tuesday", {
    from: `other-${nextId()}@q-alias.co.uk`,
    withThread: false,
    headers: [`In-Reply-To: ${named}`, `References: ${named}`],
  });
  expect(await world.receive({ ...answer, to: home.mailbox })).toBe(250);
  const { items } = await home.admin.inbound.list({ state: "all", contactId });
  expect(items.map(({ correlatedBy }) => correlatedBy)).toEqual(["references"]);
});

test("a provider that calls too often is told to wait; who makes an address up takes nothing from anybody's share", async () => {
  const { url } = await connect(createPostmark());
  const asked: string[] = [];
  const rates = {
    take: (subject: string) => {
      asked.push(subject);
      throw problem("rate_limited", "too many");
    },
  };
  const { handle } = hookRoute(world.app.deps.providers, rates, createHookCounts(), world.app.resources);
  const at = (address: string) =>
    handle(new Request(url, { method: "POST", body: "{}" }), { params: { address }, requestId: "r1" });
  expect(await codeOf(at("A".repeat(72)))).toBe("not_found");
  expect(asked).toEqual([]);
  expect(await codeOf(at(url.slice(url.lastIndexOf("/") + 1)))).toBe("rate_limited");
  expect(asked).toHaveLength(1);
});

test("a body that is too large is refused before it is read", async () => {
  const caller = createPostmark();
  const { url } = await connect(caller);
  const call = one(caller.tell((await aMail()).known, ["delivered"]));
  const body = JSON.stringify({
    ...(JSON.parse(call.body) as object),
    padding: "x".repeat(limits.webhookBodyMaxBytes),
  });
  expect(await world.call(url, { ...call, body })).toBe(413);
  const large = JSON.stringify({ ...(JSON.parse(call.body) as object), padding: "x".repeat(200_000) });
  expect(await world.call(url, { ...call, body: large })).toBe(200);
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
