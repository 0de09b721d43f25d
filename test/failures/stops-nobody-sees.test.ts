import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { autoReply, oneClickUrl } from "../helpers/letters.ts";
import { casesFor } from "../helpers/policy-cases.ts";

/** Failure mode: a block does not reach what waits, reaches too far, or nobody can tell why a person did not get a mail. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

test("over-suppression: a link that is only fetched and an absence notice opt nobody out", async () => {
  const contactId = await home.contact({ email: "kim@over.co.uk" });
  await home.propose(contactId);
  await world.drain();
  const [mail] = world.sink.to("kim@over.co.uk");
  if (mail === undefined) throw new Error("nothing was sent");
  for (const method of ["GET", "HEAD"]) await fetch(oneClickUrl(mail), { method });
  expect(await world.receive(autoReply(mail, "I am away until Monday."))).toBe(250);
  await world.drain();
  expect((await home.admin.suppressions.list({ contactId })).items).toEqual([]);
});

test("a block that is not retroactive: policies put in force stop what is queued, and the stop has their reason", async () => {
  const contactId = await home.contact({ email: "kim@retro.co.uk" });
  const answer = await home.propose(contactId);
  expect(answer.state).toBe("queued");
  const before = await home.admin.policy.get({});
  const rule =
    '@id("org.freeze") @effect("deny") @code("FREEZE") @says("nothing goes out") forbid (principal, action, resource) when { context.scores.fit <= 100 };';
  const tests = [casesFor({ hit: {}, pass: { scores: { fit: 101 } }, code: "FREEZE" })];
  await home.admin.policy.activate({
    organisation: `${before.organisation}\n${rule}`,
    tests,
    reason: "freeze everything",
  });
  await world.drain();
  expect(world.sink.to("kim@retro.co.uk")).toEqual([]);
  expect((await home.action(answer)).reasons.map(({ code }) => code)).toContain("FREEZE");
  // No way back is the other half: one command, and people can be written to again.
  await home.admin.policy.rollback({ bundle: "previous", reason: "the freeze is over" });
  expect((await home.admin.policy.get({})).hash).toBe(before.hash);
  expect((await home.propose(await home.contact({ email: "kim@thawed.co.uk" }))).decision.outcome).toBe("allow");
});

test("nobody can tell why: each stop is told by its rule, and counted under its reason", async () => {
  const contactId = await home.contact({ email: "kim@why-not.co.uk" });
  await home.admin.suppressions.create({ contactId });
  const answer = await home.propose(contactId);
  const told = await home.admin.actions.explain({ actionId: answer.id });
  expect(JSON.stringify(told)).toContain("DNC");
  expect(JSON.stringify(await home.admin.stops.count({ by: "code" }))).toContain("DNC");
  expect(JSON.stringify(await home.admin.stops.list({ limit: 100 }))).toContain(answer.id);
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
