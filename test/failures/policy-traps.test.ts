import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { systemEnv } from "../../src/kernel/env.ts";
import { type Bundle, compileBundle, flipped } from "../../src/policy/core/bundle.ts";
import { canaryFaults } from "../../src/policy/core/canary.ts";
import { decide } from "../../src/policy/core/decide.ts";
import { type DecisionRequest, factsShapes } from "../../src/policy/core/facts.ts";
import type { EngineAnswer, PolicyEngine } from "../../src/policy/core/language.ts";
import { cedarSchema, cedarValue } from "../../src/policy/core/schema.ts";
import type { Shape } from "../../src/policy/core/shape.ts";
import { actionKinds } from "../../src/policy/core/vocabulary.ts";
import { createEngine } from "../../src/policy/engine.ts";
import { askGate, type GateAnswer } from "../../src/policy/gate.ts";
import { shippedPolicies } from "../../src/policy/shipped.ts";
import { asked, clear, facts, shippedBundle } from "../helpers/policy.ts";

/** The ways in which Cedar, used naively, lets through what a policy forbids. Each is tried on the real engine and has to fail closed. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const engine = createEngine();
const bundle = shippedBundle(engine);
const shape = factsShapes.send_email;

const notes = (id = "org.x"): string => `@id("${id}") @effect("deny") @code("X") @says("x")`;
const forbidding = (condition: string, id?: string): string =>
  `${notes(id)} forbid (principal, action, resource) when { ${condition} };`;

function outcomeOf(request: unknown, by: PolicyEngine = engine, under: Bundle = bundle): readonly string[] {
  const verdict = decide(by, { state: "ready", bundle: under }, request as DecisionRequest);
  return [verdict.outcome, ...verdict.reasons.map(({ code }) => code)];
}

function faultsOf(organisation: string): string {
  const result = compileBundle(engine.language, { core: shippedPolicies().core, organisation });
  return "faults" in result ? result.faults.map(({ policy, says }) => `${policy}: ${says}`).join("\n") : "";
}

/** The shipped bundle with a policy that no compiler of ours would let in. */
function smuggled(text: string, id = "org.x"): Bundle {
  const [part = ""] = engine.language.parts(text);
  const json = engine.language.toJson(part);
  const model = bundle.policies.find((policy) => policy.id === "dnc.contact");
  if (model === undefined) throw new Error("the core has no dnc.contact");
  const slice = bundle.slices.send_email;
  return {
    ...bundle,
    policies: [...bundle.policies, { ...model, id, layer: "organisation", json, text, reads: [] }],
    slices: {
      ...bundle.slices,
      send_email: {
        ...slice,
        shape,
        schema: cedarSchema({ send_email: shape }),
        hash: text,
        policies: { ...slice.policies, [id]: flipped(json) },
      },
    },
  };
}

const requestTo = (context: unknown) => ({
  principal: "a",
  resource: "c",
  context: context as Record<string, unknown>,
});
const overflow = "context.scores.fit * 9007199254740991 * 9007199254740991 > 0";

test("trap 1: a policy that errs is skipped by Cedar, and denies with us", () => {
  const erring = smuggled(forbidding(overflow));
  const answer = engine.evaluate(erring.slices.send_email, requestTo(cedarValue(shape, clear)));
  // What plain Cedar would go by: a permit, no forbid, and an error that nobody has to look at.
  expect(answer).toEqual({ kind: "vector", satisfied: ["base.outbound-agents"], failed: ["org.x"] });
  expect(outcomeOf(asked(clear), engine, erring)).toEqual(["deny", "POLICY_ERROR"]);
});

test("trap 2: there is no entity to be absent, and a fact that is absent refuses, wherever it stands", () => {
  const slice = bundle.slices.send_email;
  const paths = leavesOf(slice.shape);
  expect(paths.length).toBeGreaterThan(40);
  for (const path of paths) {
    expect(outcomeOf(asked(without(clear, path) as typeof clear)), path.join(".")).toEqual(["deny", "FACTS_INVALID"]);
    // The second wall: Cedar itself, should our own check ever let it by.
    const context = without(cedarValue(slice.shape, clear), path);
    expect(engine.evaluate(slice, requestTo(context)).kind, path.join(".")).toBe("refused");
  }
});

test("trap 3: an action that the schema does not know is refused, and a schema without the group does not serve", () => {
  const slice = bundle.slices.send_email;
  const misspelt = { ...slice, action: "sendmail" as "send_email", hash: "misspelt" };
  expect(engine.evaluate(misspelt, requestTo(cedarValue(slice.shape, clear))).kind).toBe("refused");
  const groupless = {
    ...bundle,
    slices: {
      ...bundle.slices,
      send_email: { ...slice, hash: "groupless", schema: slice.schema.replace(' in ["touch"]', "") },
    },
  };
  const suppressed = asked(facts({ suppression: { doNotContact: true } }));
  // The trap itself: no error, and the do-not-contact policy is not among those that object.
  expect(outcomeOf(suppressed, engine, groupless)).not.toContain("DNC");
  expect(canaryFaults(engine, groupless).join()).toContain("a do-not-contact person was not denied `send_email`");
  expect(canaryFaults(engine, bundle)).toEqual([]);
});

