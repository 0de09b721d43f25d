import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** Why contact waits. */
export type HoldKind = "auto_reply" | "bounce" | "complaint" | "manual" | "unclassified_reply";

export interface NewHold {
  readonly id: Id<"hld">;
  readonly contactId: Id<"con">;
  readonly kind: HoldKind;
  /** Null waits for a person. */
  readonly until: Instant | null;
  readonly source: string | null;
  readonly recordId: Id<"aud">;
}

export interface HoldRow extends NewHold {
  readonly createdAt: Instant;
}

/** Opens holds. One of the same kind that is open already lasts until the later date; no date is the latest. */
export async function upsertHolds(tx: Tx, holds: readonly NewHold[]): Promise<void> {
  await tx.sql`
    insert into hold (workspace_id, id, contact_id, kind, until, source, record_id, created_at)
    select ${tx.workspaceId}::uuid, h.*, ${tx.now}::timestamptz
      from unnest(${holds.map(({ id }) => id)}::uuid[], ${holds.map(({ contactId }) => contactId)}::uuid[], ${holds.map(({ kind }) => kind)}::text[],
                  ${holds.map(({ until }) => until)}::timestamptz[], ${holds.map(({ source }) => source)}::text[],
                  ${holds.map(({ recordId }) => recordId)}::uuid[]) as h
    on conflict (workspace_id, contact_id, kind) where released_at is null
    do update set until = case when hold.until is null or excluded.until is null then null else greatest(hold.until, excluded.until) end`;
}

/** The holds in force over contacts: open ones, and dated ones whose date has not come. */
export async function holdsOf(tx: Tx, contactIds: readonly Id<"con">[], now: Instant): Promise<readonly HoldRow[]> {
  const rows = await tx.sql<Row[]>`
    select id, contact_id, kind, until, source, record_id, created_at from hold
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
    returning id, contact_id, kind, until, source, record_id, created_at`;
  return rows.map(holdFromRow);
}

/** One hold that is not released yet. */
export async function openHold(tx: Tx, id: Id<"hld">): Promise<HoldRow | undefined> {
  const rows = await tx.sql<Row[]>`
    select id, contact_id, kind, until, source, record_id, created_at from hold
     where workspace_id = ${tx.workspaceId} and id = ${id} and released_at is null`;
  return rows.map(holdFromRow)[0];
}

/** Holds in force, newest first. */
export async function listedHolds(
  tx: Tx,
  query: { readonly contactId: Id<"con"> | null; readonly before: Id<"hld"> | null; readonly limit: number },
): Promise<readonly HoldRow[]> {
  const rows = await tx.sql<Row[]>`
    select id, contact_id, kind, until, source, record_id, created_at from hold
     where workspace_id = ${tx.workspaceId} and released_at is null and (until is null or until > ${tx.now}::timestamptz)
       and (${query.contactId}::uuid is null or contact_id = ${query.contactId}::uuid)
       and (${query.before}::uuid is null or id < ${query.before}::uuid)
     order by id desc limit ${query.limit}`;
  return rows.map(holdFromRow);
}

interface Row {
  readonly id: string;
  readonly contact_id: string;
  readonly kind: HoldKind;
  readonly until: Instant | null;
  readonly source: string | null;
  readonly record_id: string;
  readonly created_at: Instant;
}

function holdFromRow(row: Row): HoldRow {
  return {
    id: idFromUuid("hld", row.id),
    contactId: idFromUuid("con", row.contact_id),
    kind: row.kind,
    until: row.until,
    source: row.source,
    recordId: idFromUuid("aud", row.record_id),
    createdAt: row.created_at,
  };
}
