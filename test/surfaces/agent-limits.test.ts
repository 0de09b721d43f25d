import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createClient } from "../../src/client/client.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { type SurfaceCall, surfaces } from "./callers.ts";
import type { Answer, Harness } from "./harness.ts";

/** What an agent with a valid key and every scope it may have cannot do, each by name, over HTTP and MCP. */

let world: TestApp;
let home: TestWorkspace;
let foreign: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace("Home");
  foreign = await world.workspace("Foreign");
});
afterAll(() => world.close());

const routes = surfaces.filter(([surface]) => surface === "http" || surface === "mcp");

describe.each(routes)("%s", (surface, call) => {
  const asAgent = (name: string, input: unknown): Promise<Answer> => callAt(call, name, input, home.tokens.agent);
  const refusal = async (name: string, input: unknown) => {
    const answer = await asAgent(name, input);
    if (answer.ok) throw new Error(`${name} was answered: ${JSON.stringify(answer.value)}`);
    return answer.problem;
  };
  const email = (name: string): string => `kim@${name}-${surface}.co.uk`;

  test("it cannot approve, neither its own proposal nor another's", async () => {
    const draft = { subject: "Own words", body: "Hello there" };
    const contactId = await home.contact({ email: email("approve") });
    const own = await home.agent.actions.propose({ contactId, draft });
    const question = (await home.admin.approvals.list({})).items.find((one) => one.id === own.approvalId);
    const grant = { approvalId: own.approvalId, shownDigest: question?.shownDigest };
    const expected = surface === "mcp" ? "not_found" : "not_permitted";
    expect((await refusal("approvals.grant", grant)).code).toBe(expected);
    expect((await refusal("approvals.reject", { approvalId: own.approvalId })).code).toBe(expected);
    expect((await refusal("templates.approve", { templateId: home.templateId })).code).toBe(expected);
    await world.drain();
    expect((await home.action(own)).state).toBe("awaiting_approval");
    expect(world.sink.to(email("approve"))).toEqual([]);
  });

  test("it cannot smuggle a header, a link or broken text into a message", async () => {
    const contactId = await home.contact({ email: email("smuggle") });
    const drafts = [
      { subject: "Hi\r\nBcc: eve@evil.example", body: "hello" },
      { subject: "Hi\u2028Bcc: eve@evil.example", body: "hello" },
      { subject: "half \ud800", body: "hello" },
      { subject: "Hi", body: "half \ud800" },
      { subject: "Hi", body: "nothing \u0000" },
      ...["see evil.example", "http://10.0.0.1", "evil.example/x", "two\nlines", "a\u2028b", "half \ud800"].map(
        (opener) => ({
          templateId: home.templateId,
          slots: { opener },
        }),
      ),
    ];
    for (const draft of drafts)
      expect((await refusal("actions.propose", { contactId, draft })).code, JSON.stringify(draft)).toBe(
        "invalid_input",
      );
    const honest = { templateId: home.templateId, slots: { opener: "3.5 times faster, e.g. at Acme Inc. (v2.1)" } };
    expect(await asAgent("actions.propose", { contactId, draft: honest })).toMatchObject({ ok: true });
  });

  test("it cannot see another workspace, by any id of it", async () => {
    const contactId = await foreign.contact({ email: email("foreign") });
    const theirs = await foreign.propose(contactId);
    await world.drain();
    const { messageId } = await foreign.action(theirs);
    const probes: readonly (readonly [string, Record<string, unknown>])[] = [
      ["contacts.get", { contactId }],
      ["context.get", { contactId }],
      ["policy.check", { contactId }],
      ["actions.get", { actionId: theirs.id }],
      ["actions.cancel", { actionId: theirs.id, reason: "mine now" }],
      ["actions.propose", { contactId, draft: { templateId: home.templateId } }],
      ["mailboxes.get", { mailboxId: foreign.mailboxId }],
      ["suppressions.create", { contactId }],
    ];
    for (const [name, input] of probes) expect((await refusal(name, input)).code, name).toBe("not_found");
    const own = await asAgent("contacts.list", { q: email("foreign") });
    expect(own).toMatchObject({ ok: true, value: { items: [] } });
    expect(messageId).not.toBeNull();
    expect(JSON.stringify(await asAgent("actions.list", {}))).not.toContain(theirs.id);
  });

  test("it cannot name an address, in any field of a proposal or a suppression", async () => {
    const contactId = await home.contact({ email: email("address") });
    const victim = "victim@elsewhere.co.uk";
    const draft = { templateId: home.templateId };
    for (const extra of [{ to: victim }, { email: victim }, { cc: [victim] }, { mailboxId: home.mailboxId }]) {
      expect((await refusal("actions.propose", { contactId, draft, ...extra })).code).toBe("invalid_input");
    }
    expect((await refusal("actions.propose", { contactId: victim, draft })).code).toBe("invalid_input");
    const slots = { templateId: home.templateId, slots: { to: victim } };
    await asAgent("actions.propose", { contactId, draft: slots });
    expect((await refusal("suppressions.create", { address: victim })).code).toBe("not_permitted");
    await world.drain();
    expect(world.sink.asked).not.toContain(victim);
  });

  test("it cannot speak to the mail server: commands in a body stay words", async () => {
    const contactId = await home.contact({ email: email("headers") });
    const body = "Hi\r\n.\r\nMAIL FROM:<x@y>\r\nRCPT TO:<victim@elsewhere.co.uk>\r\nBcc: victim@elsewhere.co.uk";
    const own = await home.agent.actions.propose({ contactId, draft: { subject: "Hello", body } });
    const question = (await home.approver.approvals.list({})).items.find((one) => one.id === own.approvalId);
    if (question === undefined) throw new Error("nobody was asked");
    await home.approver.approvals.grant({ approvalId: question.id, shownDigest: question.shownDigest });
    await world.drain();
    const [mail] = world.sink.to(email("headers"));
    if (mail === undefined) throw new Error("nothing was sent");
    expect(mail.text.slice(0, mail.text.indexOf("\r\n\r\n"))).not.toMatch(/^bcc:/im);
    expect(world.sink.asked).not.toContain("victim@elsewhere.co.uk");
  });

  test("paused, it proposes and nothing leaves; it cannot resume itself", async () => {
    const contactId = await home.contact({ email: email("paused") });
    await home.approver.agents.pause({ agentId: home.agentId, reason: "too eager" });
    const answer = await asAgent("actions.propose", { contactId, draft: { templateId: home.templateId } });
    expect(answer).toMatchObject({ ok: true, value: { state: "denied", decision: { outcome: "deny" } } });
    const expected = surface === "mcp" ? "not_found" : "not_permitted";
    expect((await refusal("agents.resume", { agentId: home.agentId, reason: "let me" })).code).toBe(expected);
    await home.admin.agents.resume({ agentId: home.agentId, reason: "carry on" });
    await world.drain();
    expect(world.sink.to(email("paused"))).toEqual([]);
  });
});

