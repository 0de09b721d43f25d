import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyOf, requestsTo } from "../../../../test/helpers/facts-arbitrary.ts";
import { shippedBundle } from "../../../../test/helpers/policy.ts";
import { smallPolicies, smallShape } from "../../../../test/helpers/policy-arbitrary.ts";
import { sized } from "../../../../test/helpers/size.ts";
import { createEngine } from "../../engine.ts";
import type { CompiledSlice } from "../bundle.ts";
import { compiledForm, type SliceForm, sliceForm } from "../compiled.ts";
import { type DecisionRequest, type Facts, factsFaults } from "../facts.ts";
import type { EngineAnswer, PolicyJson } from "../language.ts";
import { cedarSchema, cedarValue } from "../schema.ts";

const engine = createEngine();
const bundle = shippedBundle(engine);
/** Cedar takes a millisecond or more for each question. */
const longMs = sized(120_000, 1_200_000);

/** What Cedar says of facts, asked as a decision asks it. */
function cedarAnswer(slice: CompiledSlice, facts: Facts): EngineAnswer {
  return engine.evaluate(slice, {
    principal: facts.agent.id,
    resource: facts.contact.id,
    context: cedarValue(slice.shape, facts) as Record<string, unknown>,
  });
}

function formOf(slice: Pick<CompiledSlice, "action" | "shape" | "policies">): SliceForm {
  const form = sliceForm(slice);
  if ("faults" in form) throw new Error(form.faults.join("; "));
  return form;
}

const satisfiedIn = (answer: EngineAnswer): readonly string[] => (answer.kind === "vector" ? answer.satisfied : []);

test(
  "the shipped policies are found satisfied and failed as Cedar finds them",
  () => {
    const form = compiledForm(bundle);
    if ("faults" in form) throw new Error(form.faults.join("; "));
    const hit = new Set<string>();
    fc.assert(
      fc.property(requestsTo(bundle), (request) => {
        expect(factsFaults(request)).toEqual([]);
        const answer = cedarAnswer(bundle.slices[request.action], request.facts);
        expect(form.answer(request)).toEqual(answer);
        expect(answer.kind).toBe("vector");
        for (const id of satisfiedIn(answer)) hit.add(id);
      }),
      { numRuns: sized(4_000, 85_000) },
    );
    expect(bundle.policies.map(({ id }) => id).filter((id) => !hit.has(id)).length).toBeLessThan(4);
  },
  longMs,
);

test(
  "policies of every operator are found satisfied and failed as Cedar finds them",
  () => {
    const perSlice = 10;
    const seen = { slices: 0, satisfied: 0, failed: 0, passed: 0 };
    const documents = fc.array(anyOf(smallShape), { minLength: perSlice, maxLength: perSlice });
    fc.assert(
      fc.property(fc.array(smallPolicies, { minLength: 20, maxLength: 20 }), documents, (policies, given) => {
        seen.slices += 1;
        const slice = smallSlice(policies, `random ${seen.slices}`);
        const form = formOf(slice);
        for (const document of given) {
          const answer = cedarAnswer(slice, document as Facts);
          expect(form(document as Facts)).toEqual(answer);
          if (answer.kind !== "vector") throw new Error(JSON.stringify(answer));
          seen.satisfied += answer.satisfied.length;
          seen.failed += answer.failed.length;
          seen.passed += policies.length - answer.satisfied.length - answer.failed.length;
        }
      }),
      { numRuns: sized(100, 2_000) },
    );
    const least = seen.slices * perSlice;
    expect(Math.min(seen.satisfied, seen.failed, seen.passed)).toBeGreaterThan(least);
  },
  longMs,
);

function smallSlice(policies: readonly PolicyJson[], hash: string): CompiledSlice {
  return {
    action: "send_email",
    hash,
    shape: smallShape,
    schema: cedarSchema({ send_email: smallShape }),
    policies: Object.fromEntries(policies.map((policy, index) => [`p${index}`, policy])),
  };
}

describe("this comparison catches", () => {
  const slice = bundle.slices.send_email;
  const asked = fc
    .sample(requestsTo(bundle), { numRuns: 900, seed: 7 })
    .filter((request): request is DecisionRequest & { action: "send_email" } => request.action === "send_email");
  const expected = asked.map(({ facts }) => cedarAnswer(slice, facts));
  const differing = (policies: CompiledSlice["policies"]): number => {
    const form = formOf({ ...slice, policies });
    return asked.filter(({ facts }, index) => JSON.stringify(form(facts)) !== JSON.stringify(expected[index])).length;
  };

  test("nothing where nothing is wrong", () => {
    expect(asked.length).toBeGreaterThan(200);
    expect(differing(slice.policies)).toBe(0);
  });

  test.each([
    ['">="', '">"'],
    ['"<"', '"<="'],
    ['"&&"', '"||"'],
    ['"||"', '"&&"'],
    ['"==":', '"!=":'],
    ['"containsAny"', '"containsAll"'],
    ['"unless"', '"when"'],
    ['"2d"', '"3d"'],
    ['"isEmpty"', '"!"'],
    ['"Fairlead::Purpose"', '"Fairlead::Persona"'],
    ['"touch"', '"touches"'],
  ])("%s compiled as %s", (right, wrong) => {
    const text = JSON.stringify(slice.policies);
    expect(text).toContain(right);
    expect(differing(JSON.parse(text.replaceAll(right, wrong)) as CompiledSlice["policies"])).toBeGreaterThan(0);
  });
});
