import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { pageInput, sourceWords } from "../words/contract.ts";

/** The fields of a contact that a column may be mapped to. */
export const contactFields = [
  "externalId",
  "firstName",
  "lastName",
  "fullName",
  "email",
  "emailStatus",
  "phone",
  "linkedin",
  "title",
  "department",
  "seniority",
  "country",
  "state",
  "city",
  "companyName",
  "website",
  "industry",
  "employees",
  "lifecycle",
  "segments",
  "observedAt",
  "optOut",
  "doNotContact",
  "doNotCall",
  "bounced",
] as const;
export type ContactField = (typeof contactFields)[number];

const importCounts = z.object({
  rows: z.number(),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  merged: z.number(),
  review: z.number(),
  rejected: z.number(),
  warned: z.number(),
  optOuts: z.number(),
  contacts: z.number(),
  accounts: z.number(),
});
export type ImportCounts = z.input<typeof importCounts>;

const importBatch = z.object({
  id: idSchema("imp").nullable(),
  filename: z.string(),
  source: sourceWords,
  state: z.enum(["running", "done", "failed", "dry_run"]),
  dryRun: z.boolean(),
  counts: importCounts,
  mapping: z.record(z.string(), z.string()),
  notices: z.array(z.string()),
  createdAt: z.string(),
});
export type ImportBatch = z.input<typeof importBatch>;

/** Takes in one file. Good rows are kept; each bad row is handed back with its reason. */
export const createImport = operation({
  name: "imports.create",
  summary:
    "Import a CSV of contacts; opt-out, do-not-contact and bounce columns become suppressions; try `dryRun` first",
  effect: "write",
  scope: "imports:write",
  method: "POST",
  path: "/v1/imports",
  status: 201,
  input: z.strictObject({
    filename: z.string().min(1).max(255),
    content: z.string(),
    encoding: z.enum(["text", "base64"]).default("text"),
    sourceName: z.string().min(1).max(80).optional(),
    mapping: z.record(z.string(), z.enum([...contactFields, "ignore"])).optional(),
    dryRun: z.boolean().default(false),
  }),
  output: importBatch,
  problems: ["invalid_input", "too_large", "conflict"],
});

/** One import and what became of its rows. */
export const getImport = operation({
  name: "imports.get",
  summary: "One import: counts, how its columns were read, notices",
  effect: "read",
  scope: "imports:read",
  method: "GET",
  path: "/v1/imports/{importId}",
  status: 200,
  input: z.strictObject({ importId: idSchema("imp") }),
  output: importBatch,
  problems: ["not_found"],
});

/** Imports, newest first. */
export const listImports = operation({
  name: "imports.list",
  summary: "Imports, newest first",
  effect: "read",
  scope: "imports:read",
  method: "GET",
  path: "/v1/imports",
  status: 200,
  input: z.strictObject(pageInput),
  output: z.object({ items: z.array(importBatch), next: z.string().nullable() }),
  problems: ["invalid_input"],
});

/** The rows that were handed back, as a file to mend and import again. */
export const listImportRejects = operation({
  name: "imports.rejects",
  summary: "The rows that were handed back, as CSV: the original columns plus `_row`, `_code`, `_message`",
  effect: "read",
  scope: "imports:read",
  method: "GET",
  path: "/v1/imports/{importId}/rejects",
  status: 200,
  input: z.strictObject({ importId: idSchema("imp") }),
  output: z.object({ filename: z.string(), rows: z.number(), csv: z.string() }),
  problems: ["not_found"],
});
