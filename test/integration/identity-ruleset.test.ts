import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defaultRuleset } from "../../src/identity/core/ruleset.ts";
import { activateRuleset } from "../../src/identity/ruleset/activate.ts";
import type { RulesetView } from "../../src/identity/ruleset/contract.ts";
import { proposeRuleset } from "../../src/identity/ruleset/propose.ts";
import { rulesetQueue } from "../../src/identity/ruleset/queue.ts";
import { getRuleset, listRulesets } from "../../src/identity/ruleset/read-rulesets.ts";
import { runRulesetJob } from "../../src/identity/ruleset/run-job.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { claimedJob } from "../../src/kernel/jobs.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { hubspot, type IdentityWorld, identityWorld, importCsv } from "../helpers/identity-world.ts";
import { type Arriving, projectionOf, recordsArrive, recordsIn } from "../helpers/merges.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const reason = "tried on our own records";
const phone = "+4989123456";
const row = (externalId: string, fields: Arriving["fields"]): Arriving => ({
  externalId,
  fields,
  observedAt: 1_700_000_000_000,
});
/** One person by phone, one by a company's name, three at one desk, and somebody alone. */
const people: readonly Arriving[] = [
  row("a1", { firstName: "Anna", lastName: "Berg", email: "anna@berg-haus.de", phone }),
  row("a2", { firstName: "Anna", lastName: "Berg", email: "anna@kraft-werk.de", phone, title: "CTO" }),
  row("b1", { firstName: "Ines", lastName: "Kraft", companyName: "Werk Neun", country: "DE" }),
  row("b2", { firstName: "Ines", lastName: "Kraft", companyName: "Werk Neun", country: "DE", title: "CFO" }),
  ...["Ada", "Bea", "Cleo"].map((firstName, at) =>
    row(`c${at}`, { firstName, lastName: `Desk${firstName}`, email: "desk@neunwerk.de" }),
  ),
  row("d", { firstName: "Otto", lastName: "Allein", email: "otto@allein.de" }),
];
const rows = (list: readonly number[]): string =>
  hubspot(list.map((at) => `${at},Max${at},Muster${at},max${at}@werk${at}.de,CEO,Global,werk${at}.de,DE,,`));

/** Every byte of what there is about who is who. */
async function everything(w: IdentityWorld): Promise<string> {
  const tables = ["source_record", "match_key", "key_state", "contact", "account", "account_domain", "relationship"];
  const told = ["identity_event", "identity_kin", "review_item", "review_record", "search_term"];
  return await w.deps.db.read(w.workspaceId, async (tx) => {
    const pages: unknown[] = [];
    for (const table of [...tables, ...told])
      pages.push(
        await tx.sql`select to_jsonb(t)::text as line from ${tx.sql(table)} t where workspace_id = ${w.workspaceId} order by 1`,
      );
    return JSON.stringify(pages);
  });
}

function rulesets(w: IdentityWorld) {
  return {
    propose: (parameters: Parameters<typeof proposeRuleset>[1]["parameters"]) =>
      proposeRuleset(w.deps, { parameters, reason }, w.caller),
    activate: (rulesetId: string, confirm = true) =>
      activateRuleset(w.deps, { rulesetId: rulesetId as Id<"rul">, reason, confirm }, w.caller),
    get: (rulesetId: string) => getRuleset(w.deps, { rulesetId: rulesetId as Id<"rul"> }, w.caller),
    list: () => listRulesets(w.deps, { limit: 50 }, w.caller),
    work: async (rulesetId: string, act: string) => {
      const key = `${rulesetId}:${act}`;
      const job = await w.deps.db.write(w.workspaceId, (tx) => claimedJob(tx, rulesetQueue, key, "test"));
      if (job === undefined) throw new Error("no job");
      await runRulesetJob(w.deps, job);
    },
  };
}

async function furnished(more: Partial<IdentityWorld["deps"]> = {}) {
  const made = await identityWorld(db);
  const w: IdentityWorld = { ...made, deps: { ...made.deps, ...more } };
  await recordsArrive(w, people);
  await importCsv(w, rows([1, 2, 3, 4]));
  return { w, ...rulesets(w) };
}

const effectsOf = (view: RulesetView) => {
  if (view.dryRun === null) throw new Error("it was not tried");
  return view.dryRun.effects;
};

