import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportAudit } from "../../src/audit/export.ts";
import { type Id, idFromUuid, uuidFromId } from "../../src/kernel/ids.ts";
import { bundleFiles } from "../../src/policy/replay/bundle-files.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { fairlead } from "../helpers/command.ts";
import type { TestWorkspace } from "../helpers/given.ts";

let world: TestApp;
let home: TestWorkspace;
let folder: string;
let erased: Id<"con">;
const people = ["kim@one.co.uk", "hans@two.de", "aiko@three.co.jp", "lee@four.co.uk"];
const countries: Readonly<Record<string, string>> = { "hans@two.de": "Germany", "aiko@three.co.jp": "Japan" };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "fairlead-replay-"));
  world = await openTestApp();
  home = await world.workspace();
  for (const email of people) {
    const country = countries[email];
    await home.propose(await home.contact({ email, ...(country === undefined ? {} : { country }) }));
  }
  await home.agent.actions.propose({
    contactId: await home.contact({ email: "pat@five.co.uk" }),
    draft: { subject: "My own words", body: "Hello, how are you?" },
  });
  erased = await home.contact({ email: "gone@six.de", country: "Germany" });
  await home.propose(erased);
  await world.drain();
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const replay = () => home.admin.decisions.replay({ limit: 200 });

/** The newest decision with an outcome. */
async function decisionWith(outcome: string): Promise<Id<"dec">> {
  const [row] = await world.db.root<{ id: string }[]>`
    select id from decision where workspace_id = ${home.id} and outcome = ${outcome} order by decided_at desc, id desc limit 1`;
  if (row === undefined) throw new Error(`there is no ${outcome}`);
  return idFromUuid("dec", row.id);
}

