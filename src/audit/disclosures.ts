import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import type { Vault } from "../kernel/vault.ts";
import { disclosureBinding, subjectKeyPurpose } from "./append.ts";
import { openDisclosure, parseDisclosure } from "./core/disclosure.ts";
import { disclosuresOfRecords } from "./store/entries.ts";

/** A disclosure that could be opened. */
export interface OpenedDisclosure {
  readonly contactId: Id<"con">;
  readonly name: string;
  readonly value: unknown;
  /** The text that the digest in the leaf is over. */
  readonly text: string;
}

/** Opens the disclosures of some records; those of an erased contact stay closed. */
export async function openDisclosures(
  vault: Vault,
  tx: Tx,
  recordIds: readonly Id<"aud">[],
): Promise<Map<Id<"aud">, OpenedDisclosure[]>> {
  const opened = new Map<Id<"aud">, OpenedDisclosure[]>();
  if (recordIds.length === 0) return opened;
  const keys = new Map<Id<"con">, Buffer>();
  for (const row of await disclosuresOfRecords(tx, recordIds)) {
    if (row.wrapped === null) continue;
    const key = keys.get(row.contactId) ?? vault.openFor(tx.workspaceId, subjectKeyPurpose, row.wrapped);
    keys.set(row.contactId, key);
    const text = openDisclosure(key, disclosureBinding(row.recordId, row.n), row.sealed);
    const parsed = parseDisclosure(text);
    if (parsed === undefined) throw new Error(`disclosure ${row.n} of \`${row.recordId}\` opens to nothing`);
    const list = opened.get(row.recordId) ?? [];
    opened.set(row.recordId, list);
    list.push({ contactId: row.contactId, name: parsed.name, value: parsed.value, text });
  }
  return opened;
}
