import { afterAll, beforeAll, expect, test } from "vitest";
import type { SinkKind } from "../../src/identity/words/contract.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";

/** Files of every kind through `imports.create`, as a person gives them. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
  await home.import([
    { email: "ann@known.co.uk", id: "k1" },
    { email: "bob@known.co.uk", id: "k2", last: "Brook" },
  ]);
});
afterAll(() => world.close());

const give = (kind: SinkKind, content: string, more: { dryRun?: boolean; sourceName?: string } = {}) =>
  home.admin.imports.create({ kind, filename: `${kind}.csv`, content, ...more });
const outcomesOf = async (importId: `imp_${string}`): Promise<Readonly<Record<string, readonly number[]>>> => {
  const { items } = await home.admin.imports.rows({ importId, limit: 500 });
  const byOutcome = Map.groupBy(items, (item) => (item.outcome === "reject" ? (item.code ?? "") : item.outcome));
  return Object.fromEntries([...byOutcome].map(([outcome, rows]) => [outcome, rows.map(({ row }) => row)]));
};
const content = async (): Promise<unknown> => {
  const tables = ["suppression", "consent_event", "activity_event", "opportunity"];
  return Promise.all(tables.map((table) => world.db.root.unsafe(`select * from ${table} order by 1, 2`)));
};

const files: readonly (readonly [SinkKind, string, Readonly<Record<string, readonly number[]>>])[] = [
  [
    "suppressions",
    [
      "Email;Domain;Phone;Reason;Date",
      "listed@file.co.uk;;;unsubscribed;2024-05-01",
      ";blocked.co.uk;;;",
      ";;+44 20 7946 0958;;",
      "broken;;;;",
      ";gmail.com;;;",
    ].join("\n"),
    { create: [2, 3, 4], bad_email: [5], shared_domain: [6] },
  ],
  [
    "consents",
    [
      "Email,Channel,Status,Date,Consent text",
      "listed@file.co.uk,email,granted,2026-01-01,Yes please",
      "other@file.co.uk,email,opted out,,",
      "third@file.co.uk,email,pending,2026-01-01,",
    ].join("\n"),
    { create: [2, 3], unknown_state: [4] },
  ],
  [
    "activities",
    [
      "event_type,timestamp,lead_email,subject",
      "email_sent,2024-05-01T10:00:00Z,ann@known.co.uk,Hello",
      "lead_unsubscribed,2024-05-02T10:00:00Z,bob@known.co.uk,",
      "email_sent,2024-05-01T10:00:00Z,nobody@file.co.uk,Hello",
      "email_opened,2024-05-01T10:00:00Z,ann@known.co.uk,",
    ].join("\n"),
    { create: [2, 3], unknown_contact: [4], not_an_activity: [5] },
  ],
  [
    "opportunities",
    [
      "Record ID\tDeal Name\tDeal Stage\tAmount\tCurrency\tCreate Date\tClose Date\tCompany Domain Name",
      "1\tPilot\tNegotiation\t1,200.50\tEUR\t2024-05-01\t2030-01-01\tknown.co.uk",
      "2\tRollout\tClosed Lost\t5000\tEUR\t2024-05-01\t2024-06-01\tknown.co.uk",
      "3\tOther\tNegotiation\tmuch\tEUR\t2024-05-01\t\tknown.co.uk",
      "4\tOther\tNegotiation\t5\tEUR\t2024-05-01\t\tunknown.co.uk",
    ].join("\n"),
    { create: [2, 3], bad_amount: [4], unknown_account: [5] },
  ],
];

test.each(files)(
  "%s: a dry run says what becomes of each row, changes nothing, and comes true",
  async (kind, file, rows) => {
    const before = await content();
    const tried = await give(kind, file, { dryRun: true });
    expect(tried).toMatchObject({ state: "dry_run", dryRun: true });
    expect(await content()).toEqual(before);
    expect(await outcomesOf(tried.id)).toEqual(rows);
    const done = await give(kind, file);
    expect(done.state).toBe("done");
    expect(await outcomesOf(done.id)).toEqual(rows);
  },
);

test.each(files)(
  "%s: the same file again writes nothing, and bad rows come back with why",
  async (kind, file, rows) => {
    const before = await content();
    const again = await give(kind, file);
    expect(await content()).toEqual(before);
    const { create = [], ...refused } = rows;
    expect(await outcomesOf(again.id)).toEqual({ unchanged: create, ...refused });
    const { csv } = await home.admin.imports.rejects({ importId: again.id });
    for (const code of Object.keys(refused)) expect(csv).toContain(code);
  },
);

test("a list may be nothing but a value on each line", async () => {
  const done = await give(
    "suppressions",
    "plain.one@line.co.uk\nwholeline.co.uk\n+44 20 7946 0123\nnot a value at all\n",
  );
  expect(await outcomesOf(done.id)).toEqual({ create: [1, 2, 3], bad_domain: [4] });
  const contactId = await home.contact({ email: "plain.one@line.co.uk" });
  expect((await home.agent.policy.check({ contactId })).reasons.map((reason) => reason.code)).toContain("DNC");
});

test("a deal that was won since is the same deal, updated", async () => {
  const row = (stage: string, closed: string): string =>
    `Record ID,Deal Name,Deal Stage,Amount,Currency,Create Date,Close Date,Company Domain Name\n9,Pilot,${stage},100,EUR,2024-05-01,${closed},known.co.uk`;
  const first = await give("opportunities", row("Proposal", ""), { sourceName: "Our CRM" });
  const second = await give("opportunities", row("Closed Won", "2024-06-01"), { sourceName: "Our CRM" });
  expect([await outcomesOf(first.id), await outcomesOf(second.id)]).toEqual([{ create: [2] }, { update: [2] }]);
});

test("agents import nothing of any kind", async () => {
  for (const [kind, file] of files)
    await expect(home.agent.imports.create({ kind, filename: "x.csv", content: file })).rejects.toMatchObject({
      document: { code: "not_permitted" },
    });
});

test("a file without any column that could say whom it is about is refused as a whole", async () => {
  for (const [kind] of files.filter(([one]) => one !== "suppressions"))
    await expect(give(kind, "Colour,Size\nred,4\n")).rejects.toMatchObject({ document: { code: "invalid_input" } });
});

test("nothing that went wrong was a bug of ours", () => expect(world.failures).toEqual([]));