describe("a proposed ruleset", () => {
  test("says what it would change and changes nothing", async () => {
    const { w, propose, list } = await furnished();
    const before = await everything(w);
    const ids = await recordsIn(w);
    const draft = await propose({ keys: ["em", "li", "nd", "nc"] });
    expect(await everything(w)).toBe(before);
    const effects = effectsOf(draft);
    expect(draft).toMatchObject({ state: "draft", author: "usr_test", reason, dryRun: { against: 2 } });
    expect(draft.parameters).toEqual({ ...defaultRuleset, keys: ["em", "li", "nd", "nc"] });
    const [anna, other] = [ids.get("a1")?.contactId, ids.get("a2")?.recordId.replace("rec_", "con_")];
    expect(effects.splits).toEqual({ count: 1, examples: [{ from: anna, into: [other], shares: ["ph"] }] });
    expect(effects.merges.count).toBe(0);
    expect(effects.contacts.after).toBe(effects.contacts.before + 1);
    expect(effects.values.examples).toContainEqual({ id: anna, field: "title" });
    const all = await list();
    expect(all.inForce).toEqual({ version: 2, parameters: defaultRuleset, isBehindCode: false });
    expect(all.items.map(({ version, state }) => [version, state])).toEqual([
      [3, "draft"],
      [2, "active"],
    ]);
  });

  test("counts the questions that it would ask and those that it would put away", async () => {
    const { propose } = await furnished();
    const blocking = effectsOf(await propose({ namesPerKeyMax: 2 }));
    expect(blocking.reviewsOpened).toMatchObject({ count: 1, examples: [{ kind: "blocked_key" }] });
    expect(blocking.reviewsClosed).toMatchObject({ count: 1, examples: [{ kind: "shared_key" }] });
    const narrow = effectsOf(await propose({ keys: ["li", "ph"] }));
    expect(narrow.reviewsClosed).toMatchObject({ count: 1, examples: [{ kind: "shared_key" }] });
    const names = effectsOf(await propose({ domainsPerNameMax: 3 }));
    expect(names.reviewsOpened).toMatchObject({ count: 1, examples: [{ kind: "blocked_key" }] });
  });

  test("is refused where it changes nothing, or comes from a machine", async () => {
    const { w, propose } = await furnished();
    await expect(propose({ namesPerKeyMax: 12 })).rejects.toMatchObject({ code: "conflict" });
    const agent = { ...w.caller, principal: { kind: "agent", id: "agt_x", name: "A" } as const };
    await expect(proposeRuleset(w.deps, { parameters: { namesPerKeyMax: 3 }, reason }, agent)).rejects.toMatchObject({
      code: "not_permitted",
    });
  });
});

