import { z } from "zod";
import { idSchema } from "../kernel/ids.ts";
import { operation } from "../kernel/operation.ts";
import { icpDefinition, signalKind } from "./icp/contract.ts";

/** Where a contact goes from here: approach now, keep warm, only watch, or leave alone. */
export const routes = ["act", "nurture", "observe", "exclude"] as const;
export const route = z.enum(routes);
export type Route = z.output<typeof route>;

/** What the model suggests; policy decides whether it may happen. */
export const nextActions = ["send_email", "wait", "none"] as const;
export const nextAction = z.enum(nextActions);
export type NextAction = z.output<typeof nextAction>;

/** Signals that Fairlead makes from its own records; nobody else may claim them. */
export const ownSignalKinds = [
  "reply_positive",
  "reply_negative",
  "meeting_booked",
  "meeting_held",
  "no_show",
  "opportunity_created",
  "deal_won",
  "deal_lost",
] as const;
export type OwnSignalKind = (typeof ownSignalKinds)[number];

const percent = z.number().int().min(0).max(100);

/** One clause of the fit score. */
export const fitReason = z.object({
  clauseId: z.string(),
  label: z.string(),
  hit: z.union([z.boolean(), z.literal("unknown")]),
  points: z.number().int(),
  of: z.number().int(),
});
export type FitReason = z.output<typeof fitReason>;

/** What the signals of one kind add to the intent score now. */
export const intentReason = z.object({
  kind: z.string(),
  count: z.number().int(),
  newestAt: z.string(),
  points: z.number().int(),
});
export type IntentReason = z.output<typeof intentReason>;

/** Why a score is what it is. */
export const scoreReasons = z.object({
  fit: z.array(fitReason),
  disqualifiedBy: z.array(
    z.object({ clauseId: z.string(), label: z.string(), hit: z.union([z.literal(true), z.literal("unknown")]) }),
  ),
  intent: z.array(intentReason),
});
export type ScoreReasons = z.output<typeof scoreReasons>;

/** A published version of the ideal customer profile. */
export const icpView = z.object({
  id: idSchema("icp"),
  version: z.number().int(),
  hash: z.string(),
  isActive: z.boolean(),
  definition: icpDefinition,
  publishedAt: z.string(),
  publishedBy: z.string(),
  auditId: idSchema("aud"),
});

/** The ideal customer profile in force, or an older version. */
export const icpGet = operation({
  name: "icp.get",
  summary: "Read the ideal customer profile that scores now, or an older version of it",
  effect: "read",
  scope: "scores:read",
  method: "GET",
  path: "/v1/icp",
  status: 200,
  input: z.strictObject({ version: z.coerce.number().int().min(1).optional() }),
  output: icpView,
  problems: ["not_found"],
});

/** Puts a new version in force; every contact is scored again after it. */
export const icpPublish = operation({
  name: "icp.publish",
  summary: "Publish a new version of the ideal customer profile and score every contact again",
  effect: "write",
  scope: "icp:write",
  method: "POST",
  path: "/v1/icp",
  status: 201,
  input: z.strictObject({ definition: icpDefinition }),
  output: icpView.extend({ isNew: z.boolean().describe("false when the version in force is this very definition") }),
  problems: ["invalid_input"],
  agents: false,
});

/** One observed sign of interest in a contact or account. */
export const newSignal = z
  .strictObject({
    contactId: idSchema("con").optional(),
    accountId: idSchema("acc").optional(),
    kind: signalKind,
    strength: z.int().min(1).max(100).default(100).describe("how sure or strong it is; 100 is a clear case"),
    occurredAt: z.iso.datetime({ offset: true }),
    key: z.string().min(1).max(200).describe("the source's own key: the same key again changes nothing"),
  })
  .refine((signal) => (signal.contactId === undefined) !== (signal.accountId === undefined), {
    error: "expected `contactId` or `accountId`, one of them",
  })
  .refine((signal) => !(ownSignalKinds as readonly string[]).includes(signal.kind), {
    error: "this kind comes from Fairlead's own records: record the activity or the outcome in place of a signal",
    path: ["kind"],
  });

/** Records signs of interest in bulk. */
export const signalsRecord = operation({
  name: "signals.record",
  summary: "Record signs of interest in contacts or accounts; their scores follow",
  effect: "write",
  scope: "signals:write",
  method: "POST",
  path: "/v1/signals",
  status: 201,
  input: z.strictObject({
    source: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,59}$/, { error: "expected a short lowercase name" }),
    signals: z.array(newSignal).min(1).max(500),
  }),
  output: z.object({
    recorded: z.number().int(),
    duplicates: z.number().int(),
    auditId: idSchema("aud").nullable().describe("null when nothing was new"),
  }),
  problems: ["invalid_input", "not_found"],
});

const scoreParts = {
  contactId: idSchema("con"),
  accountId: idSchema("acc").nullable(),
  fit: percent,
  intent: percent,
  disqualified: z.boolean(),
  route,
  suggestedAction: nextAction,
  reasons: scoreReasons,
  icpVersion: idSchema("icp"),
  scoredAt: z.string(),
};

/** The score of one contact with every part and reason. */
export const scoresGet = operation({
  name: "scores.get",
  summary: "Read a contact's fit and intent scores, its route, and the reasons for each",
  effect: "read",
  scope: "scores:read",
  method: "GET",
  path: "/v1/contacts/{contactId}/score",
  status: 200,
  input: z.strictObject({ contactId: idSchema("con") }),
  output: z.object(scoreParts),
  problems: ["not_found"],
});

/** The next best actions, most promising first. */
export const queueNext = operation({
  name: "queue.next",
  summary: "List the contacts to approach next, best first; those already engaged or blocked are left out and counted",
  effect: "read",
  scope: "scores:read",
  method: "GET",
  path: "/v1/queue",
  status: 200,
  input: z.strictObject({
    route: z.enum(["act", "nurture"]).optional().describe("only this route; both if left out"),
    limit: z.coerce.number().int().min(1).max(200).default(20),
    after: z.string().max(100).optional().describe("the `next` of the page before"),
  }),
  output: z.object({
    items: z.array(z.object({ ...scoreParts, name: z.string(), accountName: z.string().nullable() })),
    leftOut: z.object({ engaged: z.number().int(), blocked: z.record(z.string(), z.number().int()) }),
    next: z.string().nullable(),
  }),
  problems: ["invalid_input"],
});

/** The operations of this block. */
export const scoringOperations = [icpGet, icpPublish, signalsRecord, scoresGet, queueNext] as const;
