import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { shippedPolicies } from "../../src/policy/shipped.ts";
import { fairlead } from "../helpers/command.ts";
import { commandFolder } from "../helpers/command-folder.ts";

const { folder } = commandFolder();

/** A folder of policies with these files. */
function policies(name: string, files: Readonly<Record<string, string>>): string {
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, name, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return join(folder, name);
}

const permit = '@id("base.all") permit (principal, action, resource);';
const forbid = (id: string, condition: string) =>
  `@id("${id}") @effect("deny") @code("OWN") @says("own") forbid (principal, action, resource) when { ${condition} };`;
const hit = "  - given: { scores: { fit: 10 } }\n    expect: deny\n    codes: [OWN]\n";
const pass = "  - expect: allow\n";
/** Whoever has nothing is permitted nothing: the permit's own case that it lets pass cannot be had with `permit` of everything. */
const tried = {
  "own.cedar": `@id("base.agents") permit (principal, action, resource) when { context.agent.outbound };\n${forbid("own.fit", "context.scores.fit < 50")}`,
};
const noGrant = "  - given: { agent: { outbound: false } }\n    expect: deny\n    codes: [NO_PERMIT]\n";

interface Told {
  readonly ok: boolean;
  readonly faults?: readonly { readonly policy: string; readonly says: string }[];
  readonly failed?: readonly { readonly table: string; readonly says: string }[];
  readonly uncovered?: readonly { readonly policy: string; readonly lacks: readonly string[] }[];
  readonly policies: unknown;
}

describe("policy test", () => {
  test("every case of the shipped policies comes out, and every policy is tried both ways", async () => {
    const ran = await fairlead(["policy", "test", "--json"]);
    expect(ran.json<Told>()).toMatchObject({ ok: true, failed: [], uncovered: [] });
    expect(ran.code).toBe(0);
    const read = await fairlead(["policy", "test"]);
    expect(read.out).toMatch(/^\d+ cases over \d+ policies: 0 failed, 0 policies uncovered\n$/);
  });

  test("is content with a folder whose policies each have a hit and a pass; the core need not be tried again", async () => {
    const path = policies("tried", { ...tried, "tests/own.yaml": `cases:\n${hit}${pass}${noGrant}` });
    const ran = await fairlead(["policy", "test", path, "--json"]);
    expect(ran.json<Told>()).toMatchObject({ ok: true, cases: 3, failed: [], uncovered: [] });
    expect(ran.code).toBe(0);
  });

  test("names a case that came out otherwise, and what no case tries", async () => {
    const path = policies("untried", {
      ...tried,
      "tests/own.yaml": `cases:\n${noGrant}  - given: { scores: { fit: 60 } }\n    expect: deny\n    codes: [OWN]\n`,
    });
    const ran = await fairlead(["policy", "test", path]);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('failed     tests/own.yaml: {"scores":{"fit":60}}: expected `deny`, and it is `allow`');
    expect(ran.out).toContain("uncovered  own.fit has no case with a hit");
    const told = (await fairlead(["policy", "test", path, "--json"])).json<Told>();
    expect(told.ok).toBe(false);
    expect(told.uncovered).toContainEqual({ policy: "own.fit", lacks: ["hit"] });
  });
});

