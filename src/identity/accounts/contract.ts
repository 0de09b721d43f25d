import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { accountRelations } from "../contract.ts";
import { reasonText } from "../merge/contract.ts";
import { accountDomain, accountName, domainRoles, parentEdge, parentKinds } from "../words/contract.ts";

/** The parts that people at an account play in one decision to buy. */
export const buyingRoles = [
  "champion",
  "economic_buyer",
  "technical_buyer",
  "user_buyer",
  "influencer",
  "blocker",
  "legal",
] as const;
export type BuyingRole = (typeof buyingRoles)[number];

const day = z.iso.datetime({ offset: true }).describe("an ISO 8601 time; the end is excluded");
const domainText = z.string().trim().min(3).max(253);
const opportunityKey = z.string().trim().max(200).default("").describe("empty for whatever the account buys");

/** An account in a tree, as it is recognised. */
export const accountNode = accountName.extend({
  country: z.string().nullable(),
  relation: z.enum(accountRelations),
  contacts: z.number(),
  children: z.number(),
});
export type AccountNode = z.input<typeof accountNode>;

const accountPath = "/v1/accounts/{accountId}";
const accountId = idSchema("acc");

/** Says what a domain is to an account. */
export const setDomain = operation({
  name: "accounts.setDomain",
  summary:
    "Say what a domain is to an account: primary, alias, or former, which still identifies but is never written to",
  effect: "write",
  scope: "identity:write",
  method: "POST",
  path: `${accountPath}/domains`,
  status: 201,
  input: z.strictObject({ accountId, domain: domainText, role: z.enum(domainRoles), reason: reasonText }),
  output: z.object({ accountId, domains: z.array(accountDomain) }),
  problems: ["not_found", "conflict", "invalid_input"],
  agents: false,
});

/** Says that a domain is not an account's. */
export const removeDomain = operation({
  name: "accounts.removeDomain",
  summary: "Say that a domain is not an account's, whatever records say; records that came by it stay until detached",
  effect: "write",
  scope: "identity:write",
  method: "POST",
  path: `${accountPath}/domains/remove`,
  status: 200,
  input: z.strictObject({ accountId, domain: domainText, reason: reasonText }),
  output: z.object({ accountId, domains: z.array(accountDomain) }),
  problems: ["not_found", "invalid_input"],
  agents: false,
});

/** Puts an account under another. */
export const setParent = operation({
  name: "accounts.setParent",
  summary: "Put an account under another for a time or for good; what would close a circle is refused",
  effect: "write",
  scope: "identity:write",
  method: "POST",
  path: `${accountPath}/parent`,
  status: 201,
  input: z.strictObject({
    accountId,
    parentId: idSchema("acc"),
    kind: z.enum(parentKinds).default("legal"),
    from: day.optional(),
    to: day.optional(),
    reason: reasonText,
  }),
  output: z.object({ accountId, parent: accountName.extend(parentEdge.shape).nullable() }),
  problems: ["not_found", "conflict", "invalid_input"],
  agents: false,
});

/** Says that an account is part of no other. */
export const clearParent = operation({
  name: "accounts.clearParent",
  summary: "Say that an account is part of no other, whatever records say; from a day on, or altogether",
  effect: "write",
  scope: "identity:write",
  method: "POST",
  path: `${accountPath}/parent/clear`,
  status: 200,
  input: z.strictObject({ accountId, from: day.optional(), reason: reasonText }),
  output: z.object({ accountId, parent: z.null() }),
  problems: ["not_found", "invalid_input"],
  agents: false,
});

