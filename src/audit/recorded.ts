import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import type { AuditRecord } from "./contract.ts";
import { recordFromBody } from "./core/record.ts";
import { entryBodies } from "./store/recorded.ts";

/** Records by id, whether they are under a checkpoint yet or not. */
export async function recordsOf(tx: Tx, ids: readonly Id<"aud">[]): Promise<ReadonlyMap<Id<"aud">, AuditRecord>> {
  const rows = ids.length === 0 ? [] : await entryBodies(tx, ids);
  return new Map(rows.map((row) => [row.id, recordFromBody(row.body)]));
}
