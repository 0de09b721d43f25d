import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid, idOrNull } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { SuppressionReason, SuppressionScope } from "../core/suppression.ts";

/** A suppression in force with its stored key. */
export interface ForceRow {
  readonly id: Id<"sup">;
  readonly scope: SuppressionScope;
  readonly key: string;
  readonly hint: string;
  readonly reason: SuppressionReason;
  readonly contactId: Id<"con"> | null;
  readonly createdAt: Instant;
}

/** Suppressions in force after an id, in order of id. */
export async function suppressionsInForce(
  tx: Tx,
  after: Id<"sup"> | null,
  count: number,
): Promise<readonly ForceRow[]> {
  const rows = await tx.sql<StoredRow[]>`
    select s.id, s.scope, s.key, s.hint, s.reason, s.contact_id, s.created_at from suppression s
     where s.workspace_id = ${tx.workspaceId} and (${after}::uuid is null or s.id > ${after}::uuid)
       and not exists (select 1 from suppression_lift l where l.workspace_id = ${tx.workspaceId} and l.suppression_id = s.id)
     order by s.id limit ${count}`;
  return rows.map((row) => ({
    id: idFromUuid("sup", row.id),
    scope: row.scope,
    key: row.key,
    hint: row.hint,
    reason: row.reason,
    contactId: idOrNull("con", row.contact_id),
    createdAt: row.created_at,
  }));
}

interface StoredRow {
  readonly id: string;
  readonly scope: SuppressionScope;
  readonly key: string;
  readonly hint: string;
  readonly reason: SuppressionReason;
  readonly contact_id: string | null;
  readonly created_at: Instant;
}
