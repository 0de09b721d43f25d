import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { decisionOutcome } from "../contract.ts";

/** Policies tried on what was decided: what would have become of it, and what came of what they would have stopped. */

const whole = z.number().int();
const timeText = z.iso.datetime();

/** What another history would have made of an action. */
export const backtestTurn = z.enum(["blocked", "asked", "put_off", "earlier", "newly_allowed"]);

const turnCounts = { blocked: whole, asked: whole, put_off: whole, earlier: whole, newly_allowed: whole };

const example = z.object({
  actionId: idSchema("act"),
  turn: backtestTurn,
  at: timeText,
  was: decisionOutcome,
  now: decisionOutcome,
  codes: z.array(z.string()).describe("what objects; for a new send, what objected when it was recorded"),
  cameOf: z.array(z.string()).describe("what came of it; `unknown` where it was not sent, or not then"),
});

/** Tries policies on the decisions of a time. */
export const backtestPolicy = operation({
  name: "policy.backtest",
  summary:
    "Try policies on the decisions of the past: which sends they would have stopped, what came of those, and what they would have let out; nothing is written",
  effect: "read",
  scope: "policy:read",
  method: "POST",
  path: "/v1/policy/backtest",
  status: 200,
  input: z.strictObject({
    organisation: z
      .string()
      .max(200_000)
      .optional()
      .describe("the policies to try, as Cedar text; left out: those in force now"),
    mode: z
      .enum(["as-recorded", "timeline"])
      .default("as-recorded")
      .describe(
        "as-recorded: every decision reads the facts that it read then; timeline: caps, spacing and later touches are worked out again along the other history",
      ),
    since: timeText.optional().describe("left out: 30 days before `until`"),
    until: timeText.optional().describe("left out: now"),
  }),
  output: z.object({
    mode: z.enum(["as-recorded", "timeline"]),
    bundleHash: z.string(),
    since: timeText,
    until: timeText,
    says: z.string(),
    decisions: z.object({
      looked: whole,
      changed: whole,
      notAsked: whole.describe("the other history would not have come to them"),
      withheld: whole.describe("their facts were erased: the recorded history goes on"),
      unreadable: whole.describe("their facts are of another version of Fairlead: the recorded history goes on"),
      afterRemoved: whole.describe(
        "about people whose earlier touch would not have happened; what they read of replies is of the recorded history",
      ),
    }),
    outcomes: z.array(z.object({ was: decisionOutcome, now: decisionOutcome, decisions: whole })),
    sends: z.object({ sent: whole, kept: whole, ...turnCounts }),
    cameOf: z
      .array(z.object({ what: z.string(), sends: whole }))
      .describe(
        "what came of the sends that would have been blocked, asked about or put off; one send counts under each",
      ),
    policies: z.array(z.object({ policy: z.string(), code: z.string(), stops: whole, lets: whole })),
    days: z.array(z.object({ day: z.iso.date(), sent: whole, ...turnCounts })),
    examples: z.array(example).describe("the newest, up to ten of each"),
  }),
  problems: ["invalid_input", "not_found", "not_permitted"],
  agents: false,
});
