import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { inboundView, replyClasses, replyKind } from "../contract.ts";

/** The inbox: conversations over all mailboxes, who looks after each, and their mails to read. */

const time = z.iso.datetime({ offset: true });

/** A conversation as the inbox lists it. */
export const threadView = z.object({
  id: idSchema("thr"),
  contactId: idSchema("con").nullable(),
  /** What the contact and its account are called now. */
  name: z.string().nullable(),
  accountName: z.string().nullable(),
  mailboxId: idSchema("mbx").nullable(),
  lastInboundId: idSchema("inb"),
  lastAt: z.string(),
  fromAddress: z.string().nullable(),
  subject: z.string(),
  /** How the newest answer begins. */
  snippet: z.string(),
  class: z.enum(replyClasses).nullable(),
  kind: replyKind.nullable(),
  /** What a model takes it for, while it waits for a person. */
  suggestedKind: replyKind.nullable(),
  mails: z.number().int(),
  unclassified: z.number().int(),
  /** Whether somebody waits for an answer, since when, and until when it is due. */
  isHot: z.boolean(),
  hotSince: z.string().nullable(),
  dueAt: z.string().nullable(),
  answeredAt: z.string().nullable(),
  assigneeId: idSchema("usr").nullable(),
  snoozedUntil: z.string().nullable(),
});

/** Which threads a list shows. */
export const threadShow = z.enum(["all", "mine", "unassigned", "hot", "unclassified", "snoozed"]);

/** Threads, those where somebody waits first. */
export const listThreads = operation({
  name: "threads.list",
  summary: "Conversations of every mailbox: those where somebody waits for an answer first, then the newest",
  effect: "read",
  scope: "activities:read",
  method: "GET",
  path: "/v1/threads",
  status: 200,
  input: z.strictObject({
    show: threadShow
      .default("all")
      .describe("`mine` is what the caller looks after; `all` leaves out what is snoozed until its time comes"),
    mailboxId: idSchema("mbx").optional(),
    contactId: idSchema("con").optional(),
    inboundId: idSchema("inb").optional().describe("the conversation that this mail is in"),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    after: z.string().max(200).optional().describe("the `next` of the page before"),
  }),
  output: z.object({ items: z.array(threadView), next: z.string().nullable() }),
  problems: ["invalid_input"],
});

const sentMail = z.object({
  direction: z.literal("sent"),
  at: z.string(),
  actionId: idSchema("act"),
  messageId: idSchema("msg").nullable(),
  /** The mail that it answers. */
  answersId: idSchema("inb").nullable(),
  state: z.string(),
  purpose: z.string(),
  proposer: z.object({ kind: z.string(), id: z.string() }),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  reasons: z.array(z.object({ code: z.string(), effect: z.string(), says: z.string() })),
});

/** Somebody whom a mail may be from. */
export const candidateView = z.object({
  contactId: idSchema("con"),
  name: z.string().nullable(),
  accountName: z.string().nullable(),
  /** The clues that name them, strongest first: `references` is that it answers our mail to them, `sender` that the address is theirs. */
  correlatedBy: z.array(z.string()),
});

const receivedMail = inboundView.extend({
  direction: z.literal("received"),
  at: z.string(),
  /** Everybody whom it may be from: all of them wait until a person names one. */
  mayBeFrom: z.array(candidateView),
  quotedText: z.string(),
  attachments: z.array(z.object({ name: z.string(), type: z.string(), bytes: z.number().int() })),
  /** Whether the rules were not sure and left it to a person. */
  abstained: z.boolean(),
  isReviewed: z.boolean(),
  severity: z.enum(["threat", "escalation"]).nullable(),
  severityEvidence: z.string().nullable(),
});

/** One thread with everything that was written in it. */
export const getThread = operation({
  name: "threads.get",
  summary:
    "Read one conversation in order: what we sent word for word, what they wrote apart from what they quoted, and how it was understood",
  effect: "read",
  scope: "activities:read",
  method: "GET",
  path: "/v1/threads/{threadId}",
  status: 200,
  input: z.strictObject({ threadId: idSchema("thr") }),
  output: threadView.extend({
    messages: z.array(z.discriminatedUnion("direction", [sentMail, receivedMail])),
    /** Whether there is more than is shown: the newest are. */
    isCut: z.boolean(),
  }),
  problems: ["not_found"],
});

/** Who looks after a thread. */
export const assignThread = operation({
  name: "threads.assign",
  summary: "Give a conversation to a member of the workspace to look after, or to nobody",
  effect: "write",
  scope: "replies:classify",
  method: "POST",
  path: "/v1/threads/{threadId}/assign",
  status: 200,
  input: z.strictObject({ threadId: idSchema("thr"), assigneeId: idSchema("usr").nullable() }),
  output: threadView,
  problems: ["not_found"],
  agents: false,
});

/** Puts a thread aside. */
export const snoozeThread = operation({
  name: "threads.snooze",
  summary: "Put a conversation aside until a time, when it comes back by itself; without a time it comes back now",
  effect: "write",
  scope: "replies:classify",
  method: "POST",
  path: "/v1/threads/{threadId}/snooze",
  status: 200,
  input: z.strictObject({ threadId: idSchema("thr"), until: time.nullable() }),
  output: threadView,
  problems: ["not_found", "invalid_input"],
  agents: false,
});

/** One mail as it came, made safe to look at. */
export const readInbound = operation({
  name: "inbound.read",
  summary:
    "Read a mail as it came: whom it may be from, its head, its whole text, the names of its files, and its formatted part made harmless",
  effect: "read",
  scope: "activities:read",
  method: "GET",
  path: "/v1/inbound/{inboundId}/mail",
  status: 200,
  input: z.strictObject({ inboundId: idSchema("inb") }),
  output: z.object({
    id: idSchema("inb"),
    /** Everybody whom it may be from, and why; more than one waits until `replies.classify` names one. */
    mayBeFrom: z.array(candidateView),
    head: z.array(z.object({ name: z.string(), value: z.string() })),
    text: z.string(),
    /** Allowed elements only: no script, no form, nothing that loads, links spelled out; null where it has no formatted part. */
    html: z.string().nullable(),
    attachments: z.array(z.object({ name: z.string(), type: z.string(), bytes: z.number().int() })),
    bytes: z.number().int(),
    /** Whether more was there than is shown. */
    isCut: z.boolean(),
    /** Why it cannot be read as a mail, and how it begins; null where it can. */
    fault: z.string().nullable(),
    rawHead: z.string().nullable(),
  }),
  problems: ["not_found"],
  agents: false,
});