describe("from the database", () => {
  test("every decision comes out the same: outcome, reasons and the whole vector", async () => {
    const { items, counts, next } = await replay();
    expect(counts).toEqual({ same: items.length, different: 0, withheld: 0, unavailable: 0 });
    expect(items.length).toBeGreaterThan(people.length + 2);
    expect(next).toBeNull();
  });

  test("pages end where the log of decisions does, each decision once", async () => {
    const seen: string[] = [];
    for (let after: Id<"dec"> | undefined; ; ) {
      const page = await home.admin.decisions.replay({ limit: 3, ...(after === undefined ? {} : { after }) });
      seen.push(...page.items.map(({ decisionId }) => decisionId));
      if (page.next === null) break;
      after = page.next as Id<"dec">;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe((await replay()).items.length);
  });

  test.each([
    ["fact", "facts = jsonb_set(facts, '{contact,confidence}', '12')", "facts"],
    ["outcome", "outcome = 'allow'", "outcome"],
    ["reason's value", "reasons = jsonb_set(reasons, '{0,values,contact.consent}', '\"opt_in\"')", "reason values"],
    ["check", "checks = jsonb_set(checks, '{0,result}', '\"n/a\"')", "check "],
    ["bundle", "bundle_hash = repeat('0', 64)", "bundle"],
    ["facts taken away", "facts = '{}'", "facts"],
  ])("a changed %s is reported", async (_, change, what) => {
    const decisionId = await decisionWith("deny");
    await world.db.root.unsafe(`create table kept as select * from decision where id = '${uuidFromId(decisionId)}'`);
    await world.db.root.unsafe(`update decision set ${change} where id = '${uuidFromId(decisionId)}'`);
    const { items, counts } = await home.admin.decisions.replay({ decisionId });
    expect(counts).toEqual({ same: 0, different: 1, withheld: 0, unavailable: 0 });
    expect(items[0]?.differences.map((one) => one.what).join()).toContain(what);
    await restored(decisionId);
  });

  test("a changed policy is reported, under the hash of the old one", async () => {
    const [bundle] = await world.db.root<{ organisation: string }[]>`
      select organisation from policy_bundle where workspace_id = ${home.id}`;
    const changed = bundle?.organisation.replace("context.agent.outbound", "true") ?? "";
    expect(changed).not.toBe(bundle?.organisation);
    await world.db.root`update policy_bundle set organisation = ${changed} where workspace_id = ${home.id}`;
    const { counts, items } = await replay();
    expect(counts).toMatchObject({ same: 0, different: items.length });
    expect(items[0]?.differences[0]).toMatchObject({ what: "policy" });
    await world.db
      .root`update policy_bundle set organisation = ${bundle?.organisation ?? ""} where workspace_id = ${home.id}`;
    expect((await replay()).counts).toMatchObject({ different: 0 });
  });
});

describe("from an export alone", () => {
  const exported = (): string => join(folder, "export");
  beforeAll(async () => {
    await exportAudit(
      { ...world.app.deps.append, beside: bundleFiles },
      {
        workspaceId: home.id,
        folder: exported(),
        actor: { kind: "user", id: home.adminId },
        withDisclosures: true,
        clock: "simulated",
      },
    );
  });

  const run = (path: string, ...more: string[]) =>
    fairlead(["decisions", "replay", "--export", path, "--json", ...more], {
      DATABASE_URL: "postgres://127.0.0.1:1/none",
    });

  /** The export with one file changed. */
  function changed(name: string, file: string, change: (text: string) => string): string {
    const copy = join(folder, name);
    cpSync(exported(), copy, { recursive: true });
    const text = readFileSync(join(copy, file), "utf8");
    const after = change(text);
    expect(after).not.toBe(text);
    writeFileSync(join(copy, file), after);
    return copy;
  }

  test("a fresh process without a database comes to the same, with the count", async () => {
    const { code, json } = await run(exported());
    const { counts } = json<{ counts: Record<string, number> }>();
    expect(counts).toEqual({ same: (await replay()).items.length, different: 0, withheld: 0, unavailable: 0 });
    expect(code).toBe(0);
  });

  test("a changed fact, outcome or policy ends with 1 and says what", async () => {
    const [policy = ""] = readdirSync(join(exported(), "policies"));
    const cases = [
      changed("outcome", "entries.jsonl", (text) => text.replace('"outcome":"deny"', '"outcome":"allow"')),
      changed("facts", "disclosures.jsonl", withAnotherFact),
      changed("policy", `policies/${policy}`, (text) => text.replace("context.agent.outbound", "true")),
    ];
    for (const path of cases) {
      const { code, json } = await run(path);
      expect(json<{ counts: { different: number } }>().counts.different, path).toBeGreaterThan(0);
      expect(code, path).toBe(1);
    }
  });

  test("without its bundle nothing can be said, and without disclosures it is withheld: neither passes nor fails", async () => {
    const copy = join(folder, "without");
    cpSync(exported(), copy, { recursive: true });
    rmSync(join(copy, "policies"), { recursive: true });
    const gone = await run(copy);
    expect(gone.json()).toMatchObject({ counts: { same: 0, different: 0 } });
    expect(gone.json<{ counts: { unavailable: number } }>().counts.unavailable).toBeGreaterThan(5);
    writeFileSync(join(copy, "disclosures.jsonl"), "");
    const closed = await run(copy);
    expect(closed.json<{ counts: { withheld: number } }>().counts.withheld).toBeGreaterThan(5);
    expect([gone.code, closed.code]).toEqual([0, 0]);
  });

  test("one decision or the newest so many can be asked for", async () => {
    const decisionId = await decisionWith("deny");
    expect((await run(exported(), decisionId)).json()).toMatchObject({ counts: { same: 1 } });
    expect((await run(exported(), "--last", "2")).json()).toMatchObject({ counts: { same: 2 } });
    expect((await run(exported(), "--last", "none")).code).toBe(2);
    expect((await run(join(folder, "nowhere"))).err).toContain("is no export");
    const broken = await run(changed("broken", "entries.jsonl", (text) => text.replace('{"', "{")));
    expect([broken.code, broken.err]).toEqual([2, expect.stringContaining("line 1 of `entries.jsonl` cannot be read")]);
  });
});

test("erased facts are withheld, whatever else is asked", async () => {
  await home.admin.contacts.erase({ contactId: erased, basis: "request" });
  const { counts } = await replay();
  expect(counts).toMatchObject({ different: 0, withheld: 1 });
});

function withAnotherFact(text: string): string {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => line !== "" && decoded(line).includes('"facts"'));
  const line = JSON.parse(lines[at] ?? "{}") as { d: string; i: number };
  const d = Buffer.from(decoded(lines[at] ?? "").replace('"doNotContact":false', '"doNotContact":true')).toString(
    "base64url",
  );
  lines[at] = JSON.stringify({ d, i: line.i });
  return lines.join("\n");
}

function decoded(line: string): string {
  return Buffer.from((JSON.parse(line) as { d: string }).d, "base64url").toString("utf8");
}

async function restored(decisionId: Id<"dec">): Promise<void> {
  await world.db.root.unsafe(`delete from decision where id = '${uuidFromId(decisionId)}'`);
  await world.db.root.unsafe("insert into decision select * from kept");
  await world.db.root.unsafe("drop table kept");
}
