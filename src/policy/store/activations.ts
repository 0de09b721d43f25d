import type { Instant } from "../../kernel/env.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** How a bundle came into force. */
export type ActivationKind = "activate" | "rollback" | "upgrade";

/** One time that a bundle was put in force. */
export interface ActivationRow {
  readonly recordId: Id<"aud">;
  readonly hash: string;
  readonly previous: string | null;
  readonly kind: ActivationKind;
  readonly reason: string;
  readonly activatedBy: string;
  readonly activatedAt: Instant;
}

/** Notes that a bundle was put in force. */
export async function insertActivation(tx: Tx, row: Omit<ActivationRow, "activatedAt">): Promise<void> {
  await tx.sql`
    insert into policy_activation (workspace_id, record_id, hash, previous, kind, reason, activated_by, activated_at)
    values (${tx.workspaceId}, ${row.recordId}, ${row.hash}, ${row.previous}, ${row.kind}, ${row.reason}, ${row.activatedBy}, ${tx.now})`;
}
