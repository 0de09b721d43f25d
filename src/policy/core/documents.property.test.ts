import fc from "fast-check";
import { expect, test } from "vitest";
import { factDocuments, factsIn, withFact, withoutFact } from "../../../test/helpers/fact-documents.ts";
import { later, shippedBundle } from "../../../test/helpers/policy.ts";
import { sized } from "../../../test/helpers/size.ts";
import type { Verdict } from "../contract.ts";
import { createEngine } from "../engine.ts";
import { type CompiledForm, compiledForm, foreseen } from "./compiled.ts";
import { type ActiveBundle, decide } from "./decide.ts";
import { type DecisionRequest, factsShapes } from "./facts.ts";
import type { EngineAnswer } from "./language.ts";
import { actionKinds } from "./vocabulary.ts";

/**
 * What has to hold for any facts, over 20,000 random documents and by night a million. The compiled form answers for them, since
 * Cedar takes a millisecond and more for each; a part is asked of Cedar itself.
 */

const cedar = createEngine();
const bundle = shippedBundle(cedar);
const active: ActiveBundle = { state: "ready", bundle };
const compiled = shippedForm();
const documents = factDocuments(bundle);
const paths = Object.fromEntries(actionKinds.map((kind) => [kind, factsIn(factsShapes[kind])]));
const longMs = sized(120_000, 1_200_000, 14_400_000);

function shippedForm(): CompiledForm {
  const form = compiledForm(bundle);
  if ("faults" in form) throw new Error(form.faults.join("; "));
  return form;
}

/** Decides by one or the other form; both end in the same resolver. */
type Decider = (request: DecisionRequest) => Verdict;
const byCedar: Decider = (request) => decide(cedar, active, request);
const byCompiled: Decider = (request) => foreseen(compiled, request);

/** Decides as the product does, with an engine that answers so. */
const deciding = (request: DecisionRequest, answer: () => EngineAnswer): Verdict =>
  decide({ evaluate: answer }, active, request);
const decidingBroken = (request: DecisionRequest, facts: unknown): Verdict => {
  const broken = { ...request, facts } as DecisionRequest;
  return deciding(broken, () => compiled.answer(broken));
};

/** One more suppression, reply, hold or pause. A time never comes to lie before what it was. */
const protections: readonly (readonly [at: string, to: unknown])[] = [
  ...Object.keys(factsShapes.send_email.fields.suppression.fields).map(
    (name) => [`suppression.${name}`, true] as const,
  ),
  ["hold.open", true],
  ["hold.until", later],
  ["hold.unclassifiedReply", true],
  ["hold.accountOpen", "threat"],
  ["hold.accountOpen", "manual"],
  ["hold.accountUntil", later],
  ["replies.inSequence", true],
  ["replies.unclassified", true],
  ["agent.status", "paused"],
  ["agent.status", "revoked"],
  ["workspace.paused", true],
];

function protectedBy(request: DecisionRequest, [at, to]: (typeof protections)[number]): DecisionRequest {
  const path = at.split(".");
  const was = path.reduce<unknown>((facts, name) => (facts as Record<string, unknown>)[name], request.facts);
  const value = to === later && String(was) > later ? was : to;
  return { ...request, facts: withFact(request.facts, path, value) } as DecisionRequest;
}

const rank = { allow: 0, defer: 1, needs_approval: 2, deny: 3 } as const;
const hitsOf = ({ checks }: Verdict): readonly string[] =>
  checks.filter(({ result }) => result === "hit").map(({ policy }) => policy);

/** What a protection makes worse than it should: empty, because it only ever adds hits. */
function freed(before: Verdict, after: Verdict): readonly string[] {
  const kept = new Set(hitsOf(after));
  const lost = hitsOf(before).filter((id) => !kept.has(id));
  return rank[after.outcome] < rank[before.outcome] ? [`${before.outcome} became ${after.outcome}`, ...lost] : lost;
}

/** Draws documents, adds a protection to each, and answers how many were decided, allowed before, and stopped by what was added. */
function tryMonotonic(by: Decider, count: number) {
  const seen = { decided: 0, allowed: 0, newlyStopped: 0 };
  fc.assert(
    fc.property(documents, fc.constantFrom(...protections), (request, protection) => {
      const [before, after] = [by(request), by(protectedBy(request, protection))];
      const faults = freed(before, after);
      if (faults.length > 0) throw new Error(`${protection[0]}: ${faults.join(", ")}`);
      seen.decided += 1;
      if (before.outcome === "allow") seen.allowed += 1;
      if (before.outcome === "allow" && after.outcome !== "allow") seen.newlyStopped += 1;
    }),
    { numRuns: count },
  );
  return { ...seen, share: seen.allowed / seen.decided };
}