test("trap 4: arithmetic that passes validation and overflows later is refused before, dates too", () => {
  const json = engine.language.toJson(engine.language.parts(forbidding(overflow))[0] ?? "");
  expect(engine.language.validationFaults({ "org.x": json }, cedarSchema(factsShapes))).toEqual([]);
  for (const operation of [
    overflow,
    "context.scores.fit + 1 > 3",
    "context.scores.fit - 1 > 3",
    "-context.scores.fit < 3",
  ])
    expect(faultsOf(forbidding(operation)), operation).toContain("can overflow");
  const far = forbidding('context.now.offset(duration("106751991167d")) < context.now');
  const compiled = compileBundle(engine.language, { ...shippedPolicies(), team: far });
  if ("faults" in compiled) throw new Error(JSON.stringify(compiled.faults));
  expect(canaryFaults(engine, compiled).join()).toContain("policy `org.x` cannot be evaluated for `send_email`");
  expect(outcomeOf(asked(clear), engine, compiled)).toEqual(["deny", "POLICY_ERROR"]);
});

test("trap 5: no fact is optional, and a test for one is refused", () => {
  const lenient = forbidding("context has scores && context.scores.fit < 50");
  expect(faultsOf(lenient)).toContain("`has` would let a missing one pass");
  expect(faultsOf(lenient.replace("when {", "unless {"))).toContain("`has` would let a missing one pass");
  expect(cedarSchema(factsShapes)).not.toMatch(/\?:/);
});

test("trap 6: a misspelt word is refused in a policy, in the facts, and by Cedar alone", () => {
  expect(faultsOf(forbidding('context.account.relation == Fairlead::Relation::"compettitor"'))).toContain(
    "not declared",
  );
  const misspelt = { ...clear, account: { ...clear.account, relation: "compettitor" as "competitor" } };
  expect(outcomeOf(asked(misspelt))).toEqual(["deny", "FACTS_INVALID"]);
  const slice = bundle.slices.send_email;
  expect(engine.evaluate(slice, requestTo(cedarValue(slice.shape, misspelt))).kind).toBe("refused");
  expect(faultsOf(forbidding('context.account.relation == "competitor"'))).not.toBe("");
});

describe("trap 7: a policy made to crash the engine is refused by a thread that is thrown away, and the engine here goes on", () => {
  const term = "context.workspace.paused";
  const killers: readonly (readonly [name: string, condition: string, says: string])[] = [
    ["140 parentheses", `${"(".repeat(140)}${term}${")".repeat(140)}`, "nested"],
    ["140 parentheses behind comments that close them", `${"(// )\n".repeat(140)}${term}${")".repeat(140)}`, "nested"],
    [
      "140 parentheses behind a text that closes them",
      `"${")".repeat(140)}" == "" || ${"(".repeat(140)}${term}${")".repeat(140)}`,
      "nested",
    ],
    ["400 terms that all have to hold", Array.from({ length: 400 }, () => `!${term}`).join(" && "), ""],
    [
      "400 terms of which none holds, which crash only when they are evaluated",
      Array.from({ length: 400 }, () => term).join(" || "),
      "",
    ],
    ["400 additions", `${Array.from({ length: 400 }, () => "1").join(" + ")} > context.scores.fit`, ""],
    ["3,000 terms", Array.from({ length: 3_000 }, () => term).join(" || "), ""],
    ["300 times not", `${"!".repeat(300)}${term}`, ""],
  ];
  test.each(killers)("%s", async (_name, condition, says) => {
    const before = engine.crashes();
    const answer = await throughGate(forbidding(condition));
    expect("faults" in answer && answer.faults.map((fault) => fault.says).join()).toContain(says);
    expect("faults" in answer && answer.faults.length).toBeGreaterThan(0);
    expect(outcomeOf(asked(clear))).toEqual(["allow"]);
    expect(engine.crashes()).toBe(before);
  });

  test("a text that breaks this engine all the same leaves a new one behind", () => {
    const own = createEngine();
    const deep = forbidding(`${"(".repeat(2_000)}${term}${")".repeat(2_000)}`);
    expect(() => own.language.parts(deep)).toThrow();
    expect(own.crashes()).toBe(1);
    expect(outcomeOf(asked(clear), own)).toEqual(["allow"]);
  });

  test("a thread that dies has refused", async () => {
    const { core, organisation } = shippedPolicies();
    const deadly = null as unknown as [];
    const answer = await askGate(
      { env: systemEnv() },
      { source: { core, organisation }, shipped: { core, organisation }, tests: deadly, coverCore: false },
    );
    expect("faults" in answer && answer.faults[0]?.says).toContain("broke the engine that checks them");
  });

  test("a check that takes too long is a refusal", async () => {
    const hurried = { env: { sleep: async () => undefined } };
    const { core, organisation } = shippedPolicies();
    const answer = await askGate(hurried, {
      source: { core, organisation },
      shipped: { core, organisation },
      tests: [],
      coverCore: false,
    });
    expect("faults" in answer && answer.faults[0]?.says).toContain("took longer than");
  });
});

