import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { ActionState, ContactRef, DecisionOutcome, page, Reason, when } from "../words/contract.ts";

/** Why touches were not sent: counted, listed and explained. */

/** How an action was kept from being sent: refused by policy, stopped, refused by the server, not known, or waiting. */
export const stopKinds = ["denied", "cancelled", "refused", "unknown", "waiting"] as const;
export const StopKind = z.enum(stopKinds);
export type StopKind = z.output<typeof StopKind>;

/** What of it to look at. A time is that of the newest change: when it was stopped, or began to wait. */
const filter = {
  contactId: idSchema("con").optional().describe("with everybody who was merged into this contact"),
  accountId: idSchema("acc").optional(),
  sequenceId: idSchema("seq").optional(),
  how: StopKind.optional(),
  rule: z.string().max(80).optional().describe("the policy that decided it"),
  code: z.string().max(60).optional().describe("the reason code, or what stopped it"),
  from: z.iso.datetime({ offset: true }).optional().describe("left out: 12 weeks before the end"),
  to: z.iso.datetime({ offset: true }).optional().describe("left out: now"),
};

const whole = z.number().int();

const stopCount = z.object({
  period: z.string().nullable().describe("the first day of it, in UTC; null where nothing is split by time"),
  how: StopKind,
  key: z.string().nullable().describe("what was counted by; null where it has none, such as a stop without a policy"),
  actions: whole,
  contacts: whole,
  deferrals: whole.describe("how often these were put off in that time"),
});

/** Counts what was not sent; each action once, under its final reason. */
export const countStops = operation({
  name: "stops.count",
  summary: "Why was it not sent? Counts by reason and week; each action counts once, under what stops it last",
  effect: "read",
  scope: "actions:read",
  method: "GET",
  path: "/v1/stops/count",
  status: 200,
  input: z.strictObject({
    ...filter,
    by: z.enum(["code", "rule", "sequence"]).default("code"),
    per: z.enum(["day", "week", "all"]).default("week"),
  }),
  output: z.object({
    from: when,
    to: when,
    rows: z.array(stopCount),
    total: whole.describe("the sum over the rows"),
    notSent: whole.describe(
      "all that was not sent in that time, whatever the reason; `total` where no reason is named",
    ),
    underWay: whole.describe("allowed, and on its way"),
    sent: whole,
  }),
  problems: ["invalid_input", "not_found"],
});

/** One action that was not sent. */
export const Stop = z.object({
  id: idSchema("act"),
  contact: ContactRef,
  purpose: z.string(),
  step: whole,
  sequenceId: idSchema("seq").nullable(),
  state: ActionState,
  how: StopKind,
  code: z.string(),
  rule: z.string().nullable(),
  says: z.string(),
  reasons: z.array(Reason).describe("every policy that objected at the newest decision, with the values it read"),
  until: when.nullable(),
  deferrals: whole,
  proposedAt: when,
  at: when,
});

/** The actions behind a count. */
export const listStops = operation({
  name: "stops.list",
  summary: "The actions that were not sent, newest first, each with its final reason and the values that made it true",
  effect: "read",
  scope: "actions:read",
  method: "GET",
  path: "/v1/stops",
  status: 200,
  input: z.strictObject({ ...filter, ...page, limit: z.coerce.number().int().min(1).max(200).default(50) }),
  output: z.object({ items: z.array(Stop), next: z.string().nullable() }),
  problems: ["invalid_input", "not_found"],
});

/** What would have to change for something not to object, and who may do that. */
export const Change = z.object({
  says: z.string(),
  operation: z.string().nullable().describe("null where only time or the world changes it"),
  scope: z.string().nullable(),
  roles: z.array(z.string()).describe("whose roles may do it"),
});
export type Change = z.output<typeof Change>;

const explainedCheck = z.object({
  policy: z.string(),
  layer: z.string().nullable(),
  effect: z.string().nullable(),
  code: z.string().nullable(),
  result: z.enum(["hit", "pass", "n/a", "error"]),
  objects: z.boolean().describe("false for one that was hit and permits"),
  says: z.string().nullable(),
  until: when.nullable(),
  values: z.record(z.string(), z.json()).nullable().describe("the facts that it read; null where they were erased"),
  changes: z.array(Change),
});

/** Explains one action: what stands in its way, check by check. */
export const explainAction = operation({
  name: "actions.explain",
  summary:
    "Why was this not sent? Every policy checked with the values it read, what would have to change, until when, and who may",
  effect: "read",
  scope: "actions:read",
  method: "GET",
  path: "/v1/actions/{actionId}/explanation",
  status: 200,
  input: z.strictObject({ actionId: idSchema("act") }),
  output: z.object({
    id: idSchema("act"),
    contact: ContactRef,
    state: ActionState,
    says: z.string().describe("the answer in one sentence"),
    stop: z
      .object({
        how: StopKind,
        code: z.string(),
        rule: z.string().nullable(),
        says: z.string(),
        at: when,
        until: when.nullable(),
        changes: z.array(Change),
      })
      .nullable(),
    decision: z
      .object({
        id: idSchema("dec"),
        stage: z.string(),
        outcome: DecisionOutcome,
        decidedAt: when,
        until: when.nullable(),
        bundleHash: z.string().nullable(),
        auditId: idSchema("aud"),
      })
      .nullable()
      .describe("the newest decision"),
    checks: z.array(explainedCheck).describe("those that object first"),
    deferrals: whole,
    decisions: z.array(
      z.object({
        id: idSchema("dec"),
        stage: z.string(),
        outcome: DecisionOutcome,
        codes: z.array(z.string()),
        decidedAt: when,
      }),
    ),
  }),
  problems: ["not_found"],
});
