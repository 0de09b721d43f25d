import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid, idOrNull } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { Heat, InboxPlace } from "../core/thread.ts";

/** A thread as stored: whose it is, where it stands in the inbox, and who looks after it. */
export interface ThreadRow {
  readonly id: Id<"thr">;
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
  readonly assigneeId: Id<"usr"> | null;
  readonly snoozedUntil: Instant | null;
}

/** What of a mail moves its thread. */
export interface ThreadArrival {
  readonly inboundId: Id<"inb">;
  readonly at: Instant;
  /** What the conversation is about. */
  readonly root: string;
  readonly contactId: Id<"con"> | null;
  readonly mailboxId: Id<"mbx"> | null;
  readonly isAuto: boolean;
  readonly needsPerson: boolean;
  readonly heat: Heat;
  readonly dueAt: Instant;
}

/**
 * The root of the thread that one of these mails is in: the one that was answered, or one that is referred to. Of a mail that
 * is only referred to, whoever wrote it may not be another contact than the one who refers to it.
 */
export async function rootOfMails(
  tx: Tx,
  answered: Id<"inb"> | null,
  rfc822Ids: readonly string[],
  contactId: Id<"con"> | null,
): Promise<string | null> {
  const [row] = await tx.sql<{ root: string }[]>`
    select t.root from inbound_message m join thread t on t.workspace_id = m.workspace_id and t.id = m.thread_id
     where m.workspace_id = ${tx.workspaceId}
       and (m.id = ${answered}::uuid
            or m.rfc822_id = any(${[...rfc822Ids]}::text[])
               and (t.contact_id is null or ${contactId}::uuid is null or t.contact_id = ${contactId}::uuid))
     order by m.id = ${answered}::uuid desc nulls last, m.received_at desc, m.id desc limit 1`;
  return row?.root ?? null;
}

/**
 * Puts a mail into its thread, which it opens where there is none: a thread has the id of its first mail. A machine's answer
 * does not push a person's out of sight who waits for one.
 */
export async function arriveInThread(tx: Tx, mail: ThreadArrival): Promise<Id<"thr">> {
  const { sql } = tx;
  const isHot = mail.heat === "hot";
  const since = isHot ? mail.at : null;
  const dueAt = isHot ? mail.dueAt : null;
  const stays = sql`(${mail.isAuto} and thread.is_hot)`;
  const heated = (column: ReturnType<typeof sql>) =>
    mail.heat === "same" ? sql`thread.${column}` : sql`excluded.${column}`;
  const [row] = await sql<{ id: string }[]>`
    insert into thread (workspace_id, id, root, contact_id, mailbox_id, last_id, last_at, place_at, mails, unclassified, is_hot, hot_since, due_at)
    values (${tx.workspaceId}, ${mail.inboundId}, ${mail.root}, ${mail.contactId}, ${mail.mailboxId}, ${mail.inboundId}, ${mail.at}, ${mail.at},
            1, ${mail.needsPerson ? 1 : 0}, ${isHot}, ${since}, ${dueAt})
        on conflict (workspace_id, root) do update
       set last_id = case when ${stays} then thread.last_id else excluded.last_id end,
           last_at = case when ${stays} then thread.last_at else excluded.last_at end,
           place_at = case when ${mail.isAuto} then thread.place_at else excluded.place_at end,
           snoozed_until = case when ${mail.isAuto} then thread.snoozed_until end,
           contact_id = coalesce(thread.contact_id, excluded.contact_id),
           mailbox_id = coalesce(excluded.mailbox_id, thread.mailbox_id),
           mails = thread.mails + 1,
           unclassified = thread.unclassified + excluded.unclassified,
           is_hot = ${heated(sql`is_hot`)}, hot_since = ${heated(sql`hot_since`)}, due_at = ${heated(sql`due_at`)}
    returning id`;
  if (row === undefined) throw new Error("a mail has no thread");
  return idFromUuid("thr", row.id);
}

/**
 * A person read a mail of a thread: one fewer waits to be understood, and the newest reply sets the clock. Where no mail says with
 * whom the conversation is, the person's latest word does.
 */
export async function classifiedInThread(
  tx: Tx,
  mail: {
    readonly inboundId: Id<"inb">;
    readonly wasWaiting: boolean;
    readonly contactId: Id<"con"> | null;
    readonly heat: Heat;
    readonly since: Instant;
    readonly dueAt: Instant;
  },
): Promise<void> {
  const { sql } = tx;
  const isHot = mail.heat === "hot";
  const set = sql`(t.answered_at is null or t.answered_at < m.received_at)
      and not exists (select from inbound_message n
                       where n.workspace_id = ${tx.workspaceId} and n.thread_id = t.id and n.what = 'reply'
                         and (n.received_at, n.id) > (m.received_at, m.id))`;
  await sql`
    update thread t
       set unclassified = greatest(t.unclassified - ${mail.wasWaiting ? 1 : 0}, 0),
           contact_id = case when exists (select from inbound_message o
                                           where o.workspace_id = ${tx.workspaceId} and o.thread_id = t.id and o.contact_id is not null)
                             then coalesce(t.contact_id, ${mail.contactId}::uuid) else coalesce(${mail.contactId}::uuid, t.contact_id) end,
           last_id = case when ${isHot} and ${set} then m.id else t.last_id end,
           is_hot = case when ${set} then ${isHot} else t.is_hot end,
           hot_since = case when ${set} then ${isHot ? mail.since : null}::timestamptz else t.hot_since end,
           due_at = case when ${set} then ${isHot ? mail.dueAt : null}::timestamptz else t.due_at end
      from inbound_message m
     where t.workspace_id = ${tx.workspaceId} and m.workspace_id = ${tx.workspaceId} and m.id = ${mail.inboundId} and t.id = m.thread_id`;
}

