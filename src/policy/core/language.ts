import type { ActionKind } from "./vocabulary.ts";

/** A Cedar expression as JSON: one operator with its operands. */
export type Expression = { readonly [operator: string]: unknown };

/** A Cedar policy as JSON (its canonical form: white space and comments are gone). */
export interface PolicyJson {
  readonly effect: "permit" | "forbid";
  readonly principal: { readonly op: string };
  readonly action: { readonly op: string };
  readonly resource: { readonly op: string };
  readonly conditions: readonly { readonly kind: "when" | "unless"; readonly body: Expression }[];
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A text that Cedar cannot read, in its words; `atByte` is where it stopped, where it says so. */
export class UnreadableText extends Error {
  readonly atByte: number | undefined;
  constructor(message: string, atByte: number | undefined) {
    super(message);
    this.name = "UnreadableText";
    this.atByte = atByte;
  }
}

/** What compiling a bundle needs of Cedar. Every function throws an `Error` with Cedar's words when it cannot. */
export interface PolicyLanguage {
  readonly languageVersion: string;
  readonly engineVersion: string;
  /** The policies of a text, one by one. */
  parts(text: string): readonly string[];
  toJson(text: string): PolicyJson;
  /** The kinds of action that a policy can apply to under a schema. */
  actionsOf(policy: PolicyJson, schema: string): readonly string[];
  /** Everything that strict validation says, warnings included; empty means clean. */
  validationFaults(policies: Readonly<Record<string, PolicyJson>>, schema: string): readonly string[];
}

/** The policies of one action, flipped to `forbid`, with the schema of just what they read. */
export interface Slice {
  readonly action: ActionKind;
  /** Equal slices share a slot of the engine. */
  readonly hash: string;
  readonly policies: Readonly<Record<string, PolicyJson>>;
  readonly schema: string;
}

/** One question to the engine. */
export interface EngineRequest {
  readonly principal: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, unknown>>;
}

/** What the engine found: every satisfied and every failed policy; or that it refused the request; or that it broke. */
export type EngineAnswer =
  | { readonly kind: "vector"; readonly satisfied: readonly string[]; readonly failed: readonly string[] }
  | { readonly kind: "refused"; readonly messages: readonly string[] }
  | { readonly kind: "crashed"; readonly message: string };

/** The evaluator that a decision asks; never throws. */
export interface PolicyEngine {
  evaluate(slice: Slice, request: EngineRequest): EngineAnswer;
}