test("its touches end at its daily budget, whoever they are for; another agent's do not", async () => {
  const { id } = await home.admin.agents.create({ name: "Frugal", autonomy: 3, dailyBudget: 1 });
  await world.db.root`update agent set first_action_approved = true where workspace_id = ${home.id} and id = ${id}`;
  const frugal = createClient({ url: world.url, token: await home.key(id) });
  const draft = { templateId: home.templateId };
  const [one, two] = [
    await home.contact({ email: "kim@budget-one.co.uk" }),
    await home.contact({ email: "kim@budget-two.co.uk" }),
  ];
  expect((await frugal.actions.propose({ contactId: one, draft })).decision.outcome).toBe("allow");
  const beyond = await frugal.actions.propose({ contactId: two, draft });
  expect(beyond.decision).toMatchObject({
    outcome: "defer",
    reasons: [{ rule: "agent.daily-budget", code: "AGENT_BUDGET" }],
  });
  expect((await home.agent.actions.propose({ contactId: two, draft })).decision.outcome).toBe("allow");
});

test("the only operation that leads to a send and is open to agents is the proposal", () => {
  const open = world.app.invoker.operations.filter((one) => one.effect === "send" && one.agents !== false);
  expect(open.map((one) => one.name)).toEqual(["actions.propose"]);
});

test("a key is shown once: no list, no repeated answer and no row of the database holds it", async () => {
  const made = await home.admin.keys.create({ name: "once", holderId: home.agentId });
  expect(made.secret).toMatch(/^flk_/);
  expect(JSON.stringify(await home.admin.keys.list({}))).not.toContain(made.secret);
  const tables = await world.db.root<{ name: string }[]>`
    select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and relkind = 'r'`;
  expect(tables.length).toBeGreaterThan(30);
  for (const { name } of tables) {
    const rows = await world.db
      .root`select 1 from ${world.db.root(name)} t where position(${made.secret} in t::text) > 0 limit 1`;
    expect(rows, name).toHaveLength(0);
  }
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});

/** Calls the real server with the callers of the surface tests. */
function callAt(call: SurfaceCall, name: string, input: unknown, token: string): Promise<Answer> {
  const { url } = world;
  const harness = { app: world.app, listening: { url }, adminToken: home.tokens.admin } as unknown as Harness;
  return call(harness, name, input, { token });
}
