import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid, idOrNull } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { HoldKind } from "../holding/contract.ts";

export interface NewHold {
  readonly id: Id<"hld">;
  readonly contactId: Id<"con">;
  readonly kind: HoldKind;
  /** Null waits for a person. */
  readonly until: Instant | null;
  readonly source: string | null;
  readonly reason?: string | null;
  readonly placedBy: { readonly kind: string; readonly id: string };
  readonly recordId: Id<"aud">;
}

/** A hold of a contact or, where it names none, of a whole account. */
export interface HoldRow extends Omit<NewHold, "contactId" | "placedBy" | "reason"> {
  readonly contactId: Id<"con"> | null;
  readonly accountId: Id<"acc"> | null;
  readonly reason: string | null;
  /** Null for one that was placed before this was kept: its audit record says who. */
  readonly placedBy: { readonly kind: string; readonly id: string } | null;
  readonly createdAt: Instant;
}

/** Opens holds. One of the same kind that is open already lasts until the later date; no date is the latest. */
export async function upsertHolds(tx: Tx, holds: readonly NewHold[]): Promise<void> {
  await tx.sql`
    insert into hold (workspace_id, id, contact_id, kind, until, source, reason, placed_by_kind, placed_by, record_id, created_at)
    select ${tx.workspaceId}::uuid, h.*, ${tx.now}::timestamptz
      from unnest(${holds.map(({ id }) => id)}::uuid[], ${holds.map(({ contactId }) => contactId)}::uuid[], ${holds.map(({ kind }) => kind)}::text[],
                  ${holds.map(({ until }) => until)}::timestamptz[], ${holds.map(({ source }) => source)}::text[],
                  ${holds.map(({ reason }) => reason ?? null)}::text[], ${holds.map(({ placedBy }) => placedBy.kind)}::text[],
                  ${holds.map(({ placedBy }) => placedBy.id)}::text[], ${holds.map(({ recordId }) => recordId)}::uuid[]) as h
    on conflict (workspace_id, contact_id, kind) where released_at is null
    do update set until = case when hold.until is null or excluded.until is null then null else greatest(hold.until, excluded.until) end,
                  -- Of two causes neither alone can be taken back.
                  source = case when hold.source = excluded.source then hold.source end`;
}

/** The holds in force over contacts: open ones, and dated ones whose date has not come. */
export async function holdsOf(tx: Tx, contactIds: readonly Id<"con">[], now: Instant): Promise<readonly HoldRow[]> {
  const rows = await tx.sql<Row[]>`
    select ${columns(tx)} from hold
     where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[]) and released_at is null
       and (until is null or until > ${now}::timestamptz)
     order by created_at, id`;
  return rows.map(holdFromRow);
}

/** Ends the open holds of some kinds over contacts. */
export async function releasedHolds(
  tx: Tx,
  contactIds: readonly Id<"con">[],
  kinds: readonly HoldKind[],
  by: string,
  reason: string,
): Promise<readonly HoldRow[]> {
  const rows = await tx.sql<Row[]>`
    update hold set released_at = ${tx.now}, released_by = ${by}, release_reason = ${reason}
     where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[]) and kind = any(${[...kinds]}::text[])
       and released_at is null
    returning ${columns(tx)}`;
  return rows.map(holdFromRow);
}

/** Ends open holds by id. */
export async function releasedById(
  tx: Tx,
  ids: readonly Id<"hld">[],
  by: string,
  reason: string,
  wasMisread: boolean,
): Promise<readonly HoldRow[]> {
  const rows = await tx.sql<Row[]>`
    update hold set released_at = ${tx.now}, released_by = ${by}, release_reason = ${reason}, was_misread = ${wasMisread}
     where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[]) and released_at is null
    returning ${columns(tx)}`;
  return rows.map(holdFromRow);
}

/** The open holds that came of one mail or event. */
export async function holdsFrom(tx: Tx, source: string): Promise<readonly HoldRow[]> {
  const rows = await tx.sql<Row[]>`
    select ${columns(tx)} from hold
     where workspace_id = ${tx.workspaceId} and source = ${source} and released_at is null order by created_at, id`;
  return rows.map(holdFromRow);
}

/** One hold that is not released yet. */
export async function openHold(tx: Tx, id: Id<"hld">): Promise<HoldRow | undefined> {
  const rows = await tx.sql<Row[]>`
    select ${columns(tx)} from hold
     where workspace_id = ${tx.workspaceId} and id = ${id} and released_at is null`;
  return rows.map(holdFromRow)[0];
}

/** Holds in force, newest first. */
export async function listedHolds(
  tx: Tx,
  query: {
    readonly contactId: Id<"con"> | null;
    readonly accountId: Id<"acc"> | null;
    readonly before: Id<"hld"> | null;
    readonly limit: number;
  },
): Promise<readonly HoldRow[]> {
  const rows = await tx.sql<Row[]>`
    select ${columns(tx)} from hold
     where workspace_id = ${tx.workspaceId} and released_at is null and (until is null or until > ${tx.now}::timestamptz)
       and (${query.contactId}::uuid is null or contact_id = ${query.contactId}::uuid)
       and (${query.accountId}::uuid is null or account_id = ${query.accountId}::uuid)
       and (${query.before}::uuid is null or id < ${query.before}::uuid)
     order by id desc limit ${query.limit}`;
  return rows.map(holdFromRow);
}

const columns = ({ sql }: Tx) =>
  sql`id, contact_id, account_id, kind, until, source, reason, placed_by_kind, placed_by, record_id, created_at`;

interface Row {
  readonly id: string;
  readonly contact_id: string | null;
  readonly account_id: string | null;
  readonly kind: HoldKind;
  readonly until: Instant | null;
  readonly source: string | null;
  readonly reason: string | null;
  readonly placed_by_kind: string | null;
  readonly placed_by: string | null;
  readonly record_id: string;
  readonly created_at: Instant;
}

function holdFromRow(row: Row): HoldRow {
  return {
    id: idFromUuid("hld", row.id),
    contactId: idOrNull("con", row.contact_id),
    accountId: idOrNull("acc", row.account_id),
    reason: row.reason,
    placedBy:
      row.placed_by_kind === null || row.placed_by === null ? null : { kind: row.placed_by_kind, id: row.placed_by },
    kind: row.kind,
    until: row.until,
    source: row.source,
    recordId: idFromUuid("aud", row.record_id),
    createdAt: row.created_at,
  };
}
