import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { StoredCheck } from "../core/preflight.ts";

/** A check of one mailbox. */
export interface CheckRow extends StoredCheck {
  readonly mailboxId: Id<"mbx">;
}

/** What the preflights of mailboxes found. */
export async function checksOf(tx: Tx, ids: readonly Id<"mbx">[]): Promise<readonly CheckRow[]> {
  const rows = await tx.sql<(Omit<CheckRow, "mailboxId"> & { readonly mailboxId: string })[]>`
    select mailbox_id as "mailboxId", name, result, says, mend, checked_at as "checkedAt", expires_at as "expiresAt"
      from mailbox_check
     where workspace_id = ${tx.workspaceId} and mailbox_id = any(${[...ids]}::uuid[]) order by mailbox_id, name`;
  return rows.map((row) => ({ ...row, mailboxId: idFromUuid("mbx", row.mailboxId) }));
}

/** Writes findings over those of before. */
export async function writeChecks(tx: Tx, id: Id<"mbx">, checks: readonly StoredCheck[]): Promise<void> {
  const values = checks.map((check) => ({
    workspace_id: tx.workspaceId,
    mailbox_id: id,
    name: check.name,
    result: check.result,
    says: check.says,
    mend: check.mend,
    checked_at: check.checkedAt,
    expires_at: check.expiresAt,
  }));
  await tx.sql`
    insert into mailbox_check ${tx.sql(values)}
        on conflict (workspace_id, mailbox_id, name) do update
       set result = excluded.result, says = excluded.says, mend = excluded.mend, checked_at = excluded.checked_at,
           expires_at = excluded.expires_at`;
}
