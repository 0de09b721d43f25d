import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { waitReleased } from "../../src/audit/gate.ts";
import { openAttempt } from "../../src/execution/attempt.ts";
import { reserve } from "../../src/execution/reserve.ts";
import { newId } from "../../src/kernel/ids.ts";
import { lookUpProvider, scheduleProviders } from "../../src/mailbox/health/providers.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { Proposed, TestWorkspace } from "../helpers/given.ts";
import { complaint, report } from "../helpers/letters.ts";

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

const codesOf = ({ decision }: Proposed): readonly string[] => decision.reasons.map(({ code }) => code);

/** Sends one message to each of several people, each at a company of their own. */
async function sendTo(...names: readonly string[]): Promise<void> {
  await home.import(names.map((name) => ({ email: addressOf(name) })));
  for (const name of names) await home.propose(await home.contactOf(addressOf(name)));
  await world.drain();
  for (const name of names) expect(world.sink.to(addressOf(name)), name).toHaveLength(1);
}

/** Nobody's address is used twice, since every test has a workspace of its own and one server for all. */
function addressOf(name: string): string {
  return `kim@${name}-${home.id.slice(-6)}.co.uk`;
}

function mailTo(name: string) {
  const [mail] = world.sink.to(addressOf(name));
  if (mail === undefined) throw new Error(`nothing was sent to ${name}`);
  return mail;
}

const five = ["ada", "bee", "cleo", "dora", "edda"] as const;

describe("what receivers say of us", () => {
  test("five dead addresses of five stop mailbox, domain and nobody's provider, with the numbers, until a person arms them", async () => {
    await sendTo(...five);
    for (const name of five) await world.receive(report(mailTo(name), "failed", "5.1.1", "user unknown"));
    const { items } = await home.admin.breakers.list({});
    expect(items.map(({ scope, key }) => [scope, key])).toEqual([
      ["domain", home.mailbox.split("@")[1]],
      ["mailbox", home.mailboxId],
    ]);
    expect(items[1]).toMatchObject({ state: "tripped", cause: "bounces", failures: 5, sent: 5, stopBp: 500 });
    const refused = await home.propose(await home.contact({ email: addressOf("finn") }));
    expect(refused.decision.outcome).toBe("defer");
    expect(codesOf(refused)).toEqual(expect.arrayContaining(["MAILBOX_BREAKER", "DOMAIN_BREAKER"]));
    const { items: events } = await home.admin.activities.list({ kind: "breaker_tripped" });
    expect(events.map(({ data }) => data["scope"]).sort()).toEqual(["domain", "mailbox"]);

    for (const { scope, key } of items) await home.admin.breakers.rearm({ scope, key, reason: "the list was cleaned" });
    expect((await home.admin.breakers.list({})).items).toEqual([]);
    await world.nextWorkday();
    await world.drain();
    expect((await home.action(refused)).state).toBe("sent");
  });

  test("bounces that arrive all at once are each counted, and trip once", async () => {
    const names = Array.from({ length: 12 }, (_, n) => `many${String.fromCharCode(97 + n)}`);
    await sendTo(...names);
    const letters = names.flatMap((name) => [0, 1].map(() => report(mailTo(name), "failed", "5.1.1", "user unknown")));
    await Promise.all(letters.map((one) => world.receive(one)));
    const rows = await world.db.root`
      select scope, sent, bounced from mailbox_tally
       where workspace_id = ${home.id} and scope in ('mailbox', 'domain') order by scope`;
    expect(rows).toMatchObject([
      { scope: "domain", sent: 12, bounced: 12 },
      { scope: "mailbox", sent: 12, bounced: 12 },
    ]);
    const { items } = await home.admin.activities.list({ kind: "breaker_tripped" });
    expect(items.map(({ data }) => data["scope"]).sort()).toEqual(["domain", "mailbox"]);
  });

  test("the same bounce told again, and one without our token, count for nothing", async () => {
    await sendTo(...five);
    const mail = mailTo("ada");
    for (let again = 0; again < 6; again += 1) await world.receive(report(mail, "failed", "5.1.1", "user unknown"));
    for (const name of five) {
      const forged = report({ ...mailTo(name), from: home.mailbox, rfc822Id: "<made@up.example>" }, "failed", "5.1.1");
      await world.receive(forged);
    }
    const window = await world.db.root`
      select sum(bounced)::int as bounced from mailbox_tally where workspace_id = ${home.id} and scope = 'mailbox'`;
    expect(window).toMatchObject([{ bounced: 1 }]);
    expect((await home.admin.breakers.list({})).items).toEqual([]);
  });

  test("two complaints stop the mailbox; after it was armed again the old ones do not, and new ones do", async () => {
    await sendTo("ada", "bee", "cleo", "dora");
    await world.receive(complaint(mailTo("ada"), mailTo("ada").from));
    expect((await home.admin.breakers.list({})).items).toEqual([]);
    await world.receive(complaint(mailTo("bee"), mailTo("bee").from));
    const tripped = (await home.admin.breakers.list({})).items;
    expect(tripped.find(({ scope }) => scope === "mailbox")).toMatchObject({ cause: "complaints", failures: 2 });
    await world.advance(60_000);
    for (const { scope, key } of tripped)
      await home.admin.breakers.rearm({ scope, key, reason: "the text was changed" });
    await world.receive(complaint(mailTo("cleo"), mailTo("cleo").from));
    await world.receive(complaint(mailTo("dora"), mailTo("dora").from));
    expect((await home.admin.breakers.list({})).items).toEqual([]);

    await sendTo("finn", "gus");
    await world.receive(complaint(mailTo("finn"), mailTo("finn").from));
    await world.receive(complaint(mailTo("gus"), mailTo("gus").from));
    expect((await home.admin.breakers.list({})).items.map(({ scope }) => scope)).toContain("mailbox");
  });

  test("one failure of our own authentication stops at once, and only what blames us is counted", async () => {
    await sendTo("ada", "bee");
    await world.receive(report(mailTo("ada"), "failed", "5.2.2", "mailbox full"));
    expect((await home.admin.breakers.list({})).items).toEqual([]);
    await world.receive(report(mailTo("bee"), "failed", "5.7.26", "unauthenticated mail is prohibited: DMARC policy"));
    const { items } = await home.admin.breakers.list({});
    expect(items.map(({ scope, cause }) => `${scope} ${cause}`).sort()).toEqual([
      "domain authentication",
      "mailbox authentication",
      `provider authentication`,
    ]);
    const beside = await home.propose(await home.contact({ email: addressOf("cleo") }));
    expect(codesOf(beside)).not.toContain("PROVIDER_BREAKER");
  });

  test("a sequence that goes wrong stops alone, whoever it writes from", async () => {
    const key = home.sequenceId;
    await home.import([{ email: addressOf("ada") }]);
    await home.enroll(await home.contactOf(addressOf("ada")));
    await world.drain();
    await world.receive(report(mailTo("ada"), "failed", "5.7.26", "unauthenticated mail: DMARC"));
    const tripped = (await home.admin.breakers.list({})).items;
    expect(tripped.map(({ scope }) => scope)).toContain("sequence");
    for (const one of tripped.filter(({ scope }) => scope !== "sequence"))
      await home.admin.breakers.rearm({ scope: one.scope, key: one.key, reason: "only the sequence is at fault" });
    const enrolled = await home.enroll(await home.contact({ email: addressOf("bee") }));
    expect(codesOf(enrolled)).toContain("SEQUENCE_BREAKER");
    const alone = await home.propose(await home.contact({ email: addressOf("cleo") }));
    expect(alone.decision.outcome).toBe("allow");
    await home.admin.breakers.rearm({ scope: "sequence", key, reason: "and now that one too" });
  });
});

