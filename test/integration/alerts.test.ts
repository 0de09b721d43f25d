import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Client } from "../../src/client/client.gen.ts";
import { createClient } from "../../src/client/client.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { reply, report } from "../helpers/letters.ts";

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

const addressOf = (name: string): string => `kim@${name}-${home.id.slice(-6)}.co.uk`;

const clientOf = (token: string): Client => createClient({ url: world.url, token });

async function sentTo(name: string, as: Client = home.admin) {
  const contactId = await home.contact({ email: addressOf(name) });
  await as.actions.propose({ contactId, draft: { templateId: home.templateId } });
  await world.drain();
  const [mail] = world.sink.to(addressOf(name));
  if (mail === undefined) throw new Error(`nothing was sent to ${name}`);
  return mail;
}

const dead = async (name: string): Promise<void> => {
  await world.receive(report(await sentTo(name), "failed", "5.1.1", "user unknown"));
};
const alerts = async () => (await home.admin.tasks.list({ limit: 500 })).items.filter(({ kind }) => kind === "alert");
const newMember = async (name: string, email: string, role: "operator" | "admin") =>
  (await home.admin.people.create({ name, email, role })).member;

describe("a breaker", () => {
  test("that comes close to its limit is one open task, however many failures say so", async () => {
    for (const name of ["ada", "bee"]) await dead(name);
    const [one, ...more] = await alerts();
    expect(more).toEqual([]);
    expect(one).toMatchObject({ contact: null, assignedTo: home.adminId, assignedToName: "Ada Admin" });
    expect(one?.title).toContain(home.mailbox);
    expect(one?.title).toContain("1 of 1 messages");
    await home.admin.tasks.complete({ taskId: one?.id ?? "tsk_", disposition: "looked" });
    await dead("cleo");
    expect((await alerts()).map(({ title }) => title)).toEqual([expect.stringContaining("3 of 3 messages")]);
  });

  test("that trips is a task each for what it stopped, in place of the warning, until a person arms it", async () => {
    for (const name of ["ada", "bee", "cleo", "dora", "edda"]) await dead(name);
    const titles = (await alerts()).map(({ title }) => title);
    expect(titles).toHaveLength(2);
    for (const title of titles) expect(title).toMatch(/^Nothing more is sent from .*`breakers\.rearm`/);
    const tripped = (await home.admin.breakers.list({})).items;
    expect(tripped).toHaveLength(2);
    for (const { scope, key } of tripped)
      await home.admin.breakers.rearm({ scope, key, reason: "the list was cleaned" });
    expect(await alerts()).toEqual([]);
    const done = (await home.admin.tasks.list({ state: "done" })).items.map(({ disposition }) => disposition);
    expect(done.sort()).toEqual(["armed_again", "armed_again", "tripped"]);
  });

  test("of a mailbox that is a member's own address is told to that member", async () => {
    const dana = await newMember("Dana Diaz", home.mailbox, "operator");
    await dead("ada");
    expect(await alerts()).toMatchObject([{ assignedTo: dana.id, assignedToName: "Dana Diaz" }]);
    expect((await home.admin.tasks.list({ assignedTo: dana.id })).items).toHaveLength(1);
  });
});

describe("a threat", () => {
  const threat = "Stop this or you will hear from my lawyer.";

  test("is told to the member who asked for the touch, where nobody else is named", async () => {
    const oren = await newMember("Oren Operator", "oren@fairlead.example", "operator");
    const mail = await sentTo("ada", clientOf(await home.key(oren.id)));
    await world.receive(reply(mail, threat));
    expect(await alerts()).toMatchObject([{ assignedTo: oren.id, assignedToName: "Oren Operator" }]);
  });

  test("is told to the mailbox's owner before that, and to whom the workspace named before all", async () => {
    const oren = await newMember("Oren Operator", "oren@fairlead.example", "operator");
    const dana = await newMember("Dana Diaz", home.mailbox, "operator");
    const one = await sentTo("ada", clientOf(await home.key(oren.id)));
    await world.receive(reply(one, threat));
    expect((await alerts()).map((task) => task.assignedTo)).toEqual([dana.id]);
    await home.admin.reactions.set({ alertsTo: oren.id });
    const other = await sentTo("bee");
    await world.receive(reply(other, threat));
    expect((await alerts()).map((task) => task.assignedTo).sort()).toEqual([dana.id, oren.id].sort());
  });

  test("after an agent's touch is told to the first admin, once", async () => {
    await newMember("Zoe Second", "zoe@fairlead.example", "admin");
    const mail = await sentTo("ada", home.agent);
    await world.receive(reply(mail, threat));
    expect(await alerts()).toMatchObject([{ assignedTo: home.adminId, assignedToName: "Ada Admin" }]);
  });
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
