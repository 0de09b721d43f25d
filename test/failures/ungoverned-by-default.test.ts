import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient } from "../../src/client/client.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { colleague, questionOf } from "../helpers/approvals.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { mcpClient } from "../surfaces/callers.ts";
import type { Harness } from "../surfaces/harness.ts";

/** Failure mode: an agent that nobody has set up yet, or that lends itself to its owner, acts without anybody's yes. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const own = { subject: "Own words", body: "Hello there" };

test("self-approval laundering: no credential of whoever lent the agent its key says yes, and a stranger's does", async () => {
  const contactId = await home.contact({ email: "kim@laundering.co.uk" });
  const { id } = await home.admin.agents.create({ name: "Lent", autonomy: 3, dailyBudget: 10 });
  const agent = createClient({ url: world.url, token: await home.key(id) });
  const answer = await agent.actions.propose({ contactId, draft: own });
  expect(answer.decision.outcome).toBe("needs_approval");
  const { id: approvalId, shownDigest } = await questionOf(home.approver, answer);
  const second = createClient({ url: world.url, token: await home.key(home.adminId) });
  for (const lender of [home.admin, second])
    await expect(lender.approvals.grant({ approvalId, shownDigest })).rejects.toThrow(/made the agent/);
  await expect(agent.approvals.grant({ approvalId, shownDigest })).rejects.toThrow();
  await world.drain();
  expect(world.sink.to("kim@laundering.co.uk")).toEqual([]);
  await home.approver.approvals.grant({ approvalId, shownDigest });
  await world.drain();
  expect(world.sink.to("kim@laundering.co.uk")).toHaveLength(1);
});

test("bad defaults: an agent of which only the name was given sends nothing by itself, not even an approved template", async () => {
  const contactId = await home.contact({ email: "kim@defaults.co.uk" });
  const { id } = await home.admin.agents.create({ name: "Fresh" });
  const agent = createClient({ url: world.url, token: await home.key(id) });
  const answer = await agent.actions.propose({ contactId, draft: { templateId: home.templateId } });
  expect(answer.decision.outcome).toBe("needs_approval");
  await world.drain();
  expect(world.sink.to("kim@defaults.co.uk")).toEqual([]);
});

test("inert defaults: where no policies are in force, nothing is allowed, and the answer says so", async () => {
  const other = await world.workspace("Unset");
  const contactId = await other.contact({ email: "kim@unset.co.uk" });
  await world.db.root`delete from active_bundle where workspace_id = ${other.id}`;
  const { outcome, reasons } = await other.admin.policy.check({ contactId });
  expect({ outcome, codes: reasons.map(({ code }) => code) }).toEqual({ outcome: "deny", codes: ["BUNDLE_STALE"] });
  const answer = await other.propose(contactId);
  expect(answer.decision.outcome).toBe("deny");
  await world.drain();
  expect(world.sink.to("kim@unset.co.uk")).toEqual([]);
});

test("an approval lives in a record and not in a chat: another process and another person find it as it was", async () => {
  const contactId = await home.contact({ email: "kim@durable.co.uk" });
  const answer = await home.agent.actions.propose({ contactId, draft: own });
  const before = await questionOf(home.approver, answer);
  const late = await colleague(world, home, "Late Lucy");
  const found = await questionOf(late.client, answer);
  expect({ id: found.id, shownDigest: found.shownDigest, message: found.message }).toEqual({
    id: before.id,
    shownDigest: before.shownDigest,
    message: before.message,
  });
  await late.client.approvals.grant({ approvalId: found.id, shownDigest: found.shownDigest });
  await expect(
    home.approver.approvals.grant({ approvalId: before.id, shownDigest: before.shownDigest }),
  ).rejects.toMatchObject({ document: { code: "conflict" } });
  await world.drain();
  expect(world.sink.to("kim@durable.co.uk")).toHaveLength(1);
});

test("read-only access: a key for reading lists reading tools alone, and changes nothing by any other", async () => {
  const scopes = ["contacts:read", "policy:read", "actions:read"] as const;
  const { secret } = await home.admin.keys.create({ name: "read", holderId: home.agentId, scopes: [...scopes] });
  const client = await mcpClient({ listening: { url: world.url } } as unknown as Harness, secret);
  try {
    const { tools } = await client.listTools();
    expect(tools.length).toBeGreaterThan(5);
    expect(tools.filter((tool) => tool.annotations?.readOnlyHint !== true).map(({ name }) => name)).toEqual([]);
    const contactId = await home.contact({ email: "kim@read-only.co.uk" });
    const draft = { templateId: home.templateId };
    const tried = await client.callTool({ name: "actions_propose", arguments: { contactId, draft } });
    expect(JSON.stringify(tried)).toContain("not_permitted");
    expect((await home.admin.actions.list({ contactId })).items).toEqual([]);
  } finally {
    await client.close();
  }
});
