import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { fairlead } from "../helpers/command.ts";
import type { TestWorkspace } from "../helpers/given.ts";

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const tables = [
  "action",
  "decision",
  "approval",
  "enrollment",
  "audit_entry",
  "cap_ledger",
  "cap_subject",
  "gate",
  "job",
  "message",
];

/** How many rows each table has that a proposal writes to. */
async function rowCounts(): Promise<readonly string[]> {
  return Promise.all(
    tables.map(async (table) => {
      const [row] = await world.db.root.unsafe<{ count: number }[]>(`select count(*)::int as count from ${table}`);
      return `${table} ${row?.count}`;
    }),
  );
}

test.each([
  ["an allowed touch", "kim@plain.co.uk", "United Kingdom", {}],
  ["a denied one", "hans@geo.de", "Germany", {}],
  ["one that has to wait", "aiko@tokyo.co.jp", "Japan", {}],
  [
    "one that a person approves",
    "kim@words.co.uk",
    "United Kingdom",
    { draft: { subject: "Mine", body: "Hello Kim" } },
  ],
])("%s comes out as the proposal does, and nothing is written", async (_, email, country, more) => {
  const contactId = await home.contact({ email, country });
  const proposal = { contactId, draft: { templateId: home.templateId }, ...more };
  const before = await rowCounts();
  const tried = await home.agent.policy.simulate(proposal);
  expect(await rowCounts()).toEqual(before);
  const answer = await home.agent.actions.propose(proposal);
  expect(await rowCounts()).not.toEqual(before);
  expect({ state: tried.state, outcome: tried.outcome, until: tried.until ?? null }).toEqual({
    state: answer.state,
    outcome: answer.decision.outcome,
    until: answer.decision.until,
  });
  expect(tried.reasons.map(({ rule }) => rule)).toEqual(answer.decision.reasons.map(({ rule }) => rule));
  const { policies } = await home.admin.policy.get({});
  expect(tried.checks.map(({ policy }) => policy)).toEqual(policies.map(({ id }) => id));
  expect(tried.message?.body).toContain("Unsubscribe: ");
});

test("what a proposal is refused for is refused: nobody, no template, a sequence twice", async () => {
  const contactId = await home.contact({ email: "kim@twice.co.uk" });
  const nobody = "con_01kch5zsfve3x8y1q4m7n2p5rt";
  await expect(
    home.admin.policy.simulate({ contactId: nobody, draft: { templateId: home.templateId } }),
  ).rejects.toThrow(/there is no contact/);
  await expect(home.admin.policy.simulate({ contactId })).rejects.toMatchObject({
    document: { code: "invalid_input" },
  });
  expect(await home.admin.policy.simulate({ contactId, sequenceId: home.sequenceId })).toMatchObject({
    outcome: "allow",
  });
  await home.enroll(contactId);
  await expect(home.admin.policy.simulate({ contactId, sequenceId: home.sequenceId })).rejects.toMatchObject({
    document: { code: "conflict" },
  });
});

const denyAll = (organisation: string): string => `${organisation}
@id("try.nobody") @effect("deny") @code("NOBODY") @says("nobody is written to")
forbid (principal, action in Fairlead::Action::"touch", resource)
when { context.contact.confidence >= 0 };`;

test("other policies are tried on the queue: what would come out otherwise is counted, and nothing changes", async () => {
  const fresh = await world.workspace("Queue");
  const ids: Id<"act">[] = [];
  for (const email of ["a@q1.co.uk", "b@q2.co.uk", "c@q3.co.uk"])
    ids.push((await fresh.propose(await fresh.contact({ email }))).id);
  const waiting = await fresh.propose(await fresh.contact({ email: "d@q4.co.jp", country: "Japan" }));
  const { organisation } = await fresh.admin.policy.get({});
  const before = await rowCounts();
  const now = await fresh.admin.policy.simulateQueue({});
  expect(now).toMatchObject({ looked: 4, changed: [], stopped: 0, next: null });
  expect(now.counts).toContainEqual({ was: "allow", now: "allow", actions: 3 });
  const tried = await fresh.admin.policy.simulateQueue({ organisation: denyAll(organisation) });
  expect(tried.counts).toEqual(
    expect.arrayContaining([
      { was: "allow", now: "deny", actions: 3 },
      { was: "defer", now: "deny", actions: 1 },
    ]),
  );
  expect(tried.changed.map(({ id }) => id).sort()).toEqual([...ids, waiting.id].sort());
  expect(tried.changed[0]?.nowCodes).toContain("NOBODY");
  expect(tried.bundleHash).not.toBe(now.bundleHash);
  expect(await rowCounts()).toEqual(before);
  expect((await fresh.admin.policy.get({})).hash).toBe(now.bundleHash);
  expect(await fresh.action({ id: ids[0] ?? "act_none" })).toMatchObject({ state: "queued", outcome: "allow" });
});

test("pages of the queue add up to the whole", async () => {
  const fresh = await world.workspace("Pages");
  for (let n = 0; n < 5; n += 1) await fresh.propose(await fresh.contact({ email: `kim@page${n}.co.uk` }));
  const looked: number[] = [];
  for (let after: Id<"act"> | undefined; ; ) {
    const page = await fresh.admin.policy.simulateQueue({ limit: 2, ...(after === undefined ? {} : { after }) });
    looked.push(page.looked);
    if (page.next === null) break;
    after = page.next as Id<"act">;
  }
  expect(looked).toEqual([2, 2, 1]);
});

test("the command line tries a file of policies on the queue", async () => {
  const fresh = await world.workspace("Command");
  await fresh.propose(await fresh.contact({ email: "kim@command.co.uk" }));
  const { organisation } = await fresh.admin.policy.get({});
  const folder = mkdtempSync(join(tmpdir(), "fairlead-simulate-"));
  try {
    const file = join(folder, "mine.cedar");
    writeFileSync(file, denyAll(organisation));
    const given = ["--url", world.url, "--token", fresh.tokens.admin];
    const { code, out } = await fairlead(["policy", "simulate", "--queue", "--policies", file, ...given]);
    expect(code).toBe(0);
    expect(out).toContain("1 waiting, 1 would come out otherwise");
    expect(out).toMatch(/allow → deny {2}NOBODY {2}Kim/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("policies that the gate refuses are not tried, and an agent may not try any", async () => {
  const contactId = await home.contact({ email: "kim@gate.co.uk" });
  const proposal = { contactId, draft: { templateId: home.templateId } };
  await expect(home.admin.policy.simulate({ ...proposal, organisation: "permit (principal" })).rejects.toMatchObject({
    document: { code: "invalid_input" },
  });
  const { organisation } = await home.admin.policy.get({});
  await expect(home.agent.policy.simulate({ ...proposal, organisation })).rejects.toMatchObject({
    document: { code: "not_permitted" },
  });
  const tried = await home.admin.policy.simulate({ ...proposal, organisation: denyAll(organisation) });
  expect(tried).toMatchObject({ outcome: "deny", state: "denied" });
});
