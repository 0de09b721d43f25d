import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid, idOrNull } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** Work for a person; the cause makes it idempotent. */
export interface TaskRow {
  readonly id: Id<"tsk">;
  readonly kind: string;
  readonly title: string;
  readonly contactId: Id<"con"> | null;
  readonly accountId: Id<"acc"> | null;
  readonly state: "open" | "done";
  readonly disposition: string | null;
  /** Whose it is; null is everybody's. */
  readonly assignedTo: Id<"usr"> | null;
  readonly dueAt: Instant;
  readonly createdAt: Instant;
}

export interface MeetingRow {
  readonly id: Id<"mtg">;
  readonly contactId: Id<"con">;
  readonly accountId: Id<"acc"> | null;
  readonly startsAt: Instant;
  readonly state: "booked" | "held" | "no_show" | "cancelled";
  readonly createdAt: Instant;
}

/** Adds a task once per cause; says whether it is new. */
export async function insertTask(
  tx: Tx,
  row: Pick<TaskRow, "id" | "kind" | "title" | "contactId" | "accountId" | "dueAt"> & {
    readonly cause: string;
    readonly assignedTo?: Id<"usr"> | null;
  },
): Promise<boolean> {
  const rows = await tx.sql`
    insert into task (workspace_id, id, kind, title, contact_id, account_id, state, cause, assigned_to, due_at, created_at)
    values (${tx.workspaceId}, ${row.id}, ${row.kind}, ${row.title}, ${row.contactId}, ${row.accountId}, 'open', ${row.cause}, ${row.assignedTo ?? null}, ${row.dueAt}, ${tx.now})
    on conflict (workspace_id, cause) do nothing returning id`;
  return rows.length === 1;
}

/** Whether a task is open whose cause begins so. */
export async function hasOpenTask(tx: Tx, begin: string): Promise<boolean> {
  const rows = await tx.sql`
    select 1 from task where workspace_id = ${tx.workspaceId} and state = 'open' and starts_with(cause, ${begin}) limit 1`;
  return rows.length > 0;
}

/** Ends the open tasks whose cause begins so: what they asked for was done, or is told anew. */
export async function endTasks(tx: Tx, begin: string, disposition: string, by: string): Promise<void> {
  await tx.sql`
    update task set state = 'done', disposition = ${disposition}, completed_at = ${tx.now}, completed_by = ${by}
     where workspace_id = ${tx.workspaceId} and state = 'open' and starts_with(cause, ${begin})`;
}

export async function completeTaskRow(tx: Tx, id: Id<"tsk">, disposition: string, by: string): Promise<TaskRow | null> {
  const [row] = await tx.sql<StoredTask[]>`
    update task set state = 'done', disposition = ${disposition}, completed_at = ${tx.now}, completed_by = ${by}
     where workspace_id = ${tx.workspaceId} and id = ${id} and state = 'open' returning *`;
  return row === undefined ? null : taskFromRow(row);
}

export async function tasksPage(
  tx: Tx,
  filter: {
    readonly state: string;
    readonly assignedTo?: Id<"usr"> | undefined;
    readonly limit: number;
    readonly after?: { readonly at: Instant; readonly id: string } | undefined;
  },
): Promise<readonly TaskRow[]> {
  const { sql } = tx;
  const rows = await sql<StoredTask[]>`
    select * from task where workspace_id = ${tx.workspaceId} and state = ${filter.state}
      ${filter.assignedTo === undefined ? sql`` : sql`and assigned_to = ${filter.assignedTo}`}
      ${filter.after === undefined ? sql`` : sql`and (due_at, id) > (${filter.after.at}::timestamptz, ${filter.after.id}::uuid)`}
     order by due_at, id limit ${filter.limit}`;
  return rows.map(taskFromRow);
}

/** Adds a meeting once per cause; null when it was there. */
export async function insertMeeting(
  tx: Tx,
  row: Pick<MeetingRow, "id" | "contactId" | "accountId" | "startsAt"> & { readonly cause: string },
): Promise<boolean> {
  const rows = await tx.sql`
    insert into meeting (workspace_id, id, contact_id, account_id, starts_at, state, cause, created_at, updated_at)
    values (${tx.workspaceId}, ${row.id}, ${row.contactId}, ${row.accountId}, ${row.startsAt}, 'booked', ${row.cause}, ${tx.now}, ${tx.now})
    on conflict (workspace_id, cause) do nothing returning id`;
  return rows.length === 1;
}

export async function endMeeting(tx: Tx, id: Id<"mtg">, state: MeetingRow["state"]): Promise<MeetingRow | null> {
  const [row] = await tx.sql<StoredMeeting[]>`
    update meeting set state = ${state}, updated_at = ${tx.now}
     where workspace_id = ${tx.workspaceId} and id = ${id} and state = 'booked' returning *`;
  return row === undefined ? null : meetingFromRow(row);
}