/** Who is above and below an account. */
export const accountTree = operation({
  name: "accounts.tree",
  summary: "The accounts above and below one, each with its contacts counted, down to a depth",
  effect: "read",
  scope: "contacts:read",
  method: "GET",
  path: `${accountPath}/tree`,
  status: 200,
  input: z.strictObject({ accountId, depth: z.coerce.number().int().min(1).max(10).default(3) }),
  output: z.object({
    account: accountNode,
    /** The parent first, the top last. */
    ancestors: z.array(accountNode.extend({ parentKind: z.enum(parentKinds) })),
    descendants: z.array(
      accountNode.extend({ parentId: idSchema("acc"), parentKind: z.enum(parentKinds), depth: z.number() }),
    ),
    /** Of the account and all that is shown below it. */
    totals: z.object({ accounts: z.number(), contacts: z.number() }),
    /** Whether there is more below than is shown. */
    truncated: z.boolean(),
  }),
  problems: ["not_found"],
});

/** Says what an account is to us. */
export const setRelation = operation({
  name: "accounts.setRelation",
  summary:
    "Say what an account is to us; a person's word counts before every record, also when it lifts a wrong `customer`",
  effect: "write",
  scope: "identity:write",
  method: "POST",
  path: `${accountPath}/relation`,
  status: 200,
  input: z.strictObject({ accountId, relation: z.enum(accountRelations), reason: reasonText }),
  output: z.object({ accountId, relation: z.enum(accountRelations), before: z.enum(accountRelations) }),
  problems: ["not_found"],
  agents: false,
});

/** One person's part in buying. */
export const committeeMember = z.object({
  contactId: idSchema("con"),
  name: z.string(),
  title: z.string().nullable(),
  seniority: z.string().nullable(),
  jobFunction: z.string().nullable(),
  role: z.enum(buyingRoles),
  opportunityKey: z.string(),
  confidence: z.number(),
  /** Read out of the title; nobody has said so. */
  suggested: z.boolean(),
  saidBy: z.string().nullable(),
  reason: z.string().nullable(),
  /** False for somebody who has left the account since. */
  present: z.boolean(),
  /** When we last reached out to them. */
  lastTouchAt: z.string().nullable(),
});

/** Who takes part in buying at an account. */
export const accountCommittee = operation({
  name: "accounts.committee",
  summary:
    "Who takes part in buying at an account: parts that people named, suggestions from titles, and parts nobody plays",
  effect: "read",
  scope: "contacts:read",
  method: "GET",
  path: `${accountPath}/committee`,
  status: 200,
  input: z.strictObject({ accountId, opportunityKey: z.string().trim().max(200).optional() }),
  output: z.object({
    accountId,
    members: z.array(committeeMember),
    /** Parts that nobody is known to play; a suggestion does not fill one. */
    gaps: z.array(z.enum(buyingRoles)),
  }),
  problems: ["not_found"],
});

/** Says which part somebody plays in buying. */
export const setCommittee = operation({
  name: "committee.set",
  summary: "Say which part a contact plays in buying at an account; it counts before what titles suggest",
  effect: "write",
  scope: "identity:write",
  method: "POST",
  path: "/v1/committee",
  status: 201,
  input: z.strictObject({
    contactId: idSchema("con"),
    accountId,
    role: z.enum(buyingRoles),
    opportunityKey,
    confidence: z.number().int().min(0).max(100).default(90),
    reason: reasonText.optional(),
  }),
  output: z.object({ contactId: idSchema("con"), accountId, role: z.enum(buyingRoles), opportunityKey: z.string() }),
  problems: ["not_found"],
  agents: false,
});

/** Says that somebody does not play a part any more. */
export const clearCommittee = operation({
  name: "committee.clear",
  summary: "Take back which part a contact plays in buying at an account; without a role, every part",
  effect: "write",
  scope: "identity:write",
  method: "POST",
  path: "/v1/committee/clear",
  status: 200,
  input: z.strictObject({
    contactId: idSchema("con"),
    accountId,
    role: z.enum(buyingRoles).optional(),
    opportunityKey: z.string().trim().max(200).optional(),
    reason: reasonText,
  }),
  output: z.object({ cleared: z.number() }),
  problems: ["not_found"],
  agents: false,
});
