import { z } from "zod";
import { idSchema } from "../kernel/ids.ts";

/** A time in a contract: ISO 8601, UTC. */
const timeText = z.iso.datetime();

/** What a decision can say; deny wins over needs_approval, that over defer, that over allow. */
export const decisionOutcome = z.enum(["allow", "deny", "needs_approval", "defer"]);
export type DecisionOutcome = z.output<typeof decisionOutcome>;

/** How one policy came out for one action. */
export const checkResult = z.enum(["hit", "pass", "n/a", "error"]);

/** One policy's result; a decision lists every policy of its bundle, sorted by id. */
export const decisionCheck = z.object({ policy: z.string(), result: checkResult });
export type DecisionCheck = z.output<typeof decisionCheck>;

/** Why a decision is not a plain allow: the rule, the code to count by, and the values that made it true. */
export const decisionReason = z.object({
  rule: z.string(),
  code: z.string(),
  effect: z.enum(["deny", "approval", "defer"]),
  says: z.string(),
  used: z.number().optional(),
  limit: z.number().optional(),
  until: timeText.optional(),
  values: z.record(z.string(), z.json()),
});
export type DecisionReason = z.output<typeof decisionReason>;

/** A question to people: which policy asks, and who may answer. */
export const approvalNeed = z.object({ policy: z.string(), approvers: z.array(z.string()) });

/** What the policies say about one action, before it is recorded. All hits are in `reasons`, not only the winning ones. */
export const verdict = z.object({
  outcome: decisionOutcome,
  reasons: z.array(decisionReason),
  checks: z.array(decisionCheck),
  /** When deciding again is worth while: for defer, and for needs_approval when something else also has to pass. */
  until: timeText.optional(),
  approvalsNeeded: z.array(approvalNeed),
  bundleHash: z.string().nullable(),
  factsDigest: z.string().nullable(),
});
export type Verdict = z.output<typeof verdict>;

/** A recorded decision; `auditId` is its entry in the audit log. */
export const decision = verdict.extend({
  id: idSchema("dec"),
  decidedAt: timeText,
  auditId: idSchema("aud").nullable(),
});
export type Decision = z.output<typeof decision>;
