import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";

/** The words that the operations of execution are made of. */

export const when = z.string().describe("ISO 8601, UTC");

/** The input of every list of this block. */
export const page = {
  limit: z.number().int().min(1).max(500).default(50),
  after: z.string().max(200).optional().describe("the `next` of the page before"),
};

export const ActionState = z.enum([
  "awaiting_approval",
  "deferred",
  "queued",
  "reserved",
  "attempting",
  "sent",
  "rejected",
  "unknown",
  "parked",
  "denied",
  "cancelled",
  "held",
  "done",
]);

export type ActionState = z.infer<typeof ActionState>;

export const DecisionOutcome = z.enum(["allow", "deny", "needs_approval", "defer"]);

export type DecisionOutcome = z.infer<typeof DecisionOutcome>;

/** One reason of a decision: the policy that was hit, its code, and what it saw. */
export const Reason = z.object({
  rule: z.string(),
  code: z.string(),
  effect: z.string(),
  says: z.string(),
  until: z.string().nullish(),
  values: z.record(z.string(), z.unknown()).optional(),
});

export type Reason = z.infer<typeof Reason>;

export const ContactRef = z.object({ id: idSchema("con"), name: z.string(), accountName: z.string().nullable() });

/**
 * What no reader sees and some program obeys: zero-width spaces, turns of the reading direction, and tags, which spell words that
 * only a model reads. The two joiners stay, since Persian, Hindi and emoji need them.
 */
const unseen = /[\u200b\u200e\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/u;
const isSeen = (text: string): boolean => !unseen.test(text);
const sayUnseen = { error: "expected only characters that a reader sees: leave zero-width and direction marks out" };

/** The text as browsers and mail programs take it: wide forms narrow, and every full stop that ends a label a dot. */
const asRead = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll(/[\u3002\uff61]/g, ".")
    .replaceAll(/\u200c|\u200d|\u00ad/g, "");

/** A few words for a slot of an approved template: one line, no link, no markup, so that it cannot become another message. */
const SlotValue = z
  .string()
  .max(120)
  .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}<>{}@]*$/u, { error: "expected one line without <, >, {, } or @" })
  .refine(isSeen, sayUnseen)
  .refine((text) => !asRead(text).includes("@"), { error: "expected no address" })
  // Mail clients make a link of a bare host name too.
  .refine((text) => !/:\/\/|[\p{L}\p{N}]\.\p{L}{2,}/u.test(asRead(text)), {
    error: "expected no link: links belong to the template",
  });

/**
 * What the message says: a template with slot values, or text of the agent's own (which is new messaging and needs approval).
 * A recipient is never named: Fairlead takes the contact's own address.
 */
export const Draft = z.union([
  z.strictObject({
    templateId: idSchema("tpl"),
    slots: z.record(z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/), SlotValue).default({}),
  }),
  z.strictObject({
    subject: z
      .string()
      .min(1)
      .max(200)
      .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+$/u, { error: "expected one line" })
      .refine(isSeen, sayUnseen),
    body: z
      .string()
      .min(1)
      .max(10_000)
      .refine((text) => text.isWellFormed() && !text.includes("\u0000"), {
        error: "expected whole characters, none NUL",
      })
      .refine(isSeen, sayUnseen),
  }),
]);

export type Draft = z.output<typeof Draft>;

export const Proposal = z.strictObject({
  contactId: idSchema("con").describe("who; never an address"),
  kind: z.enum(["send_email"]).default("send_email"),
  purpose: z.enum(["outreach", "reply_in_thread"]).default("outreach"),
  draft: Draft.optional().describe("left out when the sequence's own step says it all"),
  sequenceId: idSchema("seq")
    .optional()
    .describe("enrolls the contact: this is step 1, later steps follow by themselves"),
  contextId: idSchema("ctx").optional().describe("the context that the draft was written from"),
  answersId: idSchema("inb")
    .optional()
    .describe(
      "for `reply_in_thread`: the mail that is answered, the contact's newest reply when left out; its subject is kept",
    ),
});

export type Proposal = z.output<typeof Proposal>;

export const Action = z.object({
  id: idSchema("act"),
  kind: z.string(),
  purpose: z.string(),
  contact: ContactRef,
  state: ActionState,
  outcome: DecisionOutcome,
  reasons: z.array(Reason),
  until: when.nullable(),
  stoppedReason: z.string().nullable(),
  step: z.number().int(),
  sequenceId: idSchema("seq").nullable(),
  proposer: z.object({ kind: z.string(), id: z.string() }),
  decisionId: idSchema("dec"),
  recordId: idSchema("aud"),
  messageId: idSchema("msg").nullable(),
  createdAt: when,
  updatedAt: when,
});

export const Template = z.object({
  id: idSchema("tpl"),
  name: z.string(),
  version: z.number().int(),
  subject: z.string(),
  body: z.string(),
  isApproved: z.boolean(),
  approvedBy: z.string().nullable(),
  createdAt: when,
});

export const Sequence = z.object({
  id: idSchema("seq"),
  name: z.string(),
  state: z.string(),
  steps: z.array(z.object({ position: z.number().int(), delayMs: z.number().int(), templateId: idSchema("tpl") })),
  enrollments: z.object({
    active: z.number().int(),
    held: z.number().int(),
    stopped: z.number().int(),
    finished: z.number().int(),
  }),
});

/** The answer to a proposal: the decision, and where the action stands. */
export const ProposeAnswer = z.object({
  id: idSchema("act"),
  state: ActionState,
  decision: z.object({
    id: idSchema("dec"),
    outcome: DecisionOutcome,
    reasons: z.array(Reason),
    until: when.nullable(),
    recordId: idSchema("aud"),
  }),
  approvalId: idSchema("apr").nullable(),
});

/** One action with its message and every attempt to send it. */
export const ActionDetail = Action.extend({
  message: z
    .object({
      subject: z.string(),
      body: z.string(),
      to: z.string(),
      from: z.string(),
      rfc822Id: z.string().nullable(),
    })
    .nullable(),
  attempts: z.array(
    z.object({
      number: z.number().int(),
      state: z.string(),
      phase: z.string().nullable(),
      replyCode: z.number().int().nullable(),
      replyText: z.string().nullable(),
      startedAt: when,
      endedAt: when.nullable(),
    }),
  ),
});

/** What an agent is shown of a contact before it drafts. */
export const Context = z.object({
  contextId: idSchema("ctx"),
  contact: z.record(z.string(), z.unknown()),
  account: z.record(z.string(), z.unknown()).nullable(),
  scores: z.record(z.string(), z.unknown()).nullable(),
  timeline: z.array(z.object({ kind: z.string(), occurredAt: when, summary: z.string() })),
  mayContact: z.object({ outcome: DecisionOutcome, reasons: z.array(Reason) }),
});

/** Work for a person. */
export const Task = z.object({
  id: idSchema("tsk"),
  kind: z.string(),
  title: z.string(),
  contact: ContactRef.nullable(),
  state: z.string(),
  disposition: z.string().nullable(),
  assignedTo: idSchema("usr").nullable().describe("whose it is; null is everybody's"),
  assignedToName: z.string().nullable(),
  dueAt: when,
  createdAt: when,
});

/** Whose tasks, and which. */
export const TaskFilter = z.strictObject({
  state: z.enum(["open", "done"]).default("open"),
  assignedTo: idSchema("usr").optional().describe("only what was given to this member"),
  ...page,
});

/** A meeting that a reply booked. */
export const Meeting = z.object({
  id: idSchema("mtg"),
  contact: ContactRef,
  startsAt: when,
  state: z.string(),
  createdAt: when,
});