test("trap 8: Cedar takes in policies that fail validation, and a bundle does not", () => {
  const misspelt = forbidding("context.scores.fitt > 3");
  const taken = engine.evaluate(smuggled(misspelt).slices.send_email, requestTo(cedarValue(shape, clear)));
  expect(taken).toMatchObject({ kind: "vector", failed: ["org.x"] });
  expect(faultsOf(misspelt)).toContain("fitt");
});

test("trap 9: a policy is known by its own id, whatever its place in the text", () => {
  expect(faultsOf("forbid (principal, action, resource) when { context.workspace.paused };")).toContain(
    "`@effect` must be",
  );
  const organisation = [
    '@id("base.all") permit (principal, action, resource);',
    ...Array.from({ length: 12 }, (_, n) => forbidding(`context.scores.fit == ${n}`, `org.p${n}`)),
  ].join("\n");
  const compiled = compileBundle(engine.language, { core: shippedPolicies().core, organisation });
  if ("faults" in compiled) throw new Error(JSON.stringify(compiled.faults));
  for (let fit = 0; fit < 12; fit += 1) {
    const verdict = decide(engine, { state: "ready", bundle: compiled }, asked(facts({ scores: { fit } })));
    expect(verdict.reasons.map(({ rule }) => rule)).toEqual([`org.p${fit}`]);
  }
});

test("trap 10: times and numbers in any other form are refused, and the engine survives them", () => {
  const before = engine.crashes();
  const circular: Record<string, unknown> = {};
  circular["self"] = circular;
  const times = [
    "2026-03-04T10:00:00+02:00",
    "2026-03-04T10:00:00.000+0200",
    "2026-03-04 10:00:00+02",
    "2026-03-04T10:00:00.000000Z",
    "2026-03-04",
    "2026-13-04T10:00:00.000Z",
  ];
  const numbers = [1.5, 2 ** 53, 2 ** 63, Number.NaN, 80n, "80"];
  const broken: readonly unknown[] = [
    ...times.map((now) => ({ ...clear, now })),
    ...numbers.map((fit) => ({ ...clear, scores: { ...clear.scores, fit } })),
    { ...clear, scores: { ...clear.scores, icpVersion: "\ud800" } },
    { ...clear, contact: { ...clear.contact, segments: ["\udfff"] } },
    { ...clear, account: circular },
  ];
  for (const document of broken)
    expect(outcomeOf({ action: "send_email", facts: document })).toEqual(["deny", "FACTS_INVALID"]);
  expect(outcomeOf(asked(clear))).toEqual(["allow"]);
  expect(engine.crashes()).toBe(before);
});

test("trap 11: facts that would stall the engine never reach it, and what may reach it is bounded", () => {
  const reached: string[] = [];
  const watched: PolicyEngine = {
    evaluate: (slice, request) => {
      reached.push(slice.action);
      return engine.evaluate(slice, request);
    },
  };
  const many = Array.from({ length: 20_000 }, (_, n) => `s${n}`);
  const large: readonly unknown[] = [
    { ...clear, contact: { ...clear.contact, segments: many } },
    { ...clear, contact: { ...clear.contact, custom: many } },
    { ...clear, approvals: many },
    { ...clear, scores: { ...clear.scores, icpVersion: "x".repeat(100_000) } },
    { ...clear, mailbox: { ...clear.mailbox, provider: "x".repeat(100_000) } },
  ];
  for (const document of large)
    expect(outcomeOf({ action: "send_email", facts: document }, watched)).toEqual(["deny", "FACTS_INVALID"]);
  expect(reached).toEqual([]);
  // Each text and set within its own bound, and too much together.
  const custom = Array.from({ length: 200 }, (_, n) => `field${n}=${"é".repeat(150)}`);
  const full = { ...clear, contact: { ...clear.contact, custom }, account: { ...clear.account, custom } };
  expect(outcomeOf({ action: "send_email", facts: full }, watched)).toEqual(["deny", "FACTS_INVALID"]);
  expect(reached).toEqual([]);
  const most = { ...clear, contact: { ...clear.contact, custom: custom.slice(0, 150) } };
  expect(outcomeOf({ action: "send_email", facts: most }, watched)).toEqual(["allow"]);
  expect(reached).toEqual(["send_email"]);
});

