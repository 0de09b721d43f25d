import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { eventually } from "../helpers/eventually.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { casesFor } from "../helpers/policy-cases.ts";

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const forbid = (id: string, condition: string, code = "OWN"): string =>
  `@id("${id}") @effect("deny") @code("${code}") @says("own") forbid (principal, action, resource) when { ${condition} };`;
const never = "context.scores.fit < 0";

const threeAWeek = casesFor({
  code: "CAP_CONTACT",
  expect: "defer",
  hit: { caps: { contact: { d7: 3 } } },
  pass: { caps: { contact: { d7: 2 } } },
});

async function inForce() {
  const { hash, organisation, team, policies } = await home.admin.policy.get({});
  return { hash, organisation, team, policies };
}

async function activate(more: {
  organisation?: string;
  team?: string;
  modes?: Record<string, "enforce" | "shadow" | "off">;
  tests?: { name: string; text: string }[];
  reason?: string;
}) {
  const { organisation } = await inForce();
  return home.admin.policy.activate({ organisation, reason: "a test", ...more });
}

describe("bundles", () => {
  test("are listed with who, when, why and what changed; an earlier one comes back in one step, recorded as that", async () => {
    const shipped = await inForce();
    const first = await activate({
      organisation: `${shipped.organisation}\n${forbid("org.one", never)}`,
      tests: [casesFor({ code: "OWN", hit: { scores: { fit: -1 } } })],
      reason: "one more",
    });
    const second = await activate({
      organisation: `${shipped.organisation.replace("d7 >= 2", "d7 >= 3")}`,
      team: forbid("team.one", never),
      modes: { "team.one": "shadow" },
      tests: [threeAWeek, { name: "team.yaml", text: "cases: [{ given: { scores: { fit: -1 } }, expect: allow }]" }],
      reason: "three a week",
    });
    const { items } = await home.admin.policy.bundles({});
    expect(items.map(({ hash, kind, reason, inForce: now }) => [hash, kind, reason, now])).toEqual([
      [second.hash, "activate", "three a week", true],
      [first.hash, "activate", "one more", false],
      [shipped.hash, "upgrade", "what a workspace starts with", false],
    ]);
    expect(items[0]?.changes).toEqual({
      added: ["team.one"],
      removed: ["org.one"],
      changed: ["cap.contact-week"],
      modes: [{ policy: "team.one", from: "enforce", to: "shadow" }],
    });
    expect(items[0]?.activatedBy).toBe(home.adminId);
    expect(items[2]?.changes).toBeNull();

    const back = await home.admin.policy.rollback({ bundle: "previous", reason: "too often" });
    expect(back).toEqual({ hash: first.hash, restored: first.hash, policies: shipped.policies.length + 1 });
    expect((await inForce()).hash).toBe(first.hash);
    const again = await home.admin.policy.rollback({ bundle: "previous", reason: "further back" });
    expect(again.hash).toBe(shipped.hash);
    await expect(home.admin.policy.rollback({ bundle: "previous", reason: "further still" })).rejects.toMatchObject({
      code: "conflict",
    });
    const named = await home.admin.policy.rollback({ bundle: second.hash, reason: "it was right" });
    expect(named.hash).toBe(second.hash);
    expect((await inForce()).team).toContain("team.one");
    const [newest] = (await home.admin.policy.bundles({ limit: 1 })).items;
    expect(newest).toMatchObject({
      hash: second.hash,
      previous: shipped.hash,
      kind: "rollback",
      reason: "it was right",
      inForce: true,
    });
    await eventually(async () => {
      const { record } = await home.admin.audit.get({ recordId: newest?.auditId ?? "aud_none" });
      expect(record).toMatchObject({ type: "policy.published", data: { bundle: second.hash, kind: "rollback" } });
    });
  });

  test("come in pages", async () => {
    const { items } = await home.admin.policy.bundles({});
    const page = await home.admin.policy.bundles({ limit: 2 });
    expect(page.next).toBe(page.items[1]?.auditId);
    const rest = await home.admin.policy.bundles({ limit: 100, after: page.items[1]?.auditId ?? "aud_none" });
    expect([...page.items, ...rest.items].map(({ auditId }) => auditId)).toEqual(items.map(({ auditId }) => auditId));
  });

  test("are not to be had by a hash of nobody, by what is in force, or by an agent", async () => {
    const { hash } = await inForce();
    await expect(home.admin.policy.rollback({ bundle: "0".repeat(64), reason: "no such" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(home.admin.policy.rollback({ bundle: hash, reason: "the same" })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(home.agent.policy.rollback({ bundle: "previous", reason: "let me" })).rejects.toMatchObject({
      code: "not_permitted",
    });
    const other = await world.workspace("Other");
    await expect(other.admin.policy.rollback({ bundle: hash, reason: "theirs" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("are refused with what is wrong, and what was in force stays", async () => {
    const { hash, organisation } = await inForce();
    const attempts = [
      { team: '@id("team.open") permit (principal, action, resource);' },
      { modes: { "dnc.contact": "off" as const } },
      { organisation: `${organisation}\n${forbid("dnc.contact", never)}` },
      {
        tests: [
          { name: "mine.yaml", text: "cases: [{ given: { suppression: { doNotContact: true } }, expect: allow }]" },
        ],
      },
      { tests: [{ name: "mine.yaml", text: "cases: nothing" }] },
    ];
    for (const attempt of attempts)
      await expect(activate(attempt), JSON.stringify(attempt)).rejects.toMatchObject({ code: "invalid_input" });
    expect((await inForce()).hash).toBe(hash);
  });

  test("come with their cases: what is new or changed and not tried both ways is refused with a table to start from", async () => {
    const { organisation, hash } = await inForce();
    const cases = "cases:\n  - expect: allow\n  - given: { scores: { fit: 10 } }\n    expect: deny\n    codes: [OWN]\n";
    const team = forbid("team.fit", "context.scores.fit < 50");
    const refused = await activate({ organisation, team, tests: [] }).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: "invalid_input",
      document: {
        errors: [{ path: "/organisation/team.fit", message: expect.stringContaining('given: {"scores":{"fit":80}}') }],
      },
    });
    const half = "cases:\n  - expect: allow\n";
    await expect(activate({ organisation, team, tests: [{ name: "t.yaml", text: half }] })).rejects.toMatchObject({
      document: { errors: [{ message: expect.stringMatching(/^has no case that tries it: none that it hits\. Add/) }] },
    });
    expect((await inForce()).hash).toBe(hash);
    const answer = await activate({ organisation, team, tests: [{ name: "t.yaml", text: cases }] });
    expect(answer).toMatchObject({ cases: 2 });
    // Other words are no other condition, and what is in force was tried: neither asks for cases again.
    const reworded = team.replace('@says("own")', '@says("the fit is too low")');
    expect(await activate({ organisation, team: reworded })).toMatchObject({ cases: 0 });
  });
});

describe("a policy in shadow", () => {
  test("stops nothing, and is counted by policy and day with the actions it spoke against", async () => {
    const place = await world.workspace("Shadow");
    const { organisation } = await place.admin.policy.get({});
    const shadowed = `${organisation}\n${forbid("org.uk", 'context.contact.countries.contains(Fairlead::Country::"GB")', "NOT_UK")}`;
    const uk = { contact: { countries: ["GB"] } };
    const tried = {
      name: "uk.yaml",
      text: JSON.stringify({ cases: [{ given: uk, expect: "allow", shadow: ["NOT_UK"] }, { expect: "allow" }] }),
    };
    await place.admin.policy.activate({
      organisation: shadowed,
      modes: { "org.uk": "shadow" },
      tests: [tried],
      reason: "what if",
    });
    const kim = await place.contact({ email: "kim@shadow.co.uk" });
    const answer = await place.enroll(kim);
    expect(answer.decision.outcome).toBe("allow");
    await world.drain();
    expect(world.sink.to("kim@shadow.co.uk")).toHaveLength(1);
    const lee = await place.contact({ email: "lee@shadow.co.uk" });
    await place.admin.suppressions.create({ contactId: lee });
    const denied = await place.enroll(lee);
    expect(denied.decision.outcome).toBe("deny");

    const { items, inShadow } = await place.admin.policy.shadow({});
    const day = new Date(await world.now()).toISOString().slice(0, 10);
    expect(inShadow).toEqual(["org.uk"]);
    expect(items).toMatchObject([{ policy: "org.uk", day, would: "deny", code: "NOT_UK", actions: 2, changed: 1 }]);
    expect([...(items[0]?.examples ?? [])].sort()).toEqual([answer.id, denied.id].sort());
    expect((await place.admin.policy.shadow({ policy: "org.other" })).items).toEqual([]);
    await eventually(async () => {
      const records = (await place.admin.audit.list({ actionId: answer.id })).items.map(({ record }) => record);
      const decided = records.filter(({ type }) => type.startsWith("decision."));
      expect(decided.length).toBeGreaterThan(1);
      for (const { checks } of decided)
        expect(checks).toContainEqual({ policy: "org.uk", result: "hit", mode: "shadow" });
    });
    expect((await home.admin.policy.shadow({})).items).toEqual([]);
    // What a person erased was read by is gone from it; that it would have been stopped stays.
    await place.admin.contacts.erase({ contactId: kim, basis: "request" });
    const kept = await world.db.root<{ said: { code: string; values: object }[]; reasons: { values: object }[] }[]>`
      select shadow as said, reasons from decision where workspace_id = ${place.id} and action_id = ${answer.id}`;
    expect(kept.length).toBeGreaterThan(1);
    for (const { reasons } of kept) expect(reasons.filter(({ values }) => Object.keys(values).length > 0)).toEqual([]);
    for (const { said } of kept) expect(said.map(({ code, values }) => [code, values])).toEqual([["NOT_UK", {}]]);
    // To enforce it is a change of its mode alone.
    const enforced = await place.admin.policy.activate({ organisation: shadowed, reason: "for real" });
    const [newest] = (await place.admin.policy.bundles({ limit: 1 })).items;
    expect(newest).toMatchObject({
      hash: enforced.hash,
      changes: { added: [], removed: [], changed: [], modes: [{ policy: "org.uk", from: "shadow", to: "enforce" }] },
    });
    const mia = await place.contact({ email: "mia@shadow.co.uk" });
    expect((await place.enroll(mia)).decision.reasons.map(({ code }) => code)).toEqual(["NOT_UK"]);
  });
});
