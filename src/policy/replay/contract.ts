import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";

/** Past decisions, decided again from what was kept of them. */

const whole = z.number().int();

const replayed = z.object({
  decisionId: idSchema("dec"),
  actionId: idSchema("act"),
  auditId: idSchema("aud"),
  decidedAt: z.string(),
  result: z
    .enum(["same", "different", "withheld", "unavailable"])
    .describe("withheld: the facts were erased; unavailable: the bundle cannot be decided by"),
  says: z.string().nullable(),
  differences: z.array(z.object({ what: z.string(), recorded: z.string(), replayed: z.string() })),
});

/** Decides past decisions again and compares. */
export const replayDecisions = operation({
  name: "decisions.replay",
  summary:
    "Decide past decisions again from their stored facts and policies, and say whether outcome, reasons and every check are the same",
  effect: "read",
  scope: "audit:read",
  method: "GET",
  path: "/v1/decisions/replay",
  status: 200,
  input: z.strictObject({
    decisionId: idSchema("dec").optional().describe("only this one"),
    limit: z.coerce.number().int().min(1).max(200).default(50).describe("the newest so many"),
    after: idSchema("dec").optional().describe("the `next` of the page before"),
  }),
  output: z.object({
    items: z.array(replayed),
    counts: z.object({ same: whole, different: whole, withheld: whole, unavailable: whole }),
    next: idSchema("dec").nullable(),
  }),
  problems: ["not_found"],
});
