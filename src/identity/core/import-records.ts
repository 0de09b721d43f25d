import type { OptOutBasis } from "../contract.ts";
import { accountExternalId } from "./account-records.ts";
import type { HostCache } from "./host.ts";
import type { Fields } from "./match.ts";
import type { GoodRow, Reject } from "./read-rows.ts";
import { digestOf, hashOf } from "./record-hash.ts";
import { accountFieldsOf } from "./row-fields.ts";
import type { ClaimDetail } from "./survive.ts";

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
  /** Claims that differ from the record in when or how surely they were said, and fields that a person cleared. */
  readonly details?: Readonly<Record<string, ClaimDetail>>;
}

export interface IncomingContact extends IncomingRecord {
  readonly line: number;
  readonly optOuts: readonly OptOutBasis[];
  /** The external id of the account that the row names. */
  readonly account: string | null;
}

/** A good row as a record of its source, and what it says about the contact's account. */
export function incomingContact(
  row: GoodRow,
  hosts?: HostCache,
): { readonly record: IncomingContact; readonly company: Fields | null } {
  const { fields, observedAt, optOuts } = row.contact;
  const company = accountFieldsOf(fields, hosts);
  const account = company === null ? null : accountExternalId(company);
  const externalId = row.externalId === "" ? rowKey(row) : `id:${row.externalId.slice(0, 200)}`;
  const hash = hashOf(fields, observedAt);
  return { record: { externalId, fields, hash, observedAt, line: row.line, optOuts, account }, company };
}

/** Why a row that names the same record as an earlier row of its file, with other values, is handed back. */
export function duplicateId(row: Pick<GoodRow, "line" | "externalId" | "cells">, firstLine: number): Reject {
  return {
    line: row.line,
    code: "duplicate_id",
    message: `line ${firstLine} has the same id \`${row.externalId.slice(0, 60)}\` and other values; that line was taken`,
    isImported: false,
    cells: row.cells,
  };
}

/** A row of a list of accounts as a record of its source. */
export function incomingAccount(row: GoodRow): IncomingRecord {
  const { fields } = row.contact;
  const externalId = row.externalId === "" ? accountExternalId(fields) : `id:${row.externalId.slice(0, 200)}`;
  return { externalId, fields, hash: hashOf(fields, null), observedAt: null };
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
  return `k:${digestOf(keys.map((name) => fields[name] ?? ""))}`;
}
