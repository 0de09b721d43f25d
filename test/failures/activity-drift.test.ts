import { afterAll, beforeAll, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { report } from "../helpers/letters.ts";
import type { Conduct } from "../helpers/sink.ts";

/** Failure mode: what was sent, what bounced and what the CRM says drift apart. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

/** Everything that can happen to a mail on its way, and what the records must say in the end. */
const fates: readonly (readonly [name: string, conducts: readonly Conduct[], state: string])[] = [
  ["taken", [], "sent"],
  ["refused-for-good", [{ does: "refuse", phase: "rcpt", code: 550, says: "5.1.1 no such user" }], "rejected"],
  ["refused-at-data", [{ does: "refuse", phase: "data", code: 554, says: "5.7.1 policy" }], "rejected"],
  ["refused-for-now", [{ does: "refuse", phase: "rcpt", code: 451 }], "sent"],
  ["dropped-at-rcpt", [{ does: "drop", phase: "rcpt" }], "sent"],
  ["dropped-in-data", [{ does: "drop", phase: "data" }], "unknown"],
  ["dropped-after-dot", [{ does: "drop", phase: "dot" }], "unknown"],
];

const addressOf = (name: string): string => `kim@${name}.co.uk`;

async function eventsOf(contactId: Id<"con">, kind: string): Promise<number> {
  return (await home.admin.activities.list({ contactId, limit: 500 })).items.filter((one) => one.kind === kind).length;
}

async function recordsOf(contactId: Id<"con">, type: string): Promise<number> {
  const { items } = await home.admin.audit.list({ contactId, limit: 500 });
  return items.filter(({ record }) => record.type === type).length;
}

test("whatever the server does, its own list of mails, the timeline and the log agree", async () => {
  const contacts = new Map<string, Id<"con">>();
  for (const [name, conducts] of fates) {
    world.sink.expect(addressOf(name), ...conducts);
    const contactId = await home.contact({ email: addressOf(name) });
    contacts.set(name, contactId);
    expect((await home.propose(contactId)).decision.outcome).toBe("allow");
  }
  await world.drain();
  await world.nextWorkday();
  await world.drain();
  for (const [name, , state] of fates) {
    const contactId = contacts.get(name) ?? "con_none";
    const [action] = (await home.admin.actions.list({ contactId })).items;
    expect(action?.state, name).toBe(state === "unknown" ? "parked" : state);
    const sent = state === "sent" ? 1 : 0;
    expect(await eventsOf(contactId, "email_sent"), name).toBe(sent);
    expect(await recordsOf(contactId, "message.sent"), name).toBe(sent);
    expect(await eventsOf(contactId, "email_unknown"), name).toBe(state === "unknown" ? 1 : 0);
    if (state !== "unknown") expect(world.sink.to(addressOf(name)), name).toHaveLength(sent);
    expect(world.sink.to(addressOf(name)).length, name).toBeLessThanOrEqual(1);
  }
});

test("a mail that did arrive after an unknown end becomes sent by its delivery report, and is never sent again", async () => {
  const email = addressOf("report-tells");
  world.sink.expect(email, { does: "drop", phase: "dot" });
  const answer = await home.propose(await home.contact({ email }));
  await world.drain();
  expect((await home.action(answer)).state).toBe("unknown");
  const [mail] = world.sink.to(email);
  if (mail === undefined) throw new Error("the server took no mail");
  expect(await world.receive(report(mail, "delivered", "2.0.0"))).toBe(250);
  const action = await home.action(answer);
  expect(action.state).toBe("sent");
  expect(await eventsOf(action.contact.id, "email_reconciled")).toBe(1);
  expect(await eventsOf(action.contact.id, "email_delivered")).toBe(1);
  await world.nextWorkday();
  await world.drain();
  expect(world.sink.to(email)).toHaveLength(1);
});

test("a bounce that comes later is one bounce on the timeline, however often it is reported, and ends the address", async () => {
  const email = addressOf("late-bounce");
  const contactId = await home.contact({ email });
  await home.propose(contactId);
  await world.drain();
  const [mail] = world.sink.to(email);
  if (mail === undefined) throw new Error("the server took no mail");
  const bounce = report(mail, "failed", "5.1.1", "no such user");
  for (let times = 0; times < 3; times += 1) expect(await world.receive(bounce)).toBe(250);
  await world.drain();
  expect(await eventsOf(contactId, "email_sent")).toBe(1);
  expect(await eventsOf(contactId, "email_bounced")).toBe(1);
  const { items } = await home.admin.suppressions.list({ address: email });
  expect(items.map((one) => one.reason)).toEqual(["hard_bounce"]);
  const next = await home.propose(contactId);
  expect(next.decision.reasons.map((reason) => reason.code)).toContain("HARD_BOUNCE");
});

test("over everything that happened: mails at the server are events are records, and the log verifies", async () => {
  const { items } = await home.admin.audit.list({ type: "message.*", limit: 500 });
  const ended = (type: string): Set<string> =>
    new Set(items.filter(({ record }) => record.type === type).map(({ record }) => record.message?.rfc822Id ?? ""));
  const arrived = new Set(world.sink.taken.map((mail) => mail.rfc822Id));
  const known = new Set([...ended("message.sent"), ...ended("message.unknown")]);
  expect([...arrived].filter((id) => !known.has(id))).toEqual([]);
  expect([...ended("message.sent")].filter((id) => !arrived.has(id))).toEqual([]);
  expect(world.sink.taken).toHaveLength(arrived.size);
  expect(await home.admin.audit.verify({})).toMatchObject({ ok: true });
  expect(world.failures).toEqual([]);
});
