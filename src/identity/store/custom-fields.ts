import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { CustomFieldType, FieldObject } from "../words/contract.ts";

export interface CustomFieldRow {
  readonly object: FieldObject;
  readonly name: string;
  readonly label: string;
  readonly type: CustomFieldType;
  readonly options: readonly string[];
  readonly archived_at: Instant | null;
}

/** Every field that the workspace declared, archived ones too, in order of name. */
export async function customFieldRows(tx: Tx): Promise<readonly CustomFieldRow[]> {
  return await tx.sql<CustomFieldRow[]>`
    select object, name, label, type, options, archived_at from custom_field where workspace_id = ${tx.workspaceId} order by object, name`;
}

/** Declares a field, or declares a known one anew: never with another type. */
export async function upsertCustomField(
  tx: Tx,
  row: Omit<CustomFieldRow, "archived_at"> & { readonly createdBy: string },
): Promise<void> {
  await tx.sql`
    insert into custom_field (workspace_id, object, name, label, type, options, created_by, created_at)
    values (${tx.workspaceId}, ${row.object}, ${row.name}, ${row.label}, ${row.type}, ${[...row.options]}::text[], ${row.createdBy}, ${tx.now})
    on conflict (workspace_id, object, name) do update set label = excluded.label, options = excluded.options, archived_at = null`;
}

export async function archiveCustomField(tx: Tx, object: FieldObject, name: string): Promise<void> {
  await tx.sql`
    update custom_field set archived_at = ${tx.now}
     where workspace_id = ${tx.workspaceId} and object = ${object} and name = ${name} and archived_at is null`;
}
