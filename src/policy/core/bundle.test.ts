import { describe, expect, test } from "vitest";
import { shippedBundle } from "../../../test/helpers/policy.ts";
import { createEngine } from "../engine.ts";
import { shippedPolicies } from "../shipped.ts";
import { compileBundle } from "./bundle.ts";

const engine = createEngine();
const bundle = shippedBundle(engine);

function faultsOf(organisation: string): string {
  const result = compileBundle(engine.language, { core: shippedPolicies().core, organisation });
  return "faults" in result ? result.faults.map(({ policy, says }) => `${policy}: ${says}`).join("\n") : "";
}

const policy = (body: string, notes = '@id("org.x") @effect("deny") @code("X") @says("x")'): string =>
  `${notes} forbid (principal, action, resource) when { ${body} };`;

describe("a bundle", () => {
  test("does not depend on white space, comments or the order of policies", () => {
    const { core, organisation } = shippedPolicies();
    const [first = "", ...rest] = engine.language.parts(organisation);
    const shuffled = compileBundle(engine.language, {
      core: `// more\n${core}`,
      organisation: [...rest.reverse(), `// a remark\n${first}\n\n`].join("\n"),
    });
    expect("hash" in shuffled && shuffled.hash).toBe(bundle.hash);
  });

  test("changes its hash with any condition, annotation or layer", () => {
    const { core, organisation } = shippedPolicies();
    const variants = [
      organisation.replace("d7 >= 2", "d7 >= 3"),
      organisation.replace('@code("SPACING")', '@code("SPACE")'),
      organisation.replace("two days lie", "2 days lie"),
    ].map((text) => compileBundle(engine.language, { core, organisation: text }));
    const moved = compileBundle(engine.language, { core: `${core}\n${organisation}`, organisation: "" });
    const hashes = [...variants, moved].map((one) => ("hash" in one ? one.hash : ""));
    expect(new Set([bundle.hash, ...hashes]).size).toBe(5);
  });

  test("slices by action and carries only what its policies read", () => {
    expect(Object.keys(bundle.slices.place_call.policies)).not.toContain("message.unsubscribe-link");
    expect(bundle.slices.place_call.schema).not.toContain("hasUnsubscribeLink");
    expect(bundle.slices.send_email.schema).toContain("hasUnsubscribeLink");
    expect(bundle.slices.send_email.schema).not.toContain("icpVersion");
    expect(Object.values(bundle.slices.send_email.policies).every(({ effect }) => effect === "forbid")).toBe(true);
  });
});

describe("a bundle is refused for", () => {
  test.each([
    ["a policy without notes", policy("true", ""), "`@effect` must be"],
    [
      "an unknown note",
      policy("true", '@id("org.x") @effect("deny") @code("X") @says("x") @mode("shadow")'),
      "`@mode` has no meaning",
    ],
    [
      "a deferral without a time",
      policy("true", '@id("org.x") @effect("defer") @code("X") @says("x")'),
      "`@until` must name",
    ],
    [
      "a deferral to what is no time",
      policy("true", '@id("org.x") @effect("defer") @code("X") @says("x") @until("scores.fit")'),
      "and `scores.fit` is none",
    ],
    [
      "a deferral to a fact that one of its actions lacks",
      policy("true", '@id("org.x") @effect("defer") @code("X") @says("x") @until("mailbox.used.d1DropsAt")'),
      "is none",
    ],
    [
      "an approval that nobody gives",
      policy("true", '@id("org.x") @effect("approval") @code("X") @says("x")'),
      "`@approvers` must name",
    ],
    [
      "approvers that are no name",
      policy("true", '@id("org.x") @effect("approval") @code("X") @says("x") @approvers("legal, The Board")'),
      "`The Board` of `@approvers` is no role or group",
    ],
    ...["0", "10", "two", "1.5", ""].map((quorum): [string, string, string] => [
      `a quorum of \`${quorum}\``,
      policy("true", `@id("org.x") @effect("approval") @code("X") @says("x") @approvers("legal") @quorum("${quorum}")`),
      "`@quorum` must be a whole number",
    ]),
    [
      "a quorum of what asks nobody",
      policy("true", '@id("org.x") @effect("deny") @code("X") @says("x") @quorum("2")'),
      "`@quorum` has no meaning",
    ],
    [
      "an id used twice",
      policy("context.workspace.paused", '@id("dnc.contact") @effect("deny") @code("X") @says("x")'),
      "this id is used twice",
    ],
    [
      "a deny that an approval overrides",
      policy('!context.approvals.contains("org.x")'),
      "a deny may not read `approvals`",
    ],
    ["arithmetic that can overflow", policy("context.scores.fit * 2 > 3"), "can overflow"],
    ["a number that JavaScript would round", policy("context.scores.fit > 9007199254740993"), "2^53"],
    ["a test for a fact that is always there", policy("context has scores"), "`has` would let a missing one pass"],
    [
      "a misspelt word",
      policy('context.account.relation == Fairlead::Relation::"compettitor"'),
      "not declared as a valid eid",
    ],
    ["a misspelt fact", policy("context.scores.fitt > 3"), "fitt"],
    ["a comparison that can never hold", policy('context.account.relation == Fairlead::Industry::"other"'), "org.x"],
    [
      "a misspelt action",
      '@id("org.x") @effect("deny") @code("X") @says("x") forbid (principal, action == Fairlead::Action::"sendmail", resource);',
      "org.x",
    ],
    [
      "an action that does not exist at all, in a permit",
      '@id("org.y") permit (principal, action == Fairlead::Action::"wire_money", resource);',
      "org.y",
    ],
    ["a text that is no policy", "forbid everything", "unexpected"],
    ["deep brackets", policy(`${"(".repeat(140)}true${")".repeat(140)}`), "nested"],
    [
      "hundreds of terms",
      policy(Array.from({ length: 200 }, () => "context.workspace.paused").join(" || ")),
      "joins at most",
    ],
    ["too much text", `// ${"x".repeat(210_000)}\n`, "bytes"],
    [
      "a template",
      '@id("org.x") @effect("deny") @code("X") @says("x") forbid (principal == ?principal, action, resource);',
      "templates are not used",
    ],
  ])("%s", (_name, text, says) => {
    expect(faultsOf(text)).toContain(says);
  });

  test("nothing when a list is long: a set is not a chain of terms", () => {
    const list = Array.from({ length: 300 }, (_, n) => `"s${n}"`).join(", ");
    expect(faultsOf(policy(`context.contact.segments.containsAny([${list}])`))).toBe("");
  });
});
