import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid, idOrNull } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { ActionState } from "../words/contract.ts";

/** A send whose result nobody knows, with the attempt that ended so. */
export interface UnknownRow {
  readonly id: Id<"act">;
  readonly state: ActionState;
  readonly contactId: Id<"con">;
  readonly purpose: string;
  readonly sequenceId: Id<"seq"> | null;
  readonly step: number;
  readonly messageId: Id<"msg"> | null;
  readonly mailboxId: Id<"mbx"> | null;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly rfc822Id: string | null;
  readonly attemptedAt: Instant;
  readonly phase: string | null;
  readonly replyCode: number | null;
  readonly replyText: string | null;
  readonly transcript: readonly string[];
}

/** A page of sends that wait for evidence or for a person, oldest first. */
export async function unknownPage(
  tx: Tx,
  page: { readonly after: { readonly at: Instant; readonly id: string } | undefined; readonly limit: number },
): Promise<readonly UnknownRow[]> {
  const { sql } = tx;
  const rows = await sql<StoredUnknown[]>`
    select a.id, a.state, a.contact_id, a.purpose, a.sequence_id, a.step, a.message_id, a.mailbox_id,
           m.from_address, m.to_address, m.subject, m.rfc822_id, t.started_at, t.phase, t.reply_code, t.reply_text, t.transcript
      from action a
      join message m on m.workspace_id = a.workspace_id and m.action_id = a.id
      join lateral (
        select started_at, phase, reply_code, reply_text, transcript from attempt
         where workspace_id = ${tx.workspaceId} and action_id = a.id order by number desc limit 1) t on true
     where a.workspace_id = ${tx.workspaceId} and a.state in ('unknown', 'parked')
       ${page.after === undefined ? sql`` : sql`and (t.started_at, a.id) > (${page.after.at}::timestamptz, ${page.after.id}::uuid)`}
     order by t.started_at, a.id limit ${page.limit}`;
  return rows.map(unknownFromRow);
}

/** Ends the task that a cause led to, where it is still open. */
export async function endTaskOf(tx: Tx, cause: string, disposition: string, by: string): Promise<void> {
  await tx.sql`
    update task set state = 'done', disposition = ${disposition}, completed_at = ${tx.now}, completed_by = ${by}
     where workspace_id = ${tx.workspaceId} and cause = ${cause} and state = 'open'`;
}

interface StoredUnknown {
  readonly id: string;
  readonly state: ActionState;
  readonly contact_id: string;
  readonly purpose: string;
  readonly sequence_id: string | null;
  readonly step: number;
  readonly message_id: string | null;
  readonly mailbox_id: string | null;
  readonly from_address: string;
  readonly to_address: string;
  readonly subject: string;
  readonly rfc822_id: string | null;
  readonly started_at: Instant;
  readonly phase: string | null;
  readonly reply_code: number | null;
  readonly reply_text: string | null;
  readonly transcript: readonly string[] | null;
}

function unknownFromRow(row: StoredUnknown): UnknownRow {
  return {
    id: idFromUuid("act", row.id),
    state: row.state,
    contactId: idFromUuid("con", row.contact_id),
    purpose: row.purpose,
    sequenceId: idOrNull("seq", row.sequence_id),
    step: row.step,
    messageId: idOrNull("msg", row.message_id),
    mailboxId: idOrNull("mbx", row.mailbox_id),
    from: row.from_address,
    to: row.to_address,
    subject: row.subject,
    rfc822Id: row.rfc822_id,
    attemptedAt: row.started_at,
    phase: row.phase,
    replyCode: row.reply_code,
    replyText: row.reply_text,
    transcript: row.transcript ?? [],
  };
}
