import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { fieldValue } from "../contract.ts";
import { reasonText } from "../merge/contract.ts";
import { pageInput, sourceWords } from "../words/contract.ts";

const write = { effect: "write", scope: "identity:write", method: "POST", status: 200, agents: false } as const;
const read = { effect: "read", scope: "contacts:read", method: "GET", status: 200 } as const;

const fieldName = z.string().trim().min(1).max(60);
const givenValue = z.union([
  z.string().max(2_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(200)).max(100),
  z.null(),
]);
const fields = z
  .record(fieldName, givenValue)
  .refine((given) => Object.keys(given).length > 0 && Object.keys(given).length <= 50, {
    error: "expected 1 to 50 fields, such as `title`; `null` clears one",
  });
const names = z.array(fieldName).min(1).max(50);
const reason = reasonText.optional();
/** A claim by its value, by the observation that makes it, or the one that counts now. */
const claim = { field: fieldName, value: givenValue.optional(), observationId: idSchema("obs").optional(), reason };

/** One claim that was made, with where it came from and what became of it. */
const pastClaim = z.object({
  field: z.string(),
  value: z.string().nullable(),
  source: sourceWords,
  observationId: idSchema("obs"),
  recordId: idSchema("rec"),
  observedAt: z.string(),
  receivedAt: z.string(),
  confidence: z.number(),
  actor: z.string(),
  rank: z.enum(["pinned", "normal", "deprecated"]),
  /** Whether its record still says so. */
  current: z.boolean(),
  /** Whether it is the one that counts now. */
  counts: z.boolean(),
});
export type PastClaim = z.input<typeof pastClaim>;

const contactId = idSchema("con");
const accountId = idSchema("acc");
/** The fields that a word was about, as they read now. */
const ofContact = z.object({ contactId, fields: z.array(fieldValue) });
const ofAccount = z.object({ accountId, fields: z.array(fieldValue) });
const history = z.object({ items: z.array(pastClaim), next: z.string().nullable() });

/** A person's own word about a contact, above every source. */
export const updateContact = operation({
  ...write,
  name: "contacts.update",
  summary:
    "Say what fields of a contact are; no source overrides it, `null` clears a field, `contacts.revert` undoes it",
  path: "/v1/contacts/{contactId}/update",
  input: z.strictObject({ contactId, fields, reason }),
  output: ofContact,
  problems: ["not_found"],
});

/** What people said is taken back, and the records decide again. */
export const revertContact = operation({
  ...write,
  name: "contacts.revert",
  summary: "Take back what people said about fields of a contact, so that the records decide again",
  path: "/v1/contacts/{contactId}/revert",
  input: z.strictObject({ contactId, fields: names, reason }),
  output: ofContact,
  problems: ["not_found"],
});

/** One claim holds, whatever is said later. */
export const pinContact = operation({
  ...write,
  name: "contacts.pin",
  summary:
    "Hold a field of a contact to a value or to one claim, whatever is said later; without either to what counts now",
  path: "/v1/contacts/{contactId}/pin",
  input: z.strictObject({ contactId, ...claim }),
  output: ofContact,
  problems: ["not_found", "conflict"],
});

/** The field is open again. */
export const unpinContact = operation({
  ...write,
  name: "contacts.unpin",
  summary: "Let go of a pinned field of a contact",
  path: "/v1/contacts/{contactId}/unpin",
  input: z.strictObject({ contactId, field: fieldName, reason }),
  output: ofContact,
  problems: ["not_found", "conflict"],
});

/** A value is wrong, whoever says it. */
export const deprecateContact = operation({
  ...write,
  name: "contacts.deprecate",
  summary: "Call a value of a contact wrong: it never counts again, whichever source says it",
  path: "/v1/contacts/{contactId}/deprecate",
  input: z.strictObject({ contactId, ...claim }),
  output: ofContact,
  problems: ["not_found", "conflict"],
});

/** The value may count again. */
export const undeprecateContact = operation({
  ...write,
  name: "contacts.undeprecate",
  summary: "Take back that a value of a contact is wrong",
  path: "/v1/contacts/{contactId}/undeprecate",
  input: z.strictObject({ contactId, field: fieldName, value: givenValue, reason }),
  output: ofContact,
  problems: ["not_found", "conflict"],
});

/** Everything that was ever said about a contact. */
export const contactHistory = operation({
  ...read,
  name: "contacts.history",
  summary:
    "Every claim ever made about a contact, newest first: source, times, confidence, who, rank, and which counts",
  path: "/v1/contacts/{contactId}/history",
  input: z.strictObject({ contactId, field: fieldName.optional(), ...pageInput }),
  output: history,
  problems: ["not_found"],
});

/** A person's own word about an account, above every source. */
export const updateAccount = operation({
  ...write,
  name: "accounts.update",
  summary:
    "Say what fields of an account are; no source overrides it, `null` clears a field, `accounts.revert` undoes it",
  path: "/v1/accounts/{accountId}/update",
  input: z.strictObject({ accountId, fields, reason }),
  output: ofAccount,
  problems: ["not_found"],
});

/** What people said is taken back, and the records decide again. */
export const revertAccount = operation({
  ...write,
  name: "accounts.revert",
  summary: "Take back what people said about fields of an account, so that the records decide again",
  path: "/v1/accounts/{accountId}/revert",
  input: z.strictObject({ accountId, fields: names, reason }),
  output: ofAccount,
  problems: ["not_found"],
});

/** One claim holds, whatever is said later. */
export const pinAccount = operation({
  ...write,
  name: "accounts.pin",
  summary:
    "Hold a field of an account to a value or to one claim, whatever is said later; without either to what counts now",
  path: "/v1/accounts/{accountId}/pin",
  input: z.strictObject({ accountId, ...claim }),
  output: ofAccount,
  problems: ["not_found", "conflict"],
});

/** The field is open again. */
export const unpinAccount = operation({
  ...write,
  name: "accounts.unpin",
  summary: "Let go of a pinned field of an account",
  path: "/v1/accounts/{accountId}/unpin",
  input: z.strictObject({ accountId, field: fieldName, reason }),
  output: ofAccount,
  problems: ["not_found", "conflict"],
});

/** A value is wrong, whoever says it. */
export const deprecateAccount = operation({
  ...write,
  name: "accounts.deprecate",
  summary: "Call a value of an account wrong: it never counts again, whichever source says it",
  path: "/v1/accounts/{accountId}/deprecate",
  input: z.strictObject({ accountId, ...claim }),
  output: ofAccount,
  problems: ["not_found", "conflict"],
});

/** The value may count again. */
export const undeprecateAccount = operation({
  ...write,
  name: "accounts.undeprecate",
  summary: "Take back that a value of an account is wrong",
  path: "/v1/accounts/{accountId}/undeprecate",
  input: z.strictObject({ accountId, field: fieldName, value: givenValue, reason }),
  output: ofAccount,
  problems: ["not_found", "conflict"],
});

/** Everything that was ever said about an account. */
export const accountHistory = operation({
  ...read,
  name: "accounts.history",
  summary:
    "Every claim ever made about an account, newest first: source, times, confidence, who, rank, and which counts",
  path: "/v1/accounts/{accountId}/history",
  input: z.strictObject({ accountId, field: fieldName.optional(), ...pageInput }),
  output: history,
  problems: ["not_found"],
});
