import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { accountChange, contactChange, reasonText } from "../merge/contract.ts";
import { pageInput, sourceWords } from "../words/contract.ts";

const entityId = z.union([idSchema("con"), idSchema("acc")]);
const states = ["open", "later", "decided", "settled"] as const;
const decisions = ["same", "different", "later"] as const;

const reviewSummary = z.object({
  id: idSchema("rev"),
  about: z.enum(["contact", "account"]),
  kind: z.string(),
  /** What the records share, or why they were refused. */
  subject: z.string(),
  says: z.string(),
  state: z.enum(states),
  records: z.number(),
  /** Who it is about now, at most ten. */
  sides: z.array(z.object({ id: entityId, name: z.string() })),
  createdAt: z.string(),
  decision: z.enum(decisions).nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  reason: z.string().nullable(),
  /** What the answer became; revoke these to undo it. */
  assertions: z.array(idSchema("ast")),
});
export type ReviewSummary = z.input<typeof reviewSummary>;

const reviewSide = z.object({
  id: entityId,
  name: z.string(),
  records: z.array(
    z.object({
      recordId: idSchema("rec"),
      source: sourceWords,
      observedAt: z.string(),
      fields: z.record(z.string(), z.string()),
    }),
  ),
  keys: z.array(z.object({ kind: z.string(), key: z.string(), shared: z.boolean() })),
});
export type ReviewSide = z.input<typeof reviewSide>;

/** What one field would be if the sides were one, and what each side says. */
const mergedField = z.object({
  name: z.string(),
  value: z.string().nullable(),
  why: z.string(),
  says: z.array(
    z.object({
      sideId: entityId,
      value: z.string().nullable(),
      source: sourceWords,
      observedAt: z.string(),
      confidence: z.number(),
    }),
  ),
});
export type MergedField = z.input<typeof mergedField>;

/** The questions about who is who that a person has to answer, oldest first. */
export const listReviews = operation({
  name: "reviews.list",
  summary: "Questions about who is who that wait for a person, oldest first: what is shared and between whom",
  effect: "read",
  scope: "contacts:read",
  method: "GET",
  path: "/v1/reviews",
  status: 200,
  input: z.strictObject({
    ...pageInput,
    state: z.enum(states).default("open"),
    kind: z.string().max(40).optional(),
    about: z.enum(["contact", "account"]).optional(),
  }),
  output: z.object({ items: z.array(reviewSummary), next: z.string().nullable() }),
  problems: ["invalid_input"],
});

/** One question side by side. */
export const getReview = operation({
  name: "reviews.get",
  summary: "One question side by side: each side's records and keys, and what every field would be if they were one",
  effect: "read",
  scope: "contacts:read",
  method: "GET",
  path: "/v1/reviews/{reviewId}",
  status: 200,
  input: z.strictObject({ reviewId: idSchema("rev") }),
  output: reviewSummary.extend({
    compared: z.array(reviewSide),
    /** How many sides there are in all; `compared` shows twenty at most. */
    sidesInAll: z.number(),
    ifSame: z.object({ survivor: entityId, fields: z.array(mergedField) }).nullable(),
  }),
  problems: ["not_found"],
});

/** A person's answer: it settles at once and is undone by revoking what it became. */
export const decideReview = operation({
  name: "reviews.decide",
  summary: "Answer a question about who is who: same, different or later; `sides` narrows the answer to some of them",
  effect: "write",
  scope: "identity:write",
  method: "POST",
  path: "/v1/reviews/{reviewId}/decide",
  status: 200,
  agents: false,
  input: z.strictObject({
    reviewId: idSchema("rev"),
    decision: z.enum(decisions),
    /** For `same`: those that are one. For `different`: those that are nobody else here. All, when left out. */
    sides: z.array(entityId).min(1).max(100).optional(),
    reason: reasonText,
    dryRun: z.boolean().default(false),
  }),
  output: z.object({ review: reviewSummary, contacts: contactChange.nullable(), accounts: accountChange.nullable() }),
  problems: ["not_found", "conflict"],
});
