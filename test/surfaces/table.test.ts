import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { surfaces } from "./callers.ts";
import { openFullApp } from "./full-app.ts";
import { type Answer, type Harness, openHarness } from "./harness.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness(openFullApp);
}, 120_000);
afterAll(() => harness.close());

const answered = (answer: Answer): unknown => {
  if (!answer.ok) throw new Error(`${answer.problem.code}: ${answer.problem.detail}`);
  return answer.value;
};
const refused = (answer: Answer) => {
  if (answer.ok) throw new Error(`the call was answered: ${JSON.stringify(answer.value)}`);
  return answer.problem;
};

const newAgent = async (name: string): Promise<string> =>
  ((await harness.asOwner(harness.home, "agents.create", { name })) as { id: string }).id;

describe.each(surfaces)("%s", (surface, call) => {
  test("says who a key is and what it may do", async () => {
    const value = answered(await call(harness, "session.whoami", {}, { token: harness.agentToken }));
    expect(value).toMatchObject({
      workspace: { id: harness.home, name: "Home", state: "active" },
      principal: { kind: "agent", id: harness.agentId, name: "Scout", role: null },
      agent: { autonomy: 2, status: "active" },
    });
    expect((value as { scopes: string[] }).scopes).toContain("actions:write");
  });

  test("names every fault of an input at once, unknown fields included", async () => {
    const input = { agentId: "con_01kch5zsfve3x8y1q4m7n2p5rt", reason: "x", force: true };
    const { code, status, errors } = refused(await call(harness, "agents.pause", input));
    expect({ code, status }).toEqual({ code: "invalid_input", status: 400 });
    expect([...(errors ?? [])].sort((a, b) => a.path.localeCompare(b.path))).toEqual([
      { path: "/agentId", message: "expected an id that starts with `agt_`" },
      { path: "/force", message: "unknown field: the contract does not have it" },
      { path: "/reason", message: "say why, in at least 3 characters" },
    ]);
  });

  test("refuses a call without its scope and names the scope", async () => {
    const token = await harness.key(harness.agentId, ["whoami"]);
    const value = answered(await call(harness, "session.whoami", {}, { token }));
    expect((value as { scopes: string[] }).scopes).toEqual(["whoami"]);
    const { code, detail } = refused(await call(harness, "agents.list", {}, { token }));
    expect(code).toBe("not_permitted");
    expect(detail).toContain("`agents:read`");
  });

  test("an id of another workspace is not found, in the same words as an id that never was", async () => {
    const created = await harness.asOwner(harness.foreign, "agents.create", { name: `Hidden from ${surface}` });
    const foreignId = (created as { id: string }).id;
    const nobody = `agt_${foreignId.slice(4, -4)}0000`;
    const there = refused(await call(harness, "agents.get", { agentId: foreignId }));
    const nowhere = refused(await call(harness, "agents.get", { agentId: nobody }));
    expect(there.code).toBe("not_found");
    expect(there.detail.replace(foreignId, "")).toBe(nowhere.detail.replace(nobody, ""));
  });

  test("a pause is kept, and pausing again changes nothing", async () => {
    const id = await newAgent(`Paused ${surface}`);
    const paused = answered(await call(harness, "agents.pause", { agentId: id, reason: "too eager" }));
    expect(paused).toMatchObject({ status: "paused", statusReason: "too eager" });
    expect(answered(await call(harness, "agents.pause", { agentId: id, reason: "again" }))).toEqual(paused);
    expect(answered(await call(harness, "agents.get", { agentId: id }))).toEqual(paused);
  });

  test("a repeated key gets the first answer, whatever happened since; with another body it is refused", async () => {
    const agentId = await newAgent(`Once ${surface}`);
    const how = { idempotencyKey: `pause-${surface}` };
    const first = answered(await call(harness, "agents.pause", { agentId, reason: "just once" }, how));
    await harness.asOwner(harness.home, "agents.resume", { agentId, reason: "back to work" });
    expect(answered(await call(harness, "agents.pause", { agentId, reason: "just once" }, how))).toEqual(first);
    expect(await harness.asOwner(harness.home, "agents.get", { agentId })).toMatchObject({ status: "active" });
    const { code, status } = refused(await call(harness, "agents.pause", { agentId, reason: "something else" }, how));
    expect({ code, status }).toEqual({ code: "idempotency_mismatch", status: 409 });
  });
});

describe.each(surfaces)("%s: the inbox", (_surface, call) => {
  test("reads its views and pages, and names what is no view and no place", async () => {
    for (const show of ["all", "mine", "unassigned", "hot", "unclassified", "snoozed"])
      expect(answered(await call(harness, "threads.list", { show, limit: 5 }))).toEqual({ items: [], next: null });
    const { code, errors } = refused(await call(harness, "threads.list", { show: "loud", limit: 0 }));
    expect(code).toBe("invalid_input");
    expect(errors?.map((fault) => fault.path).sort()).toEqual(["/limit", "/show"]);
    expect(refused(await call(harness, "threads.list", { after: "elsewhere" })).code).toBe("invalid_input");
  });

  test("says that there is no such thread", async () => {
    const { code, detail } = refused(
      await call(harness, "threads.get", { threadId: "thr_01kch5zsfve3x8y1q4m7n2p5rt" }),
    );
    expect(code).toBe("not_found");
    expect(detail).toContain("threads.list");
  });
});

