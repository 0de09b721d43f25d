import { z } from "zod";
import { type IdPrefix, idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { pageInput } from "../words/contract.ts";

/** Why a person says so; kept with what they said. */
export const reasonText = z.string().trim().min(3, "say why, in at least 3 characters").max(500);
const recordIds = z.array(idSchema("rec")).min(1).max(1_000);
const dryRun = z.boolean().default(false);

/** What a person said about records: they are one, or they are not. It outlives imports and is undone by revoking it. */
export const assertionView = z.object({
  id: idSchema("ast"),
  about: z.enum(["contact", "account"]),
  kind: z.enum(["same", "different"]),
  left: z.array(idSchema("rec")),
  right: z.array(idSchema("rec")),
  origin: z.enum(["merge", "unmerge", "detach", "review", "edit"]),
  reason: z.string(),
  actor: z.string(),
  createdAt: z.string(),
  revokedAt: z.string().nullable(),
  revokedBy: z.string().nullable(),
});
export type AssertionView = z.input<typeof assertionView>;

const changedField = z.object({ name: z.string(), before: z.string().nullable(), after: z.string().nullable() });

/** What became of contacts or accounts, or would: a dry run takes the same path and undoes it. */
function changeOf<P extends IdPrefix>(prefix: P) {
  const id = idSchema(prefix);
  return z.object({
    dryRun: z.boolean(),
    /** What was said, to be revoked when it was wrong; empty in a dry run. */
    assertions: z.array(idSchema("ast")),
    /** Earlier words that this one outweighs; they count again when it is revoked. */
    outweighs: z.array(assertionView),
    merged: z.array(z.object({ survivor: id, absorbed: z.array(id) })),
    split: z.array(z.object({ from: id, into: z.array(id) })),
    moved: z.array(z.object({ recordId: idSchema("rec"), from: id, to: id })),
    /** Every one whose records or values changed: who it is now, and what reads differently. */
    changed: z.array(
      z.object({ id, name: z.string(), mergedInto: id.nullable(), records: z.number(), fields: z.array(changedField) }),
    ),
    /** Work that stops and protection that spreads, by contact. */
    effects: z.array(
      z.object({
        contactId: idSchema("con"),
        enrollmentsStopped: z.number(),
        actionsStopped: z.number(),
        suppressionsGained: z.array(z.string()),
      }),
    ),
  });
}

/** A change of contacts. */
export const contactChange = changeOf("con");
/** A change of accounts. */
export const accountChange = changeOf("acc");
export type ContactChange = z.input<typeof contactChange>;
export type AccountChange = z.input<typeof accountChange>;

const write = { effect: "write", scope: "identity:write", method: "POST", status: 200, agents: false } as const;
const onContact = z.strictObject({ contactId: idSchema("con"), reason: reasonText, dryRun });
const onAccount = z.strictObject({ accountId: idSchema("acc"), reason: reasonText, dryRun });

/** Two contacts are one person. */
export const mergeContacts = operation({
  ...write,
  name: "contacts.merge",
  summary: "Say that two contacts are one person; undo it by revoking the assertion, preview it with `dryRun`",
  path: "/v1/contacts/{contactId}/merge",
  input: onContact.extend({ otherId: idSchema("con") }),
  output: contactChange,
  problems: ["not_found", "conflict"],
});

/** A contact that was absorbed, by evidence or by a person, is its own again and stays so. */
export const unmergeContacts = operation({
  ...write,
  name: "contacts.unmerge",
  summary: "Give an absorbed contact back its records and keep the two apart, whatever imports say later",
  path: "/v1/contacts/{contactId}/unmerge",
  input: onContact.extend({ absorbedId: idSchema("con") }),
  output: contactChange,
  problems: ["not_found", "conflict"],
});

/** Some records of a contact are somebody else. */
export const detachRecords = operation({
  ...write,
  name: "contacts.detach",
  summary: "Say that records of a contact are not this person; they leave it and stay away",
  path: "/v1/contacts/{contactId}/detach",
  input: onContact.extend({ recordIds }),
  output: contactChange,
  problems: ["not_found", "conflict"],
});

/** The same for many contacts at once, such as everybody that one shared profile joined. */
export const detachMany = operation({
  ...write,
  name: "contacts.detachMany",
  summary: "Detach records from many contacts in one step, previewed with `dryRun` and undone together",
  path: "/v1/contacts/detach",
  input: z.strictObject({
    items: z
      .array(z.strictObject({ contactId: idSchema("con"), recordIds }))
      .min(1)
      .max(500),
    reason: reasonText,
    dryRun,
  }),
  output: contactChange,
  problems: ["not_found", "conflict"],
});

/** Two accounts are one company. */
export const mergeAccounts = operation({
  ...write,
  name: "accounts.merge",
  summary: "Say that two accounts are one company; undo it by revoking the assertion, preview it with `dryRun`",
  path: "/v1/accounts/{accountId}/merge",
  input: onAccount.extend({ otherId: idSchema("acc") }),
  output: accountChange,
  problems: ["not_found", "conflict"],
});

/** An account that was absorbed is its own again and stays so. */
export const unmergeAccounts = operation({
  ...write,
  name: "accounts.unmerge",
  summary: "Give an absorbed account back its records and keep the two apart, whatever imports say later",
  path: "/v1/accounts/{accountId}/unmerge",
  input: onAccount.extend({ absorbedId: idSchema("acc") }),
  output: accountChange,
  problems: ["not_found", "conflict"],
});

/** Some records of an account are another company. */
export const detachAccountRecords = operation({
  ...write,
  name: "accounts.detach",
  summary: "Say that records of an account are not this company; they leave it and stay away",
  path: "/v1/accounts/{accountId}/detach",
  input: onAccount.extend({ recordIds }),
  output: accountChange,
  problems: ["not_found", "conflict"],
});

/** What people said about who is who, newest first. */
export const listAssertions = operation({
  name: "assertions.list",
  summary: "What people said about who is who, newest first: by whom, why, and whether it still counts",
  effect: "read",
  scope: "contacts:read",
  method: "GET",
  path: "/v1/assertions",
  status: 200,
  input: z.strictObject({
    ...pageInput,
    contactId: idSchema("con").optional(),
    accountId: idSchema("acc").optional(),
    revoked: z.stringbool().or(z.boolean()).optional(),
  }),
  output: z.object({ items: z.array(assertionView), next: z.string().nullable() }),
  problems: ["not_found", "invalid_input"],
});

/** Takes words back: everything is as if they had not been said. */
export const revokeAssertions = operation({
  ...write,
  name: "assertions.revoke",
  summary: "Undo merges, unmerges, detaches and review decisions: everything is as if they had not been said",
  path: "/v1/assertions/revoke",
  input: z.strictObject({ assertionIds: z.array(idSchema("ast")).min(1).max(500), reason: reasonText, dryRun }),
  output: z.object({ contacts: contactChange, accounts: accountChange }),
  problems: ["not_found", "conflict"],
});
