import { createRequire } from "node:module";
import type * as Cedar from "@cedar-policy/cedar-wasm/nodejs";
import {
  type EngineAnswer,
  type EngineRequest,
  type PolicyEngine,
  type PolicyJson,
  type PolicyLanguage,
  type Slice,
  UnreadableText,
} from "./core/language.ts";
import { namespace } from "./core/schema.ts";

/** Cedar, held: it compiles and evaluates, and it replaces itself after a crash. */
export interface CedarEngine extends PolicyEngine {
  readonly language: PolicyLanguage;
  /** How often an instance broke and was replaced, for alerts. */
  crashes(): number;
}

type CedarModule = typeof Cedar;

// Cedar keeps preparsed sets for ever and has no way to delete one: names come from a fixed pool and are overwritten.
const slotCount = 24;

/** Starts Cedar. The composition root makes one per process and passes it on. */
export function createEngine(): CedarEngine {
  const load = createRequire(import.meta.url);
  const held = { module: freshModule(load), slots: new Map<string, string>(), crashes: 0 };
  const replace = (): void => {
    held.crashes += 1;
    held.slots = new Map();
    held.module = freshModule(load);
  };
  return {
    crashes: () => held.crashes,
    language: guarded(
      languageOf(() => held.module),
      replace,
    ),
    evaluate: (slice, request) => {
      try {
        return evaluate(held.module, slotFor(held.module, held.slots, slice), slice, request);
      } catch (error) {
        // After a trap every later call on the same instance throws too: it is dropped, and this decision is a deny.
        const message = error instanceof Error ? error.message : String(error);
        replace();
        return { kind: "crashed", message };
      }
    },
  };
}

/** A language that leaves no broken instance behind: what traps while it reads a text is thrown on, and the next call finds a new one. */
function guarded(language: PolicyLanguage, replace: () => void): PolicyLanguage {
  const safely =
    <A extends readonly unknown[], R>(work: (...given: A) => R) =>
    (...given: A): R => {
      try {
        return work(...given);
      } catch (error) {
        if (isTrap(error)) replace();
        throw error;
      }
    };
  return {
    ...language,
    parts: safely(language.parts),
    toJson: safely(language.toJson),
    actionsOf: safely(language.actionsOf),
    validationFaults: safely(language.validationFaults),
  };
}

/** Whether WebAssembly broke off, by itself or for want of stack; what Cedar merely refuses is a plain error. */
function isTrap(error: unknown): boolean {
  return error instanceof Error && (error.name === "RuntimeError" || error instanceof RangeError);
}

/** A new WebAssembly instance: the module is taken out of the cache and loaded again. */
function freshModule(load: NodeJS.Require): CedarModule {
  const path = load.resolve("@cedar-policy/cedar-wasm/nodejs");
  delete load.cache[path];
  return load(path) as CedarModule;
}

/** The slot that holds a slice, least recently used overwritten; throws if Cedar cannot parse what a bundle compiled. */
function slotFor(cedar: CedarModule, slots: Map<string, string>, slice: Slice): string {
  const known = slots.get(slice.hash);
  if (known !== undefined) {
    slots.delete(slice.hash);
    slots.set(slice.hash, known);
    return known;
  }
  const oldest = slots.entries().next().value;
  const isFull = slots.size >= slotCount && oldest !== undefined;
  const slot = isFull ? oldest[1] : `slot${slots.size}`;
  if (isFull) slots.delete(oldest[0]);
  const schema = cedar.preparseSchema(slot, slice.schema);
  if (schema.type === "failure") throw new Error(messagesOf(schema.errors).join("; "));
  const set = cedar.preparsePolicySet(slot, { staticPolicies: slice.policies as Record<string, Cedar.PolicyJson> });
  if (set.type === "failure") throw new Error(messagesOf(set.errors).join("; "));
  slots.set(slice.hash, slot);
  return slot;
}

function evaluate(cedar: CedarModule, slot: string, slice: Slice, request: EngineRequest): EngineAnswer {
  const answer = cedar.statefulIsAuthorized({
    principal: { type: `${namespace}::Agent`, id: request.principal },
    action: { type: `${namespace}::Action`, id: slice.action },
    resource: { type: `${namespace}::Contact`, id: request.resource },
    context: request.context as Cedar.Context,
    preparsedSchemaName: slot,
    preparsedPolicySetId: slot,
    validateRequest: true,
    // Facts live in the context only: a missing entity would be skipped in silence, a missing fact is refused.
    entities: [],
  });
  if (answer.type === "failure") return { kind: "refused", messages: messagesOf(answer.errors) };
  const { reason, errors } = answer.response.diagnostics;
  return { kind: "vector", satisfied: [...reason].sort(), failed: errors.map(({ policyId }) => policyId).sort() };
}

function languageOf(current: () => CedarModule): PolicyLanguage {
  return {
    languageVersion: current().getCedarLangVersion(),
    engineVersion: current().getCedarVersion(),
    parts: (text) => {
      const answer = current().policySetTextToParts(text);
      if (answer.type === "failure") {
        const [place] = answer.errors.flatMap(({ sourceLocations }) => sourceLocations ?? []);
        throw new UnreadableText(messagesOf(answer.errors).join("; "), place?.start);
      }
      if (answer.policy_templates.length > 0) throw new Error("templates are not used: write plain policies");
      return answer.policies;
    },
    toJson: (text) => {
      const answer = current().policyToJson(text);
      if (answer.type === "failure") throw new Error(messagesOf(answer.errors).join("; "));
      return answer.json as unknown as PolicyJson;
    },
    actionsOf: (policy, schema) => {
      const answer = current().getValidRequestEnvsPolicy(policy as unknown as Cedar.Policy, schema);
      if (answer.type === "failure") throw new Error(answer.error);
      return answer.actions.map((name) => name.slice(name.indexOf('"') + 1, -1));
    },
    validationFaults: (policies, schema) => {
      const answer = current().validate({
        schema,
        policies: { staticPolicies: policies as unknown as Record<string, Cedar.PolicyJson> },
        validationSettings: { mode: "strict" },
      });
      if (answer.type === "failure") return messagesOf(answer.errors);
      return [...answer.validationErrors, ...answer.validationWarnings].map(
        ({ policyId, error }) => `${policyId}: ${error.message}`,
      );
    },
  };
}

function messagesOf(errors: readonly Cedar.DetailedError[]): string[] {
  return errors.map(({ message }) => message);
}
