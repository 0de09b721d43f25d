import { z } from "zod";
import { operation } from "../../kernel/operation.ts";
import { decisionOutcome, policyMode } from "../contract.ts";

/** What of a policy can differ between two bundles. */
const policyPart = z.enum([
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
]);
export type PolicyPart = z.output<typeof policyPart>;

/** One policy that two bundles do not share; `moved` is in another layer or mode and otherwise the same. */
const policyChange = z.object({
  policy: z.string(),
  change: z.enum(["added", "removed", "changed", "moved"]),
  parts: z.array(policyPart),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type PolicyChange = z.output<typeof policyChange>;

/** A policy that hit, and the conditions that made it. */
const hit = z.object({ policy: z.string(), because: z.array(z.string()) });
export type Hit = z.output<typeof hit>;

/** The smallest case found: what differs from facts that no shipped policy objects to, and which policies hit on one side alone. */
const example = z.object({
  action: z.string(),
  facts: z.array(z.object({ fact: z.string(), value: z.json(), otherwise: z.json() })),
  before: z.array(hit),
  after: z.array(hit),
});
export type Example = z.output<typeof example>;

/** How often one outcome became another among the cases tried. */
const outcomeChange = z.object({ from: decisionOutcome, to: decisionOutcome, cases: z.int(), example });
export type OutcomeChange = z.output<typeof outcomeChange>;

/** How two bundles differ: in what they say, and in what comes of it. */
const bundleDiff = z.object({
  from: z.string(),
  to: z.string(),
  policies: z.array(policyChange),
  outcomes: z.array(outcomeChange),
  /** Cases in which a policy came out differently and the outcome stayed, because another policy settled it. */
  settledElsewhere: z.int(),
  cases: z.int(),
  /** False where there were more cases than are tried. */
  isComplete: z.boolean(),
  /** Why outcomes were not compared: policies that have no compiled form. */
  notCompared: z.array(z.string()),
});
export type BundleDiff = z.output<typeof bundleDiff>;

const hash = z.string().regex(/^[0-9a-f]{64}$/, "the hash of a bundle has 64 hexadecimal digits");

/** Compares policies with those in force before they are, or two bundles that were. */
export const diffPolicy = operation({
  name: "policy.diff",
  summary:
    "What would change if these policies, or an earlier bundle, were put in force: each policy, and which outcomes become others, with an example",
  effect: "read",
  scope: "policy:read",
  method: "POST",
  path: "/v1/policy/diff",
  status: 200,
  input: z
    .strictObject({
      organisation: z
        .string()
        .max(200_000)
        .optional()
        .describe("the organisation's policies as Cedar text; the core is added"),
      team: z.string().max(200_000).optional().describe("left out: the team's policies stay"),
      modes: z.record(z.string().max(80), policyMode).optional().describe("left out: modes stay"),
      to: hash.optional().describe("an earlier bundle in place of texts"),
      from: hash.optional().describe("compare with this bundle; left out: with the one in force"),
    })
    .refine(
      ({ to, organisation, team, modes }) =>
        (to === undefined) === [organisation, team, modes].some((given) => given !== undefined),
      "give either policies, or the hash of a bundle as `to`",
    ),
  output: bundleDiff,
  problems: ["invalid_input", "not_found"],
  agents: false,
});