describe("who takes in mail", () => {
  /** Asks a DNS in which every domain has its mail taken in by one host. */
  const lookUp = (name: string, host: string) => {
    const dns = {
      ...world.app.deps.mailbox.dns,
      mx: async () => ({ kind: "records" as const, records: [{ host, priority: 1 }] }),
    };
    const domain = addressOf(name).split("@")[1];
    const job = { id: newId(world.app.resources.env, "job"), workspaceId: home.id, queue: "", key: "", tries: 1 };
    return lookUpProvider({ ...world.app.deps.mailbox, dns }, { ...job, payload: { domain } });
  };

  test("is told by MX records, so that two companies at one provider stop together and a third goes on", async () => {
    await lookUp("ada", "aspmx.l.google.com");
    await lookUp("bee", "alt1.aspmx.l.google.com");
    await lookUp("cleo", "mx.cleo.example");
    await sendTo("ada");
    await world.receive(report(mailTo("ada"), "failed", "5.7.26", "unauthenticated mail: DMARC"));
    const { items } = await home.admin.breakers.list({});
    expect(items.find(({ scope }) => scope === "provider")).toMatchObject({ key: "google" });
    for (const { scope, key } of items.filter((one) => one.scope !== "provider"))
      await home.admin.breakers.rearm({ scope, key, reason: "only one provider is at fault" });
    const beside = await home.propose(await home.contact({ email: addressOf("bee") }));
    expect(codesOf(beside)).toEqual(["PROVIDER_BREAKER"]);
    const elsewhere = await home.propose(await home.contact({ email: addressOf("cleo") }));
    expect(elsewhere.decision.outcome).toBe("allow");
  });

  test("is asked once a domain and never for a mailbox that reaches no stranger, nor where everybody knows", async () => {
    const { id: liveId } = await home.admin.mailboxes.create({
      address: "dana@sales.acme.io",
      displayName: "Dana Diaz",
      smtp: { host: "smtp.acme.io" },
    });
    const sendOf = (mailboxId: typeof liveId, toAddress: string) => ({
      messageId: newId(world.app.resources.env, "msg"),
      fromAddress: "dana@sales.acme.io",
      sequenceId: null,
      at: 0,
      mailboxId,
      toAddress,
    });
    await world.db.write(home.id, (tx) =>
      scheduleProviders(world.app.resources, tx, [
        sendOf(home.mailboxId, "kim@quiet.io"),
        sendOf(liveId, "kim@gmail.com"),
        sendOf(liveId, "kim@asked.io"),
        sendOf(liveId, "lee@ASKED.io"),
      ]),
    );
    const jobs = await world.db.root`
      select key from job where workspace_id = ${home.id} and queue = 'mailbox.provider' and state < 2`;
    expect(jobs).toMatchObject([{ key: "asked.io" }]);
  });
});

