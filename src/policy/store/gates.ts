import type { Tx } from "../../kernel/sql.ts";
import type { Gate, Keyed } from "../core/subjects.ts";

/** Adds the gates that do not exist yet, at epoch 0. */
export async function insertMissingGates(tx: Tx, gates: readonly Keyed[]): Promise<void> {
  await tx.sql`
    insert into gate (workspace_id, kind, key, epoch)
    select ${tx.workspaceId}::uuid, wanted.kind, wanted.key, 0
      from (select distinct kind, key from unnest(${gates.map(({ kind }) => kind)}::text[], ${gates.map(({ key }) => key)}::text[]) as u (kind, key)
             order by kind, key) wanted
    on conflict do nothing`;
}

/** Gates held for share, in the one order: nobody bumps them until this transaction ends. */
export function gatesForShare(tx: Tx, gates: readonly Keyed[]): Promise<readonly Gate[]> {
  return tx.sql<Gate[]>`
    select gate.kind, gate.key, gate.epoch from gate
     where workspace_id = ${tx.workspaceId}
       and (kind, key) in (select * from unnest(${gates.map(({ kind }) => kind)}::text[], ${gates.map(({ key }) => key)}::text[]))
     order by kind, key for share`;
}

/** Gates held for update, in the one order. */
export function gatesForUpdate(tx: Tx, gates: readonly Keyed[]): Promise<readonly Gate[]> {
  return tx.sql<Gate[]>`
    select gate.kind, gate.key, gate.epoch from gate
     where workspace_id = ${tx.workspaceId}
       and (kind, key) in (select * from unnest(${gates.map(({ kind }) => kind)}::text[], ${gates.map(({ key }) => key)}::text[]))
     order by kind, key for update`;
}

/** Gates as they are, without a lock. */
export function gatesByKey(tx: Tx, gates: readonly Keyed[]): Promise<readonly Gate[]> {
  return tx.sql<Gate[]>`
    select gate.kind, gate.key, gate.epoch from gate
     where workspace_id = ${tx.workspaceId}
       and (kind, key) in (select * from unnest(${gates.map(({ kind }) => kind)}::text[], ${gates.map(({ key }) => key)}::text[]))
     order by kind, key`;
}

/** Gates with one epoch more, missing ones made: whatever was decided before must be decided again. */
export function bumpedGates(tx: Tx, gates: readonly Keyed[]): Promise<readonly Gate[]> {
  return tx.sql<Gate[]>`
    insert into gate (workspace_id, kind, key, epoch)
    select ${tx.workspaceId}::uuid, wanted.kind, wanted.key, 1
      from (select distinct kind, key from unnest(${gates.map(({ kind }) => kind)}::text[], ${gates.map(({ key }) => key)}::text[]) as u (kind, key)
             order by kind, key) wanted
    on conflict (workspace_id, kind, key) do update set epoch = gate.epoch + 1
    returning kind, key, epoch`;
}
