import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid, idOrNull } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { InboundWhat, ReplyKind } from "../contract.ts";
import type { MailSequel, ReplayedMail, ThreadFields } from "../core/thread-replay.ts";

/** A thread as it is stored, as far as a replay looks at it. */
export interface KeptThread extends ThreadFields {
  readonly id: Id<"thr">;
  readonly snoozedUntil: Instant | null;
}

/** The next threads by id. */
export async function threadsAfter(tx: Tx, after: Id<"thr"> | null, count: number): Promise<readonly KeptThread[]> {
  const rows = await tx.sql<StoredThread[]>`
    select ${columns(tx)} from thread
     where workspace_id = ${tx.workspaceId} and (${after}::uuid is null or id > ${after}::uuid)
     order by id limit ${count}`;
  return rows.map(threadFromRow);
}

/** These threads, by id; no mail, verdict or answer moves them until this transaction ends. */
export async function lockedThreads(tx: Tx, ids: readonly Id<"thr">[]): Promise<readonly KeptThread[]> {
  const rows = await tx.sql<StoredThread[]>`
    select ${columns(tx)} from thread
     where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[]) order by id for update`;
  return rows.map(threadFromRow);
}

/** The next mails of some threads: thread by thread, in the order in which they came. */
export async function mailsAfter(
  tx: Tx,
  threadIds: readonly Id<"thr">[],
  after: ReplayedMail | null,
  count: number,
): Promise<readonly ReplayedMail[]> {
  const { sql } = tx;
  const rows = await sql<StoredMail[]>`
    select id, thread_id, received_at, what, kind, contact_id, needs_person, message_id from inbound_message
     where workspace_id = ${tx.workspaceId} and thread_id = any(${[...threadIds]}::uuid[])
       ${after === null ? sql`` : sql`and (thread_id, received_at, id) > (${after.threadId}::uuid, ${after.receivedAt}::timestamptz, ${after.id}::uuid)`}
     order by thread_id, received_at, id limit ${count}`;
  return rows.map((row) => ({
    id: idFromUuid("inb", row.id),
    threadId: idFromUuid("thr", row.thread_id),
    receivedAt: row.received_at,
    what: row.what,
    kind: row.kind,
    contactId: idOrNull("con", row.contact_id),
    needsPerson: row.needs_person,
    messageId: idOrNull("msg", row.message_id),
  }));
}

/** The verdicts of people on these mails. */
export async function verdictsOn(
  tx: Tx,
  inboundIds: readonly Id<"inb">[],
): Promise<readonly (MailSequel & { readonly inboundId: Id<"inb"> })[]> {
  const rows = await tx.sql<StoredVerdict[]>`
    select id, inbound_id, recorded_at, contact_id, data ->> 'kind' as kind from activity_event
     where workspace_id = ${tx.workspaceId} and inbound_id = any(${[...inboundIds]}::uuid[]) and kind = 'reply_reclassified'`;
  return rows.map(({ kind, ...row }) => {
    const about = { id: idFromUuid("evt", row.id), inboundId: idFromUuid("inb", row.inbound_id), at: row.recorded_at };
    return kind === null
      ? { ...about, is: "wiped" as const }
      : { ...about, is: "judged" as const, kind, contactId: idOrNull("con", row.contact_id) };
  });
}

/** What became of these messages, as far as it moves the threads that they answer in. */
export async function fatesOf(
  tx: Tx,
  messageIds: readonly Id<"msg">[],
): Promise<readonly (MailSequel & { readonly messageId: Id<"msg"> })[]> {
  const rows = await tx.sql<StoredFate[]>`
    select id, message_id, recorded_at, kind, data ->> 'outcome' as outcome from activity_event
     where workspace_id = ${tx.workspaceId} and message_id = any(${[...messageIds]}::uuid[])
       and (kind in ('email_sent', 'email_unknown') or kind = 'email_reconciled' and data ->> 'outcome' is distinct from 'sent')`;
  return rows.map(({ kind, outcome, ...row }) => {
    const is = kind !== "email_reconciled" ? "answered" : outcome === null ? "wiped" : "unanswered";
    return {
      id: idFromUuid("evt", row.id),
      messageId: idFromUuid("msg", row.message_id),
      at: row.recorded_at,
      is: is as "answered" | "unanswered" | "wiped",
    };
  });
}

/** Writes a thread anew, and answers with what it is now. A root that another has stays: which of the two is right no row says. */
export async function updateThread(tx: Tx, id: Id<"thr">, thread: ThreadFields): Promise<ThreadFields> {
  const rows = await tx.sql<StoredThread[]>`
    update thread
       set root = case when exists (select from thread o where o.workspace_id = ${tx.workspaceId} and o.root = ${thread.root}::uuid)
                  then root else ${thread.root}::uuid end,
           contact_id = ${thread.contactId}, mailbox_id = ${thread.mailboxId}, last_id = ${thread.lastId}, last_at = ${thread.lastAt},
           place_at = ${thread.placeAt}, mails = ${thread.mails}, unclassified = ${thread.unclassified}, is_hot = ${thread.isHot},
           hot_since = ${thread.hotSince}, due_at = ${thread.dueAt}, answered_at = ${thread.answeredAt}
     where workspace_id = ${tx.workspaceId} and id = ${id}
    returning ${columns(tx)}`;
  return rows.map(threadFromRow)[0] ?? thread;
}

const columns = ({ sql }: Tx) =>
  sql`id, root, contact_id, mailbox_id, last_id, last_at, place_at, mails, unclassified, is_hot, hot_since, due_at, answered_at, snoozed_until`;

interface StoredThread {
  readonly id: string;
  readonly root: string;
  readonly contact_id: string | null;
  readonly mailbox_id: string | null;
  readonly last_id: string;
  readonly last_at: Instant;
  readonly place_at: Instant;
  readonly mails: number;
  readonly unclassified: number;
  readonly is_hot: boolean;
  readonly hot_since: Instant | null;
  readonly due_at: Instant | null;
  readonly answered_at: Instant | null;
  readonly snoozed_until: Instant | null;
}

interface StoredMail {
  readonly id: string;
  readonly thread_id: string;
  readonly received_at: Instant;
  readonly what: InboundWhat;
  readonly kind: ReplyKind | null;
  readonly contact_id: string | null;
  readonly needs_person: boolean;
  readonly message_id: string | null;
}

interface StoredVerdict {
  readonly id: string;
  readonly inbound_id: string;
  readonly recorded_at: Instant;
  readonly contact_id: string | null;
  readonly kind: ReplyKind | null;
}

interface StoredFate {
  readonly id: string;
  readonly message_id: string;
  readonly recorded_at: Instant;
  readonly kind: string;
  readonly outcome: string | null;
}

function threadFromRow(row: StoredThread): KeptThread {
  return {
    id: idFromUuid("thr", row.id),
    root: row.root,
    contactId: idOrNull("con", row.contact_id),
    mailboxId: idOrNull("mbx", row.mailbox_id),
    lastId: idFromUuid("inb", row.last_id),
    lastAt: row.last_at,
    placeAt: row.place_at,
    mails: row.mails,
    unclassified: row.unclassified,
    isHot: row.is_hot,
    hotSince: row.hot_since,
    dueAt: row.due_at,
    answeredAt: row.answered_at,
    snoozedUntil: row.snoozed_until,
  };
}