/** Our answer to a mail went out: nobody waits there any longer, unless more came in meanwhile. */
export async function answeredInThread(tx: Tx, inboundId: Id<"inb">): Promise<void> {
  const { sql } = tx;
  const isNewest = sql`m.received_at >= t.last_at`;
  await sql`
    update thread t
       set answered_at = ${tx.now},
           is_hot = t.is_hot and not (${isNewest}),
           hot_since = case when ${isNewest} then null else t.hot_since end,
           due_at = case when ${isNewest} then null else t.due_at end
      from inbound_message m
     where t.workspace_id = ${tx.workspaceId} and m.workspace_id = ${tx.workspaceId} and m.id = ${inboundId} and t.id = m.thread_id`;
}

/** An answer that was thought to have gone out did not: its thread counts as unanswered. */
export async function unansweredInThread(tx: Tx, inboundId: Id<"inb">): Promise<void> {
  await tx.sql`
    update thread t set answered_at = null from inbound_message m
     where t.workspace_id = ${tx.workspaceId} and m.workspace_id = ${tx.workspaceId} and m.id = ${inboundId} and t.id = m.thread_id`;
}

/** Gives a thread to somebody, or to nobody; answers with what it was. */
export async function assignThread(
  tx: Tx,
  id: Id<"thr">,
  assigneeId: Id<"usr"> | null,
): Promise<{ readonly contactId: Id<"con"> | null; readonly lastId: Id<"inb"> } | null> {
  const [row] = await tx.sql<{ contact_id: string | null; last_id: string }[]>`
    update thread set assignee_id = ${assigneeId} where workspace_id = ${tx.workspaceId} and id = ${id} returning contact_id, last_id`;
  return row === undefined
    ? null
    : { contactId: idOrNull("con", row.contact_id), lastId: idFromUuid("inb", row.last_id) };
}

/** Puts a thread aside until a time, or brings it back; it then stands where a mail of that time would. */
export async function snoozeThread(
  tx: Tx,
  id: Id<"thr">,
  until: Instant | null,
): Promise<{ readonly contactId: Id<"con"> | null } | null> {
  const [row] = await tx.sql<{ contact_id: string | null }[]>`
    update thread set snoozed_until = ${until}, place_at = ${until === null ? tx.sql`last_at` : until}
     where workspace_id = ${tx.workspaceId} and id = ${id} returning contact_id`;
  return row === undefined ? null : { contactId: idOrNull("con", row.contact_id) };
}

/** One thread. */
export async function threadById(tx: Tx, id: Id<"thr">): Promise<ThreadRow | null> {
  const [row] = await tx.sql<
    StoredThread[]
  >`select * from thread where workspace_id = ${tx.workspaceId} and id = ${id}`;
  return row === undefined ? null : threadFromRow(row);
}

/** What a page of threads is asked for. */
export interface ThreadPage {
  readonly show: "all" | "mine" | "unassigned" | "hot" | "unclassified" | "snoozed";
  readonly me: Id<"usr"> | null;
  readonly mailboxId: Id<"mbx"> | null;
  readonly contactIds: readonly Id<"con">[] | null;
  readonly inboundId: Id<"inb"> | null;
  readonly before: InboxPlace | null;
  readonly limit: number;
}

/** A page of threads: those where somebody waits first, then the newest. What is snoozed is not there until its time comes. */
export async function threadPage(tx: Tx, page: ThreadPage): Promise<readonly ThreadRow[]> {
  const { sql } = tx;
  const { before } = page;
  const rows = await sql<StoredThread[]>`
    select * from thread where workspace_id = ${tx.workspaceId}
      ${shown(tx, page)}
      ${page.mailboxId === null ? sql`` : sql`and mailbox_id = ${page.mailboxId}`}
      ${page.inboundId === null ? sql`` : sql`and id = (select thread_id from inbound_message where workspace_id = ${tx.workspaceId} and id = ${page.inboundId})`}
      ${page.contactIds === null ? sql`` : sql`and contact_id = any(${[...page.contactIds]}::uuid[])`}
      ${before === null ? sql`` : sql`and (is_hot, place_at, id) < (${before.isHot}, ${before.placeAt}::timestamptz, ${before.id}::uuid)`}
     order by is_hot desc, place_at desc, id desc limit ${page.limit}`;
  return rows.map(threadFromRow);
}

function shown({ sql, now }: Tx, { show, me }: ThreadPage) {
  const isAwake = sql`and (snoozed_until is null or snoozed_until <= ${now})`;
  switch (show) {
    case "all":
      return isAwake;
    case "mine":
      return sql`and assignee_id = ${me}::uuid ${isAwake}`;
    case "unassigned":
      return sql`and assignee_id is null ${isAwake}`;
    case "hot":
      return sql`and is_hot ${isAwake}`;
    case "unclassified":
      return sql`and unclassified > 0 ${isAwake}`;
    case "snoozed":
      return sql`and snoozed_until is not null and snoozed_until > ${now}`;
    default:
      throw new Error(`no such view: ${show satisfies never}`);
  }
}

interface StoredThread {
  readonly id: string;
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
  readonly assignee_id: string | null;
  readonly snoozed_until: Instant | null;
}

function threadFromRow(row: StoredThread): ThreadRow {
  return {
    id: idFromUuid("thr", row.id),
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
    assigneeId: idOrNull("usr", row.assignee_id),
    snoozedUntil: row.snoozed_until,
  };
}
