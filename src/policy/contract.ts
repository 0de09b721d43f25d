import { z } from "zod";
import { idSchema } from "../kernel/ids.ts";
import { operation } from "../kernel/operation.ts";

/** A time in a contract: ISO 8601, UTC. */
const timeText = z.iso.datetime();

/** What a decision can say; deny wins over needs_approval, that over defer, that over allow. */
export const decisionOutcome = z.enum(["allow", "deny", "needs_approval", "defer"]);
export type DecisionOutcome = z.output<typeof decisionOutcome>;

/** How one policy came out for one action. */
export const checkResult = z.enum(["hit", "pass", "n/a", "error"]);

/** One policy's result; a decision lists every policy of its bundle, sorted by id. One that has a `mode` did not decide. */
export const decisionCheck = z.object({
  policy: z.string(),
  result: checkResult,
  mode: z.enum(["shadow", "off"]).optional(),
});
export type DecisionCheck = z.output<typeof decisionCheck>;

/** Why a decision is not a plain allow: the rule, the code to count by, and the values that made it true. */
export const decisionReason = z.object({
  rule: z.string(),
  code: z.string(),
  effect: z.enum(["deny", "approval", "defer"]),
  says: z.string(),
  used: z.number().optional(),
  limit: z.number().optional(),
  until: timeText.optional(),
  values: z.record(z.string(), z.json()),
});
export type DecisionReason = z.output<typeof decisionReason>;

/** A question to people: which policy asks, who may answer, and how many of them have to say yes. */
export const approvalNeed = z.object({
  policy: z.string(),
  /** Roles or groups of people. */
  approvers: z.array(z.string()),
  quorum: z.number().int().min(1).default(1),
});
export type ApprovalNeed = z.output<typeof approvalNeed>;

/** What the policies say about one action, before it is recorded. All hits are in `reasons`, not only the winning ones. */
export const verdict = z.object({
  outcome: decisionOutcome,
  reasons: z.array(decisionReason),
  checks: z.array(decisionCheck),
  /** What policies in shadow would have said; none of it decided anything. */
  shadow: z.array(decisionReason).optional(),
  /** When deciding again is worth while: for defer, and for needs_approval when something else also has to pass. */
  until: timeText.optional(),
  approvalsNeeded: z.array(approvalNeed),
  bundleHash: z.string().nullable(),
  factsDigest: z.string().nullable(),
});
export type Verdict = z.output<typeof verdict>;

/** A recorded decision; `auditId` is its entry in the audit log. */
export const decision = verdict.extend({
  id: idSchema("dec"),
  decidedAt: timeText,
  auditId: idSchema("aud").nullable(),
});
export type Decision = z.output<typeof decision>;

const reasonText = z.string().trim().min(3, "say why, in at least 3 characters").max(500);
const page = { limit: z.coerce.number().int().min(1).max(500).default(50) };

/** How much a policy counts: it decides, it is only counted beside the decision, or it is left out. */
export const policyMode = z.enum(["enforce", "shadow", "off"]);
export type PolicyMode = z.output<typeof policyMode>;

const policyView = z.object({
  id: z.string(),
  layer: z.enum(["core", "organisation", "team"]),
  mode: policyMode,
  effect: z.enum(["permit", "deny", "approval", "defer"]),
  code: z.string().nullable(),
  says: z.string(),
  actions: z.array(z.string()),
  reads: z.array(z.string()),
  approvers: z.array(z.string()),
  quorum: z.number().int(),
  text: z.string(),
});

/** The bundle in force: every policy with its text and what it reads. */
export const getPolicy = operation({
  name: "policy.get",
  summary: "The policies in force: what each forbids, defers or asks approval for, and its text",
  effect: "read",
  scope: "policy:read",
  method: "GET",
  path: "/v1/policy",
  status: 200,
  input: z.strictObject({}),
  output: z.object({
    hash: z.string(),
    coreHash: z.string(),
    activatedAt: timeText,
    activatedBy: z.string(),
    auditId: idSchema("aud"),
    policies: z.array(policyView),
    core: z.string(),
    organisation: z.string(),
    team: z.string(),
    schema: z.string(),
  }),
  problems: ["not_found"],
});

/** Asks the policies without doing anything: may we contact this person now, and if not, why and until when. */
export const checkPolicy = operation({
  name: "policy.check",
  summary: "May we contact this contact now? Decides without recording: the outcome, every check, and why",
  effect: "read",
  scope: "policy:read",
  method: "GET",
  path: "/v1/contacts/{contactId}/policy-check",
  status: 200,
  input: z.strictObject({
    contactId: idSchema("con"),
    purpose: z.enum(["outreach", "reply_in_thread", "transactional"]).default("outreach"),
  }),
  output: verdict,
  problems: ["not_found"],
});

