import { createHash } from "node:crypto";
import { canonicalJson } from "../../kernel/canonical.ts";
import type { PolicyMode } from "../contract.ts";
import { type PolicyNotes, readNotes } from "./annotations.ts";
import { type FactPath, pathsRead } from "./expression.ts";
import { factsShapes } from "./facts.ts";
import { lineAtByte } from "./fault-places.ts";
import { type PolicyJson, type PolicyLanguage, type Slice, UnreadableText } from "./language.ts";
import { layerFaults, type PolicyLayer, policyLayers } from "./layers.ts";
import { lintFaults, scopeFaults } from "./lint.ts";
import { modeFaults, type PolicyModes, settledModes } from "./modes.ts";
import { cedarSchema, fullSchema } from "./schema.ts";
import { projectShape, type RecordShape } from "./shape.ts";
import { bundleBounds, sourceFaults } from "./source-faults.ts";
import { type ActionKind, actionKinds } from "./vocabulary.ts";

/** A bundle as its authors wrote it: the policies of each layer, and the modes of those that are not simply enforced. */
export interface BundleSource {
  readonly core: string;
  readonly organisation: string;
  readonly team?: string;
  readonly modes?: PolicyModes;
}

/** One policy, ready to be decided with and explained. */
export interface CompiledPolicy extends PolicyNotes {
  readonly layer: PolicyLayer;
  readonly mode: PolicyMode;
  readonly hash: string;
  readonly text: string;
  readonly json: PolicyJson;
  /** The facts that it reads: what a reason shows. */
  readonly reads: readonly FactPath[];
  readonly actions: readonly ActionKind[];
}

/** The policies of one action and the part of the facts that they read. */
export interface CompiledSlice extends Slice {
  readonly shape: RecordShape;
}

/** An immutable set of policies, named by the hash of everything that can change a decision. */
export interface Bundle {
  readonly hash: string;
  readonly coreHash: string;
  readonly source: BundleSource;
  /** Sorted by id. */
  readonly policies: readonly CompiledPolicy[];
  readonly slices: Readonly<Record<ActionKind, CompiledSlice>>;
}

/** Why a bundle was refused: the policy, or empty for the whole, and what is wrong. */
export interface BundleFault {
  readonly policy: string;
  readonly says: string;
  /** The text that has it, and the line there, where it was found by reading: a layer, or a table of cases. */
  readonly text?: string;
  readonly line?: number;
}

/** A part of the resolver that changes what a bundle means; raised with any change to how outcomes follow from hits. */
export const resolverVersion = 1;

/** Compiles the text of a bundle, or says everything that is wrong with it. Nothing that has a fault can be decided with. */
export function compileBundle(
  language: PolicyLanguage,
  source: BundleSource,
): Bundle | { readonly faults: readonly BundleFault[] } {
  const bounds = sourceFaults(source);
  if (bounds.length > 0) return { faults: bounds };
  const schema = fullSchema();
  const actionsOf = scopeReader(language, schema);
  const read = policyLayers.flatMap((layer) => readLayer(language, layer, source, actionsOf));
  const faults = [...read.flatMap((policy) => ("says" in policy && "policy" in policy ? [policy] : []))];
  const policies = read.flatMap((policy) => ("json" in policy ? [policy] : [])).sort((a, b) => (a.id < b.id ? -1 : 1));
  const invalid = [
    ...faults,
    ...tooMany(policies),
    ...repeatedIds(policies),
    ...layerFaults(policies),
    ...(faults.length > 0 ? [] : modeFaults(source.modes, policies)),
    ...validationFaults(language, policies, schema),
  ];
  // What a fact or action is misspelt in applies nowhere; validation says it better, so scopes are judged after it.
  const misplaced = policies.flatMap(({ id, until, actions }) =>
    scopeFaults(until, actions).map((says) => ({ policy: id, says })),
  );
  if (invalid.length > 0) return { faults: invalid };
  if (misplaced.length > 0) return { faults: misplaced };
  return frozenBundle(language, source, schema, policies);
}

function frozenBundle(
  language: PolicyLanguage,
  source: BundleSource,
  schema: string,
  policies: readonly CompiledPolicy[],
): Bundle {
  const hashes = Object.fromEntries(policies.map(({ id, layer, hash }) => [id, { layer, hash }]));
  const modes = settledModes(source.modes);
  return Object.freeze({
    hash: digest({
      language: language.languageVersion,
      engine: language.engineVersion,
      resolver: resolverVersion,
      schema: digest(schema),
      policies: hashes,
      ...(Object.keys(modes).length === 0 ? {} : { modes }),
    }),
    coreHash: digest(policies.filter(({ layer }) => layer === "core").map(({ id, hash }) => [id, hash])),
    source,
    policies,
    slices: Object.fromEntries(actionKinds.map((action) => [action, sliceFor(action, policies)])) as Record<
      ActionKind,
      CompiledSlice
    >,
  });
}

