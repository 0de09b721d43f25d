import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { importKinds, pageInput, sourceWords } from "../words/contract.ts";

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
  id: idSchema("imp"),
  kind: z.enum(importKinds),
  filename: z.string(),
  source: sourceWords,
  state: z.enum(["running", "done", "failed", "dry_run", "undoing", "undone"]),
  dryRun: z.boolean(),
  progress: z.object({
    phase: z.enum(["read", "accounts", "load", "resolve", "undo", "done"]),
    rowsTotal: z.number().nullable(),
    rowsDone: z.number(),
    rowsPerSecond: z.number(),
  }),
  counts: importCounts,
  mapping: z.record(z.string(), z.string()),
  notices: z.array(z.string()),
  failure: z.string().nullable(),
  createdAt: z.string(),
  undoneAt: z.string().nullable(),
});
export type ImportBatch = z.input<typeof importBatch>;

const upload = z.object({ id: idSchema("upl"), filename: z.string(), received: z.number() });

/** Opens an upload for a file that is too large for one request. */
export const createUpload = operation({
  name: "uploads.create",
  summary: "Open an upload: send the file in parts with `uploads.append`, then import it by `uploadId`",
  effect: "write",
  scope: "imports:write",
  method: "POST",
  path: "/v1/uploads",
  status: 201,
  input: z.strictObject({ filename: z.string().min(1).max(255) }),
  output: upload,
  problems: ["invalid_input"],
});

/** Takes the next part of a file; `received` says where the one after it begins. */
export const appendUpload = operation({
  name: "uploads.append",
  summary:
    "Send the next part of a file, base64, at most 8 MiB; `received` is the next `offset`; a part may be sent again",
  effect: "write",
  scope: "imports:write",
  method: "POST",
  path: "/v1/uploads/{uploadId}/append",
  status: 200,
  input: z.strictObject({
    uploadId: idSchema("upl"),
    offset: z.coerce.number().int().min(0),
    content: z.string(),
  }),
  output: upload,
  problems: ["invalid_input", "not_found", "conflict", "too_large"],
});

/** Takes in one file. Good rows are kept; each bad row is handed back with its reason. */
export const createImport = operation({
  name: "imports.create",
  summary:
    "Import CSV, TSV or JSON lines: contacts by default; opt-out, do-not-contact and bounce columns become suppressions; try `dryRun` first",
  effect: "write",
  scope: "imports:write",
  method: "POST",
  path: "/v1/imports",
  status: 201,
  input: z.strictObject({
    kind: z.enum(importKinds).default("contacts"),
    filename: z.string().min(1).max(255).optional(),
    content: z.string().optional(),
    encoding: z.enum(["text", "base64"]).default("text"),
    uploadId: idSchema("upl").optional(),
    sourceName: z.string().min(1).max(80).optional(),
    mapping: z.record(z.string(), z.string().min(1).max(120)).optional(),
    dryRun: z.boolean().default(false),
  }),
  output: importBatch,
  problems: ["invalid_input", "too_large", "conflict", "not_found"],
});

/** One import, how far it is and what became of its rows. */
export const getImport = operation({
  name: "imports.get",
  summary: "One import: how far it is, counts, how its columns were read, notices",
  effect: "read",
  scope: "imports:read",
  method: "GET",
  path: "/v1/imports/{importId}",
  status: 200,
  input: z.strictObject({ importId: idSchema("imp") }),
  output: importBatch,
  problems: ["not_found"],
});

/** Imports, newest first; dry runs are not among them. */
export const listImports = operation({
  name: "imports.list",
  summary: "Imports, newest first; dry runs are not listed",
  effect: "read",
  scope: "imports:read",
  method: "GET",
  path: "/v1/imports",
  status: 200,
  input: z.strictObject(pageInput),
  output: z.object({ items: z.array(importBatch), next: z.string().nullable() }),
  problems: ["invalid_input"],
});

/** What became of a row of a file, or will: `merge` joins the contact of another record, `review` asks a person. */
export const rowOutcomes = ["create", "update", "unchanged", "merge", "review", "reject"] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

const importRow = z.object({
  row: z.number(),
  outcome: z.enum(rowOutcomes),
  contactId: idSchema("con").nullable(),
  accountId: idSchema("acc").nullable(),
  /** The row of the same file whose record the contact or account is named after. */
  intoRow: z.number().nullable(),
  code: z.string().nullable(),
  message: z.string().nullable(),
});
export type ImportRow = z.input<typeof importRow>;

/** What became of each row, or will according to a dry run. */
export const listImportRows = operation({
  name: "imports.rows",
  summary:
    "What became of each row of a file, or will after a dry run: create, update, unchanged, merge, review, reject",
  effect: "read",
  scope: "imports:read",
  method: "GET",
  path: "/v1/imports/{importId}/rows",
  status: 200,
  input: z.strictObject({ importId: idSchema("imp"), outcome: z.enum(rowOutcomes).optional(), ...pageInput }),
  output: z.object({ items: z.array(importRow), next: z.string().nullable() }),
  problems: ["not_found", "invalid_input"],
});

/** The rows that were handed back, as a file to mend and import again; a page of it at a time. */
export const listImportRejects = operation({
  name: "imports.rejects",
  summary:
    "The rows that were handed back, as CSV: the original columns plus `_row`, `_code`, `_message`; the next page by `cursor` has no headings",
  effect: "read",
  scope: "imports:read",
  method: "GET",
  path: "/v1/imports/{importId}/rejects",
  status: 200,
  input: z.strictObject({
    importId: idSchema("imp"),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(10_000).default(10_000),
  }),
  output: z.object({ filename: z.string(), rows: z.number(), csv: z.string(), next: z.string().nullable() }),
  problems: ["not_found", "invalid_input"],
});

/** Takes an import back: what it said is withdrawn, and who is who is decided again without it. Suppressions stay. */
export const undoImport = operation({
  name: "imports.undo",
  summary: "Take an import back: its records go back to what they said before; suppressions stay; import again to redo",
  effect: "write",
  scope: "imports:write",
  method: "POST",
  path: "/v1/imports/{importId}/undo",
  status: 200,
  input: z.strictObject({ importId: idSchema("imp"), reason: z.string().min(1).max(500) }),
  output: importBatch,
  problems: ["not_found", "conflict"],
});

const importTemplate = z.object({
  fingerprint: z.string(),
  kind: z.enum(importKinds),
  headings: z.array(z.string()),
  mapping: z.record(z.string(), z.string()),
  createdBy: z.string(),
  updatedAt: z.string(),
});
export type ImportTemplate = z.input<typeof importTemplate>;

/** Mappings that people gave, each applied to the next file with the same headings. */
export const listImportTemplates = operation({
  name: "imports.templates",
  summary: "Mappings that people gave, remembered for the next file with the same headings",
  effect: "read",
  scope: "imports:read",
  method: "GET",
  path: "/v1/import-templates",
  status: 200,
  input: z.strictObject({}),
  output: z.object({ items: z.array(importTemplate) }),
  problems: [],
});

/** Forgets a remembered mapping. */
export const forgetImportTemplate = operation({
  name: "imports.forgetTemplate",
  summary: "Forget a remembered mapping: the next file with these headings is read by its headings alone",
  effect: "write",
  scope: "imports:write",
  method: "POST",
  path: "/v1/import-templates/{fingerprint}/forget",
  status: 200,
  input: z.strictObject({ fingerprint: z.string().min(1).max(64) }),
  output: z.object({ forgotten: z.boolean() }),
  problems: [],
});
