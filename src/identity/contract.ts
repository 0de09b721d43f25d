import { z } from "zod";
import { type Id, idSchema } from "../kernel/ids.ts";
import { operation } from "../kernel/operation.ts";
import { accountDomain, accountName, pageInput, parentEdge, parentKinds, sourceWords } from "./words/contract.ts";

/** Why an imported row forbids contact; the most restrictive reading of the column wins. */
export type OptOutBasis = "unsubscribed" | "do_not_contact" | "bounced" | "do_not_call";

/** Several became one; `assertionId` names what a person said or took back, where that was the cause. */
interface Merged<T extends string, P extends "con" | "acc"> {
  readonly type: `${T}.merged`;
  readonly survivor: Id<P>;
  readonly absorbed: readonly Id<P>[];
  readonly assertionId?: Id<"ast">;
}

/** One became several. */
interface Split<T extends string, P extends "con" | "acc"> {
  readonly type: `${T}.split`;
  readonly from: Id<P>;
  readonly into: readonly Id<P>[];
  readonly assertionId?: Id<"ast">;
}

/**
 * A person's data are being erased: whoever keeps any wipes it in the same transaction. The keys are told this once more, so
 * that contact stays forbidden when the person comes back in some list.
 */
export interface Erased {
  readonly type: "contact.erased";
  readonly contactId: Id<"con">;
  /** Every id that the person ever had. */
  readonly contactIds: readonly Id<"con">[];
  /** Addresses as they were written, by which mail of the person is found. */
  readonly written: readonly string[];
}

/**
 * What identity tells the blocks on its right inside its own transaction. Addresses are match keys (`emailMatchKey`),
 * phones are E.164: suppression is kept by key, so that it follows the person through merges and re-imports.
 */
export type IdentityReaction =
  | Merged<"contact", "con">
  | Split<"contact", "con">
  | Merged<"account", "acc">
  | Split<"account", "acc">
  | {
      /** Somebody left one account for another; told once, in the transaction that settles it. */
      readonly type: "contact.job_changed";
      readonly contactId: Id<"con">;
      readonly fromAccountId: Id<"acc">;
      readonly toAccountId: Id<"acc">;
      readonly title: string | null;
      /** When a source first said so, in epoch milliseconds. */
      readonly at: number;
      /** The observation that tells of it: the same change is told by the same one. */
      readonly evidence: Id<"obs">;
    }
  /** A person's word changed what is known of somebody: what was decided or scored before has to be looked at again. */
  | { readonly type: "contact.edited"; readonly contactId: Id<"con"> }
  | { readonly type: "account.edited"; readonly accountId: Id<"acc"> }
  | Erased
  | {
      readonly type: "optout.imported";
      readonly contactId: Id<"con">;
      readonly addresses: readonly string[];
      readonly domains: readonly string[];
      readonly phones: readonly string[];
      readonly basis: OptOutBasis;
    };

/** What an account is to us; anything but `none` and `unknown` keeps it out of cold outreach. */
export const accountRelations = ["customer", "open_opportunity", "partner", "competitor", "none", "unknown"] as const;
export type AccountRelation = (typeof accountRelations)[number];

/** What kind of mailbox an address is; `none` when there is no usable address. */
export const emailClasses = ["business", "free_mail", "role", "disposable", "placeholder", "none"] as const;
export type EmailClass = (typeof emailClasses)[number];

/** One claim as a page shows it. */
const fieldClaim = z.object({
  /** Null where a person cleared the field. */
  value: z.string().nullable(),
  source: sourceWords,
  observedAt: z.string(),
  confidence: z.number(),
  rank: z.enum(["pinned", "normal", "deprecated"]),
});

/** A field with the value that counts, why it does, and what else was said. */
export const fieldValue = fieldClaim.extend({
  name: z.string(),
  why: z.string(),
  /** The source that the field belongs to, where one was named and has spoken of this contact. */
  owner: z.string().nullable(),
  others: z.array(fieldClaim),
});
export type FieldValue = z.input<typeof fieldValue>;

/** Shows the fields as the records said them by then, for the records that belong here now. */
const asOf = z.iso
  .datetime({ offset: true })
  .optional()
  .describe("the values as they were known here at that time, whatever time they speak of");

const matchKey = z.object({ kind: z.string(), key: z.string(), shared: z.boolean() });

const contactSummary = z.object({
  id: idSchema("con"),
  name: z.string(),
  email: z.string().nullable(),
  emailClass: z.enum(emailClasses),
  title: z.string().nullable(),
  company: z.string().nullable(),
  domain: z.string().nullable(),
  accountId: idSchema("acc").nullable(),
  country: z.string().nullable(),
  relation: z.enum(accountRelations),
  openReviews: z.number(),
  updatedAt: z.string(),
});
export type ContactSummary = z.input<typeof contactSummary>;

