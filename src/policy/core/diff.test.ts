import { describe, expect, test } from "vitest";
import { createEngine } from "../engine.ts";
import { shippedPolicies } from "../shipped.ts";
import { type Bundle, type BundleSource, compileBundle } from "./bundle.ts";
import { diffBundles } from "./diff.ts";

const engine = createEngine();
const shipped = shippedPolicies();

function bundleOf(source: Partial<BundleSource>): Bundle {
  const bundle = compileBundle(engine.language, { ...shipped, ...source });
  if ("faults" in bundle) throw new Error(JSON.stringify(bundle.faults));
  return bundle;
}

const before = bundleOf({});

/** The shipped policies with one piece of text replaced, which must be there. */
function edited(from: string, to: string): Bundle {
  expect(shipped.organisation).toContain(from);
  return bundleOf({ organisation: shipped.organisation.replace(from, to) });
}

const turns = (after: Bundle): readonly string[] =>
  diffBundles(before, after).outcomes.map(({ from, to }) => `${from} -> ${to}`);

describe("the policies", () => {
  test("are the same in equal bundles, and nothing is tried", () => {
    expect(diffBundles(before, bundleOf({ core: `// a remark\n${shipped.core}` }))).toMatchObject({
      policies: [],
      outcomes: [],
      cases: 0,
      isComplete: true,
    });
  });

  test("are named where they are added, removed, changed or in another layer", () => {
    const [first = ""] = engine.language.parts(
      shipped.organisation.slice(shipped.organisation.indexOf("// ---- Excl")),
    );
    const id = /@id\("([^"]+)"\)/.exec(first)?.[1] ?? "";
    const after = bundleOf({
      core: `${shipped.core}\n${first}`,
      organisation: `${shipped.organisation.replace(first, "").replace("d7 >= 2", "d7 >= 3").replace('@code("SPACING")', '@code("SPACE")')}
        @id("org.new") @effect("deny") @code("NEW") @says("new") forbid (principal, action, resource) when { context.scores.fit < 5 };`,
    });
    const found = diffBundles(before, after).policies.map(({ policy, change, parts }) => [policy, change, ...parts]);
    expect(found).toEqual(
      [
        ["cap.contact-week", "changed", "conditions"],
        [id, "moved", "layer"],
        [
          "org.new",
          "added",
          "conditions",
          "scope",
          "effect",
          "code",
          "says",
          "until",
          "approvers",
          "quorum",
          "layer",
          "mode",
        ],
        ["spacing.min", "changed", "code"],
      ].sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
    );
    expect(diffBundles(after, before).policies.find(({ policy }) => policy === "org.new")).toMatchObject({
      change: "removed",
      after: null,
      before: expect.stringContaining("context.scores.fit < 5"),
    });
  });
});

describe("the outcomes", () => {
  test("of a cap raised from 2 to 3: what was deferred at 2 is allowed", () => {
    const diff = diffBundles(before, edited("d7 >= 2 ", "d7 >= 3 "));
    expect(diff.outcomes.map(({ from, to }) => `${from} -> ${to}`)).toEqual(["defer -> allow"]);
    const [{ cases, example } = { cases: 0, example: undefined }] = diff.outcomes;
    expect(cases).toBeGreaterThan(50);
    expect(example).toEqual({
      action: "send_email",
      facts: [{ fact: "caps.contact.d7", value: 2, otherwise: 0 }],
      before: [
        {
          policy: "cap.contact-week",
          because: ["caps.contact.d7 = 2, and 2 is the most", "action.purpose = outreach"],
        },
      ],
      after: [],
    });
  });

  test("of an approval clause that is lost: what a person approved is allowed without", () => {
    const diff = diffBundles(before, edited("context.contact.sensitive ||\n", ""));
    expect(diff.outcomes.map(({ from, to }) => `${from} -> ${to}`)).toEqual([
      "needs_approval -> allow",
      "needs_approval -> defer",
    ]);
    expect(diff.outcomes[0]?.example).toMatchObject({
      facts: [{ fact: "contact.sensitive", value: true, otherwise: false }],
      before: [{ policy: "approve.sensitive-segment", because: ["contact.sensitive = true", "approvals = none"] }],
    });
  });

  test("of a rewording: none, though its hash is another", () => {
    const after = edited(
      "context.caps.contact.d7 >= 2 && context.action.purpose ==",
      "!(context.caps.contact.d7 < 2) && !context.contact.sensitive != context.contact.sensitive && context.action.purpose ==",
    );
    expect(after.hash).not.toBe(before.hash);
    const diff = diffBundles(before, after);
    expect(diff).toMatchObject({ outcomes: [], settledElsewhere: 0, isComplete: true });
    expect(diff.cases).toBeGreaterThan(500);
  });

  test.each([
    ["a country that is added", 'Fairlead::Country::"CU"\n', 'Fairlead::Country::"CU", Fairlead::Country::"US"\n'],
    ["a span that grows", 'lastTouchAt.offset(duration("2d"))', 'lastTouchAt.offset(duration("3d"))'],
    ["a bound that moves by one", "spamRateBp >= 30", "spamRateBp > 30"],
    ["a third condition", "context.caps.persona.d1 >= 100 &&\n", "context.caps.persona.d1 >= 101 &&\n"],
  ])("of %s: some", (_name, from, to) => {
    expect(turns(edited(from, to)).length).toBeGreaterThan(0);
  });

  test("of the permit that is lost: all of them", () => {
    const text = shipped.organisation.replace("when { context.agent.outbound }", "when { context.scores.fit > 1000 }");
    expect(turns(bundleOf({ organisation: text }))).toContain("allow -> deny");
  });

  test("are the same each time, and are bounded however much is changed", () => {
    const other = shipped.organisation.replaceAll(/>= (\d+)/g, (_, number: string) => `>= ${Number(number) + 1}`);
    const [first, second] = [0, 1].map(() => diffBundles(before, bundleOf({ organisation: other })));
    expect(first).toEqual(second);
    expect(first?.cases).toBeLessThanOrEqual(30_000);
    expect(first?.outcomes.length).toBeGreaterThan(0);
  });

  test("are not compared where a policy has no compiled form, and it says so", () => {
    const exotic = `@id("org.exotic") @effect("deny") @code("X") @says("x") forbid (principal, action, resource)
      when { decimal("1.0").lessThan(decimal("2.0")) && context.workspace.paused };`;
    const diff = diffBundles(before, bundleOf({ organisation: `${shipped.organisation}\n${exotic}` }));
    expect(diff.notCompared).toEqual(["`org.exotic`: `decimal` has no compiled form"]);
    expect(diff).toMatchObject({ outcomes: [], cases: 0, isComplete: false });
  });
});
