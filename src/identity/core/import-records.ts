import { createHash } from "node:crypto";
import { canonicalJson } from "../../kernel/canonical.ts";
import type { AccountRelation, OptOutBasis } from "../contract.ts";
import { companyNameKey } from "./company-name.ts";
import type { Fields } from "./match.ts";
import type { GoodRow, Reject } from "./read-file.ts";
import { strictestRelation } from "./relation.ts";
import { accountFieldsOf, relationClaim } from "./row-fields.ts";
import { compareText } from "./text.ts";

/** A record of a source as the file states it. The same file gives the same external ids and hashes every time. */
export interface IncomingRecord {
  readonly externalId: string;
  readonly fields: Fields;
  readonly hash: Buffer;
  readonly observedAt: number | null;
  /** The record that this one says something about and always stays with, such as what a person edited. */
  readonly anchorId?: string;
  /** How sure the source is, 0 to 100, where it says so. */
  readonly confidence?: number;
}

export interface IncomingContact extends IncomingRecord {
  readonly line: number;
  readonly optOuts: readonly OptOutBasis[];
  /** The external id of the account that the row names. */
  readonly account: string | null;
}

export interface Incoming {
  readonly contacts: readonly IncomingContact[];
  readonly accounts: ReadonlyMap<string, IncomingRecord>;
  readonly rejects: readonly Reject[];
  /** Rows that say again what another row of the file says. */
  readonly repeats: number;
}

/** Turns good rows into records: one per contact row, one per distinct company that the file names. */
export function incomingRecords(rows: readonly GoodRow[]): Incoming {
  const contacts = new Map<string, IncomingContact>();
  const claims = new Map<string, Fields[]>();
  const rejects: Reject[] = [];
  let repeats = 0;
  for (const row of rows) {
    const company = accountFieldsOf(row.contact.fields);
    const account = company === null ? null : accountExternalId(company);
    const externalId = row.externalId === "" ? rowKey(row) : `id:${row.externalId.slice(0, 200)}`;
    const hash = hashOf(row.contact.fields, row.contact.observedAt);
    const before = contacts.get(externalId);
    if (before === undefined) {
      const { fields, observedAt, optOuts } = row.contact;
      contacts.set(externalId, { externalId, fields, hash, observedAt, line: row.line, optOuts, account });
      if (company !== null && account !== null) claims.set(account, [...(claims.get(account) ?? []), company]);
      continue;
    }
    // A wish to be left alone counts in whichever of the rows it stands.
    const optOuts = [...new Set([...before.optOuts, ...row.contact.optOuts])];
    contacts.set(externalId, { ...before, optOuts });
    if (before.hash.equals(hash)) repeats += 1;
    else
      rejects.push({
        line: row.line,
        code: "duplicate_id",
        message: `line ${before.line} has the same id \`${row.externalId.slice(0, 60)}\` and other values; that line was taken`,
        isImported: false,
        cells: row.cells,
      });
  }
  const accounts = new Map([...claims].map(([externalId, said]) => [externalId, accountRecord(externalId, said)]));
  return { contacts: [...contacts.values()], accounts, rejects, repeats };
}

/** One record of what a file says about a company: of several values the most frequent, of relations the strictest. */
function accountRecord(externalId: string, said: readonly Fields[]): IncomingRecord {
  const names = new Set(said.flatMap((fields) => Object.keys(fields)));
  const fields: Record<string, string> = {};
  for (const name of [...names].sort(compareText)) {
    const values = said.flatMap((one) => one[name] ?? []);
    fields[name] = name === "relation" ? strictest(values) : mostFrequent(values);
  }
  return { externalId, fields, hash: hashOf(fields, null), observedAt: null };
}

function strictest(values: readonly string[]): AccountRelation {
  return strictestRelation(values.map(relationClaim));
}

function mostFrequent(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const ranked = [...counts].sort(
    (left, right) => right[1] - left[1] || shouting(left[0]) - shouting(right[0]) || compareText(left[0], right[0]),
  );
  return ranked[0]?.[0] ?? "";
}

/** Mixed case was written with care; among equals it is preferred. */
const shouting = (value: string): number => (value === value.toUpperCase() || value === value.toLowerCase() ? 1 : 0);

function accountExternalId(fields: Fields): string {
  const name = companyNameKey(fields["name"] ?? "") ?? "";
  return `k:${digest([fields["domain"] ?? "", fields["mailDomain"] ?? "", name, fields["country"] ?? ""])}`;
}

/** Without an id of its own a row is named by what identifies the person, so that a new title updates the same record. */
function rowKey(row: GoodRow): string {
  const { fields } = row.contact;
  const keys = [
    "email",
    "linkedin",
    "phone",
    "firstName",
    "firstInitial",
    "lastName",
    "fullName",
    "companyName",
    "website",
  ];
  return `k:${digest(keys.map((name) => fields[name] ?? ""))}`;
}

function digest(parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 40);
}

function hashOf(fields: Fields, observedAt: number | null): Buffer {
  return createHash("sha256").update(canonicalJson({ fields, observedAt })).digest();
}
