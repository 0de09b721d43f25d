import type { AccountRelation } from "../contract.ts";
import { companyNameKey } from "./company-name.ts";
import type { IncomingRecord } from "./import-records.ts";
import type { Fields } from "./match.ts";
import { digestOf, hashOf } from "./record-hash.ts";
import { strictestRelation } from "./relation.ts";
import { relationClaim } from "./row-fields.ts";
import { compareText } from "./text.ts";

/** What some rows of a file say about one company. */
export interface AccountClaim {
  readonly fields: Fields;
  readonly rows: number;
}

/** One record of what a file says about a company: of several values the most frequent, of relations the strictest. */
export function accountRecord(externalId: string, said: readonly AccountClaim[]): IncomingRecord {
  const names = new Set(said.flatMap((claim) => Object.keys(claim.fields)));
  const fields: Record<string, string> = {};
  for (const name of [...names].sort(compareText)) {
    const values = said.flatMap(({ fields: one, rows }) => {
      const value = one[name];
      return value === undefined ? [] : [{ value, rows }];
    });
    fields[name] = name === "relation" ? strictest(values.map(({ value }) => value)) : mostFrequent(values);
  }
  return { externalId, fields, hash: hashOf(fields, null), observedAt: null };
}

function strictest(values: readonly string[]): AccountRelation {
  return strictestRelation(values.map(relationClaim));
}

function mostFrequent(values: readonly { readonly value: string; readonly rows: number }[]): string {
  const counts = new Map<string, number>();
  for (const { value, rows } of values) counts.set(value, (counts.get(value) ?? 0) + rows);
  const ranked = [...counts].sort(
    (left, right) => right[1] - left[1] || shouting(left[0]) - shouting(right[0]) || compareText(left[0], right[0]),
  );
  return ranked[0]?.[0] ?? "";
}

/** Mixed case was written with care; among equals it is preferred. */
const shouting = (value: string): number => (value === value.toUpperCase() || value === value.toLowerCase() ? 1 : 0);

/** What a company that has no id of its own is known by within a source. */
export function accountExternalId(fields: Fields): string {
  const name = companyNameKey(fields["name"] ?? "") ?? "";
  return `k:${digestOf([fields["domain"] ?? "", fields["mailDomain"] ?? "", name, fields["country"] ?? ""])}`;
}
