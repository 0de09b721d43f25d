import type { AccountClaim } from "./account-records.ts";
import { type Births, birthId } from "./birth-ids.ts";
import { copyArray, copyLine } from "./copy-text.ts";
import type { FileLayout } from "./file-layout.ts";
import type { HostCache } from "./host.ts";
import { type IncomingContact, incomingAccount, incomingContact } from "./import-records.ts";
import { accountKeys, accountMatch, contactKeys, contactMatch, type MatchKey } from "./match.ts";
import { type GoodRow, type Reject, readRows } from "./read-rows.ts";
import type { RowBlock } from "./row-blocks.ts";

/** A block of rows made ready to be written: what its records say, in COPY's text format, and the rows that are handed back. */
export interface PreparedBlock {
  readonly rowCount: number;
  /** One line per good row, as `stageColumns` says. */
  readonly stage: string;
  /** One line per match key, as `stageKeyColumns` says. */
  readonly keys: string;
  readonly rejects: readonly Reject[];
}

/** What a block's rows say about accounts, equal claims counted. */
export interface BlockTally {
  readonly rowCount: number;
  readonly claims: readonly (AccountClaim & { readonly externalId: string })[];
}

/** The columns of a staged row, in order. */
export const stageColumns = [
  "line",
  "external_id",
  "payload_hash",
  "fields",
  "match",
  "observed_at",
  "account_key",
  "record_id",
  "observation_id",
  "opt_outs",
] as const;

/** The columns of a staged key, in order. */
export const stageKeyColumns = ["line", "kind", "key", "name"] as const;

/** Reads, normalises and writes out the rows of a block: most of the work of an import, and free of everything but the block. */
export function prepareBlock(layout: FileLayout, block: RowBlock, births: Births, columnsMax: number): PreparedBlock {
  const hosts: HostCache = new Map();
  const { rows, rejects, rowCount } = readRows(layout, block.text, block.line, columnsMax, hosts);
  let stage = "";
  let keys = "";
  rows.forEach((row, at) => {
    const { record, match, matchKeys } = layout.kind === "accounts" ? accountOf(row) : contactOf(row, hosts);
    stage += copyLine([
      row.line,
      record.externalId,
      `\\x${record.hash.toString("hex")}`,
      JSON.stringify(record.fields),
      JSON.stringify(match),
      record.observedAt === null ? null : new Date(record.observedAt).toISOString(),
      record.account,
      birthId(births, at, 0),
      birthId(births, at, 1),
      record.optOuts.length === 0 ? null : copyArray(record.optOuts),
    ]);
    for (const { kind, key, name } of matchKeys) keys += copyLine([row.line, kind, key, name]);
  });
  return { rowCount, stage, keys, rejects };
}

/** What the rows of a block say about accounts. */
export function tallyBlock(layout: FileLayout, block: RowBlock, columnsMax: number): BlockTally {
  const hosts: HostCache = new Map();
  const { rows, rowCount } = readRows(layout, block.text, block.line, columnsMax, hosts);
  const said = new Map<
    string,
    { readonly externalId: string; readonly fields: AccountClaim["fields"]; rows: number }
  >();
  for (const row of rows) {
    const { record, company } = incomingContact(row, hosts);
    if (record.account === null || company === null) continue;
    const key = `${record.account} ${JSON.stringify(company)}`;
    const known = said.get(key);
    if (known === undefined) said.set(key, { externalId: record.account, fields: company, rows: 1 });
    else known.rows += 1;
  }
  return { rowCount, claims: [...said.values()] };
}

interface Ready {
  readonly record: Omit<IncomingContact, "line">;
  readonly match: unknown;
  readonly matchKeys: readonly MatchKey[];
}

function contactOf(row: GoodRow, hosts: HostCache): Ready {
  const { record } = incomingContact(row, hosts);
  const match = contactMatch(record.fields, hosts);
  return { record, match, matchKeys: contactKeys(match) };
}

function accountOf(row: GoodRow): Ready {
  const record = incomingAccount(row);
  const match = accountMatch(record.fields, record.externalId);
  return { record: { ...record, optOuts: [], account: null }, match, matchKeys: accountKeys(match) };
}
