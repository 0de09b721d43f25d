import { performance } from "node:perf_hooks";
import { type Bundle, type CompiledPolicy, compileBundle, flipped } from "../src/policy/core/bundle.ts";
import { clearFacts } from "../src/policy/core/canary.ts";
import { decide } from "../src/policy/core/decide.ts";
import { type DecisionRequest, factsShapes } from "../src/policy/core/facts.ts";
import type { Slice } from "../src/policy/core/language.ts";
import { cedarSchema, fullSchema, namespace } from "../src/policy/core/schema.ts";
import { projectShape, type Shape } from "../src/policy/core/shape.ts";
import { type ActionKind, actionKinds } from "../src/policy/core/vocabulary.ts";
import { type CedarEngine, createEngine } from "../src/policy/engine.ts";
import { shippedPolicies } from "../src/policy/shipped.ts";
import { quantile } from "./decide.ts";

/** The decide step alone, for one kind of action under so many policies. */
export interface CoreBench {
  readonly policies: number;
  readonly action: ActionKind;
  /** Policies that can apply to the action at all. */
  readonly inSlice: number;
  /** By the processor time of the one thread that decides. */
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Cedar asked plainly, as documented: every policy, one schema, all facts; nothing checked before, nothing resolved after. */
  readonly naiveP50Ms: number;
  readonly ratio: number;
}

/** Measures each action under each number of policies, the plain call beside ours call by call. */
export function benchCore(sizes: readonly number[], calls: number): readonly CoreBench[] {
  const engine = createEngine();
  const shipped = compileBundle(engine.language, shippedPolicies());
  if ("faults" in shipped) throw new Error(JSON.stringify(shipped.faults));
  return sizes.flatMap((size) => {
    const bundle = bundleOf(shipped, size);
    // A call under thousands of policies takes tens of milliseconds.
    const count = Math.max(50, Math.round((calls * 29) / Math.max(29, size)));
    return actionKinds.map((action) => measure(engine, bundle, action, count));
  });
}

function measure(engine: CedarEngine, bundle: Bundle, action: ActionKind, calls: number): CoreBench {
  const request = { action, facts: clearFacts(action) } as DecisionRequest;
  const naive = naiveSlice(bundle, action);
  const ours = (): void => {
    const { outcome } = decide(engine, { state: "ready", bundle }, request);
    if (outcome !== "allow") throw new Error(`\`${action}\` was to be allowed, and it is: ${outcome}`);
  };
  const plain = (): void => {
    const context = escapedValue(factsShapes[action], request.facts) as Readonly<Record<string, unknown>>;
    const principal = request.facts.agent.id;
    const answer = engine.evaluate(naive, { principal, resource: request.facts.contact.id, context });
    if (answer.kind !== "vector") throw new Error(`Cedar did not answer about \`${action}\``);
  };
  for (let n = 0; n < Math.min(20, calls); n += 1) [ours(), plain()];
  const [oursMs, plainMs]: [number[], number[]] = [[], []];
  let cpuUs = 0;
  for (let n = 0; n < calls; n += 1) {
    const before = process.threadCpuUsage();
    oursMs.push(timed(ours));
    const used = process.threadCpuUsage(before);
    cpuUs += used.user + used.system;
    plainMs.push(timed(plain));
  }
  return {
    policies: bundle.policies.length,
    action,
    inSlice: Object.keys(bundle.slices[action].policies).length,
    perSecond: Math.round((calls * 1_000_000) / cpuUs),
    p50Ms: quantile(oursMs, 0.5),
    p99Ms: quantile(oursMs, 0.99),
    naiveP50Ms: quantile(plainMs, 0.5),
    ratio: quantile(oursMs, 0.5) / quantile(plainMs, 0.5),
  };
}

function timed(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}

/** So many of the shipped policies: some left out, evenly, or all of them repeated under other ids. */
function bundleOf(shipped: Bundle, size: number): Bundle {
  const all = shipped.policies;
  const permit = all.find(({ effect }) => effect === "permit");
  const others = all.filter((policy) => policy !== permit);
  const count = size - (permit === undefined ? 0 : 1);
  const chosen = Array.from({ length: count }, (_, n): CompiledPolicy => {
    const at = count < others.length ? Math.floor((n * others.length) / count) : n % others.length;
    const policy = others[at];
    if (policy === undefined) throw new Error("there is no shipped policy");
    const round = count < others.length ? 0 : Math.floor(n / others.length);
    return round === 0 ? policy : { ...policy, id: `${policy.id}.${round}` };
  });
  const policies = [...(permit === undefined ? [] : [permit]), ...chosen].sort((a, b) => (a.id < b.id ? -1 : 1));
  const slices = Object.fromEntries(actionKinds.map((action) => [action, sliceOf(policies, action)]));
  return { ...shipped, hash: `bench-${size}`, policies, slices: slices as Bundle["slices"] };
}

function sliceOf(policies: readonly CompiledPolicy[], action: ActionKind): Bundle["slices"][ActionKind] {
  const mine = policies.filter(({ actions }) => actions.includes(action));
  const reads = mine.flatMap((policy) => policy.reads);
  const shape = projectShape(factsShapes[action], reads);
  return {
    action,
    shape,
    schema: cedarSchema({ [action]: shape }),
    policies: Object.fromEntries(mine.map(({ id, json }) => [id, flipped(json)])),
    hash: `bench ${action} ${policies.length}`,
  };
}

/** A fact as Cedar's documentation writes it, with the escapes that ours leaves to the schema. */
function escapedValue(shape: Shape, value: unknown): unknown {
  switch (shape.is) {
    case "one":
      return { __entity: { type: `${namespace}::${shape.name}`, id: value } };
    case "time":
      return { __extn: { fn: "datetime", arg: value } };
    case "set":
      return (value as readonly unknown[]).map((member) => escapedValue(shape.of, member));
    case "record": {
      const given = value as Readonly<Record<string, unknown>>;
      const fields = Object.entries(shape.fields);
      return Object.fromEntries(fields.map(([name, field]) => [name, escapedValue(field, given[name])]));
    }
    default:
      return value;
  }
}

function naiveSlice(bundle: Bundle, action: ActionKind): Slice {
  return {
    action,
    schema: fullSchema(),
    policies: Object.fromEntries(bundle.policies.map(({ id, json }) => [id, flipped(json)])),
    hash: `naive ${bundle.policies.length}`,
  };
}
