import type { ContactField } from "../../../src/identity/import/contract.ts";
import type { ImportKind } from "../../../src/identity/words/contract.ts";

export type { ImportKind };

/** Every kind of file with what it brings. */
export const importKinds: readonly (readonly [kind: ImportKind, label: string, says: string])[] = [
  ["contacts", "Contacts", "People with their companies; opt-outs and bounces in it become suppressions"],
  ["accounts", "Accounts", "Companies with their domains, parents and lifecycle"],
  ["suppressions", "Suppressions", "Whom never to contact: addresses, domains, numbers, in columns or one per line"],
  ["activities", "Activities", "What happened: mails, calls and meetings with people"],
  ["opportunities", "Opportunities", "Deals with stage, amount and account"],
  ["consents", "Consents", "Who agreed to what, where and when"],
];

const keys = <Field extends string>(fields: Readonly<Record<Field, 0>>): readonly Field[] =>
  Object.keys(fields) as Field[];

const contactFields = keys<ContactField>({
  externalId: 0,
  firstName: 0,
  lastName: 0,
  fullName: 0,
  email: 0,
  emailStatus: 0,
  phone: 0,
  linkedin: 0,
  title: 0,
  department: 0,
  seniority: 0,
  country: 0,
  state: 0,
  city: 0,
  companyName: 0,
  website: 0,
  industry: 0,
  employees: 0,
  lifecycle: 0,
  segments: 0,
  observedAt: 0,
  optOut: 0,
  doNotContact: 0,
  doNotCall: 0,
  bounced: 0,
});

/** The fields that a column of each kind may hold, declared ones apart; a test holds them to the server's. */
export const fieldsOfKind: Readonly<Record<ImportKind, readonly string[]>> = {
  contacts: contactFields,
  accounts: [
    "externalId",
    "name",
    "domain",
    "country",
    "industry",
    "employees",
    "lifecycle",
    "parentId",
    "parentName",
    "parentKind",
    "aliasDomains",
    "formerDomains",
  ],
  suppressions: [
    "address",
    "domain",
    "phone",
    "value",
    "contactId",
    "key",
    "hint",
    "scope",
    "reason",
    "status",
    "stopped",
    "since",
    "country",
    "confirmed",
  ],
  activities: [
    "externalId",
    "type",
    "occurredAt",
    "email",
    "contactId",
    "contactRef",
    "direction",
    "subject",
    "outcome",
    "status",
  ],
  opportunities: [
    "externalId",
    "name",
    "stage",
    "state",
    "won",
    "closed",
    "amount",
    "currency",
    "createdAt",
    "closedAt",
    "lossReason",
    "accountId",
    "accountRef",
    "domain",
    "accountName",
    "email",
  ],
  consents: [
    "address",
    "phone",
    "contactId",
    "channel",
    "state",
    "emailState",
    "phoneState",
    "smsState",
    "basis",
    "jurisdiction",
    "obtainedAt",
    "expiresAt",
    "origin",
    "wording",
    "evidence",
  ],
};

/** Fields that keep people from being contacted: shown first, mapped with care. */
export const stoppingFields: ReadonlySet<string> = new Set([
  "optOut",
  "doNotContact",
  "doNotCall",
  "bounced",
  "stopped",
]);

/** A kind as its label. */
export function kindLabel(kind: string): string {
  return importKinds.find(([one]) => one === kind)?.[1] ?? kind;
}

/** A name of an address's `kind` if it is one. */
export function kindOf(text: string | undefined): ImportKind {
  return importKinds.find(([one]) => one === text)?.[0] ?? "contacts";
}
