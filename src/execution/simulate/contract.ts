import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { verdict } from "../../policy/contract.ts";
import { ActionState, ContactRef, DecisionOutcome, Proposal } from "../words/contract.ts";

/** What would be decided, with nothing written. */

const organisation = z
  .string()
  .max(200_000)
  .optional()
  .describe("decide as if these policies were in force, as Cedar text; left out: by those in force");

const whole = z.number().int();

/** Decides a proposal without making it. */
export const simulatePolicy = operation({
  name: "policy.simulate",
  summary:
    "What would be decided about this touch now? The same way as a proposal up to the decision; nothing is written, all hits are told",
  effect: "read",
  scope: "policy:read",
  method: "POST",
  path: "/v1/policy/simulate",
  status: 200,
  input: Proposal.extend({ organisation }),
  output: verdict.extend({
    contactId: idSchema("con"),
    state: ActionState.describe("where the action would stand"),
    message: z.object({ subject: z.string(), body: z.string() }).nullable(),
    missing: z.array(z.string()).describe("what the message needs and the records lack"),
  }),
  problems: ["not_found", "conflict", "invalid_input", "not_permitted"],
});

const change = z.object({
  id: idSchema("act"),
  contact: ContactRef,
  state: ActionState,
  was: DecisionOutcome,
  wasCodes: z.array(z.string()),
  now: DecisionOutcome,
  nowCodes: z.array(z.string()),
});

/** Decides everything that waits without touching it. */
export const simulateQueue = operation({
  name: "policy.simulateQueue",
  summary:
    "Decide everything that waits, by the policies in force or by others, a page at a time: what would come out otherwise, counted; nothing is written",
  effect: "read",
  scope: "policy:read",
  method: "POST",
  path: "/v1/policy/simulate-queue",
  status: 200,
  input: z.strictObject({
    organisation,
    limit: z.coerce.number().int().min(1).max(500).default(200).describe("actions to look through"),
    after: idSchema("act").optional().describe("the `next` of the page before"),
  }),
  output: z.object({
    bundleHash: z.string().nullable(),
    looked: whole,
    counts: z.array(z.object({ was: DecisionOutcome, now: DecisionOutcome, actions: whole })),
    changed: z.array(change).describe("those that would come out otherwise"),
    stopped: whole.describe("those whose sequence was stopped: they would be cancelled whatever policy says"),
    next: idSchema("act").nullable(),
  }),
  problems: ["invalid_input", "not_permitted"],
  agents: false,
});