test("trap 12: a condition that contradicts itself passes validation, and the cases find that nothing hits it", async () => {
  const dead = forbidding("context.scores.fit > 60 && context.scores.fit < 50", "org.dead");
  const text = "cases:\n  - expect: allow\n  - given: { scores: { fit: 55 } }\n    expect: allow\n";
  const answer = await throughGate(dead, text);
  expect("cases" in answer && answer.cases.uncovered).toContainEqual({ policy: "org.dead", lacks: ["hit"] });
});

test("trap 13: nothing is evaluated in part: one stateful call with a schema, in one file", () => {
  const calls = sources("src").flatMap(({ path, text }) =>
    [...text.matchAll(/\.(\w*[iI]sAuthorized\w*)\(/g)].map(([, name]) => `${path} ${name}`),
  );
  expect(calls).toEqual(["src/policy/engine.ts statefulIsAuthorized"]);
  expect(readFileSync(join(root, "src/policy/engine.ts"), "utf8")).toContain("validateRequest: true");
});

test("trap 14: what was approved is decided again, by the facts as they are then", () => {
  const asks = facts({ message: { approved: false } });
  expect(outcomeOf(asked(asks))).toEqual(["needs_approval", "NEW_MESSAGING"]);
  const granted = { ...asks, approvals: ["approve.new-messaging"] };
  expect(outcomeOf(asked(granted))).toEqual(["allow"]);
  const moved = [
    { ...granted, suppression: { ...granted.suppression, doNotContact: true } },
    { ...granted, replies: { ...granted.replies, inSequence: true } },
    { ...granted, workspace: { paused: true } },
    { ...granted, contact: { ...granted.contact, sensitive: true } },
    { ...granted, approvals: [] },
  ];
  for (const later of moved) expect(outcomeOf(asked(later))[0]).not.toBe("allow");
});

test("trap 15: there is one way to write a rule: templates are refused", () => {
  const template = `${notes()} forbid (principal == ?principal, action, resource);`;
  expect(faultsOf(template)).toContain("templates are not used");
  expect(faultsOf(`${forbidding("context.workspace.paused", "org.y")}\n${template}`)).toContain(
    "templates are not used",
  );
});

test("trap 16: Cedar alone decides: where it says nothing, nothing else speaks for it", () => {
  const silent: readonly EngineAnswer[] = [
    { kind: "crashed", message: "trap" },
    { kind: "refused", messages: ["no"] },
    { kind: "vector", satisfied: [], failed: [] },
  ];
  for (const answer of silent) {
    const calls: string[] = [];
    const mute: PolicyEngine = {
      evaluate: ({ action }) => {
        calls.push(action);
        return answer;
      },
    };
    for (const action of actionKinds) expect(outcomeOf(asked(clear, action), mute)[0], action).toBe("deny");
    expect(calls).toEqual([...actionKinds]);
  }
  const deciding = reachedFrom("src/execution/decide-batch.ts");
  expect(deciding).toContain("src/policy/core/decide.ts");
  expect(deciding.filter((path) => /compiled/.test(path))).toEqual([]);
});

function throughGate(organisation: string, test?: string): Promise<GateAnswer> {
  const { core, organisation: shipped } = shippedPolicies();
  return askGate(
    { env: systemEnv() },
    {
      source: { core, organisation: `${shipped}\n${organisation}` },
      shipped: { core, organisation },
      tests: test === undefined ? [] : [{ name: "tests/own.yaml", text: test }],
      coverCore: false,
    },
  );
}

/** The path of every fact that is not a record. */
function leavesOf(of: Shape, path: readonly string[] = []): readonly (readonly string[])[] {
  if (of.is !== "record") return [path];
  return Object.entries(of.fields).flatMap(([name, field]) => leavesOf(field, [...path, name]));
}

function without(document: unknown, [name = "", ...rest]: readonly string[]): unknown {
  const { [name]: inner, ...others } = document as Record<string, unknown>;
  return rest.length === 0 ? others : { ...others, [name]: without(inner, rest) };
}

function sources(folder: string): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => ({ path: join(folder, name), text: readFileSync(join(root, folder, name), "utf8") }));
}

/** Every file of ours that a file imports, itself and through others. */
function reachedFrom(start: string, seen = new Set<string>()): readonly string[] {
  if (!seen.has(start)) {
    seen.add(start);
    for (const [, target = ""] of readFileSync(join(root, start), "utf8").matchAll(/from "(\.[^"]+\.ts)"/g))
      reachedFrom(join(dirname(start), target), seen);
  }
  return [...seen];
}
