import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";

/** Suppressions as a list that goes out, and comes back through `imports.create`. */

/** Writes what is forbidden as a file. */
export const exportSuppressions = operation({
  name: "suppressions.export",
  summary:
    "Every suppression in force as CSV or JSON lines that an import reads back; addresses and numbers as keyed hashes unless asked for",
  effect: "read",
  scope: "suppressions:read",
  method: "GET",
  path: "/v1/suppressions/export",
  status: 200,
  input: z.strictObject({
    format: z.enum(["csv", "jsonl"]).default("csv"),
    withAddresses: z
      .stringbool()
      .or(z.boolean())
      .default(false)
      .describe(
        "name the addresses that contacts still have; needs `contacts:read`. Without it a list works in this workspace alone",
      ),
    limit: z.coerce.number().int().min(1).max(2_000).default(1_000),
    after: idSchema("sup").optional().describe("the `next` of the page before; only the first page has a heading"),
  }),
  output: z.object({
    content: z.string(),
    rows: z.number().int(),
    hashed: z.number().int().describe("rows that only this workspace can read back"),
    next: idSchema("sup").nullable(),
  }),
  problems: ["not_permitted"],
  agents: false,
});
