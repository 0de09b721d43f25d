import { accountMatch, contactMatch, type Fields } from "../../../src/identity/core/match.ts";
import type { ContactRecord } from "../../../src/identity/core/resolve.ts";
import type { AccountRecord } from "../../../src/identity/core/resolve-accounts.ts";
import { accountFieldsOf, contactFieldsOf } from "../../../src/identity/core/row-fields.ts";
import type { CrmHeading, CrmRow } from "./rows.ts";

const fieldOf: Partial<Record<CrmHeading, string>> = {
  first_name: "firstName",
  last_name: "lastName",
  full_name: "fullName",
  email: "email",
  phone: "phone",
  linkedin: "linkedin",
  company: "companyName",
  website: "website",
  country: "country",
};

/** The rows' claims by field, as an import would read them. */
export function crmFields(rows: readonly CrmRow[]): readonly { readonly id: string; readonly fields: Fields }[] {
  return rows.map(({ cells }) => {
    const named = Object.entries(fieldOf).map(([heading, field]) => [field, cells[heading as CrmHeading]] as const);
    return { id: cells.id.padStart(9, "0"), fields: contactFieldsOf(Object.fromEntries(named)).fields };
  });
}

/** The rows as contact records; ids are in the order of the rows. */
export function crmContacts(rows: readonly CrmRow[]): readonly ContactRecord[] {
  return crmFields(rows).map(({ id, fields }) => ({ id, match: contactMatch(fields) }));
}

/** What the rows say of companies, with whom each row is about as far as `personOf` knows. */
export function crmAccounts(
  rows: readonly CrmRow[],
  personOf?: (id: string) => string | undefined,
): readonly AccountRecord[] {
  return crmFields(rows).flatMap(({ id, fields }) => {
    const account = accountFieldsOf(fields);
    const person = personOf?.(id);
    if (account === null) return [];
    return [{ id, match: accountMatch(account), ...(person === undefined ? {} : { person }) }];
  });
}
