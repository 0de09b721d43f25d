import type { ActivityReaction } from "../activity/contract.ts";
import { appendAudit } from "../audit/append.ts";
import type { AuditActor } from "../audit/contract.ts";
import type { IdentityReaction } from "../identity/contract.ts";
import { dayMs, type Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import { enqueue } from "../kernel/jobs.ts";
import type { Tx } from "../kernel/sql.ts";
import { bounceProtections } from "../policy/bounces.ts";
import { releaseCaps } from "../policy/caps.ts";
import { type DecideDeps, queues, systemActor } from "./deps.ts";
import { stopActions, stoppableActions } from "./move.ts";
import { noteStop } from "./store/actions.ts";
import { voidApprovals } from "./store/approvals.ts";
import { haltEnrollments } from "./store/sequences.ts";
import { taskAfterReply, taskAfterSuggestion } from "./task-after-reply.ts";

/** Whom to stop, how long, and why. A stop without a date is for good; with one it is a hold that is decided again. */
export interface Stop {
  readonly contactIds: readonly Id<"con">[];
  readonly reason: string;
  readonly holdUntil: Instant | null;
  readonly cause: Id<"aud"> | null;
  /** Who stopped it by hand, in whose words. */
  readonly by?: { readonly actor: AuditActor; readonly words: string };
}

/**
 * Stops everything that has not been handed to SMTP, in the transaction that learned of the reason (I3): enrollments,
 * queued actions, open approvals, reservations. Locks in the one order: enrollments before actions.
 */
export async function stopContacts(
  deps: DecideDeps,
  tx: Tx,
  stop: Stop,
): Promise<{ readonly enrollments: number; readonly actions: number }> {
  if (stop.contactIds.length === 0) return { enrollments: 0, actions: 0 };
  const isHold = stop.holdUntil !== null;
  const halted = await haltEnrollments(tx, stop.contactIds, isHold ? "held" : "stopped", stop.reason);
  const enrollments = halted.length;
  const actions = await stoppableActions(tx, stop.contactIds);
  const ids = actions.map((action) => action.id);
  await stopActions(tx, ids, isHold ? "held" : "cancelled", stop.reason, stop.holdUntil);
  // What is on its way cannot be called back, but it is not tried again: after a hold the facts say so, else this does.
  if (!isHold) await noteStop(tx, stop.contactIds, stop.reason);
  await voidApprovals(tx, ids);
  await releaseCaps(tx, ids);
  if (stop.holdUntil !== null) {
    const dueAt = stop.holdUntil;
    // The date is part of the key: a longer hold after a shorter one has a wake-up of its own.
    await enqueue(deps.env, tx, [
      ...ids.map((id) => ({ queue: queues.wake, key: `${id} held ${dueAt}`, payload: { actionId: id }, dueAt })),
      ...halted.map((id) => ({ queue: queues.resume, key: `${id} ${dueAt}`, payload: { enrollmentId: id }, dueAt })),
    ]);
  }
  await recordStop(deps, tx, stop, { enrollments, actions: ids.length });
  return { enrollments, actions: ids.length };
}

/** A stop by hand is on record whatever it found to stop; one that mail led to has its own record of that mail. */
async function recordStop(
  deps: DecideDeps,
  tx: Tx,
  stop: Stop,
  found: { readonly enrollments: number; readonly actions: number },
): Promise<void> {
  const [contactId] = stop.contactIds;
  if (contactId === undefined || (stop.by === undefined && found.enrollments + found.actions === 0)) return;
  await appendAudit(deps, tx, [
    {
      type: stop.holdUntil === null ? "enrollment.stopped" : "enrollment.held",
      actor: stop.by?.actor ?? systemActor,
      subject: { contact: contactId },
      ...(stop.cause === null ? {} : { causes: [stop.cause] }),
      data: {
        reason: stop.reason,
        ...found,
        ...(stop.contactIds.length > 1 ? { contacts: stop.contactIds.length } : {}),
      },
      ...(stop.by === undefined ? {} : { disclose: [{ name: "reason", value: stop.by.words, contactId }] }),
    },
  ]);
}

/** What execution does when activity tells of a mail: stop first, whatever the classifier will say. */
export function onActivity(deps: DecideDeps): (tx: Tx, events: readonly ActivityReaction[]) => Promise<void> {
  return async (tx, events) => {
    for (const event of events) await reactTo(deps, tx, event);
    await stopOnPast(deps, tx, events);
  };
}

/** An answer, an opt-out or a dead mailbox that another tool recorded stops like a live one: all of a file in one go. */
async function stopOnPast(deps: DecideDeps, tx: Tx, events: readonly ActivityReaction[]): Promise<void> {
  const past = events.flatMap((event) => {
    const reason = event.type === "past.recorded" ? stopReasonOf(event) : null;
    return reason === null || event.contactId === null
      ? []
      : [{ reason, contactId: event.contactId, cause: event.cause }];
  });
  for (const [reason, found] of Map.groupBy(past, (one) => one.reason)) {
    const contactIds = [...new Set(found.map((one) => one.contactId))].sort();
    await stopContacts(deps, tx, { contactIds, reason, holdUntil: null, cause: found[0]?.cause ?? null });
  }
}

function stopReasonOf(event: ActivityReaction & { readonly type: "past.recorded" }): string | null {
  switch (event.kind) {
    case "email_replied":
      return "reply";
    // What a tool or a person there made of an answer: the answer itself may never have been told.
    case "reply_reclassified":
      return event.reply === "ooo" ? null : "reply";
    case "unsubscribed":
      return "unsubscribed";
    case "spam_complaint":
      return "complaint";
    case "email_bounced":
      return event.permanence === "permanent" ? "bounce" : null;
    default:
      return null;
  }
}

const autoReplyHoldMs = 5 * dayMs;

async function reactTo(deps: DecideDeps, tx: Tx, event: ActivityReaction): Promise<void> {
  const stop = (reason: string, holdUntil: Instant | null = null): Promise<unknown> =>
    stopContacts(deps, tx, {
      contactIds: event.contactId === null ? [] : [event.contactId],
      reason,
      holdUntil,
      cause: event.cause,
    });
  switch (event.type) {
    case "inbound.recorded": {
      if (event.what === "delivery" || event.what === "delay" || event.what === "report" || event.what === "bounce")
        return;
      const holdUntil = event.auto ? (event.holdUntil ?? tx.now + autoReplyHoldMs) : null;
      const reason = event.auto ? "auto_reply" : event.what;
      await stopContacts(deps, tx, { contactIds: event.contactIds, reason, holdUntil, cause: event.cause });
      return;
    }
    case "mail.bound":
      // Whom a person names may be somebody whom the mail did not stop when it came in.
      await stop("reply");
      return;
    case "optout.seen":
      await stop("unsubscribed");
      return;
    case "complaint.seen":
      await stop("complaint");
      return;
    case "protest.seen":
      await stop(event.severity);
      return;
    case "bounce.seen": {
      const [protection] = await bounceProtections(tx, [event]);
      if (protection === undefined || protection.does === "nothing") return;
      await stop("bounce", protection.does === "hold" ? protection.until : null);
      return;
    }
    case "reply.classified":
      await taskAfterReply(deps, tx, event);
      return;
    case "reply.suggested":
      await taskAfterSuggestion(deps, tx, event);
      return;
    case "colleague.wrote":
      if (event.takesOver) await stop("colleague");
      return;
    case "sent_copy.found":
    case "reply.corrected":
    case "delivery.seen":
    case "past.recorded":
      return;
    default:
      event satisfies never;
  }
}

function stoppedBy(event: IdentityReaction): readonly Id<"con">[] {
  switch (event.type) {
    case "contact.merged":
      return [event.survivor, ...event.absorbed];
    case "contact.split":
      return [event.from, ...event.into];
    case "contact.erased":
      return event.contactIds;
    default:
      return [];
  }
}

/** After a merge or split both sides stop: what was decided about one contact was not decided about the other. */
export function onIdentity(deps: DecideDeps): (tx: Tx, events: readonly IdentityReaction[]) => Promise<void> {
  return async (tx, events) => {
    for (const event of events) {
      const contactIds = stoppedBy(event);
      if (contactIds.length === 0) continue;
      await stopContacts(deps, tx, { contactIds, reason: event.type, holdUntil: null, cause: null });
    }
  };
}