describe.each(surfaces)("%s: why something was not sent", (_surface, call) => {
  test("is counted and listed, and a time that ends before it begins is named", async () => {
    const count = answered(await call(harness, "stops.count", { per: "day", by: "rule" }));
    expect(count).toMatchObject({ rows: [], total: 0, notSent: 0, sent: 0 });
    expect(answered(await call(harness, "stops.list", { how: "denied", limit: 5 }))).toEqual({ items: [], next: null });
    const backwards = { from: "2026-03-02T00:00:00.000Z", to: "2026-03-01T00:00:00.000Z" };
    expect(refused(await call(harness, "stops.count", backwards)).code).toBe("invalid_input");
    const { errors } = refused(await call(harness, "stops.list", { how: "vanished", limit: 0 }));
    expect(errors?.map(({ path }) => path).sort()).toEqual(["/how", "/limit"]);
  });

  test("is explained, decided again and simulated; ids of nobody are not found", async () => {
    const nobody = "01kch5zsfve3x8y1q4m7n2p5rt";
    const none = { same: 0, different: 0, withheld: 0, unavailable: 0 };
    expect(answered(await call(harness, "decisions.replay", {}))).toEqual({ items: [], counts: none, next: null });
    expect(refused(await call(harness, "decisions.replay", { decisionId: `dec_${nobody}` })).code).toBe("not_found");
    expect(refused(await call(harness, "actions.explain", { actionId: `act_${nobody}` })).code).toBe("not_found");
    const touch = { contactId: `con_${nobody}`, draft: { subject: "Hello", body: "Hello" } };
    expect(refused(await call(harness, "policy.simulate", touch)).code).toBe("not_found");
  });
});

// What only people may do is no tool on MCP.
const writable = surfaces.filter(([surface]) => surface !== "mcp");

test.each(writable)("%s: reads numbers as numbers and refuses what is none", async (surface, call) => {
  const made = answered(await call(harness, "agents.create", { name: `Number ${surface}`, dailyBudget: 25 }));
  expect(made).toMatchObject({ dailyBudget: 25, autonomy: 2 });
  const { errors } = refused(await call(harness, "agents.create", { name: "Never", dailyBudget: "many" }));
  expect(errors?.map((fault) => fault.path)).toEqual(["/dailyBudget"]);
});

test.each(writable)("%s: says what policies would change before they are in force", async (_surface, call) => {
  const { organisation } = (await harness.asOwner(harness.home, "policy.get", {})) as { organisation: string };
  const raised = organisation.replace("d7 >= 2 ", "d7 >= 3 ");
  expect(raised).not.toBe(organisation);
  const value = answered(await call(harness, "policy.diff", { organisation: raised }));
  expect(value).toMatchObject({
    policies: [{ policy: "cap.contact-week", change: "changed", parts: ["conditions"] }],
    outcomes: [{ from: "defer", to: "allow", example: { facts: [{ fact: "caps.contact.d7", value: 2 }] } }],
  });
  const { code, errors } = refused(await call(harness, "policy.diff", { organisation: "forbid everything" }));
  expect(code).toBe("invalid_input");
  expect(errors?.map(({ path }) => path)).toEqual(["/organisation"]);
});

test.each(writable)(
  "%s: says what is wrong with a draft of policies and where, and how its cases come out",
  async (_surface, call) => {
    const { organisation } = (await harness.asOwner(harness.home, "policy.get", {})) as { organisation: string };
    const table = (codes: string) => ({
      name: "mine",
      text: `cases:\n  - given: { caps: { contact: { d7: 2 } } }\n    expect: defer\n    codes: [${codes}]\n`,
    });
    const lint = async (draft: object) => answered(await call(harness, "policy.lint", { organisation, ...draft }));
    const passed = { faults: [], cases: { cases: 1, failed: [] } };
    expect(await lint({ tests: [table("CAP_CONTACT")] })).toMatchObject(passed);
    const failed = { table: "mine", says: expect.stringContaining("CAP_CONTACT") };
    expect(await lint({ tests: [table("NONE")] })).toMatchObject({ faults: [], cases: { failed: [failed] } });
    const unread = { text: "team", line: 2, policy: "" };
    expect(await lint({ team: "// mine\nforbid everything" })).toMatchObject({
      faults: [unread],
      hash: null,
      cases: null,
    });
    const misspelt = organisation.replace("caps.contact.d7", "caps.contact.d8");
    const line = misspelt.split("\n").findIndex((one) => one.includes('@id("cap.contact-week")')) + 1;
    const fault = { text: "organisation", line, policy: "cap.contact-week" };
    expect(await lint({ organisation: misspelt })).toMatchObject({ faults: [fault] });
    expect(await lint({ tests: [{ name: "mine", text: "cases: [" }] })).toMatchObject({
      faults: [{ text: "mine", line: 1 }],
    });
  },
);

test.each(writable)(
  "%s: an answer that shows a secret is made anew for a repeated key, never stored",
  async (_surface, call) => {
    const input = { name: "spare", holderId: harness.agentId, scopes: ["whoami"] };
    const how = { idempotencyKey: "secret" };
    const first = answered(await call(harness, "keys.create", input, how)) as { secret: string };
    const second = answered(await call(harness, "keys.create", input, how)) as { secret: string };
    expect(second.secret).not.toBe(first.secret);
  },
);

test("nothing that went wrong was a bug of ours", () => {
  expect(harness.bugs).toEqual([]);
});
