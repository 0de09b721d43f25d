import type { Instant } from "../../kernel/env.ts";
import { type Id, uuidFromId } from "../../kernel/ids.ts";
import type { InboundWhat, ReplyKind } from "../contract.ts";
import { dueAfter, heatOf } from "./thread.ts";

/** A mail as its thread took it in. */
export interface ReplayedMail {
  readonly id: Id<"inb">;
  readonly threadId: Id<"thr">;
  readonly receivedAt: Instant;
  readonly what: InboundWhat;
  /** What the rules took it for, whose they took it to be, and whether they left it to a person. */
  readonly kind: ReplyKind | null;
  readonly contactId: Id<"con"> | null;
  readonly needsPerson: boolean;
  /** The message of ours that it answers. */
  readonly messageId: Id<"msg"> | null;
}

/** What happened with a mail after it came in. Of an erased person it is known that it happened, and not what. */
export type MailSequel = { readonly id: Id<"evt">; readonly at: Instant } & (
  | { readonly is: "judged"; readonly kind: ReplyKind; readonly contactId: Id<"con"> | null }
  | { readonly is: "answered" }
  | { readonly is: "unanswered" }
  | { readonly is: "wiped" }
);

/** One thing that moves a thread. */
export type ThreadStep = {
  readonly at: Instant;
  /** Of two steps at one time the smaller was recorded first. */
  readonly order: string;
  readonly mail: ReplayedMail;
} & (
  | { readonly is: "arrived" }
  | {
      readonly is: "judged";
      readonly kind: ReplyKind;
      readonly contactId: Id<"con"> | null;
      readonly isFirst: boolean;
    }
  | { readonly is: "answered" }
  /** An answer did not go out after all: the mail counts as it was understood by then. */
  | { readonly is: "unanswered"; readonly kind: ReplyKind | null }
  | { readonly is: "wiped"; readonly isFirst: boolean }
);

/** A thread as its mails, verdicts and answers make it. */
export interface ReplayedThread {
  /** The mail that opened it, whose id it has. */
  readonly opener: ReplayedMail | null;
  /** The message of ours that was answered last. */
  readonly messageId: Id<"msg"> | null;
  readonly newestReply: ReplayedMail | null;
  readonly contactId: Id<"con"> | null;
  /** Whether a mail says with whom the conversation is; else the latest verdict that names somebody does. */
  readonly isNamedByMail: boolean;
  readonly lastId: Id<"inb">;
  readonly lastAt: Instant;
  /** When a person last wrote: a machine's answer does not move a thread up. */
  readonly placeAt: Instant;
  readonly mails: number;
  readonly unclassified: number;
  readonly isHot: boolean;
  readonly hotSince: Instant | null;
  readonly dueAt: Instant | null;
  readonly answeredAt: Instant | null;
  /** Whether an erasure took something that the clock depended on. */
  readonly isWiped: boolean;
}

/** The steps of one mail: that it came in, then what happened with it. */
export function stepsOf(mail: ReplayedMail, sequels: readonly MailSequel[]): readonly ThreadStep[] {
  const steps: ThreadStep[] = [{ at: mail.receivedAt, order: uuidFromId(mail.id), mail, is: "arrived" }];
  let kind = mail.kind;
  let isFirst = true;
  for (const sequel of sequels.map((one) => ({ ...one, order: uuidFromId(one.id), mail })).sort(inOrder)) {
    switch (sequel.is) {
      case "judged":
        steps.push({ ...sequel, isFirst });
        kind = sequel.kind;
        isFirst = false;
        break;
      case "wiped":
        steps.push({ ...sequel, isFirst });
        isFirst = false;
        break;
      case "unanswered":
        steps.push({ ...sequel, kind });
        break;
      case "answered":
        steps.push(sequel);
        break;
      default:
        throw new Error(`no such sequel: ${sequel satisfies never}`);
    }
  }
  return steps;
}

/** Orders steps as they happened. */
export function inOrder(one: Pick<ThreadStep, "at" | "order">, other: Pick<ThreadStep, "at" | "order">): number {
  return one.at - other.at || (one.order < other.order ? -1 : 1);
}

/** A thread after its next step; the first is that a mail came in. */
export function afterStep(thread: ReplayedThread | null, step: ThreadStep): ReplayedThread {
  if (thread === null || step.is === "arrived") return afterArrival(thread, step.mail);
  const { mail } = step;
  switch (step.is) {
    case "judged":
      return {
        ...afterVerdict(thread, mail, step.kind),
        contactId: thread.isNamedByMail ? (thread.contactId ?? step.contactId) : (step.contactId ?? thread.contactId),
        unclassified: thread.unclassified - waiting(mail, step.isFirst),
      };
    case "answered":
      return mail.receivedAt >= thread.lastAt
        ? { ...thread, ...cold, answeredAt: step.at }
        : { ...thread, answeredAt: step.at };
    case "unanswered":
      return afterVerdict({ ...thread, answeredAt: null }, mail, step.kind);
    case "wiped":
      return { ...thread, isWiped: true, unclassified: thread.unclassified - waiting(mail, step.isFirst) };
    default:
      throw new Error(`no such step: ${step satisfies never}`);
  }
}

