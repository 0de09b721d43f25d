import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { accountRelations, listAccounts, listContacts } from "../contract.ts";
import { reasonText } from "../merge/contract.ts";
import { pageInput } from "../words/contract.ts";

const write = { effect: "write", scope: "identity:write", method: "POST", agents: false } as const;
const read = { effect: "read", scope: "contacts:read", method: "GET", status: 200, agents: false } as const;
const page = { cursor: true, limit: true } as const;

const field = z.string().trim().min(1).max(60);
const values = z.array(z.string().trim().min(1).max(200)).min(1).max(100);

/** Why a whole result may be suppressed. */
const bulkBases = ["do_not_contact", "unsubscribed", "complaint", "left_company", "negative"] as const;
export type BulkBasis = (typeof bulkBases)[number];

/** What is done to everybody in a result. */
export const bulkChange = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("set"),
    field,
    value: z.union([z.string().max(2_000), z.number(), z.boolean(), values]),
  }),
  z.strictObject({ kind: z.literal("clear"), field }),
  z.strictObject({ kind: z.literal("add"), field: field.describe("a list, such as `segments`"), values }),
  z.strictObject({ kind: z.literal("remove"), field: field.describe("a list, such as `segments`"), values }),
  z.strictObject({ kind: z.literal("revert"), field: field.describe("its records decide again") }),
  z.strictObject({ kind: z.literal("relation"), relation: z.enum(accountRelations) }),
  z.strictObject({
    kind: z.literal("suppress"),
    basis: z.enum(bulkBases).default("do_not_contact"),
  }),
]);
export type BulkChange = z.output<typeof bulkChange>;

/** Whom a change is about: one of the three. */
const result = {
  contacts: listContacts.input.omit(page).optional().describe("a filter as `contacts.list` takes it"),
  accounts: listAccounts.input.omit(page).optional().describe("a filter as `accounts.list` takes it"),
  viewId: idSchema("viw").optional().describe("a saved view"),
};

const subject = z.union([idSchema("con"), idSchema("acc")]);
const object = z.enum(["contact", "account"]);

/** What a change would do to everybody that a filter finds. */
export const previewBulk = operation({
  ...write,
  effect: "read",
  name: "bulk.preview",
  summary:
    "What a change would do to everybody that a filter finds: counts, before and after, and the digest to run it",
  path: "/v1/bulk/preview",
  status: 200,
  input: z.strictObject({ ...result, change: bulkChange }),
  output: z.object({
    object,
    items: z.number().int().describe("how many the filter finds, on every page"),
    changed: z.number().int().describe("how many would change"),
    same: z.number().int().describe("how many are so already"),
    failed: z.number().int().describe("how many cannot be changed"),
    reasons: z.array(z.object({ says: z.string(), items: z.number().int() })).describe("why not"),
    sample: z.array(
      z.object({ id: subject, name: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
    ),
    undoable: z.boolean(),
    note: z.string().nullable(),
    digest: z.string(),
  }),
  problems: ["invalid_input", "not_found", "not_permitted", "too_large"],
});

const bulkState = z.enum(["running", "done", "undoing", "undone"]);
/** What became of one contact or account: `kept` was edited by a person since, and so was left as it is. */
export const itemStates = ["waiting", "changed", "same", "failed", "undone", "kept"] as const;

const bulkView = z.object({
  id: idSchema("blk"),
  object,
  change: bulkChange,
  filter: z.record(z.string(), z.unknown()),
  reason: z.string(),
  by: z.string(),
  state: bulkState,
  items: z.number().int(),
  counts: z.record(z.enum(itemStates), z.number().int()),
  undoable: z.boolean(),
  undoneBy: z.string().nullable(),
  undoReason: z.string().nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type BulkView = z.input<typeof bulkView>;

/** Does what a preview showed. */
export const runBulk = operation({
  ...write,
  name: "bulk.run",
  summary: "Change everybody that a filter finds, as `bulk.preview` showed it; many at a time by a worker",
  path: "/v1/bulk",
  status: 201,
  input: z.strictObject({
    ...result,
    change: bulkChange,
    digest: z.string().max(100).describe("of the preview: refused when the result is another one now"),
    reason: reasonText,
  }),
  output: bulkView,
  problems: ["invalid_input", "not_found", "not_permitted", "conflict", "too_large"],
});

const byBulk = z.strictObject({ bulkId: idSchema("blk") });

/** One bulk change with how far it is. */
export const getBulk = operation({
  ...read,
  name: "bulk.get",
  summary: "One bulk change: how far it is, its counts, and those of one outcome with the reason, page by page",
  path: "/v1/bulk/{bulkId}",
  input: byBulk.extend({
    ...pageInput,
    outcome: z.enum(itemStates).default("failed").describe("whom to name"),
  }),
  output: bulkView.extend({
    named: z.array(z.object({ id: subject, says: z.string().nullable() })),
    next: z.string().nullable(),
  }),
  problems: ["not_found", "invalid_input"],
});

/** Every bulk change, the newest first. */
export const listBulk = operation({
  ...read,
  name: "bulk.list",
  summary: "Bulk changes with their counts, newest first",
  path: "/v1/bulk",
  input: z.strictObject({ ...pageInput }),
  output: z.object({ items: z.array(bulkView), next: z.string().nullable() }),
  problems: ["invalid_input"],
});

/** Takes a bulk change back. */
export const undoBulk = operation({
  ...write,
  name: "bulk.undo",
  summary: "Take a bulk change back: everybody has again what people had said before; later edits stay and are named",
  path: "/v1/bulk/{bulkId}/undo",
  status: 200,
  input: byBulk.extend({ reason: reasonText }),
  output: bulkView,
  problems: ["not_found", "conflict"],
});
