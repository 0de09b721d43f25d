import { memberNames } from "../access/facts-for.ts";
import { recordEvents } from "../activity/record.ts";
import { actorOf } from "../audit/append.ts";
import type { AuditActor } from "../audit/contract.ts";
import { isoFromInstant } from "../kernel/env.ts";
import { type Id, newId } from "../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import type {
  completeTask as completeOperation,
  listMeetings as meetingsOperation,
  recordMeeting as recordOperation,
  listTasks as tasksOperation,
} from "./contract.ts";
import type { ExecutionDeps } from "./deps.ts";
import { completeTaskRow, endMeeting, insertMeeting, meetingsPage, tasksPage } from "./store/work.ts";
import { contactRefs, cursorFrom, paged } from "./views.ts";

/** Work for people, the most urgent first. */
export async function listTasks(
  deps: ExecutionDeps,
  input: InputOf<typeof tasksOperation>,
  caller: Caller,
): Promise<OutputOf<typeof tasksOperation>> {
  const cursor = cursorFrom(input.after);
  return deps.db.read(caller.workspaceId, async (tx) => {
    const page = paged(
      await tasksPage(tx, { state: input.state, assignedTo: input.assignedTo, limit: input.limit + 1, after: cursor }),
      input.limit,
      (row) => row.dueAt,
    );
    const refs = await contactRefs(
      tx,
      page.rows.flatMap((row) => row.contactId ?? []),
    );
    const names = await memberNames(
      tx,
      page.rows.flatMap((row) => row.assignedTo ?? []),
    );
    return {
      items: page.rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        title: row.title,
        contact: row.contactId === null ? null : refs(row.contactId),
        state: row.state,
        disposition: row.disposition,
        assignedTo: row.assignedTo,
        assignedToName: row.assignedTo === null ? null : (names.get(row.assignedTo) ?? null),
        dueAt: isoFromInstant(row.dueAt),
        createdAt: isoFromInstant(row.createdAt),
      })),
      next: page.next,
    };
  });
}

/** Marks a task as done; the event is part of the contact's timeline. */
export async function completeTask(
  deps: ExecutionDeps,
  input: InputOf<typeof completeOperation>,
  caller: Caller,
): Promise<OutputOf<typeof completeOperation>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const task = await completeTaskRow(tx, input.taskId, input.disposition, caller.principal.id);
    if (task === null) throw problem("not_found", `there is no open task \`${input.taskId}\``);
    await recordEvents(
      deps,
      tx,
      [
        {
          kind: "task_completed",
          contactId: task.contactId,
          accountId: task.accountId,
          address: null,
          actionId: null,
          messageId: null,
          occurredAt: tx.now,
          sourceKey: `task ${task.id} done`,
          data: { task: task.id, kind: task.kind, disposition: input.disposition },
        },
      ],
      actorOf(caller),
    );
    return { id: task.id, state: "done" };
  });
}

/** Meetings, the latest first. */
export async function listMeetings(
  deps: ExecutionDeps,
  input: InputOf<typeof meetingsOperation>,
  caller: Caller,
): Promise<OutputOf<typeof meetingsOperation>> {
  const cursor = cursorFrom(input.after);
  return deps.db.read(caller.workspaceId, async (tx) => {
    const page = paged(
      await meetingsPage(tx, { state: input.state, limit: input.limit + 1, before: cursor }),
      input.limit,
      (row) => row.startsAt,
    );
    const refs = await contactRefs(
      tx,
      page.rows.map((row) => row.contactId),
    );
    return {
      items: page.rows.map((row) => ({
        id: row.id,
        contact: refs(row.contactId),
        startsAt: isoFromInstant(row.startsAt),
        state: row.state,
        createdAt: isoFromInstant(row.createdAt),
      })),
      next: page.next,
    };
  });
}

/** What a reply that accepts a meeting leads to. */
export interface Booking {
  readonly contactId: Id<"con">;
  readonly accountId: Id<"acc"> | null;
  readonly startsAt: number;
  readonly cause: string;
  readonly recordId: Id<"aud">;
}

/** Books a meeting once per cause, with its event. */
export async function bookMeeting(deps: ExecutionDeps, tx: Tx, booking: Booking): Promise<void> {
  const id = newId(deps.env, "mtg");
  const isNew = await insertMeeting(tx, {
    id,
    contactId: booking.contactId,
    accountId: booking.accountId,
    startsAt: booking.startsAt,
    cause: booking.cause,
  });
  if (!isNew) return;
  await meetingEvent(deps, tx, { id, contactId: booking.contactId, accountId: booking.accountId }, "meeting_booked", {
    sourceKey: `meeting ${booking.cause}`,
    cause: booking.recordId,
    startsAt: isoFromInstant(booking.startsAt),
  });
}

/** Says how a meeting ended. */
export async function recordMeeting(
  deps: ExecutionDeps,
  input: InputOf<typeof recordOperation>,
  caller: Caller,
): Promise<OutputOf<typeof recordOperation>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const meeting = await endMeeting(tx, input.meetingId, input.state);
    if (meeting === null)
      throw problem("conflict", `the meeting \`${input.meetingId}\` is not open: it may be recorded already`);
    const kind = ({ held: "meeting_held", no_show: "meeting_no_show", cancelled: "meeting_cancelled" } as const)[
      input.state
    ];
    await meetingEvent(deps, tx, meeting, kind, {
      sourceKey: `meeting ${meeting.id} ${input.state}`,
      actor: actorOf(caller),
    });
    return { id: meeting.id, state: meeting.state };
  });
}

interface MeetingNote {
  readonly sourceKey: string;
  readonly cause?: Id<"aud">;
  readonly actor?: AuditActor;
  readonly startsAt?: string;
}

/** A meeting's event on the contact's timeline, and the outcome that it is. */
async function meetingEvent(
  deps: ExecutionDeps,
  tx: Tx,
  meeting: { readonly id: Id<"mtg">; readonly contactId: Id<"con">; readonly accountId: Id<"acc"> | null },
  kind: "meeting_booked" | "meeting_held" | "meeting_no_show" | "meeting_cancelled",
  note: MeetingNote,
): Promise<void> {
  const data = { meeting: meeting.id, ...(note.startsAt === undefined ? {} : { startsAt: note.startsAt }) };
  const event = {
    kind,
    contactId: meeting.contactId,
    accountId: meeting.accountId,
    occurredAt: tx.now,
    sourceKey: note.sourceKey,
    ...(note.cause === undefined ? {} : { cause: note.cause }),
    data,
  };
  const recorded = await recordEvents(deps, tx, [event], note.actor);
  await deps.onRecorded(
    tx,
    recorded
      .filter((one) => one.isNew)
      .map((one) => ({
        id: one.id,
        kind,
        contactId: meeting.contactId,
        actionId: null,
        auditId: one.auditId,
        occurredAt: tx.now,
        data,
      })),
  );
}
