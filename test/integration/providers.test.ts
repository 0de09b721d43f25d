import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestWorkspace } from "../helpers/given.ts";
import { report } from "../helpers/letters.ts";
import {
  type Caller,
  createMailgun,
  createPostmark,
  createResend,
  createSendgrid,
  createSes,
  nextId,
  type ProviderCall,
} from "../helpers/provider-calls.ts";
import { openProviderWorld, type ProviderWorld } from "../helpers/provider-world.ts";

const dayMs = 86_400_000;
const ses = createSes();
const callers: readonly Caller[] = [ses, createPostmark(), createSendgrid(), createMailgun(), createResend()];
let world: ProviderWorld;
let home: TestWorkspace;
const urls = new Map<string, string>();
beforeAll(async () => {
  world = await openProviderWorld();
  world.published.set(ses.certificateUrl, ses.certificate);
  home = await world.workspace("Providers");
  for (const { kind, given } of callers) urls.set(kind, (await home.admin.providers.create({ kind, ...given })).url);
});
afterAll(() => world.close());

const people = { count: 0 };
const aMail = (kind: string) => {
  people.count += 1;
  return world.sent(home, `kim@p${people.count}-${kind}.co.uk`);
};
const tell = (caller: Caller, call: Parameters<ProviderWorld["call"]>[1]) =>
  world.call(urls.get(caller.kind) ?? "", call);
const one = (calls: readonly ProviderCall[]): ProviderCall => {
  const [first] = calls;
  if (first === undefined) throw new Error("there is no call");
  return first;
};
const kindsOf = async (contactId: `con_${string}`) =>
  (await home.admin.activities.list({ contactId })).items.map(({ kind }) => kind).sort();
const suppressedFor = async (reason: string) =>
  (await home.admin.suppressions.list({ limit: 500 })).items.filter((one) => one.reason === reason).length;

describe.each(callers)("$kind", (caller) => {
  test("what it tells becomes an event, once, however often it is told", async () => {
    const { contactId, known: mail } = await aMail(caller.kind);
    const [call] = caller.tell(mail, ["delivered"]);
    for (let time = 0; time < 3; time += 1) expect(await tell(caller, call as never)).toBe(200);
    expect(await kindsOf(contactId)).toEqual(["email_delivered", "email_sent"]);
  });

  test("a dead address is suppressed, and what it told with it is not lost", async () => {
    const { contactId, known: mail } = await aMail(caller.kind);
    const before = await suppressedFor("hard_bounce");
    for (const call of caller.tell(mail, ["bounced"])) expect(await tell(caller, call)).toBe(200);
    expect(await kindsOf(contactId)).toEqual(["email_bounced", "email_sent"]);
    expect(await suppressedFor("hard_bounce")).toBe(before + 1);
  });

  test("a complaint forbids the person", async () => {
    const { contactId, known: mail } = await aMail(caller.kind);
    for (const call of caller.tell(mail, ["complained"])) expect(await tell(caller, call)).toBe(200);
    expect(await kindsOf(contactId)).toEqual(["email_sent", "spam_complaint"]);
    expect((await home.propose(contactId)).state).toBe("denied");
    const metrics = await (await fetch(`${world.url}/metrics`)).text();
    expect(metrics).toMatch(/fairlead_reaction_seconds_count\{[^}]*"webhook"[^}]*\} [1-9]/);
  });

  test("a forged call is refused without a word, and leaves nothing but a count", async () => {
    const { contactId, known: mail } = await aMail(caller.kind);
    const [call] = caller.tell(mail, ["complained"]);
    const stored = async () => {
      const [row] = await world.db.root<{ n: number }[]>`
        select (select count(*) from provider_call)::int + (select count(*) from provider_event)::int as n`;
      return row?.n;
    };
    const before = await stored();
    expect(await tell(caller, caller.forge(call as never))).toBe(403);
    expect(await stored()).toBe(before);
    expect(await kindsOf(contactId)).toEqual(["email_sent"]);
    const metrics = await (await fetch(`${world.url}/metrics`)).text();
    expect(metrics).toMatch(
      new RegExp(`provider_calls_total.provider="${caller.kind}",result="wrong_signature". [1-9]`),
    );
  });

  test("three days late it is believed, and once", async () => {
    const { contactId, known: mail } = await aMail(caller.kind);
    const calls = caller.tell(mail, ["bounced"], Date.now() - 3 * dayMs);
    for (const call of [...calls, ...calls]) expect(await tell(caller, call)).toBe(200);
    expect(await kindsOf(contactId)).toEqual(["email_bounced", "email_sent"]);
  });

  test("an open and a message of somebody else change nothing, and are counted", async () => {
    const { contactId, known: mail } = await aMail(caller.kind);
    const stranger = {
      rfc822Id: "<nobody@else.example>",
      to: "nobody@else.example",
      providerId: "not-one-of-ours-0001",
    };
    const countsOf = async () =>
      (await home.admin.providers.list({})).items.find((one) => one.kind === caller.kind) as { unmatched: number };
    const before = (await countsOf()).unmatched;
    for (const call of [...caller.tell(mail, ["opened"]), ...caller.tell(stranger, ["complained"])])
      expect(await tell(caller, call)).toBe(200);
    expect(await kindsOf(contactId)).toEqual(["email_sent"]);
    expect((await countsOf()).unmatched).toBe(before + 1);
  });

  test("a report by mail and its word about the same bounce are one bounce", async () => {
    const { contactId, known: mail, mail: taken } = await aMail(caller.kind);
    for (const call of caller.tell(mail, ["bounced"])) await tell(caller, call);
    expect(await world.receive(report(taken, "failed", "5.1.1", "550 5.1.1 user unknown"))).toBe(250);
    expect(await kindsOf(contactId)).toEqual(["email_bounced", "email_sent"]);
  });
});