describe("policy check", () => {
  test("the shipped policies may be put in force", async () => {
    const ran = await fairlead(["policy", "check", "--json"]);
    expect(ran.json<Told>().ok).toBe(true);
    expect(ran.code).toBe(0);
  });

  test("reads layers and modes out of a folder", async () => {
    const path = policies("layers", {
      "base.cedar": permit,
      "team/a.cedar": forbid("team.a", "context.scores.fit < 50"),
      "team.cedar": forbid("team.b", "context.scores.fit < 40"),
      "modes.yaml": "team.a: shadow\n",
      "README.md": "not a policy",
    });
    const told = (await fairlead(["policy", "check", path, "--json"])).json<Told>();
    expect(told.policies).toEqual(
      expect.arrayContaining([
        { id: "base.all", layer: "organisation", mode: "enforce" },
        { id: "team.a", layer: "team", mode: "shadow" },
        { id: "team.b", layer: "team", mode: "enforce" },
        { id: "dnc.contact", layer: "core", mode: "enforce" },
      ]),
    );
  });

  const { core } = shippedPolicies();
  const killer = Array.from({ length: 400 }, () => "context.workspace.paused").join(" || ");
  test.each([
    [
      "a core that lacks a policy",
      { "core.cedar": core.replace(/@id\("dnc\.contact"\)[^;]+;/, ""), "base.cedar": permit },
      "`dnc.contact` is missing from the core",
    ],
    [
      "a core that is weaker",
      {
        "core.cedar": core.replace(
          "context.suppression.complained",
          "context.suppression.complained && context.scores.fit > 50",
        ),
        "base.cedar": permit,
      },
      "`complaint.contact` is not as it ships",
    ],
    ["a core with something more", { "core.cedar": `${core}\n${permit}` }, "`base.all` does not belong to the core"],
    [
      "an id of the core",
      { "base.cedar": `${permit}\n${forbid("dnc.contact", "context.workspace.paused")}` },
      "this id is used twice",
    ],
    [
      "a permit of a team",
      { "base.cedar": permit, "team.cedar": '@id("team.open") permit (principal, action, resource);' },
      "a team only forbids",
    ],
    ["a core in shadow", { "base.cedar": permit, "modes.yaml": "dnc.contact: shadow" }, "the core is always enforced"],
    [
      "a policy that always fails",
      {
        "base.cedar": `${permit}\n${forbid("own.far", 'context.now.offset(duration("106751991167d")) < context.now')}`,
      },
      "cannot be evaluated",
    ],
    [
      "a policy that can hit nothing",
      { "base.cedar": `${permit}\n${forbid("own.never", "context.workspace.paused && false")}` },
      "own.never",
    ],
    ["a killer", { "base.cedar": `${permit}\n${forbid("own.killer", killer)}` }, "joins at most"],
    [
      "1,001 policies",
      {
        "base.cedar": Array.from({ length: 1_001 }, (_, n) =>
          forbid(`own.p${n}`, "context.workspace.paused").replace('@says("own") ', '@says("o") '),
        ).join("\n"),
      },
      "at most 1000 policies",
    ],
  ] as const)("refuses %s with what is wrong", async (name, files, says) => {
    const path = policies(name.replaceAll(/\W+/g, "-"), files);
    const ran = await fairlead(["policy", "check", path]);
    expect(ran.out).toContain(says);
    expect(ran.code).toBe(1);
  });

  test.each([
    ["a folder that is not there", join(folder, "nowhere"), "there is no folder"],
    ["a folder without policies", policies("empty", { "notes.txt": "x" }), "there is no policy in"],
    [
      "a mode that there is none of",
      policies("moods", { "base.cedar": permit, "modes.yaml": "base.all: maybe" }),
      "must be `enforce`, `shadow` or `off`",
    ],
  ])("cannot use %s", async (_name, path, says) => {
    const ran = await fairlead(["policy", "check", path]);
    expect(ran.err).toContain(says);
    expect(ran.code).toBe(2);
  });
});

describe("policy add-pack", () => {
  test("copies a pack with its cases, which come out there; it writes over nothing, and names what there is", async () => {
    const path = policies("packed", { "default.cedar": shippedPolicies().organisation });
    const added = await fairlead(["policy", "add-pack", "gb-pecr", path]);
    expect([added.code, added.out]).toEqual([0, expect.stringContaining(`fairlead policy test ${path}`)]);
    const tested = await fairlead(["policy", "test", path, "--json"]);
    expect(tested.json<Told>().failed).toEqual([]);
    expect(tested.json<Told>().uncovered?.map(({ policy }) => policy)).not.toContain("pecr.subscriber-unknown");
    const again = await fairlead(["policy", "add-pack", "gb-pecr", path]);
    expect([again.code === 0, again.err]).toEqual([false, expect.stringContaining("is there already")]);
    const none = await fairlead(["policy", "add-pack", "nope", path]);
    expect(none.err).toContain("choose one of `ca-casl`");
    const listed = await fairlead(["policy", "packs", "--json"]);
    expect(listed.json<{ items: unknown[] }>().items).toHaveLength(4);
  });
});
