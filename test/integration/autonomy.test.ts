import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient } from "../../src/client/client.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace("Home");
});
afterAll(() => world.close());

const ownWords = { subject: "Own words", body: "Hello there" };

test("own words are free in the segment that an admin named, until anyone who may pause lowers the level", async () => {
  const { agentId } = home;
  let count = 0;
  const outcome = async (segment: string) => {
    count += 1;
    const email = `kim@autonomy-${count}.co.uk`;
    await home.contact({ email });
    const content = `email,segments\r\n${email},${segment}`;
    await home.admin.imports.create({ filename: "segments.csv", content, sourceName: "Segments" });
    const contactId = await home.contactOf(email);
    // At the highest level nobody looks at its words, so that it has to have read of whom it writes.
    const { contextId } = await home.agent.context.get({ contactId });
    return (await home.agent.actions.propose({ contactId, contextId, draft: ownWords })).decision.outcome;
  };
  expect(await outcome("vip")).toBe("needs_approval");
  const grant = { agentId, action: "send_email", segment: "vip", level: 4, reason: "sampled for a month" } as const;
  await expect(home.approver.agents.lowerAutonomy(grant)).rejects.toMatchObject({ code: "conflict" });
  await home.admin.agents.setAutonomy(grant);
  expect([await outcome("vip"), await outcome("other")]).toEqual(["allow", "needs_approval"]);
  const lowered = await home.approver.agents.lowerAutonomy({ ...grant, level: 1, reason: "complaints" });
  expect(lowered.grants).toMatchObject([{ segment: "vip", level: 1, reason: "complaints" }]);
  expect([await outcome("vip"), await outcome("other")]).toEqual(["deny", "needs_approval"]);
  await home.admin.agents.clearAutonomy({ agentId, action: "send_email", segment: "vip", reason: "settled" });
  expect(await outcome("vip")).toBe("needs_approval");
});

test("neither an agent nor an approver raises a level, and a lowered one stops what was allowed before", async () => {
  const raise = { agentId: home.agentId, level: 4, reason: "let me" };
  for (const token of [home.tokens.agent, home.tokens.approver])
    await expect(createClient({ url: world.url, token }).agents.setAutonomy(raise)).rejects.toMatchObject({
      code: "not_permitted",
    });
  const contactId = await home.contact({ email: "kim@autonomy-queued.co.uk" });
  const queued = await home.agent.actions.propose({ contactId, draft: { templateId: home.templateId } });
  expect(queued.decision.outcome).toBe("allow");
  await home.approver.agents.lowerAutonomy({ agentId: home.agentId, level: 1, reason: "too eager" });
  await world.drain();
  expect((await home.action(queued)).state).not.toBe("sent");
  expect(world.sink.to("kim@autonomy-queued.co.uk")).toEqual([]);
});