test("a trip between reserving and attempting stops the send", async () => {
  await sendTo("ada", "bee");
  const answer = await home.propose(await home.contact({ email: addressOf("cleo") }));
  const [one] = await world.db.write(home.id, (tx) => reserve(world.app.deps.dispatch, tx, [answer.id]));
  if (one === undefined) throw new Error("the action was not reserved");
  await waitReleased(world.app.resources, home.id, [one.recordId]);
  await world.receive(report(mailTo("ada"), "failed", "5.7.26", "unauthenticated mail: DMARC"));
  const opened = await world.db.write(home.id, (tx) => openAttempt(world.app.deps.dispatch, tx, answer.id));
  expect(opened).toBeNull();
  await world.drain();
  expect(world.sink.to(addressOf("cleo"))).toEqual([]);
  expect((await home.action(answer)).state).toBe("deferred");
});

describe("our own mail server", () => {
  test("that refuses the sender for good is asked once, and the mailbox waits for a person", async () => {
    const answer = await home.propose(await home.contact({ email: addressOf("ada") }));
    world.sink.expectConnection({
      does: "refuse",
      phase: "mail",
      code: 550,
      says: "5.7.60 not allowed to send as this",
    });
    await world.drain();
    const { items } = await home.admin.breakers.list({});
    expect(items).toMatchObject([{ scope: "mailbox", key: home.mailboxId, cause: "sender_refused" }]);
    expect((await home.action(answer)).attempts).toHaveLength(1);
    expect((await home.action(answer)).state).toBe("deferred");
    await home.admin.mailboxes.resume({ mailboxId: home.mailboxId, reason: "the relay knows us now" });
    await world.nextWorkday();
    await world.drain();
    expect((await home.action(answer)).state).toBe("sent");
  });

  test("that refuses a kept access token gets a new one first, and only then the mailbox waits", async () => {
    const { id: mailboxId } = await home.admin.mailboxes.create({
      address: "dana@token.example",
      displayName: "Dana Diaz",
      smtp: { host: "127.0.0.1", user: "dana" },
      imap: {
        host: "127.0.0.1",
        user: "dana",
        oauth: { tokenUrl: "https://issuer.example/token", clientId: "c", refreshToken: "r" },
      },
    });
    await world.db.root`
      update mailbox set oauth_access_token_sealed = ${Buffer.from("kept")}, oauth_expires_at = ${await world.now()}
       where workspace_id = ${home.id} and id = ${mailboxId}`;
    const cause = newId(world.app.resources.env, "aud");
    const refuse = (mayBeStale: boolean) =>
      world.db.write(home.id, (tx) => world.app.deps.dispatch.onRefusedSender(tx, { mailboxId, cause, mayBeStale }));
    await refuse(true);
    const [kept] = await world.db.root`
      select oauth_access_token_sealed as token from mailbox where workspace_id = ${home.id} and id = ${mailboxId}`;
    expect(kept).toMatchObject({ token: null });
    expect((await home.admin.breakers.list({})).items).toEqual([]);
    await refuse(false);
    expect((await home.admin.breakers.list({})).items).toMatchObject([{ scope: "mailbox", key: mailboxId }]);
  });

  test("that is only busy is asked again", async () => {
    const answer = await home.propose(await home.contact({ email: addressOf("ada") }));
    world.sink.expectConnection({ does: "refuse", phase: "mail", code: 451 });
    await world.drain();
    expect((await home.admin.breakers.list({})).items).toEqual([]);
    expect((await home.action(answer)).state).toBe("sent");
  });
});

test("only a person with the right to resume arms a breaker, and only one that tripped", async () => {
  const ask = { scope: "mailbox", key: home.mailboxId, reason: "because" } as const;
  await expect(home.agent.breakers.rearm(ask)).rejects.toMatchObject({ code: "not_permitted" });
  await expect(home.approver.breakers.rearm(ask)).rejects.toMatchObject({ code: "not_permitted" });
  await expect(home.admin.breakers.rearm(ask)).rejects.toMatchObject({ code: "not_found" });
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