describe("activating", () => {
  test("does what was tried, to the id, tells it, and going back restores", async () => {
    const { w, propose, activate, list } = await furnished();
    const before = await projectionOf(w);
    const draft = await propose({ keys: ["em", "li", "nd"], domainsPerNameMax: 3 });
    const told = w.events.length;
    const active = await activate(draft.id);
    expect(active).toMatchObject({ state: "active", activatedBy: "usr_test", version: 3 });
    const effects = effectsOf(draft);
    expect(effects.splits.count).toBe(2);
    const splits = w.events.slice(told).filter((one) => one.type === "contact.split");
    expect(splits.map(({ from, into }) => ({ from, into }))).toEqual(
      effects.splits.examples.map(({ from, into }) => ({ from, into })),
    );
    const kept = await w.deps.db.read(
      w.workspaceId,
      (tx) => tx.sql<{ ruleset_version: number; cause: Record<string, string> }[]>`
        select ruleset_version, cause from identity_event where workspace_id = ${w.workspaceId} and type = 'split'`,
    );
    expect(kept).toEqual(splits.map(() => ({ ruleset_version: 3, cause: { rulesetId: draft.id } })));
    expect(await versions(w)).toEqual([3]);
    const original = (await list()).items.find((one) => one.version === 2);
    await activate(original?.id ?? "");
    expect(await projectionOf(w)).toBe(before);
    expect(await versions(w)).toEqual([2]);
    expect((await list()).items.map(({ version, state }) => [version, state])).toEqual([
      [3, "retired"],
      [2, "active"],
    ]);
  });

  test("is in force for what arrives later", async () => {
    const { w, propose, activate } = await furnished();
    await activate((await propose({ keys: ["li", "ph", "nd", "nc"] })).id);
    await recordsArrive(w, [row("e", { firstName: "Otto", lastName: "Allein", email: "otto@allein.de" })], "Other");
    const ids = await recordsIn(w);
    // Without mailboxes the name at the company's domain still joins; a mail provider's is nobody's company.
    expect(ids.get("e")?.contactId).toBe(ids.get("d")?.contactId);
    const mail = { firstName: "Paul", lastName: "Privat", email: "paul.privat@gmail.com" };
    await recordsArrive(w, [row("p1", mail), row("p2", mail)]);
    const now = await recordsIn(w);
    expect(now.get("p1")?.contactId).not.toBe(now.get("p2")?.contactId);
    expect(await versions(w)).toEqual([3]);
  });

  test("is refused when records changed so that it comes out otherwise", async () => {
    const { w, propose, activate, get } = await furnished();
    const draft = await propose({ keys: ["em", "li", "nd", "nc"] });
    await recordsArrive(w, [
      row("f1", { firstName: "Eva", lastName: "Neu", email: "eva@eins.de", phone: "+4989777777" }),
      row("f2", { firstName: "Eva", lastName: "Neu", email: "eva@zwei.de", phone: "+4989777777" }),
    ]);
    const before = await everything(w);
    await expect(activate(draft.id)).rejects.toThrow(/splits 2 instead of 1.*propose it again/);
    expect(await everything(w)).toBe(before);
    expect((await get(draft.id)).state).toBe("draft");
    const again = await propose({ keys: ["em", "li", "nd", "nc"] });
    await activate(again.id);
    await expect(activate(draft.id)).rejects.toThrow(/tried against version 2, and version 4 is in force/);
  });

  test("takes another person where there is one, and else a word of one's own", async () => {
    const { w, propose, activate } = await furnished();
    const draft = await propose({ namesPerKeyMax: 5 });
    await expect(activate(draft.id, false)).rejects.toMatchObject({ code: "conflict" });
    for (const at of [1, 2])
      await w.deps.db.write(
        w.workspaceId,
        (tx) => tx.sql`
          insert into member (workspace_id, id, name, email, role, created_at)
          values (${w.workspaceId}, ${`0190a000-0000-7000-8000-00000000000${at}`}, 'M', ${`m${at}@fairlead.example`}, 'operator', ${tx.now})`,
      );
    await expect(activate(draft.id)).rejects.toMatchObject({ code: "not_permitted" });
    const other = { ...w, caller: { ...w.caller, principal: { ...w.caller.principal, id: "usr_other" } } };
    expect((await rulesets(other).activate(draft.id, false)).state).toBe("active");
  });

  test("is a job where records are many: tried, told how far, and done as tried", async () => {
    const { w, propose, activate, get, work } = await furnished({ rulesetRecordsAtOnce: 1 });
    const draft = await propose({ keys: ["em", "li", "nd", "nc"] });
    expect(draft).toMatchObject({ dryRun: null, work: { act: "try", state: "running", done: 0 } });
    await expect(activate(draft.id)).rejects.toMatchObject({ code: "conflict" });
    const before = await everything(w);
    await work(draft.id, "try");
    expect(await everything(w)).toBe(before);
    const tried = await get(draft.id);
    expect(tried.work).toMatchObject({ state: "done", done: tried.work?.total });
    expect(effectsOf(tried).splits.count).toBe(1);
    expect((await activate(draft.id)).state).toBe("draft");
    await work(draft.id, "activate");
    expect(await get(draft.id)).toMatchObject({ state: "active", work: { act: "activate", state: "done" } });
    expect(await versions(w)).toEqual([3]);
  });
});

/** The versions that living contacts and accounts carry. */
async function versions(w: IdentityWorld): Promise<readonly number[]> {
  const found = await w.deps.db.read(
    w.workspaceId,
    (tx) => tx.sql<{ version: number }[]>`
      select distinct ruleset_version as version from contact where workspace_id = ${w.workspaceId} and merged_into is null
       union select ruleset_version from account where workspace_id = ${w.workspaceId} and merged_into is null order by version`,
  );
  return found.map((one) => one.version);
}
