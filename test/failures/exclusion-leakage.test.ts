import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { eventually } from "../helpers/eventually.ts";
import type { PersonGiven, Proposed, TestWorkspace } from "../helpers/given.ts";

/** Failure mode: a do-not-contact list is in force in one place and not in another. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const codes = (answer: Proposed): readonly string[] => answer.decision.reasons.map((reason) => reason.code);
const forbid = (people: readonly PersonGiven[]) =>
  home.import(
    people.map((person) => ({ ...person, doNotContact: "yes" })),
    "Legal's list",
  );

/** Runs everything that could still be due for two weeks. */
async function twoWeeks(): Promise<void> {
  for (let day = 0; day < 10; day += 1) {
    await world.nextWorkday();
    await world.drain();
  }
}

test("one import of a list stops what is queued, deferred, awaiting approval and between two steps, at once", async () => {
  const person = (name: string, more: Partial<PersonGiven> = {}): PersonGiven => ({
    email: `kim@${name}.co.uk`,
    ...more,
  });
  const queued = person("queued");
  const deferred = person("deferred", { country: "Japan" });
  const asked = person("asked");
  const midway = person("midway");
  await home.import([queued, deferred, asked, midway]);
  await home.enroll(await home.contactOf(midway.email));
  await world.drain();
  const answers = {
    queued: await home.enroll(await home.contactOf(queued.email)),
    deferred: await home.propose(await home.contactOf(deferred.email)),
    asked: await home.agent.actions.propose({
      contactId: await home.contactOf(asked.email),
      draft: { subject: "My own words", body: "Hello there" },
    }),
  };
  expect(Object.values(answers).map((answer) => answer.state)).toEqual(["queued", "deferred", "awaiting_approval"]);
  const [question] = (await home.approver.approvals.list({})).items;
  await forbid([queued, deferred, asked, midway]);
  if (question === undefined) throw new Error("nobody was asked");
  const { id: approvalId, shownDigest } = question;
  const granted = await home.approver.approvals.grant({ approvalId, shownDigest });
  expect(granted.action).toMatchObject({ state: "denied", outcome: "deny" });
  const before = world.sink.taken.length;
  await twoWeeks();
  expect(world.sink.taken).toHaveLength(before);
  for (const [name, answer] of Object.entries(answers)) {
    const action = await home.action(answer);
    expect(["denied", "cancelled"], name).toContain(action.state);
    expect(action.attempts, name).toEqual([]);
  }
});

test("a list given as a file of addresses and domains stops what is queued under any spelling of them", async () => {
  const people: Readonly<Record<string, PersonGiven>> = {
    address: { email: "lou@filed.co.uk" },
    domain: { email: "lou@whole-domain.co.uk" },
    alias: { email: "lou.private@gmail.com", company: "Filed Ltd", website: "filed.co.uk", last: "Alias" },
    subdomain: { email: "lou@mail.deep-domain.co.uk" },
    free: { email: "lou@not-listed.co.uk" },
  };
  await home.import(Object.values(people));
  const answers = new Map<string, Proposed>();
  for (const [name, person] of Object.entries(people))
    answers.set(name, await home.enroll(await home.contactOf(person.email)));
  expect([...answers.values()].map((answer) => answer.state)).toEqual(Array(5).fill("queued"));
  const rows = ["LOU@Filed.co.uk", "whole-domain.co.uk", "Lou.Private+news@googlemail.com", "@deep-domain.co.uk"];
  const content = `${rows.join("\n")}\nnobody at all\n`;
  const before = world.sink.taken.length;
  const done = await home.admin.imports.create({ kind: "suppressions", filename: "dnc.txt", content });
  expect(done.counts).toMatchObject({ created: 4, rejected: 1 });
  await twoWeeks();
  const sent = world.sink.taken.slice(before).map((letter) => JSON.stringify(letter));
  for (const [name, answer] of answers) {
    const action = await home.action(answer);
    const isFree = name === "free";
    expect(["denied", "cancelled"].includes(action.state), name).toBe(!isFree);
    expect(action.attempts.length > 0, name).toBe(isFree);
    expect(
      sent.some((letter) => letter.includes(people[name]?.email ?? "")),
      name,
    ).toBe(isFree);
  }
  const again = await home.admin.imports.create({ kind: "suppressions", filename: "dnc.txt", content });
  expect(again.counts).toMatchObject({ created: 0, unchanged: 4 });
});