export async function meetingsPage(
  tx: Tx,
  filter: {
    readonly state?: string | undefined;
    readonly limit: number;
    readonly before?: { readonly at: Instant; readonly id: string } | undefined;
  },
): Promise<readonly MeetingRow[]> {
  const { sql } = tx;
  const rows = await sql<StoredMeeting[]>`
    select * from meeting where workspace_id = ${tx.workspaceId}
      ${filter.state === undefined ? sql`` : sql`and state = ${filter.state}`}
      ${filter.before === undefined ? sql`` : sql`and (starts_at, id) < (${filter.before.at}::timestamptz, ${filter.before.id}::uuid)`}
     order by starts_at desc, id desc limit ${filter.limit}`;
  return rows.map(meetingFromRow);
}

export async function openMeetingOf(tx: Tx, contactId: Id<"con">): Promise<MeetingRow | null> {
  const [row] = await tx.sql<StoredMeeting[]>`
    select * from meeting where workspace_id = ${tx.workspaceId} and contact_id = ${contactId} and state = 'booked' order by starts_at limit 1`;
  return row === undefined ? null : meetingFromRow(row);
}

export async function insertContextRead(
  tx: Tx,
  row: {
    readonly id: Id<"ctx">;
    readonly readerKind: string;
    readonly readerId: string;
    readonly contactId: Id<"con">;
    readonly accountId: Id<"acc"> | null;
    readonly digest: Buffer;
    readonly contactEpoch: number;
    readonly accountEpoch: number | null;
    readonly recordId: Id<"aud">;
  },
): Promise<void> {
  await tx.sql`
    insert into context_read (workspace_id, id, reader_kind, reader_id, contact_id, account_id, digest, contact_epoch, account_epoch, record_id, read_at)
    values (${tx.workspaceId}, ${row.id}, ${row.readerKind}, ${row.readerId}, ${row.contactId}, ${row.accountId}, ${row.digest},
            ${row.contactEpoch}, ${row.accountEpoch}, ${row.recordId}, ${tx.now})`;
}

/** A context as it was read; the epochs are those of the gates of the contact and its account at that time. */
export interface ContextRead {
  readonly readerId: string;
  readonly contactId: Id<"con">;
  readonly accountId: Id<"acc"> | null;
  /** Null for what was read before epochs were kept. */
  readonly contactEpoch: number | null;
  readonly accountEpoch: number | null;
  readonly recordId: Id<"aud">;
  readonly readAt: Instant;
}

export async function contextReads(tx: Tx, ids: readonly Id<"ctx">[]): Promise<ReadonlyMap<Id<"ctx">, ContextRead>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.sql<StoredContextRead[]>`
    select id, reader_id, contact_id, account_id, contact_epoch, account_epoch, record_id, read_at
      from context_read where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[])`;
  return new Map(
    rows.map((row) => [
      idFromUuid("ctx", row.id),
      {
        readerId: row.reader_id,
        contactId: idFromUuid("con", row.contact_id),
        accountId: idOrNull("acc", row.account_id),
        contactEpoch: row.contact_epoch,
        accountEpoch: row.account_epoch,
        recordId: idFromUuid("aud", row.record_id),
        readAt: row.read_at,
      },
    ]),
  );
}

interface StoredContextRead {
  readonly id: string;
  readonly reader_id: string;
  readonly contact_id: string;
  readonly account_id: string | null;
  readonly contact_epoch: number | null;
  readonly account_epoch: number | null;
  readonly record_id: string;
  readonly read_at: Instant;
}

interface StoredTask {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly contact_id: string | null;
  readonly account_id: string | null;
  readonly state: TaskRow["state"];
  readonly disposition: string | null;
  readonly assigned_to: string | null;
  readonly due_at: Instant;
  readonly created_at: Instant;
}

interface StoredMeeting {
  readonly id: string;
  readonly contact_id: string;
  readonly account_id: string | null;
  readonly starts_at: Instant;
  readonly state: MeetingRow["state"];
  readonly created_at: Instant;
}

function taskFromRow(row: StoredTask): TaskRow {
  return {
    id: idFromUuid("tsk", row.id),
    kind: row.kind,
    title: row.title,
    contactId: idOrNull("con", row.contact_id),
    accountId: idOrNull("acc", row.account_id),
    state: row.state,
    disposition: row.disposition,
    assignedTo: idOrNull("usr", row.assigned_to),
    dueAt: row.due_at,
    createdAt: row.created_at,
  };
}

function meetingFromRow(row: StoredMeeting): MeetingRow {
  return {
    id: idFromUuid("mtg", row.id),
    contactId: idFromUuid("con", row.contact_id),
    accountId: idOrNull("acc", row.account_id),
    startsAt: row.starts_at,
    state: row.state,
    createdAt: row.created_at,
  };
}
