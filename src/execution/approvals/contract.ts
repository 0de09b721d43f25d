import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { ActionState, ContactRef, DecisionOutcome, page, Reason, when } from "../words/contract.ts";

/** Questions to people: who is asked, what they are shown, and what their answers are good for. */

const person = z.object({ id: z.string(), name: z.string() });
const text = z.object({ subject: z.string(), body: z.string() });
const note = z.string().max(500).optional();
const shownDigest = z.string().length(64).describe("the `shownDigest` of what you read");

/** One policy's question: who answers it, and how far it is answered. */
const need = z.object({
  policy: z.string(),
  approvers: z.array(z.string()).describe("roles or groups, any of whose people may say yes"),
  quorum: z.number().int().describe("how many people have to say yes"),
  given: z.number().int(),
  isMet: z.boolean(),
});

/** A question with everything that an answer is bound to. */
export const Approval = z.object({
  id: idSchema("apr"),
  actionId: idSchema("act"),
  state: z.enum(["pending", "granted", "rejected", "expired", "void"]),
  policies: z.array(z.string()),
  needs: z.array(need),
  reasons: z.array(Reason),
  contact: ContactRef,
  proposer: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  /** Who changed the words while they waited; each counts as their author. */
  editors: z.array(person),
  message: text.extend({ to: z.string(), from: z.string() }),
  /** The words without what is put under every message: what `approvals.edit` takes. */
  draft: text,
  template: text
    .extend({ id: idSchema("tpl"), name: z.string(), version: z.number().int(), isApproved: z.boolean() })
    .nullable(),
  shownDigest: z.string().describe("sha-256 of exactly what is shown here; granting names it"),
  bundleHash: z.string().nullable().describe("the policies that asked"),
  isOutdated: z.boolean().describe("other policies are in force than asked: an answer asks anew"),
  /** Whether the caller may say yes, and why not. */
  answer: z.object({ may: z.boolean(), says: z.string().nullable() }),
  grants: z.array(z.object({ by: person, policies: z.array(z.string()), at: when, note: z.string().nullable() })),
  requestedAt: when,
  expiresAt: when,
  decidedBy: z.string().nullable(),
  decidedAt: when.nullable(),
  spentAt: when.nullable().describe("when the message went out, and the approval was used up"),
  note: z.string().nullable(),
});
export type Approval = z.input<typeof Approval>;

const Granted = z.object({
  id: idSchema("apr"),
  state: z.string(),
  waitsFor: z.array(need).describe("the questions that more people have to answer"),
  says: z.string(),
  action: z.object({ id: idSchema("act"), state: ActionState, outcome: DecisionOutcome, reasons: z.array(Reason) }),
});

export const listApprovals = operation({
  name: "approvals.list",
  summary: "What waits for a person, oldest first, with the message as it would be sent and who may answer",
  effect: "read",
  scope: "approvals:read",
  method: "GET",
  path: "/v1/approvals",
  status: 200,
  input: z.strictObject({
    state: z.enum(["pending", "granted", "rejected", "expired", "void"]).default("pending"),
    ...page,
  }),
  output: z.object({ items: z.array(Approval), next: z.string().nullable(), pending: z.number().int() }),
  problems: [],
});

export const grantApproval = operation({
  name: "approvals.grant",
  summary: "Approve exactly the bytes shown; the action is decided again before anything is sent",
  effect: "send",
  scope: "approvals:decide",
  method: "POST",
  path: "/v1/approvals/{approvalId}/grant",
  status: 200,
  input: z.strictObject({ approvalId: idSchema("apr"), shownDigest, note }),
  output: Granted,
  problems: ["not_found", "conflict"],
  agents: false,
});

export const grantMany = operation({
  name: "approvals.grantMany",
  summary: "Approve several messages of one template version, each named with its digest and judged by itself",
  effect: "send",
  scope: "approvals:decide",
  method: "POST",
  path: "/v1/approvals/grant-many",
  status: 200,
  input: z.strictObject({
    approvals: z
      .array(z.strictObject({ approvalId: idSchema("apr"), shownDigest }))
      .min(1)
      .max(50),
    note,
  }),
  output: z.object({
    items: z.array(
      z.object({
        approvalId: idSchema("apr"),
        state: z.enum(["granted", "pending", "void", "refused"]),
        says: z.string(),
        outcome: DecisionOutcome.nullable().describe("what was decided with the grant; null where it was not decided"),
      }),
    ),
  }),
  problems: ["not_found", "conflict"],
  agents: false,
});

export const rejectApproval = operation({
  name: "approvals.reject",
  summary: "Refuse what was asked; the action is cancelled and never sent",
  effect: "stop",
  scope: "approvals:decide",
  method: "POST",
  path: "/v1/approvals/{approvalId}/reject",
  status: 200,
  input: z.strictObject({ approvalId: idSchema("apr"), note }),
  output: z.object({ id: idSchema("apr"), state: z.string(), actionId: idSchema("act") }),
  problems: ["not_found", "conflict"],
  agents: false,
});

export const editApproval = operation({
  name: "approvals.edit",
  summary: "Change the words of a message that waits; every yes to it is void, and it is decided and asked about anew",
  effect: "send",
  scope: "approvals:decide",
  method: "POST",
  path: "/v1/approvals/{approvalId}/edit",
  status: 200,
  input: z.strictObject({
    approvalId: idSchema("apr"),
    shownDigest,
    subject: z
      .string()
      .min(1)
      .max(200)
      .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+$/u, { error: "expected one line" }),
    body: z
      .string()
      .min(1)
      .max(10_000)
      .refine((words) => words.isWellFormed() && !words.includes("\u0000"), {
        error: "expected whole characters, none NUL",
      }),
  }),
  output: z.object({
    id: idSchema("apr"),
    actionId: idSchema("act"),
    state: ActionState,
    outcome: DecisionOutcome,
    reasons: z.array(Reason),
    approvalId: idSchema("apr").nullable().describe("the new question, where a person is asked again"),
  }),
  problems: ["not_found", "conflict"],
  agents: false,
});

export const listApprovers = operation({
  name: "approvers.list",
  summary: "Who may answer: every role and group that a policy names, and every group there is, with its people",
  effect: "read",
  scope: "approvals:read",
  method: "GET",
  path: "/v1/approvers",
  status: 200,
  input: z.strictObject({}),
  output: z.object({
    items: z.array(
      z.object({
        name: z.string(),
        kind: z.enum(["role", "group"]),
        people: z.array(person),
        policies: z.array(z.object({ policy: z.string(), quorum: z.number().int() })),
      }),
    ),
    next: z.null(),
  }),
  problems: [],
  agents: false,
});

export const setApprovers = operation({
  name: "approvers.set",
  summary: "Say who is in a group of approvers: these people and nobody else; with none the group is gone",
  effect: "write",
  scope: "people:write",
  method: "POST",
  path: "/v1/approvers/{group}",
  status: 200,
  input: z.strictObject({
    group: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, { error: "expected a name like `legal`" }),
    memberIds: z.array(idSchema("usr")).max(200),
  }),
  output: z.object({ group: z.string(), people: z.array(person) }),
  problems: ["conflict", "invalid_input"],
  agents: false,
});