test("a listed person stays listed under every spelling, record and address that they come back with", async () => {
  const listed = {
    id: "x1",
    first: "Sam",
    last: "Gold",
    email: "sam.gold@adatum.co.uk",
    linkedin: "linkedin.com/in/samgold",
  };
  await forbid([listed]);
  const before = await home.contactOf(listed.email);
  expect(codes(await home.propose(before))).toContain("DNC");
  const returns: readonly PersonGiven[] = [
    { id: "r1", first: "SAM", last: "GOLD", email: "Sam.Gold@ADATUM.co.uk" },
    { id: "r2", first: "Samuel", last: "Gold", email: "sam.gold+events@adatum.co.uk" },
    {
      id: "r3",
      first: "Sam",
      last: "Gold",
      email: "sam@adatum-group.co.uk",
      linkedin: "https://www.linkedin.com/in/samgold/",
    },
  ];
  for (const person of returns) {
    await home.import([person], `List ${person.id}`);
    const ids = new Set(
      (await home.admin.contacts.list({ q: "Gold" })).items.filter((one) => /sam/i.test(one.name)).map((one) => one.id),
    );
    for (const contactId of ids) expect(codes(await home.propose(contactId)), person.email).toContain("DNC");
    expect(ids.size).toBeGreaterThan(0);
  }
  await twoWeeks();
  expect(world.sink.asked.filter((address) => /adatum/i.test(address))).toEqual([]);
});

test("an address on the list covers whoever else has it", async () => {
  await home.admin.suppressions.create({ address: "front.desk@lamna.co.uk" });
  const contactId = await home.contact({ email: "Front.Desk@lamna.co.uk", first: "Lee", last: "Wong", id: "desk" });
  expect(codes(await home.propose(contactId))).toContain("DNC");
});

test("a domain on the list covers everybody there, those imported later too, and nobody elsewhere", async () => {
  const early = await home.contact({ email: "ann@litware.co.uk" });
  const answer = await home.propose(early);
  expect(answer.state).toBe("queued");
  await home.admin.suppressions.create({ domain: "litware.co.uk" });
  await world.drain();
  expect((await home.action(answer)).attempts).toEqual([]);
  const late = await home.contact({ email: "bob@sub.litware.co.uk", first: "Bob", last: "Late" });
  for (const contactId of [early, late]) expect(codes(await home.propose(contactId))).toContain("DOMAIN_SUPPRESSED");
  const elsewhere = await home.contact({ email: "ann@notlitware.co.uk", last: "Elsewhere" });
  expect((await home.propose(elsewhere)).decision.outcome).toBe("allow");
});

test("every place that shows or ranks contacts says so at once", async () => {
  const email = "kim@everywhere.co.uk";
  const contactId = await home.contact({ email, title: "CFO" });
  const isOffered = async (): Promise<boolean> =>
    (await home.agent.queue.next({ limit: 100 })).items.some((one) => JSON.stringify(one).includes(contactId));
  await world.drain();
  const offeredBefore = await isOffered();
  await forbid([{ email }]);
  expect((await home.agent.policy.check({ contactId })).outcome).toBe("deny");
  const { mayContact } = await home.agent.context.get({ contactId });
  expect(mayContact.reasons.map((reason) => reason.code)).toContain("DNC");
  expect({ before: offeredBefore, after: await isOffered() }).toEqual({ before: true, after: false });
  expect((await home.admin.suppressions.list({ contactId })).items.length).toBeGreaterThan(0);
});

test("only a person with the right to lift lets somebody be written to again, and it is on record", async () => {
  const contactId = await home.contact({ email: "kim@lifted.co.uk" });
  const { ids } = await home.agent.suppressions.create({ contactId });
  const [first] = ids;
  if (first === undefined) throw new Error("nothing was suppressed");
  for (const who of [home.agent, home.approver]) {
    await expect(who.suppressions.lift({ suppressionId: first, reason: "they asked us" })).rejects.toMatchObject({
      document: { code: "not_permitted" },
    });
  }
  expect(codes(await home.propose(contactId))).toContain("DNC");
  await home.admin.suppressions.lift({ suppressionId: first, reason: "they asked us to" });
  await eventually(async () => {
    const { items } = await home.admin.audit.list({ contactId, type: "suppression.*" });
    expect(items.map(({ record }) => record.type)).toEqual(["suppression.removed", "suppression.added"]);
  });
  expect((await home.propose(contactId)).decision.outcome).toBe("allow");
});

test("an agent can neither import a list, nor consent, nor a past that never was", async () => {
  for (const kind of ["suppressions", "consents", "activities", "opportunities", "contacts"] as const)
    await expect(
      home.agent.imports.create({ kind, filename: "x.csv", content: "Email,Status\na@agent.co.uk,opt-in\n" }),
    ).rejects.toMatchObject({ document: { code: "not_permitted" } });
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