/** The time that somebody worked somewhere, as far as records tell. */
const employment = z.object({
  title: z.string().nullable(),
  seniority: z.string().nullable(),
  jobFunction: z.string().nullable(),
  current: z.boolean(),
  /** When a record first said so. */
  from: z.string(),
  /** When another account took its place; the same as `from` where a record names the account and nothing says that it counted. */
  to: z.string().nullable(),
  observedAt: z.string(),
});

const relationship = employment.extend({
  accountId: idSchema("acc"),
  account: z.string(),
  domain: z.string().nullable(),
});

const accountSummary = z.object({
  id: idSchema("acc"),
  name: z.string(),
  domain: z.string().nullable(),
  country: z.string().nullable(),
  industry: z.string().nullable(),
  relation: z.enum(accountRelations),
  contacts: z.number(),
});
export type AccountSummary = z.input<typeof accountSummary>;

/** Conditions on fields, all of which have to hold. */
const where = z
  .array(z.string().max(200))
  .max(20)
  .optional()
  .describe(
    "conditions such as `title=CFO`, `custom.seats>=100`, `account.custom.tier!=Gold`, `custom.tier`, `!custom.tier`",
  );

/** Contacts, told apart by company, title and domain. */
export const listContacts = operation({
  name: "contacts.list",
  summary:
    "Find contacts by name, e-mail or company; several people may share a name, so compare company, title, domain",
  effect: "read",
  scope: "contacts:read",
  method: "GET",
  path: "/v1/contacts",
  status: 200,
  input: z.strictObject({
    ...pageInput,
    q: z.string().max(200).optional(),
    accountId: idSchema("acc").optional(),
    domain: z.string().max(253).optional(),
    country: z.string().length(2).optional(),
    relation: z.enum(accountRelations).optional(),
    where,
    /** Only those that are ready for outreach as far as their data goes, or only those that are not. */
    ready: z.boolean().optional(),
  }),
  output: z.object({ items: z.array(contactSummary), next: z.string().nullable() }),
  problems: ["invalid_input"],
});

/** One contact with where every value came from; an id that was merged away answers with the contact it became. */
export const getContact = operation({
  name: "contacts.get",
  summary: "One contact: each field with its source and why it won, accounts, match keys; old ids resolve",
  effect: "read",
  scope: "contacts:read",
  method: "GET",
  path: "/v1/contacts/{contactId}",
  status: 200,
  input: z.strictObject({ contactId: idSchema("con"), asOf }),
  output: contactSummary.extend({
    requestedId: idSchema("con"),
    absorbed: z.array(idSchema("con")),
    fields: z.array(fieldValue),
    relationships: z.array(relationship),
    matchKeys: z.array(matchKey),
    confidence: z.object({ total: z.number(), parts: z.record(z.string(), z.number()) }),
    /** What outreach needs and is not there: email, name, account, country, evidence, openReview. */
    missingFields: z.array(z.string()),
    /** Nothing is missing, and the confidence is at least 60. */
    ready: z.boolean(),
    asOf: z.string().nullable(),
    records: z.number(),
  }),
  problems: ["not_found"],
});

/** Accounts by name or domain. */
export const listAccounts = operation({
  name: "accounts.list",
  summary: "Find accounts by name or domain",
  effect: "read",
  scope: "contacts:read",
  method: "GET",
  path: "/v1/accounts",
  status: 200,
  input: z.strictObject({
    ...pageInput,
    q: z.string().max(200).optional(),
    relation: z.enum(accountRelations).optional(),
    where,
    domain: z.string().max(253).optional(),
    country: z.string().length(2).optional(),
    industry: z.string().max(200).optional(),
    parentId: idSchema("acc").optional(),
  }),
  output: z.object({ items: z.array(accountSummary), next: z.string().nullable() }),
  problems: ["invalid_input"],
});

/** One account with its domains, its people and where every value came from. */
export const getAccount = operation({
  name: "accounts.get",
  summary: "One account: fields with their sources, domains, contacts; old ids resolve",
  effect: "read",
  scope: "contacts:read",
  method: "GET",
  path: "/v1/accounts/{accountId}",
  status: 200,
  input: z.strictObject({ accountId: idSchema("acc"), asOf }),
  output: accountSummary.extend({
    requestedId: idSchema("acc"),
    absorbed: z.array(idSchema("acc")),
    fields: z.array(fieldValue),
    asOf: z.string().nullable(),
    domains: z.array(accountDomain),
    parent: accountName.extend(parentEdge.shape).nullable(),
    /** Parents that records name and that are not known as accounts yet. */
    parentsUnknown: z.array(z.string()),
    children: z.array(accountName.extend({ kind: z.enum(parentKinds) })),
    people: z.array(contactSummary),
    formerPeople: z.array(employment.extend({ contactId: idSchema("con"), name: z.string() })),
  }),
  problems: ["not_found"],
});
