import type { Tx } from "../../kernel/sql.ts";
import type { CustomField } from "../core/custom-fields.ts";
import { customFieldRows } from "../store/custom-fields.ts";
import type { FieldObject } from "../words/contract.ts";

/** The fields in use that the workspace declared, for contacts or for accounts: what imports map and edits name. */
export async function customFieldsOf(tx: Tx, object: FieldObject): Promise<readonly CustomField[]> {
  const rows = await customFieldRows(tx);
  return rows
    .filter((row) => row.object === object && row.archived_at === null)
    .map(({ name, label, type, options }) => ({ name, label, type, options }));
}
