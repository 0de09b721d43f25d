import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { EntryRow } from "./entries.ts";

/** The lines of some records. */
export async function entryBodies(tx: Tx, ids: readonly Id<"aud">[]): Promise<readonly EntryRow[]> {
  const rows = await tx.sql<{ id: string; body: string }[]>`
    select id, body from audit_entry where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[])`;
  return rows.map((row) => ({ id: idFromUuid("aud", row.id), body: row.body }));
}
