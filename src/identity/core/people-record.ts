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

/** The name under which the people's record of a contact or account is kept. */
export function peopleRecordId(subjectId: string): string {
  return `edit:${subjectId}`;
}

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
  const fields = [...kept, ...Object.entries(edit.fields)];
  const details = [
    ...keptDetails,
    ...Object.keys(edit.fields).map((field) => [field, { observedAt: now }] as const),
    ...edit.cleared.map((field) => [field, { observedAt: now, cleared: true }] as const),
  ];
  return recordOf(recordId, fields, details, now);
}

/**
 * What people say about a contact or account when their word on some fields is again what it was in an earlier version, and
 * what they said of others since stays.
 */
export function peopleRecordAgain(
  recordId: string,
  said: PeopleSaid,
  earlier: PeopleSaid | null,
  names: readonly string[],
  now: number,
): IncomingRecord {
  const [are, others] = [(field: string) => names.includes(field), (field: string) => !names.includes(field)];
  const fields = [...only(said.fields, others), ...only(earlier?.fields, are)];
  const details = [...only(said.details, others), ...only(earlier?.details, are)];
  return recordOf(recordId, fields, details, now);
}

/** Whether two versions of the people's record say the same of some fields, and said it at the same time. */
export function isSameWord(left: PeopleSaid, right: PeopleSaid, names: readonly string[]): boolean {
  const are = (field: string): boolean => names.includes(field);
  const wordOf = ({ fields, details }: PeopleSaid): string =>
    canonicalJson({ fields: sorted(only(fields, are)), details: sorted(only(details, are)) });
  return wordOf(left) === wordOf(right);
}

function only<T>(
  all: Readonly<Record<string, T>> | null | undefined,
  isMeant: (field: string) => boolean,
): readonly (readonly [string, T])[] {
  return Object.entries(all ?? {}).filter(([field]) => isMeant(field));
}

function recordOf(
  subjectId: string,
  fieldEntries: readonly (readonly [string, string])[],
  detailEntries: readonly (readonly [string, ClaimDetail])[],
  now: number,
): IncomingRecord {
  const [fields, details] = [sorted(fieldEntries), sorted(detailEntries)];
  return {
    externalId: peopleRecordId(subjectId),
    fields,
    hash: createHash("sha256").update(canonicalJson({ fields, details })).digest(),
    observedAt: now,
    anchorId: subjectId,
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