/** The policy turned into a `forbid`: one call of Cedar then lists every satisfied policy, permits too. */
export function flipped(policy: PolicyJson): PolicyJson {
  return { ...policy, effect: "forbid" };
}

/** SHA-256 of canonical JSON, as hex. */
export function digest(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

function readLayer(
  language: PolicyLanguage,
  layer: PolicyLayer,
  source: BundleSource,
  actionsOf: ScopeReader,
): readonly (CompiledPolicy | BundleFault)[] {
  const text = source[layer] ?? "";
  const parts = attempt(() => language.parts(text));
  if ("says" in parts) return [{ policy: "", says: `${layer}: ${parts.says}`, text: layer, ...lineOf(text, parts) }];
  if (parts.value.length > bundleBounds.policies) return tooMany(parts.value);
  return parts.value.flatMap((part): readonly (CompiledPolicy | BundleFault)[] => {
    const read = readPolicy(language, part, actionsOf);
    if ("faults" in read) return read.faults.map((says) => ({ policy: read.policy, says }));
    return [{ ...read, layer, mode: source.modes?.[read.id] ?? "enforce" }];
  });
}

/** The line where Cedar stopped reading, where it said so. */
function lineOf(text: string, { atByte }: { readonly atByte?: number | undefined }): { readonly line?: number } {
  return atByte === undefined ? {} : { line: lineAtByte(text, atByte) };
}

function tooMany(policies: readonly unknown[]): readonly BundleFault[] {
  if (policies.length <= bundleBounds.policies) return [];
  return [{ policy: "", says: `a bundle has at most ${bundleBounds.policies} policies` }];
}

/** One policy without its place in a bundle, or everything that is wrong with it. */
function readPolicy(
  language: PolicyLanguage,
  text: string,
  actionsOf: ScopeReader,
): Omit<CompiledPolicy, "layer" | "mode"> | { readonly policy: string; readonly faults: readonly string[] } {
  const parsed = attempt(() => language.toJson(text));
  if ("says" in parsed) return { policy: "", faults: [parsed.says] };
  const json = parsed.value;
  const policy = json.annotations?.["id"] ?? "";
  const notes = readNotes(json);
  if ("faults" in notes) return { policy, faults: notes.faults };
  const draft = { ...notes, text, json, reads: pathsRead(json) };
  const lint = lintFaults(draft);
  if (lint.length > 0) return { policy, faults: lint };
  const scope = attempt(() => actionsOf(json));
  if ("says" in scope) return { policy, faults: [scope.says] };
  return { ...draft, hash: digest(json), actions: actionKinds.filter((action) => scope.value.includes(action)) };
}

type ScopeReader = (policy: PolicyJson) => readonly ActionKind[];

/** The actions of a policy by its scope alone: few scopes, and Cedar parses the whole schema to tell each. */
function scopeReader(language: PolicyLanguage, schema: string): ScopeReader {
  const known = new Map<string, readonly ActionKind[]>();
  return ({ effect, principal, action, resource }) => {
    const scope = canonicalJson({ principal, action, resource });
    const found = known.get(scope);
    if (found !== undefined) return found;
    const names = language.actionsOf({ effect, principal, action, resource, conditions: [] }, schema);
    const actions = actionKinds.filter((kind) => names.includes(kind));
    known.set(scope, actions);
    return actions;
  };
}

function repeatedIds(policies: readonly CompiledPolicy[]): readonly BundleFault[] {
  return policies
    .filter(({ id }, index) => policies[index - 1]?.id === id)
    .map(({ id }) => ({ policy: id, says: "this id is used twice" }));
}

function validationFaults(
  language: PolicyLanguage,
  policies: readonly CompiledPolicy[],
  schema: string,
): readonly BundleFault[] {
  const faults = attempt(() =>
    language.validationFaults(Object.fromEntries(policies.map(({ id, json }) => [id, json])), schema),
  );
  if ("says" in faults) return [{ policy: "", says: faults.says }];
  return faults.value.map((says) => ({ policy: "", says }));
}

function sliceFor(action: ActionKind, policies: readonly CompiledPolicy[]): CompiledSlice {
  const mine = policies.filter(({ actions, mode }) => mode !== "off" && actions.includes(action));
  const shape = projectShape(
    factsShapes[action],
    mine.flatMap(({ reads }) => reads),
  );
  const schema = cedarSchema({ [action]: shape });
  const flippedPolicies = Object.fromEntries(mine.map(({ id, json }) => [id, flipped(json)]));
  return {
    action,
    shape,
    schema,
    policies: flippedPolicies,
    hash: digest({ schema, policies: mine.map(({ id, hash }) => [id, hash]) }),
  };
}

function attempt<T>(
  work: () => T,
): { readonly value: T } | { readonly says: string; readonly atByte?: number | undefined } {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof UnreadableText) return { says: error.message, atByte: error.atByte };
    return { says: error instanceof Error ? error.message : String(error) };
  }
}