/** Puts an organisation's policies in force, together with the core that nobody can change. */
export const activatePolicy = operation({
  name: "policy.activate",
  summary: "Put your policies in force: checked in a separate thread first; everything queued is decided again",
  effect: "write",
  scope: "policy:write",
  method: "POST",
  path: "/v1/policy/activate",
  status: 201,
  input: z.strictObject({
    organisation: z.string().max(200_000).describe("the organisation's policies as Cedar text; the core is added"),
    team: z.string().max(200_000).default("").describe("policies that only forbid more, as Cedar text"),
    modes: z
      .record(z.string().max(80), policyMode)
      .default({})
      .describe(
        "by policy id: `shadow` counts what a policy would have done, `off` leaves it out; the rest is enforced",
      ),
    tests: z
      .array(z.strictObject({ name: z.string().min(1).max(200), text: z.string().max(200_000) }))
      .max(50)
      .default([])
      .describe("tables of cases as YAML, as `policy test` takes them; one that fails refuses the policies"),
    reason: reasonText,
  }),
  output: z.object({
    hash: z.string(),
    policies: z.number().int(),
    cases: z.number().int(),
    /** Policies of yours that no given case hits, or none passes. */
    uncovered: z.array(z.string()),
  }),
  problems: ["invalid_input"],
  agents: false,
});

const scope = z.enum(["account", "address", "contact", "domain", "phone"]);
/** Why contact is forbidden for good, in a contract. */
export const suppressionReason = z.enum([
  "complaint",
  "do_not_contact",
  "hard_bounce",
  "left_company",
  "negative",
  "unsubscribed",
]);

const suppressionView = z.object({
  id: idSchema("sup"),
  scope,
  reason: suppressionReason,
  purpose: z.enum(["all", "outreach"]),
  contactId: idSchema("con").nullable(),
  accountId: idSchema("acc").nullable(),
  /** Tells which key it is without naming it: suppressions outlive personal data. */
  hint: z.string(),
  basis: z.string(),
  source: z.string().nullable(),
  /** What the source said, as codes and dates: the row of a list, its reason and its date. */
  evidence: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
  createdBy: z.object({ kind: z.string(), id: z.string() }),
  createdAt: timeText,
  auditId: idSchema("aud"),
  lifted: z.object({ at: timeText, by: z.string(), reason: z.string() }).nullable(),
});

/** Forbids contact with a person, address, number, domain or account, for good. */
export const createSuppression = operation({
  name: "suppressions.create",
  summary: "Forbid contact from now on; a contact is covered with every address of theirs. Queued sends stop",
  effect: "stop",
  scope: "suppressions:write",
  method: "POST",
  path: "/v1/suppressions",
  status: 201,
  input: z
    .strictObject({
      contactId: idSchema("con").optional(),
      accountId: idSchema("acc").optional(),
      address: z.string().max(320).optional().describe("people only: an agent names a contact"),
      phone: z.string().max(40).optional().describe("people only"),
      domain: z.string().max(253).optional(),
      confirm: z
        .boolean()
        .default(false)
        .describe("true to mean a mail provider's or platform's domain, with everybody who has an address there"),
      reason: z
        .enum(["do_not_contact", "unsubscribed", "complaint", "hard_bounce", "left_company", "negative"])
        .default("do_not_contact"),
    })
    .refine(
      (input) =>
        [input.contactId, input.accountId, input.address, input.phone, input.domain].some((key) => key !== undefined),
      "name a contactId, accountId, address, phone or domain",
    ),
  output: z.object({ ids: z.array(idSchema("sup")), already: z.boolean() }),
  problems: ["invalid_input", "not_found", "not_permitted"],
});

/** Lists what is suppressed, newest first. */
export const listSuppressions = operation({
  name: "suppressions.list",
  summary: "List suppressions, newest first; find one by contact, address or domain",
  effect: "read",
  scope: "suppressions:read",
  method: "GET",
  path: "/v1/suppressions",
  status: 200,
  input: z.strictObject({
    contactId: idSchema("con").optional(),
    address: z.string().max(320).optional(),
    domain: z.string().max(253).optional(),
    scope: scope.optional().describe("what is forbidden: an account, address, contact, domain or number"),
    reason: suppressionReason.optional(),
    includeLifted: z.stringbool().or(z.boolean()).default(false),
    after: idSchema("sup").optional(),
    ...page,
  }),
  output: z.object({ items: z.array(suppressionView), next: z.string().nullable() }),
  problems: ["invalid_input"],
});

/** Lifts a suppression with everything that was suppressed together with it. */
export const liftSuppression = operation({
  name: "suppressions.lift",
  summary:
    "Allow contact again: lifts this suppression and the rows made with it; needs its own permission and a reason",
  effect: "write",
  scope: "suppressions:lift",
  method: "POST",
  path: "/v1/suppressions/{suppressionId}/lift",
  status: 200,
  input: z.strictObject({ suppressionId: idSchema("sup"), reason: reasonText }),
  output: z.object({ lifted: z.array(idSchema("sup")), auditId: idSchema("aud") }),
  problems: ["not_found", "conflict"],
  agents: false,
});
