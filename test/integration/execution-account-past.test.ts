import { afterAll, beforeAll, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { Proposed, TestWorkspace } from "../helpers/given.ts";

/** What a colleague went through with us counts for everybody at the account. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const dayMs = 86_400_000;
const codes = (answer: Proposed): readonly string[] => answer.decision.reasons.map((reason) => reason.code);

async function colleagues(company: string): Promise<readonly [Id<"con">, Id<"con">]> {
  const domain = `${company}.co.uk`;
  const common = { company: `${company} Ltd`, website: domain };
  return [
    await home.contact({ email: `ann@${domain}`, first: "Ann", last: "One", id: `${company}1`, ...common }),
    await home.contact({ email: `bob@${domain}`, first: "Bob", last: "Two", id: `${company}2`, ...common }),
  ];
}

test("an open support case of a colleague holds outreach until it is closed, each case by its key", async () => {
  const [ann, bob] = await colleagues("helpdesk");
  const told = (kind: "case_opened" | "case_closed", key: string) =>
    home.admin.activities.record({ kind, contactId: ann, data: { case: key } });
  await expect(home.admin.activities.record({ kind: "case_opened", contactId: ann })).rejects.toMatchObject({
    document: { code: "invalid_input", errors: [{ path: "/data/case" }] },
  });
  await told("case_opened", "T-1");
  await told("case_opened", "T-2");
  const answer = await home.propose(bob);
  expect(answer.state).toBe("deferred");
  expect(codes(answer)).toEqual(["CASE_OPEN"]);
  await told("case_closed", "T-1");
  expect(codes(await home.propose(bob))).toEqual(["CASE_OPEN"]);
  await told("case_closed", "T-2");
  expect(await home.propose(bob)).toMatchObject({ state: "queued" });
});

test("a lost deal cools off for 90 days, until a date that is told", async () => {
  const [ann, bob] = await colleagues("lostdeal");
  const { outcome } = await home.admin.outcomes.record({ kind: "deal_lost", contactId: ann });
  const answer = await home.propose(bob);
  expect(answer.state).toBe("deferred");
  expect(codes(answer)).toEqual(["DEAL_LOST"]);
  expect(Date.parse(answer.decision.until ?? "")).toBe(Date.parse(outcome.occurredAt) + 90 * dayMs);
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
