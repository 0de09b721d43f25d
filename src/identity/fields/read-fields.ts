import { isoFromInstant } from "../../kernel/env.ts";
import { idFromUuid } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import { customFieldName } from "../core/custom-fields.ts";
import { builtInFields } from "../core/editable-fields.ts";
import type { IdentityDeps } from "../deps.ts";
import { type OwnerRow, ownersOf } from "../store/claims.ts";
import { customFieldRows } from "../store/custom-fields.ts";
import { type FieldObject, fieldObjects } from "../words/contract.ts";
import type * as contract from "./contract.ts";
import type { FieldView } from "./contract.ts";

/** The fields of contacts and accounts, and whose each is. */
export async function listFields(
  deps: IdentityDeps,
  input: InputOf<typeof contract.listFields>,
  caller: Caller,
): Promise<OutputOf<typeof contract.listFields>> {
  const objects = input.object === undefined ? fieldObjects : [input.object];
  return await deps.db.read(caller.workspaceId, async (tx) => {
    const all = await Promise.all(objects.map((object) => fieldsOf(tx, object)));
    return { items: all.flat().filter((field) => input.archived || !field.archived) };
  });
}

/** Every field of contacts or of accounts: built in first, then declared ones by name. */
export async function fieldsOf(tx: Tx, object: FieldObject): Promise<readonly FieldView[]> {
  const [declared, owners] = await Promise.all([customFieldRows(tx), ownersOf(tx, object)]);
  const ownerOf = new Map(owners.map((row) => [row.field, row]));
  const builtIn = builtInFields(object).map(({ name, type }) => ({
    object,
    field: name,
    label: spelled(name),
    type,
    options: [],
    builtIn: true,
    archived: false,
    owner: ownerView(ownerOf.get(name)),
  }));
  const custom = declared
    .filter((row) => row.object === object)
    .map((row) => ({
      object,
      field: customFieldName(row.name),
      label: row.label,
      type: row.type,
      options: [...row.options],
      builtIn: false,
      archived: row.archived_at !== null,
      owner: ownerView(ownerOf.get(customFieldName(row.name))),
    }));
  return [...builtIn, ...custom];
}

/** `companyName` and `deal_size` as people read them. */
export function spelled(name: string): string {
  const words = name
    .replaceAll("_", " ")
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function ownerView(row: OwnerRow | undefined): FieldView["owner"] {
  if (row?.source_id == null || row.source_name === null || row.source_kind === null) return null;
  return {
    source: { id: idFromUuid("src", row.source_id), name: row.source_name, kind: row.source_kind },
    since: isoFromInstant(row.at),
    by: row.actor,
  };
}