test(
  "deny is monotonic: no suppression, reply, hold or pause turns a stop into an allow, and a fifth is allowed at least",
  async ({ annotate }) => {
    const count = sized(2_000, 20_000, 1_000_000);
    const seen = tryMonotonic(byCompiled, count);
    await annotate(JSON.stringify(seen));
    expect(seen.decided).toBe(count);
    expect(seen.share).toBeGreaterThanOrEqual(0.2);
    // The protections bite: most of what was allowed is stopped by the one that was added.
    expect(seen.newlyStopped / seen.allowed).toBeGreaterThan(0.5);
  },
  longMs,
);

test(
  "Cedar itself says the same of a part of them",
  async ({ annotate }) => {
    const count = sized(100, 2_000, 100_000);
    const seen = tryMonotonic(byCedar, count);
    await annotate(JSON.stringify(seen));
    expect(seen.decided).toBe(count);
    expect(seen.share).toBeGreaterThanOrEqual(0.2);
    fc.assert(
      fc.property(documents, (request) => {
        expect({ ...byCompiled(request), factsDigest: byCedar(request).factsDigest }).toEqual(byCedar(request));
      }),
      { numRuns: sized(100, 1_000) },
    );
    expect(cedar.crashes()).toBe(0);
  },
  longMs,
);

/** The ways in which deciding fails, each given a number that says where. */
const exceptions: Readonly<Record<string, (request: DecisionRequest, at: number) => Verdict>> = {
  "a fact is absent": (request, at) => decidingBroken(request, withoutFact(request.facts, pathAt(request, at))),
  "a fact is null": (request, at) => decidingBroken(request, withFact(request.facts, pathAt(request, at), null)),
  "a fact is of another kind": (request, at) =>
    decidingBroken(request, withFact(request.facts, pathAt(request, at), { is: at })),
  "a fact too many": (request, at) => decidingBroken(request, { ...request.facts, [`approved${at}`]: true }),
  "a policy errs": (request, at) => erring(request, (ids) => [ids[at % ids.length] ?? ""]),
  "every policy errs": (request) => erring(request, (ids) => ids),
  "a policy that nobody knows objects": (request) =>
    deciding(request, () => ({ kind: "vector", satisfied: [...satisfiedFor(request), "nobody.knows"], failed: [] })),
  "nothing permits": (request) => deciding(request, () => ({ kind: "vector", satisfied: [], failed: [] })),
  "the engine refuses": (request) => deciding(request, () => ({ kind: "refused", messages: ["no"] })),
  "the engine breaks": (request) => deciding(request, () => ({ kind: "crashed", message: "trap" })),
  "no bundle is in force": (request) =>
    decide(
      { evaluate: () => compiled.answer(request) },
      { state: "stale", says: "the newest could not be read" },
      request,
    ),
};

function pathAt({ action }: DecisionRequest, at: number): readonly string[] {
  const all = paths[action] ?? [];
  return all[at % all.length]?.path ?? [];
}

function satisfiedFor(request: DecisionRequest): readonly string[] {
  const answer = compiled.answer(request);
  return answer.kind === "vector" ? answer.satisfied : [];
}

/** Decides where some policies of the slice could not be evaluated. */
function erring(request: DecisionRequest, some: (ids: readonly string[]) => readonly string[]): Verdict {
  const failed = some(Object.keys(bundle.slices[request.action].policies));
  const satisfied = satisfiedFor(request).filter((id) => !failed.includes(id));
  return deciding(request, () => ({ kind: "vector", satisfied, failed }));
}

test(
  "no exception path yields an allow, whatever the facts are",
  () => {
    const tried: Record<string, number> = {};
    const names = Object.keys(exceptions);
    fc.assert(
      fc.property(documents, fc.constantFrom(...names), fc.nat(10_000), (request, name, at) => {
        const verdict = exceptions[name]?.(request, at);
        if (verdict?.outcome !== "deny" || verdict.reasons.length === 0)
          throw new Error(`${name}: ${verdict?.outcome}`);
        tried[name] = (tried[name] ?? 0) + 1;
      }),
      { numRuns: sized(2_000, 20_000, 1_000_000) },
    );
    for (const name of names) expect(tried[name], name).toBeGreaterThan(100);
  },
  longMs,
);
