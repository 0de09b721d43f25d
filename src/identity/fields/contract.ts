import { z } from "zod";
import { operation } from "../../kernel/operation.ts";
import { customFieldTypes, fieldObjects, sourceWords } from "../words/contract.ts";

const write = { effect: "write", scope: "identity:write", method: "POST", status: 200, agents: false } as const;

const object = z.enum(fieldObjects);
/** No option holds a separator, so that several can stand in one cell. */
const option = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^;|,]*$/, { error: "an option holds no `;`, `|` or `,`" });

/** A field of contacts or of accounts, built in or declared. */
const fieldView = z.object({
  object,
  /** How claims, filters, conditions and templates name it: `title`, `custom.tier`. */
  field: z.string(),
  label: z.string(),
  type: z.string(),
  options: z.array(z.string()),
  builtIn: z.boolean(),
  archived: z.boolean(),
  /** The source that the field belongs to: while it says something, no other source changes the value. */
  owner: z.object({ source: sourceWords, since: z.string(), by: z.string() }).nullable(),
});
export type FieldView = z.input<typeof fieldView>;

/** What can be known of contacts and accounts, and whose each field is. */
export const listFields = operation({
  name: "fields.list",
  summary: "The fields of contacts and accounts, built in and declared, with their types and the source that owns each",
  effect: "read",
  scope: "contacts:read",
  method: "GET",
  path: "/v1/fields",
  status: 200,
  input: z.strictObject({ object: object.optional(), archived: z.boolean().default(false) }),
  output: z.object({ items: z.array(fieldView) }),
  problems: [],
});

/** A field of the workspace's own; its type is for good, label and further options can be declared again. */
export const declareField = operation({
  ...write,
  name: "fields.declare",
  summary: "Declare a typed field of contacts or accounts, or add options to one; values are claims like any other",
  path: "/v1/fields",
  input: z.strictObject({
    object,
    name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, { error: "expected a snake_case name of at most 40 characters" }),
    label: z.string().trim().min(1).max(80).optional(),
    type: z.enum(customFieldTypes),
    options: z.array(option).max(200).optional(),
  }),
  output: fieldView,
  problems: ["conflict"],
});

/** A declared field is used no more; its claims stay, and declaring it again brings them back. */
export const archiveField = operation({
  ...write,
  name: "fields.archive",
  summary: "Use a declared field no more; what was said stays on record, and declaring it again brings it back",
  path: "/v1/fields/archive",
  input: z.strictObject({ object, name: z.string().max(40) }),
  output: fieldView,
  problems: ["not_found"],
});

/** Whose a field is. */
export const setFieldOwner = operation({
  ...write,
  name: "fields.setOwner",
  summary: "Give a field to a source: while that source says something, no other changes the value; null gives it back",
  path: "/v1/fields/owner",
  input: z.strictObject({ object, field: z.string().max(60), sourceName: z.string().max(200).nullable() }),
  output: fieldView,
  problems: ["not_found"],
});
