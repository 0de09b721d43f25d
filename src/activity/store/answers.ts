import { type Id, idFromUuid, idOrNull } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

interface AnsweredRow {
  readonly id: Id<"inb">;
  readonly contactId: Id<"con"> | null;
  readonly subject: string;
  readonly rfc822Id: string | null;
  readonly referenceIds: readonly string[];
  readonly messageId: Id<"msg"> | null;
  readonly mailboxId: Id<"mbx"> | null;
}

/** What answers need to know of these mails. A person's word on whose a mail is counts. */
export async function answeredRows(tx: Tx, ids: readonly Id<"inb">[]): Promise<readonly AnsweredRow[]> {
  const rows = await tx.sql<StoredAnswered[]>`
    select m.id, coalesce(v.contact_id, m.contact_id, t.contact_id) as contact_id, m.subject, m.rfc822_id, m.reference_ids, m.message_id, t.mailbox_id
      from inbound_message m left join thread t on t.workspace_id = m.workspace_id and t.id = m.thread_id
      left join lateral (
        select e.contact_id from activity_event e
         where e.workspace_id = ${tx.workspaceId} and e.inbound_id = m.id and e.kind = 'reply_reclassified'
         order by e.recorded_at desc, e.id desc limit 1) v on true
     where m.workspace_id = ${tx.workspaceId} and m.id = any(${[...ids]}::uuid[])`;
  return rows.map((row) => ({
    id: idFromUuid("inb", row.id),
    contactId: idOrNull("con", row.contact_id),
    subject: row.subject,
    rfc822Id: row.rfc822_id,
    referenceIds: row.reference_ids,
    messageId: idOrNull("msg", row.message_id),
    mailboxId: idOrNull("mbx", row.mailbox_id),
  }));
}

/** The newest reply under each contact id, from the index of each. */
export async function newestReplies(
  tx: Tx,
  contactIds: readonly Id<"con">[],
): Promise<readonly { readonly contactId: Id<"con">; readonly id: Id<"inb">; readonly at: number }[]> {
  const rows = await tx.sql<{ contact_id: string; id: string; received_at: number }[]>`
    select o.id as contact_id, m.id, m.received_at from unnest(${[...new Set(contactIds)]}::uuid[]) as o (id)
     cross join lateral (
       select id, received_at from inbound_message
        where workspace_id = ${tx.workspaceId} and contact_id = o.id and what = 'reply'
        order by received_at desc, id desc limit 1) m`;
  return rows.map((row) => ({
    contactId: idFromUuid("con", row.contact_id),
    id: idFromUuid("inb", row.id),
    at: row.received_at,
  }));
}

interface StoredAnswered {
  readonly id: string;
  readonly contact_id: string | null;
  readonly subject: string;
  readonly rfc822_id: string | null;
  readonly reference_ids: readonly string[];
  readonly message_id: string | null;
  readonly mailbox_id: string | null;
}
