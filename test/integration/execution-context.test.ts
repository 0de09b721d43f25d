import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient } from "../../src/client/client.ts";
import { dayMs } from "../../src/kernel/env.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { Proposed, TestWorkspace } from "../helpers/given.ts";

const ownWords = { subject: "A question of my own", body: "Hello Kim,\n\nhow long does your month-end take?" };

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const codes = (answer: Proposed): readonly string[] => answer.decision.reasons.map((reason) => reason.code);
const read = async (contactId: Id<"con">) => (await home.admin.context.get({ contactId })).contextId;

test("a proposal from a context that was just read is decided like any other", async () => {
  const contactId = await home.contact({ email: "kim@fresh.co.uk" });
  expect(await home.propose(contactId, { contextId: await read(contactId) })).toMatchObject({ state: "queued" });
});

test("a context that is older than a day is refused, and reading it again is enough", async () => {
  const contactId = await home.contact({ email: "kim@aged.co.uk" });
  const contextId = await read(contactId);
  await world.advance(dayMs + 2_000);
  await world.nextWorkday();
  const answer = await home.propose(contactId, { contextId });
  expect(answer.state).toBe("denied");
  const [reason] = answer.decision.reasons;
  expect(codes(answer)).toEqual(["CONTEXT_STALE"]);
  expect(reason?.says).toMatch(/86400 is the most: read it again/);
  expect(await home.propose(contactId, { contextId: await read(contactId) })).toMatchObject({ state: "queued" });
});

test("what changed since the context was read refuses, up to the moment before the send", async () => {
  const contactId = await home.contact({ email: "kim@moved.co.uk" });
  const before = await read(contactId);
  const answer = await home.propose(contactId, { contextId: before });
  expect(answer.state).toBe("queued");
  const [held] = (await home.admin.holds.create({ contactId, reason: "a colleague calls first" })).items;
  if (held === undefined) throw new Error("nothing is held");
  await home.admin.holds.release({ holdId: held.id, reason: "the call is over" });
  expect(codes(await home.propose(contactId, { contextId: before }))).toContain("CONTEXT_STALE");
  await world.drain();
  const action = await home.action(answer);
  expect(action).toMatchObject({ state: "denied", attempts: [] });
  expect(action.reasons.map(({ code }) => code)).toEqual(["CONTEXT_STALE"]);
});

test("a context of somebody who was merged away is one of before", async () => {
  const first = await home.contact({ email: "kim@twice.co.uk", first: "Kim", last: "Twice" });
  const second = await home.contact({ email: "k.twice@twice.co.uk", first: "Kim", last: "Twice", id: "again" });
  const contexts = [await read(first), await read(second)];
  await home.admin.contacts.merge({ contactId: first, otherId: second, reason: "the same person" });
  for (const contextId of contexts) expect(codes(await home.propose(first, { contextId }))).toContain("CONTEXT_STALE");
  expect(codes(await home.propose(first, { contextId: await read(second) }))).not.toContain("CONTEXT_STALE");
});

test("an agent that sends what it writes has to name what it read", async () => {
  const { id } = await home.admin.agents.create({ name: "on its own", autonomy: 4 });
  const agent = createClient({ url: world.url, token: await home.key(id) });
  const contactId = await home.contact({ email: "kim@alone.co.uk" });
  const blind = await agent.actions.propose({ contactId, draft: ownWords });
  expect(codes(blind)).toContain("CONTEXT_UNREAD");
  const { contextId } = await agent.context.get({ contactId });
  const told = await agent.actions.propose({ contactId, draft: ownWords, contextId });
  expect(codes(told)).not.toContain("CONTEXT_UNREAD");
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
