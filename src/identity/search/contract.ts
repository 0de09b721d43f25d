import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";

const found = z.object({
  kind: z.enum(["contact", "account"]),
  contactId: idSchema("con").nullable(),
  accountId: idSchema("acc").nullable().describe("the account itself, or the one that the contact works for"),
  name: z.string(),
  title: z.string().nullable(),
  email: z.string().nullable(),
  company: z.string().nullable(),
  domain: z.string().nullable(),
  country: z.string().nullable(),
  why: z.object({
    field: z.enum(["name", "email", "domain", "linkedin", "phone", "account"]),
    fit: z.enum(["exact", "prefix", "similar"]).describe("`similar` is spelled nearly so: somebody mistyped"),
    matched: z.string(),
  }),
});
export type Found = z.input<typeof found>;

/** People and accounts by what somebody types, the likeliest first. */
export const findAll = operation({
  name: "search.find",
  summary:
    "Find contacts and accounts as you type: names, companies, addresses, domains, profiles, numbers; forgives typing errors",
  effect: "read",
  scope: "contacts:read",
  method: "GET",
  path: "/v1/search",
  status: 200,
  input: z.strictObject({
    q: z.string().min(1).max(200),
    kind: z.enum(["contact", "account"]).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  output: z.object({ items: z.array(found) }),
  problems: ["invalid_input"],
});
