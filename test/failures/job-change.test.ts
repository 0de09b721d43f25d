import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";

/** Failure mode: somebody who changes jobs becomes a second person, to whom no opt-out and no history belongs. */

let world: TestApp;
let home: TestWorkspace;
const linkedin = "linkedin.com/in/jane-doe-4711";
const jane = { first: "Jane", last: "Doe", linkedin };
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
}, 120_000);
afterAll(() => world.close());

const people = async () => (await home.admin.contacts.list({ q: "Jane Doe" })).items;

test("a job change is not a new person: one contact, two employers, and the interest that it shows", async () => {
  const before = await home.contact({ ...jane, id: "7", email: "jane@northwind.co.uk", title: "Head of Finance" });
  await world.advance(86_400_000);
  await home.import([{ ...jane, id: "7", email: "jane@fabrikam.co.uk", title: "CFO" }]);
  const [one, ...more] = await people();
  expect(more).toEqual([]);
  expect(one?.id).toBe(before);
  const page = await home.agent.contacts.get({ contactId: before });
  expect(page.relationships).toMatchObject([
    { domain: "fabrikam.co.uk", title: "CFO", seniority: "c_suite", current: true, to: null },
    { domain: "northwind.co.uk", title: "Head of Finance", current: false },
  ]);
  expect(page.relationships[1]?.to).toBe(page.relationships[0]?.from);
  const after = await home.admin.scores.get({ contactId: before });
  expect(after.reasons.intent.map((reason) => reason.kind)).toEqual(["job_change"]);
  expect(after.intent).toBeGreaterThan(0);
});

test("told again, the change counts once", async () => {
  const [one] = await people();
  if (one === undefined) throw new Error("nobody is there");
  const before = await home.admin.scores.get({ contactId: one.id });
  await home.import(
    [{ ...jane, id: "l-9", email: "jane@fabrikam.co.uk", title: "Chief Financial Officer" }],
    "Another list",
  );
  const after = await home.admin.scores.get({ contactId: one.id });
  expect(after.reasons.intent.find((reason) => reason.kind === "job_change")?.count).toBe(1);
  expect(after.intent).toBe(before.intent);
});

test("who opted out at the old employer is not written to at the new one", async () => {
  const kim = { first: "Kim", last: "Lee", linkedin: "linkedin.com/in/kim-lee-815" };
  const contactId = await home.contact({ ...kim, id: "8", email: "kim@northwind.co.uk", optOut: "yes" });
  await world.advance(86_400_000);
  await home.import([{ ...kim, id: "8", email: "kim@tailspin.co.uk" }]);
  const found = await home.admin.contacts.get({ contactId });
  expect(found.relationships[0]).toMatchObject({ domain: "tailspin.co.uk", current: true });
  const answer = await home.propose(contactId);
  expect(answer.decision.outcome).toBe("deny");
  expect(answer.decision.reasons.map((reason) => reason.code)).toContain("UNSUBSCRIBED");
});

test("an address at a domain that the account has left is not written to", async () => {
  const contactId = await home.contact({ first: "Ola", last: "Berg", id: "9", email: "ola@wingtip.co.uk" });
  const { accountId } = await home.admin.contacts.get({ contactId });
  if (accountId === null) throw new Error("there is no account");
  await home.admin.accounts.setDomain({ accountId, domain: "wingtip.co.uk", role: "former", reason: "renamed in May" });
  const answer = await home.propose(contactId);
  expect(answer.decision.outcome).toBe("deny");
  expect((await home.admin.accounts.list({ domain: "wingtip.co.uk" })).items.map((one) => one.id)).toEqual([accountId]);
});
