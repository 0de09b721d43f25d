import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { Proposed, TestWorkspace } from "../helpers/given.ts";
import { sourceOf, takeRows } from "../helpers/sink-rows.ts";

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const codes = (answer: Proposed): readonly string[] => answer.decision.reasons.map((reason) => reason.code);
const relationSeen = async (contactId: `con_${string}`): Promise<unknown> => {
  const { reasons } = (await home.propose(contactId)).decision;
  return reasons.find((reason) => reason.code === "CUSTOMER")?.values?.["account.relation"];
};
const stored = async (externalId: string) =>
  (await world.db.root`select * from opportunity where external_id = ${externalId}`)[0];

const deal = {
  Id: "006-1",
  Name: "Pilot",
  StageName: "Negotiation",
  Amount: "5,000.50",
  CurrencyIsoCode: "EUR",
  CreatedDate: "2024-05-01",
  IsWon: "false",
  IsClosed: "false",
};

test("an open deal keeps outreach away from the account, a won one makes it a customer, a lost one frees it", async () => {
  const contactId = await home.contact({ email: "ann@deal.co.uk" });
  const source = sourceOf("Salesforce");
  const queued = await home.propose(contactId);
  expect(queued.state).toBe("queued");
  const row = { ...deal, "Account Website": "https://www.deal.co.uk" };
  expect(await takeRows(world, home, "opportunities", [row], source)).toEqual([{ outcome: "created" }]);
  await world.drain();
  expect(await home.action(queued)).toMatchObject({ state: "denied", attempts: [] });
  expect(await relationSeen(contactId)).toBe("open_opportunity");
  expect(await stored("006-1")).toMatchObject({
    state: "open",
    amount_minor: 500_050,
    currency: "EUR",
    stage: "Negotiation",
  });

  expect(await takeRows(world, home, "opportunities", [row], source)).toEqual([{ outcome: "unchanged" }]);
  const won = { ...row, StageName: "Closed Won", IsWon: "true", IsClosed: "true", CloseDate: "2024-06-01" };
  expect(await takeRows(world, home, "opportunities", [won], source)).toEqual([{ outcome: "updated" }]);
  expect(await takeRows(world, home, "opportunities", [won], source)).toEqual([{ outcome: "unchanged" }]);
  expect(await relationSeen(contactId)).toBe("customer");
  const [rows] = await world.db.root`select count(*)::int as n from opportunity where external_id = '006-1'`;
  expect(rows).toEqual({ n: 1 });

  const lost = { ...won, StageName: "Closed Lost", IsWon: "false", "Loss Reason": "Price" };
  expect(await takeRows(world, home, "opportunities", [lost], source)).toEqual([{ outcome: "updated" }]);
  expect(await stored("006-1")).toMatchObject({ state: "lost", loss_reason: "Price" });
  expect(codes(await home.propose(contactId))).not.toContain("CUSTOMER");
});

test("the account is found by domain, name, its people or its id, and one that nobody knows is handed back", async () => {
  const contactId = await home.contact({ email: "kim@found.co.uk", company: "Found Widgets Ltd" });
  const { accountId } = await home.admin.contacts.get({ contactId });
  const by: readonly Readonly<Record<string, string>>[] = [
    { "Account Domain": "found.co.uk" },
    { "Account Name": "Found Widgets Limited" },
    { "Contact Email": "kim@found.co.uk" },
    { "Account ID": accountId ?? "" },
    { "Account Name": "Nobody Knows GmbH" },
    { "Account Domain": "gmail.com", "Account Name": "" },
  ];
  const results = await takeRows(
    world,
    home,
    "opportunities",
    by.map((named, n) => ({ ...deal, Id: `f-${n}`, ...named })),
  );
  expect(results.map((result) => ("code" in result ? result.code : result.outcome))).toEqual([
    "created",
    "created",
    "created",
    "created",
    "unknown_account",
    "no_account",
  ]);
});

test("a deal stays with its account when that is merged into another", async () => {
  const source = sourceOf();
  const first = await home.contact({
    email: "eva@mergedone.co.uk",
    company: "Mergers One Ltd",
    id: "m1",
    last: "Stone",
  });
  const second = await home.contact({
    email: "max@mergedtwo.co.uk",
    company: "Mergers Two Ltd",
    id: "m2",
    last: "Brook",
  });
  await takeRows(world, home, "opportunities", [{ ...deal, Id: "m-1", "Account Domain": "mergedtwo.co.uk" }], source);
  expect(codes(await home.propose(first))).not.toContain("CUSTOMER");
  const accountOf = async (contactId: `con_${string}`) => (await home.admin.contacts.get({ contactId })).accountId;
  const [survivor, absorbed] = [await accountOf(first), await accountOf(second)];
  if (survivor == null || absorbed == null) throw new Error("both have an account");
  await home.admin.accounts.merge({ accountId: survivor, otherId: absorbed, reason: "one company" });
  expect(await relationSeen(first)).toBe("open_opportunity");
  expect(await relationSeen(second)).toBe("open_opportunity");
});

test("bad amounts, dates and stages are handed back with why", async () => {
  const named = { ...deal, "Contact Email": "kim@found.co.uk" };
  const results = await takeRows(world, home, "opportunities", [
    { ...named, Id: "b1", Amount: "-1" },
    { ...named, Id: "b2", CreatedDate: "31.02.2024" },
    { ...named, Id: "b3", CreatedDate: "2044-01-01" },
    { ...named, Id: "b4", StageName: "Closed Won", IsWon: "true", IsClosed: "true", CloseDate: "2044-01-01" },
  ]);
  expect(results.map((result) => ("code" in result ? result.code : result.outcome))).toEqual([
    "bad_amount",
    "bad_date",
    "future_date",
    "future_date",
  ]);
});

test("nothing that went wrong was a bug of ours", () => expect(world.failures).toEqual([]));
