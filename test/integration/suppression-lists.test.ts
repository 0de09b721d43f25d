import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { fairlead } from "../helpers/command.ts";
import type { Proposed, TestWorkspace } from "../helpers/given.ts";

let world: TestApp;
let home: TestWorkspace;
let folder: string;
let known: Id<"con">;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "fairlead-lists-"));
  world = await openTestApp();
  home = await world.workspace();
  known = await home.contact({ email: "ann@listed.co.uk" });
  await home.admin.suppressions.create({ contactId: known, reason: "complaint" });
  await home.admin.suppressions.create({ address: "stranger@nowhere.co.uk", reason: "unsubscribed" });
  await home.admin.suppressions.create({ domain: "banned.co.uk" });
  await home.admin.suppressions.create({ domain: "gmail.com", confirm: true });
  await home.admin.suppressions.create({ phone: "+442079460958" });
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const codes = (answer: Proposed): readonly string[] => answer.decision.reasons.map((reason) => reason.code);

/** What is forbidden in a workspace now: scope, key and reason of each. */
async function inForce(workspace: TestWorkspace): Promise<readonly string[]> {
  const rows = await world.db.root<{ text: string }[]>`
    select s.scope || ' ' || s.key || ' ' || s.reason as text from suppression s
     where s.workspace_id = ${workspace.id} and not exists (
       select 1 from suppression_lift l where l.workspace_id = s.workspace_id and l.suppression_id = s.id)`;
  return rows.map(({ text }) => text).sort();
}

async function liftAll(workspace: TestWorkspace): Promise<void> {
  for (;;) {
    const [first] = (await workspace.admin.suppressions.list({})).items;
    if (first === undefined) return;
    await workspace.admin.suppressions.lift({ suppressionId: first.id, reason: "to be put back" });
  }
}

const exported = async (input: Parameters<TestWorkspace["admin"]["suppressions"]["export"]>[0]) =>
  home.admin.suppressions.export(input);

describe("a list that goes out comes back", () => {
  test.each(["csv", "jsonl"] as const)("as %s, with hashed keys: the very same is in force again", async (format) => {
    const before = await inForce(home);
    expect(before.length).toBeGreaterThan(5);
    const { content, rows, hashed } = await exported({ format });
    expect(rows).toBe(before.length);
    expect(hashed).toBe(before.length - 2);
    expect(content).not.toMatch(/ann@|stranger@|9460958/);
    await liftAll(home);
    expect(await inForce(home)).toEqual([]);
    const done = await home.admin.imports.create({ kind: "suppressions", filename: `list.${format}`, content });
    expect(done).toMatchObject({ state: "done" });
    expect(await inForce(home)).toEqual(before);
    expect(codes(await home.propose(known))).toContain("COMPLAINT");
    expect((await home.admin.suppressions.list({ contactId: known })).items.length).toBeGreaterThan(1);
  });

  test("with addresses it protects in another workspace, and what has none is handed back there", async () => {
    const other = await world.workspace("Other");
    const { content, hashed } = await exported({ withAddresses: true });
    expect(content).toContain('"ann@listed.co.uk"');
    expect(content).not.toContain("stranger@");
    const { id: importId } = await other.admin.imports.create({ kind: "suppressions", filename: "list.csv", content });
    const ann = await other.contact({ email: "ann@listed.co.uk" });
    expect(codes(await other.propose(ann))).toContain("COMPLAINT");
    const scopes = (await inForce(other)).map((text) => text.split(" ")[0]);
    expect(scopes.filter((scope) => scope === "domain")).toHaveLength(2);
    const { rows, csv } = await other.admin.imports.rejects({ importId });
    expect(rows).toBe(hashed);
    expect(csv).toContain("exported from another workspace");
  });

  test("a key that was made up or changed is handed back", async () => {
    const made = `suppression key,reason\naddress:${"0".repeat(40)}:${"0".repeat(16)},complaint\n`;
    const before = await inForce(home);
    await home.admin.imports.create({ kind: "suppressions", filename: "made.csv", content: made });
    expect(await inForce(home)).toEqual(before);
  });

  test("pages follow each other, with one heading", async () => {
    const all = await exported({});
    let content = "";
    for (let after: Id<"sup"> | undefined; ; ) {
      const page = await exported({ limit: 2, ...(after === undefined ? {} : { after }) });
      content += page.content;
      if (page.next === null) break;
      after = page.next as Id<"sup">;
    }
    expect(content).toBe(all.content);
  });
});

describe("on the command line", () => {
  const given = (): readonly string[] => ["--url", world.url, "--token", home.tokens.admin];

  test("add, export, import and list do what they say", async () => {
    const added = await fairlead(["suppressions", "add", "--domain", "added.co.uk", ...given()]);
    expect(added.code).toBe(0);
    const file = join(folder, "list.jsonl");
    const out = await fairlead(["suppressions", "export", "--out", file, "--format", "jsonl", "--json", ...given()]);
    expect(out.json()).toMatchObject({ rows: (await inForce(home)).length });
    expect(readFileSync(file, "utf8")).toContain("added.co.uk");
    const more = join(folder, "more.csv");
    writeFileSync(more, "email\nlate@list.co.uk\n");
    const imported = await fairlead(["suppressions", "import", more, "--json", ...given()]);
    expect(imported.json()).toMatchObject({ state: "done" });
    const found = await fairlead(["suppressions", "list", "--address", "late@list.co.uk", "--json", ...given()]);
    expect(found.json<{ items: unknown[] }>().items).toHaveLength(1);
  });

  test("an export without a file, and one that is refused, leave nothing behind", async () => {
    expect((await fairlead(["suppressions", "export", ...given()])).code).toBe(2);
    const file = join(folder, "refused.csv");
    const refused = await fairlead(["suppressions", "export", "--out", file, "--url", world.url, "--token", "wrong"]);
    expect(refused.code).toBe(1);
    expect(() => readFileSync(file)).toThrow(/ENOENT/);
  });
});
