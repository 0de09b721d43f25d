import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";

/** Why somebody's data are erased; a closed list, because it stands in the audit log for good. */
export const erasureBases = ["request", "retention", "mistake"] as const;

/** Everything personal about a contact, everywhere. */
export const eraseContact = operation({
  name: "contacts.erase",
  summary:
    "Erase a person's data everywhere, for good; ids, decisions and the log stay, and contact stays forbidden by keyed hashes",
  effect: "write",
  scope: "contacts:erase",
  method: "POST",
  path: "/v1/contacts/{contactId}/erase",
  status: 200,
  agents: false,
  input: z.strictObject({
    contactId: idSchema("con"),
    basis: z.enum(erasureBases),
    /** The number of the request in the system where such requests are kept; no name, since it stays in the log. */
    reference: z
      .string()
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/,
        "expected a number or code of at most 40 letters, digits, `.`, `_`, `/`, `-`",
      )
      .optional(),
    dryRun: z.boolean().default(false),
  }),
  output: z.object({
    contactId: idSchema("con"),
    dryRun: z.boolean(),
    /** Every id that the person ever had; each still answers, with nothing personal. */
    contactIds: z.array(idSchema("con")),
    records: z.number(),
    /** Personal texts of the audit log that can no longer be opened. */
    disclosures: z.number(),
  }),
  problems: ["not_found", "conflict"],
});
