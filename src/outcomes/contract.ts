import { z } from "zod";
import { idSchema } from "../kernel/ids.ts";
import { operation } from "../kernel/operation.ts";
import { ownSignalKinds } from "../scoring/contract.ts";

/** What can come of outreach; each is also a signal of the same name, which is how results reach the scores. */
export const outcomeKinds = ownSignalKinds;
export const outcomeKind = z.enum(outcomeKinds);
export type OutcomeKind = z.output<typeof outcomeKind>;

/** The outcomes that a person or a CRM reports; replies are read from the mail itself. */
export const reportedKinds = [
  "meeting_booked",
  "meeting_held",
  "no_show",
  "opportunity_created",
  "deal_won",
  "deal_lost",
] as const;
export type ReportedKind = (typeof reportedKinds)[number];

const amountMinor = z.int().min(0).max(1e15).describe("in minor units: 120050 is 1,200.50");
const currency = z.string().regex(/^[A-Z]{3}$/, { error: "expected a currency code such as `EUR`" });
const count = z.number().int();

/** One outcome as callers see it; `actionId` and its neighbours are the last touch before it. */
export const outcomeView = z.object({
  id: idSchema("out"),
  kind: outcomeKind,
  contactId: idSchema("con").nullable(),
  accountId: idSchema("acc").nullable(),
  opportunityId: idSchema("opp").nullable(),
  actionId: idSchema("act").nullable(),
  messageId: idSchema("msg").nullable(),
  templateId: idSchema("tpl").nullable(),
  sequenceId: idSchema("seq").nullable(),
  touches: z.array(idSchema("act")).describe("every touch in the window before it, oldest first"),
  segments: z.array(z.string()),
  amountMinor: amountMinor.nullable(),
  currency: currency.nullable(),
  source: z.string(),
  occurredAt: z.string(),
  recordedAt: z.string(),
  causes: z.array(idSchema("aud")),
  auditId: idSchema("aud"),
});

/** Records what came of outreach: a meeting, a deal. */
export const outcomesRecord = operation({
  name: "outcomes.record",
  summary: "Record a meeting, an opportunity or a deal; it is tied to the touches before it",
  effect: "write",
  scope: "outcomes:write",
  method: "POST",
  path: "/v1/outcomes",
  status: 201,
  input: z
    .strictObject({
      kind: z.enum(reportedKinds),
      contactId: idSchema("con"),
      opportunityId: idSchema("opp")
        .optional()
        .describe("left out: the one open opportunity of the account, else a new one"),
      opportunityName: z.string().trim().min(1).max(200).optional(),
      meetingId: idSchema("mtg").optional(),
      amountMinor: amountMinor.optional(),
      currency: currency.optional(),
      occurredAt: z.iso.datetime({ offset: true }).optional().describe("now if left out"),
      source: z
        .string()
        .regex(/^[a-z0-9][a-z0-9._-]{0,59}$/, { error: "expected a short lowercase name" })
        .default("manual"),
      key: z.string().min(1).max(200).optional().describe("the source's own key: the same key again changes nothing"),
    })
    .refine((input) => (input.amountMinor === undefined) === (input.currency === undefined), {
      error: "expected `amountMinor` and `currency` together, or neither",
    })
    .refine((input) => input.kind !== "deal_won" || input.amountMinor !== undefined, {
      error: "expected the amount of a deal that was won",
      path: ["amountMinor"],
    }),
  output: z.object({ outcome: outcomeView, isNew: z.boolean() }),
  problems: ["invalid_input", "not_found", "conflict"],
  agents: false,
});

/** Outcomes, newest first. */
export const outcomesList = operation({
  name: "outcomes.list",
  summary: "List outcomes, newest first",
  effect: "read",
  scope: "outcomes:read",
  method: "GET",
  path: "/v1/outcomes",
  status: 200,
  input: z.strictObject({
    kind: outcomeKind.optional(),
    contactId: idSchema("con").optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
    after: idSchema("out").optional(),
  }),
  output: z.object({ items: z.array(outcomeView), next: idSchema("out").nullable() }),
  problems: ["invalid_input"],
});

/** The steps from target to won deal, in order. */
export const funnelStages = [
  "targeted",
  "proposed",
  "allowed",
  "sent",
  "delivered",
  "replied",
  "meeting",
  "held",
  "won",
] as const;

const since = z.iso.datetime({ offset: true }).optional().describe("from the beginning if left out");

/** The query behind a number: the operation and input that list what was counted. */
export const countQuery = z.object({ operation: z.string(), input: z.record(z.string(), z.string()) });

/** How many got how far. */
export const reportFunnel = operation({
  name: "report.funnel",
  summary: "Count how many contacts got how far, from target to won deal, each with the query that lists them",
  effect: "read",
  scope: "outcomes:read",
  method: "GET",
  path: "/v1/reports/funnel",
  status: 200,
  input: z.strictObject({ since }),
  output: z.object({
    since: z.string().nullable(),
    stages: z.array(z.object({ stage: z.enum(funnelStages), count, query: countQuery })),
  }),
  problems: ["invalid_input"],
});

/** The dimensions that outcomes can be compared by. */
export const reportDimension = z.enum(["template", "sequence", "segment"]);
export type ReportDimension = z.output<typeof reportDimension>;

/** What works: outcomes by what was sent or to whom. */
export const reportOutcomes = operation({
  name: "report.outcomes",
  summary: "Compare templates, sequences or segments by what came of them",
  effect: "read",
  scope: "outcomes:read",
  method: "GET",
  path: "/v1/reports/outcomes",
  status: 200,
  input: z.strictObject({ by: reportDimension.default("template"), since }),
  output: z.object({
    since: z.string().nullable(),
    rows: z.array(
      z.object({
        key: z.string().nullable().describe("null for outcomes without a touch, sequence or segment"),
        sent: count.nullable().describe("null where sends are not counted by this dimension"),
        outcomes: z.record(outcomeKind, count),
        won: z.array(z.object({ currency, amountMinor })),
      }),
    ),
  }),
  problems: ["invalid_input"],
});

/** Why actions were or were not allowed, counted. */
export const reportDecisions = operation({
  name: "report.decisions",
  summary: "Count decisions by outcome and reason: why was this not sent?",
  effect: "read",
  scope: "outcomes:read",
  method: "GET",
  path: "/v1/reports/decisions",
  status: 200,
  input: z.strictObject({ since }),
  output: z.object({
    since: z.string().nullable(),
    total: count,
    rows: z.array(z.object({ outcome: z.string(), reason: z.string().nullable(), count })),
  }),
  problems: ["invalid_input"],
});

/** The operations of this block. */
export const outcomesOperations = [
  outcomesRecord,
  outcomesList,
  reportFunnel,
  reportOutcomes,
  reportDecisions,
] as const;
