import type { Id } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

type Ids = readonly Id<"con">[];

/** Whether a message to one of them is on its way to a mail server right now: what the server says is not known yet. */
export async function isHandingOver(tx: Tx, contactIds: Ids): Promise<boolean> {
  const rows = await tx.sql`
    select id from action
     where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[]) and state = 'attempting' limit 1`;
  return rows.length > 0;
}

const erasedDraft = JSON.stringify({ subject: "erased", body: "erased" });

/** What was to be said; the state, the decision and its reasons stay. */
export async function wipeActions(tx: Tx, contactIds: Ids): Promise<void> {
  await tx.sql`
    update action set draft = ${erasedDraft}::text::jsonb, content = null
     where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[])`;
}

/** The bytes and the recipient; the digest, the Message-ID and the token of its return path stay, so that it is still known. */
export async function wipeMessages(tx: Tx, contactIds: Ids): Promise<void> {
  await tx.sql`
    with theirs as (
      update message set to_address = '', subject = '', body = '', raw = ''::bytea
       where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[])
      returning id)
    update attempt set reply_text = null, transcript = null
     where workspace_id = ${tx.workspaceId} and message_id in (select id from theirs)`;
}

/** What people noted when they answered. */
export async function wipeNotes(tx: Tx, contactIds: Ids): Promise<void> {
  await tx.sql`
    update approval_grant set note = null
     where workspace_id = ${tx.workspaceId}
       and approval_id in (select p.id from approval p join action a on a.workspace_id = p.workspace_id and a.id = p.action_id
                            where p.workspace_id = ${tx.workspaceId} and a.contact_id = any(${[...contactIds]}::uuid[]))`;
  await tx.sql`
    update approval set note = null
     where workspace_id = ${tx.workspaceId}
       and action_id in (select id from action where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[]))`;
}
