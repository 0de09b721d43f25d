import { companyNameKey } from "./company-name.ts";
import type { ParentKind } from "./hierarchy.ts";
import { companyDomain } from "./host.ts";
import type { Fields } from "./match.ts";
import { fold } from "./text.ts";

/** How a record names the account that its own is part of: by the id in its source, by a domain, by a name. */
export interface ParentName {
  readonly externalId: string | null;
  readonly domain: string | null;
  readonly nameKey: string | null;
  readonly kind: ParentKind;
}

/** What a row's parent columns say, as claims: `Parent Account` may hold an id, a website or a name. */
export function parentFieldsOf(cells: { readonly id: string; readonly named: string; readonly kind: string }): Fields {
  const fields: Record<string, string> = {};
  const domain = /\s/.test(cells.named) ? null : companyDomain(cells.named);
  const id = cells.id === "" && isSystemId(cells.named) ? cells.named : cells.id;
  if (id !== "") fields["parentId"] = id;
  if (domain !== null) fields["parentDomain"] = domain;
  else if (cells.named !== "" && id !== cells.named) fields["parentName"] = cells.named;
  if (Object.keys(fields).length > 0 && cells.kind !== "") fields["parentKind"] = kindOf(cells.kind);
  return fields;
}

/** The parent that an account record names; null when it names none. */
export function parentNamed(fields: Fields): ParentName | null {
  const externalId = fields["parentId"] === undefined ? null : externalIdOf(fields["parentId"]);
  const domain = fields["parentDomain"] ?? null;
  const nameKey = fields["parentName"] === undefined ? null : companyNameKey(fields["parentName"]);
  if (externalId === null && domain === null && nameKey === null) return null;
  return { externalId, domain, nameKey, kind: kindOf(fields["parentKind"] ?? "") };
}

/** An id of a source as records are known by it: the same text that a row with this id has. */
export function externalIdOf(id: string): string {
  return `id:${id.slice(0, 200)}`;
}

/** Numbers of HubSpot and ids of Salesforce; whatever else stands in a parent column is a name. */
function isSystemId(text: string): boolean {
  return /^\d{6,}$/.test(text) || /^(?=.*\d)[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(text);
}

function kindOf(text: string): ParentKind {
  const words = fold(text);
  if (/brand|marke|marque|marca|merk/.test(words)) return "brand";
  return /operat|division|branch|region|filiale|niederlassung|standort|sede|oddzial/.test(words)
    ? "operating"
    : "legal";
}