const cold = { isHot: false, hotSince: null, dueAt: null } as const;

function hot(mail: ReplayedMail): Pick<ReplayedThread, "isHot" | "hotSince" | "dueAt"> {
  return { isHot: true, hotSince: mail.receivedAt, dueAt: dueAfter(mail.receivedAt) };
}

function waiting(mail: ReplayedMail, isFirst: boolean): number {
  return mail.needsPerson && isFirst ? 1 : 0;
}

function afterArrival(thread: ReplayedThread | null, mail: ReplayedMail): ReplayedThread {
  const heat = heatOf(mail.what, mail.kind);
  const isAuto = mail.what === "auto_reply";
  // A machine's answer does not push a person's out of sight who waits for one.
  const isBehind = thread !== null && isAuto && thread.isHot;
  const { isHot, hotSince, dueAt } = thread ?? cold;
  return {
    opener: uuidFromId(mail.id) === uuidFromId(mail.threadId) ? mail : (thread?.opener ?? null),
    messageId: mail.messageId ?? thread?.messageId ?? null,
    newestReply: mail.what === "reply" ? mail : (thread?.newestReply ?? null),
    contactId: thread?.contactId ?? mail.contactId,
    isNamedByMail: thread?.isNamedByMail === true || mail.contactId !== null,
    lastId: isBehind ? thread.lastId : mail.id,
    lastAt: isBehind ? thread.lastAt : mail.receivedAt,
    placeAt: isAuto && thread !== null ? thread.placeAt : mail.receivedAt,
    mails: (thread?.mails ?? 0) + 1,
    unclassified: (thread?.unclassified ?? 0) + (mail.needsPerson ? 1 : 0),
    ...(heat === "same" ? { isHot, hotSince, dueAt } : heat === "hot" ? hot(mail) : cold),
    answeredAt: thread?.answeredAt ?? null,
    isWiped: thread?.isWiped ?? false,
  };
}

/** The newest reply sets the clock, unless an answer went out since it came in. */
function afterVerdict(thread: ReplayedThread, mail: ReplayedMail, kind: ReplyKind | null): ReplayedThread {
  const isAnswered = thread.answeredAt !== null && thread.answeredAt >= mail.receivedAt;
  if (isAnswered || isLater(thread.newestReply, mail)) return thread;
  return heatOf(mail.what, kind) === "hot" ? { ...thread, ...hot(mail), lastId: mail.id } : { ...thread, ...cold };
}

function isLater(reply: ReplayedMail | null, mail: ReplayedMail): boolean {
  if (reply === null || reply.id === mail.id) return false;
  return reply.receivedAt > mail.receivedAt || (reply.receivedAt === mail.receivedAt && reply.id > mail.id);
}

/** What of a stored thread its mails make; whom it is given to and until when it is put aside only a person says. */
export interface ThreadFields {
  readonly root: string;
  readonly contactId: Id<"con"> | null;
  readonly mailboxId: Id<"mbx"> | null;
  readonly lastId: Id<"inb">;
  readonly lastAt: Instant;
  readonly placeAt: Instant;
  readonly mails: number;
  readonly unclassified: number;
  readonly isHot: boolean;
  readonly hotSince: Instant | null;
  readonly dueAt: Instant | null;
  readonly answeredAt: Instant | null;
}

/** What a thread should say. What nothing is left of to tell it by stays as it is stored. */
export function fieldsIn(
  thread: ReplayedThread,
  stored: ThreadFields & { readonly snoozedUntil: Instant | null },
  known: { readonly root: string | null; readonly mailboxId: Id<"mbx"> | null },
): ThreadFields {
  const { contactId, mails, unclassified } = thread;
  const { lastId, lastAt, isHot, hotSince, dueAt, answeredAt } = thread.isWiped ? stored : thread;
  return {
    root: known.root ?? stored.root,
    contactId,
    mailboxId: known.mailboxId ?? stored.mailboxId,
    lastId,
    lastAt,
    placeAt: placeOf(thread.placeAt, lastAt, stored),
    mails,
    unclassified,
    isHot,
    hotSince,
    dueAt,
    answeredAt,
  };
}

/** A thread that is put aside stands where its time comes; one that was brought back, at or behind where a person wrote. */
function placeOf(
  placeAt: Instant,
  lastAt: Instant,
  stored: { readonly placeAt: Instant; readonly snoozedUntil: Instant | null },
): Instant {
  if (stored.snoozedUntil !== null) return stored.snoozedUntil;
  return stored.placeAt >= placeAt && stored.placeAt <= Math.max(placeAt, lastAt) ? stored.placeAt : placeAt;
}

/** The fields in which a stored thread is not what it should be. */
export function wrongFields(should: ThreadFields, stored: ThreadFields): readonly (keyof ThreadFields)[] {
  return (Object.keys(should) as (keyof ThreadFields)[]).filter((field) => should[field] !== stored[field]);
}
