import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { policyMode } from "../contract.ts";

const timeText = z.iso.datetime();
const reasonText = z.string().trim().min(3, "say why, in at least 3 characters").max(500);
const hash = z.string().regex(/^[0-9a-f]{64}$/, "the hash of a bundle has 64 hexadecimal digits");

/** How a bundle came into force: somebody changed the policies, took an earlier one back, or a version brought another core. */
export const activationKind = z.enum(["activate", "rollback", "upgrade"]);

const activationView = z.object({
  auditId: idSchema("aud"),
  hash: z.string(),
  previous: z.string().nullable(),
  kind: activationKind,
  reason: z.string(),
  activatedBy: z.string(),
  activatedAt: timeText,
  inForce: z.boolean(),
  policies: z.number().int(),
  /** Against what was in force before, by policy id; null where that is not known. */
  changes: z
    .object({
      added: z.array(z.string()),
      removed: z.array(z.string()),
      changed: z.array(z.string()),
      modes: z.array(z.object({ policy: z.string(), from: policyMode, to: policyMode })),
    })
    .nullable(),
});

/** Lists every time that policies were put in force. */
export const listBundles = operation({
  name: "policy.bundles",
  summary: "Every bundle that was in force, newest first: who put it there, when, why, and which policies it changed",
  effect: "read",
  scope: "policy:read",
  method: "GET",
  path: "/v1/policy/bundles",
  status: 200,
  input: z.strictObject({
    after: idSchema("aud").optional().describe("the `next` of the page before"),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(activationView), next: z.string().nullable() }),
  problems: ["not_found"],
});

/** Puts an earlier bundle in force again. */
export const rollbackPolicy = operation({
  name: "policy.rollback",
  summary: "Put an earlier bundle in force again, by its hash or `previous`; checked and recorded like any activation",
  effect: "write",
  scope: "policy:write",
  method: "POST",
  path: "/v1/policy/bundles/{bundle}/rollback",
  status: 201,
  input: z.strictObject({
    bundle: z
      .union([z.literal("previous"), hash])
      .describe("the hash of an earlier bundle, or `previous` for what was in force before this one first was"),
    reason: reasonText,
  }),
  output: z.object({
    hash: z.string(),
    /** The bundle that was asked for; another hash where the core has changed since. */
    restored: z.string(),
    policies: z.number().int(),
  }),
  problems: ["conflict", "invalid_input", "not_found"],
  agents: false,
});

const shadowCount = z.object({
  policy: z.string(),
  /** A day in UTC. */
  day: z.iso.date(),
  would: z.enum(["deny", "ask", "defer", "fail"]),
  code: z.string(),
  /** Actions that it spoke against, each once a day. */
  actions: z.number().int(),
  /** Those among them that went on all the same, so that enforcing it would have changed something. */
  changed: z.number().int(),
  /** Some of the actions, the newest first. */
  examples: z.array(idSchema("act")),
});

/** Counts what policies in shadow would have done. */
export const shadowResults = operation({
  name: "policy.shadow",
  summary:
    "What policies in shadow would have denied, deferred or asked about, by policy and day, with some of the actions",
  effect: "read",
  scope: "policy:read",
  method: "GET",
  path: "/v1/policy/shadow",
  status: 200,
  input: z.strictObject({
    policy: z.string().max(80).optional(),
    days: z.coerce.number().int().min(1).max(90).default(30),
  }),
  output: z.object({ items: z.array(shadowCount), inShadow: z.array(z.string()) }),
  problems: [],
});