test("one call that comes many times at once, and many about one person, are each taken once", async () => {
  const [sendgrid, mailgun] = [callers[2], callers[3]];
  if (sendgrid === undefined || mailgun === undefined) throw new Error("a provider is missing");
  const { contactId, known: mail } = await aMail("at-once");
  const calls = [
    ...callers.flatMap((caller) =>
      caller.tell(mail, ["delivered", "complained"]).map((call) => [caller, call] as const),
    ),
    ...Array.from({ length: 10 }, () => [sendgrid, one(sendgrid.tell(mail, ["bounced"]))] as const),
  ];
  const repeated = [...calls, ...calls, ...calls];
  expect(new Set(await Promise.all(repeated.map(([caller, call]) => tell(caller, call))))).toEqual(new Set([200]));
  expect(await kindsOf(contactId)).toEqual(["email_bounced", "email_delivered", "email_sent", "spam_complaint"]);
});

test("an opt-out at the provider forbids outreach, and leaves what the person asked for", async () => {
  const { contactId, known: mail } = await aMail("opt-out");
  for (const call of ses.tell(mail, ["unsubscribed"])) expect(await tell(ses, call)).toBe(200);
  expect(await kindsOf(contactId)).toEqual(["email_sent", "unsubscribed"]);
  const rows = await world.db
    .root`select distinct reason, purpose, basis from suppression where contact_id = ${contactId}`;
  expect(rows).toEqual([{ reason: "unsubscribed", purpose: "outreach", basis: "provider" }]);
});

test("an opt-out that names no message counts for the contact at its address, where the proof covers the body", async () => {
  const [resend, mailgun] = [callers[4] as Caller, callers[3] as Caller];
  const elsewhere = { rfc822Id: "<other@else.example>", providerId: nextId() };
  const signed = await aMail("by-address");
  for (const call of resend.tell({ ...elsewhere, to: signed.mail.to }, ["unsubscribed"])) {
    expect(await tell(resend, call)).toBe(200);
    expect(await tell(resend, call)).toBe(200);
  }
  expect(await kindsOf(signed.contactId)).toEqual(["email_sent", "unsubscribed"]);
  expect((await home.propose(signed.contactId)).state).toBe("denied");
  const unsigned = await aMail("by-no-address");
  for (const call of mailgun.tell({ ...elsewhere, to: unsigned.mail.to }, ["unsubscribed"]))
    expect(await tell(mailgun, call)).toBe(200);
  expect(await kindsOf(unsigned.contactId)).toEqual(["email_sent"]);
});

test("a batch as large as a provider sends is taken whole, and once", async () => {
  const sendgrid = callers[2] as Caller;
  const { contactId, known: mail } = await aMail("batch");
  const call = one(sendgrid.tell(mail, [...Array<"opened">(1_998).fill("opened"), "delivered", "bounced"]));
  for (let time = 0; time < 2; time += 1) expect(await tell(sendgrid, call)).toBe(200);
  expect(await kindsOf(contactId)).toEqual(["email_bounced", "email_delivered", "email_sent"]);
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
