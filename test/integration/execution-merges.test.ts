import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { Proposed, TestWorkspace } from "../helpers/given.ts";
import { reply } from "../helpers/letters.ts";

/** What is known of two records counts for the one person that they turn out to be. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
beforeEach(() => world.nextWorkday());
afterAll(() => world.close());

/** Two records of one person at two companies, not known to be one yet: the older one survives a merge. */
async function pair(name: string) {
  const linkedin = `linkedin.com/in/ana-${name}`;
  const older = { id: `${name}-1`, first: "Ana", last: `Of ${name}`, email: `ana@${name}-old.co.uk`, linkedin };
  const later = { id: `${name}-2`, first: "Ana", last: `Of ${name}`, email: `ana@${name}-new.co.uk` };
  await home.import([older], "CRM");
  await home.import([later], "List");
  const [survivor, absorbed] = [await home.contactOf(older.email), await home.contactOf(later.email)];
  const merge = async (): Promise<void> => {
    await home.import([{ ...later, linkedin }], "List");
    expect((await home.admin.contacts.get({ contactId: absorbed })).id).toBe(survivor);
  };
  return { survivor, absorbed, email: later.email, merge };
}

const codes = (answer: Proposed): readonly string[] => answer.decision.reasons.map((reason) => reason.code);

async function sentTo(contactId: Id<"con">, email: string) {
  expect((await home.propose(contactId)).decision.outcome).toBe("allow");
  await world.drain();
  const [mail] = world.sink.to(email);
  if (mail === undefined) throw new Error("nothing was sent");
  return mail;
}

test("a touch of the one counts in the caps of the other", async () => {
  const { survivor, absorbed, email, merge } = await pair("touched");
  await sentTo(absorbed, email);
  await merge();
  for (const contactId of [survivor, absorbed]) expect(codes(await home.propose(contactId))).toContain("SPACING");
});

test("an answer of the one ends outreach to the other", async () => {
  const { survivor, absorbed, email, merge } = await pair("answered");
  const mail = await sentTo(absorbed, email);
  await world.receive(reply(mail, "Not now, maybe next quarter."));
  await merge();
  for (let day = 0; day < 4; day += 1) await world.nextWorkday();
  expect(codes(await home.propose(survivor))).toContain("REPLIED");
});

test("a hold and a suppression under an id that was merged away are in force for who they became", async () => {
  const held = await pair("held");
  await held.merge();
  await home.admin.holds.create({ contactId: held.absorbed });
  expect(codes(await home.propose(held.survivor))).toContain("HELD");
  const listed = await pair("listed");
  await listed.merge();
  await home.agent.suppressions.create({ contactId: listed.absorbed });
  expect(codes(await home.propose(listed.survivor))).toContain("DNC");
});

test("what was queued for either stops with the merge, and is not sent", async () => {
  const { survivor, absorbed, merge } = await pair("queued");
  const answers = [await home.enroll(survivor), await home.enroll(absorbed)];
  await merge();
  await world.drain();
  for (const answer of answers) expect(await home.action(answer)).toMatchObject({ state: "cancelled", attempts: [] });
  expect(world.sink.taken.filter((mail) => mail.to.includes("queued"))).toEqual([]);
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
