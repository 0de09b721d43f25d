import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { casesFor } from "../helpers/policy-cases.ts";

/** Failure mode: somebody puts policies in force that break the engine, and the service goes down or lets everything through. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const term = "context.workspace.paused";
const killers: Readonly<Record<string, string>> = {
  "140 parentheses": `${"(".repeat(140)}${term}${")".repeat(140)}`,
  "parentheses hidden from a count": `${"(// )\n".repeat(140)}${term}${")".repeat(140)}`,
  "400 terms": Array.from({ length: 400 }, () => `!${term}`).join(" && "),
  "400 terms that crash at evaluation": Array.from({ length: 400 }, () => term).join(" || "),
};

test("trap 7: killer policies are refused over the interface, and the service goes on deciding and sending", async () => {
  const before = await home.admin.policy.get({});
  const kim = await home.contact({ email: "kim@killers.co.uk" });
  const { outcome: usual } = await home.admin.policy.check({ contactId: kim });
  const attempts = Object.entries(killers).map(([name, condition]) =>
    home.admin.policy
      .activate({
        organisation: `${before.organisation}\n@id("org.killer") @effect("deny") @code("K") @says("k") forbid (principal, action, resource) when { ${condition} };`,
        reason: name,
      })
      .then(
        () => `${name}: taken`,
        (error: unknown) => (error as { code?: string }).code ?? String(error),
      ),
  );
  const decided = Promise.all(Array.from({ length: 20 }, () => home.admin.policy.check({ contactId: kim })));
  expect(await Promise.all(attempts)).toEqual(attempts.map(() => "invalid_input"));
  expect((await decided).map(({ outcome, bundleHash }) => [outcome, bundleHash])).toEqual(
    Array.from({ length: 20 }, () => [usual, before.hash]),
  );
  expect((await home.admin.policy.get({})).hash).toBe(before.hash);
  expect((await home.enroll(kim)).decision.outcome).toBe("allow");
  await world.drain();
  expect(world.sink.to("kim@killers.co.uk")).toHaveLength(1);
  expect(world.app.resources.engine.crashes()).toBe(0);
  expect(world.failures).toEqual([]);
});

test("trap 14: an approval does not carry a mail past what happened after it", async () => {
  const lee = await home.contact({ email: "lee@moved.co.uk" });
  const draft = { subject: "A question of my own", body: "Hello Lee,\n\nhow long does your month-end take?" };
  const answer = await home.agent.actions.propose({ contactId: lee, draft });
  const question = (await home.approver.approvals.list({})).items.find((one) => one.id === answer.approvalId);
  if (question === undefined) throw new Error("nobody was asked");
  const granted = await home.approver.approvals.grant({ approvalId: question.id, shownDigest: question.shownDigest });
  expect(granted.action.state).toBe("queued");
  const { organisation } = await home.admin.policy.get({});
  const stricter = `${organisation}\n@id("org.moved") @effect("deny") @code("MOVED") @says("x") forbid (principal, action, resource) when { context.scores.fit >= 0 };`;
  const tried = casesFor({ code: "MOVED", hit: {}, pass: { scores: { fit: -1 } } });
  await home.admin.policy.activate({ organisation: stricter, tests: [tried], reason: "the world moved" });
  await world.drain();
  expect((await home.action(answer)).reasons.map(({ code }) => code)).toContain("MOVED");
  expect(world.sink.to("lee@moved.co.uk")).toEqual([]);
});
