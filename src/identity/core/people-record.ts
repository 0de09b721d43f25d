import { createHash } from "node:crypto";
import { canonicalJson } from "../../kernel/canonical.ts";
import type { Edit } from "./editable-fields.ts";
import type { IncomingRecord } from "./import-records.ts";
import type { Fields } from "./match.ts";
import { accountFieldsOf } from "./row-fields.ts";
import type { ClaimDetail } from "./survive.ts";

/** What people have said about one contact or account so far. */
export interface PeopleSaid {
  readonly observedAt: number;
  readonly fields: Fields;
  readonly details: Readonly<Record<string, ClaimDetail>> | null;
}

/** The source under which everything stands that people said themselves. */
export const peopleSource = { name: "people", kind: "user", trust: 100 } as const;

/** Accounts that people name while they speak of a contact: known by name and domain, and no word about the account itself. */
export const namedAccountSource = { name: "people, of contacts", kind: "form", trust: 60 } as const;

const sure = 100;

/**
 * What people say about a contact or account after one more word: what was said before stays with its time, the edit is said
 * now, and what they take back is as if they had never said it.
 */
export function peopleRecord(
  recordId: string,
  before: PeopleSaid | null,
  word: { readonly edit: Edit; readonly takenBack: readonly string[] },
  now: number,
): IncomingRecord {
  const { edit, takenBack } = word;
  const gone = new Set([...takenBack, ...Object.keys(edit.fields), ...edit.cleared]);
  const kept = Object.entries(before?.fields ?? {}).filter(([field]) => !gone.has(field));
  const keptDetails = Object.entries(before?.details ?? {}).filter(([field]) => !gone.has(field));
  const fields = sorted([...kept, ...Object.entries(edit.fields)]);
  const details = sorted<ClaimDetail>([
    ...keptDetails,
    ...Object.keys(edit.fields).map((field) => [field, { observedAt: now }] as const),
    ...edit.cleared.map((field) => [field, { observedAt: now, cleared: true }] as const),
  ]);
  return {
    externalId: `edit:${recordId}`,
    fields,
    hash: createHash("sha256").update(canonicalJson({ fields, details })).digest(),
    observedAt: now,
    anchorId: recordId,
    confidence: sure,
    details,
  };
}

/** The account that a person's word about a contact names, or null when it names none. */
export function namedAccount(contactRecordId: string, said: Fields, now: number): IncomingRecord | null {
  const named = accountFieldsOf(said);
  if (named === null) return null;
  const known = ["name", "domain", "mailDomain"] as const;
  const fields = sorted(known.flatMap((field) => (named[field] === undefined ? [] : [[field, named[field]] as const])));
  const hash = createHash("sha256").update(canonicalJson({ fields })).digest();
  return { externalId: `of:${contactRecordId}`, fields, hash, observedAt: now };
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries([...entries].sort(([left], [right]) => (left < right ? -1 : 1)));
}
