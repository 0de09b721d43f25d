import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";

export type ParentKind = "legal" | "brand" | "operating";

export interface NewParentClaim {
  readonly id: string;
  readonly recordId: string;
  readonly origin: "record" | "person";
  readonly parentRecordId: string | null;
  readonly sourceId: string | null;
  readonly externalId: string | null;
  readonly domain: string | null;
  readonly nameKey: string | null;
  readonly kind: ParentKind;
  readonly validFrom: Instant | null;
  readonly validTo: Instant | null;
  readonly trust: number;
  readonly saidAt: Instant;
  readonly saidBy: string;
  readonly reason: string | null;
}

/** A claim with the accounts that it is about now. */
export interface ParentClaimRow {
  readonly id: string;
  readonly record_id: string;
  readonly origin: "record" | "person";
  readonly child_id: string;
  readonly parent_record_id: string | null;
  readonly parent_id: string | null;
  readonly kind: ParentKind;
  readonly valid_from: Instant | null;
  readonly valid_to: Instant | null;
  readonly trust: number;
  readonly said_at: Instant;
  readonly said_by: string;
  readonly reason: string | null;
  /** The id of the record that says so in its source. */
  readonly external_id: string;
}

export interface ParentRow {
  readonly childId: string;
  readonly ordinal: number;
  readonly parentId: string;
  readonly kind: ParentKind;
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly claimId: string;
}

/** Takes away what these records said about their parents, before it is written anew. */
export async function deleteRecordClaims(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.sql`
    delete from account_parent p using parent_claim c
     where p.workspace_id = ${tx.workspaceId} and c.workspace_id = p.workspace_id and c.id = p.claim_id and c.origin = 'record'
       and c.record_id = any(${[...recordIds]}::uuid[])`;
  await tx.sql`
    delete from parent_claim where workspace_id = ${tx.workspaceId} and origin = 'record' and record_id = any(${[...recordIds]}::uuid[])`;
}

export async function insertParentClaims(tx: Tx, rows: readonly NewParentClaim[]): Promise<void> {
  await tx.sql`
    insert into parent_claim (workspace_id, id, record_id, origin, parent_record_id, source_id, parent_external_id, parent_domain, parent_name_key, kind,
                              valid_from, valid_to, trust, said_at, said_by, reason)
    select ${tx.workspaceId}::uuid, c.id, c.record_id, c.origin, c.parent_record_id, c.source_id, c.external_id, c.domain, c.name_key, c.kind,
           c.valid_from, c.valid_to, c.trust, c.said_at, c.said_by, c.reason
      from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.recordId)}::uuid[], ${rows.map((row) => row.origin)}::text[],
                  ${rows.map((row) => row.parentRecordId)}::uuid[], ${rows.map((row) => row.sourceId)}::uuid[], ${rows.map((row) => row.externalId)}::text[],
                  ${rows.map((row) => row.domain)}::text[], ${rows.map((row) => row.nameKey)}::text[], ${rows.map((row) => row.kind)}::text[],
                  ${rows.map((row) => row.validFrom)}::timestamptz[], ${rows.map((row) => row.validTo)}::timestamptz[], ${rows.map((row) => row.trust)}::smallint[],
                  ${rows.map((row) => row.saidAt)}::timestamptz[], ${rows.map((row) => row.saidBy)}::text[], ${rows.map((row) => row.reason)}::text[])
           as c (id, record_id, origin, parent_record_id, source_id, external_id, domain, name_key, kind, valid_from, valid_to, trust, said_at, said_by, reason)`;
}

/**
 * Finds out whom records mean by their parent: the record of that id in their source, else the account of that domain, else
 * the only account of that name. Asked anew for what these records say, and for all that may mean one of them or a key that one of them had. Answers with
 * the accounts whose place in the tree this may change.
 */
export async function linkParents(
  tx: Tx,
  recordIds: readonly string[],
  dropped: readonly { readonly kind: string; readonly key: string }[],
): Promise<readonly string[]> {
  const rows = await tx.sql<{ child_id: string }[]>`
    with fresh (id) as (select unnest(${[...recordIds]}::uuid[])),
    keys (kind, key) as (select * from unnest(${dropped.map((one) => one.kind)}::text[], ${dropped.map((one) => one.key)}::text[])),
    asked (id) as (
      select c.id from parent_claim c join fresh f on c.workspace_id = ${tx.workspaceId} and c.record_id = f.id where c.origin = 'record'
      union
      select c.id from fresh f
        join source_record r on r.workspace_id = ${tx.workspaceId} and r.id = f.id
        join parent_claim c on c.workspace_id = r.workspace_id and c.source_id = r.source_id and c.parent_external_id = r.external_id
      union
      select c.id from parent_claim c
       where c.workspace_id = ${tx.workspaceId} and c.parent_domain is not null
         and (c.parent_domain in (select k.key from keys k where k.kind = 'do')
              or exists (select from match_key m
                          where m.workspace_id = c.workspace_id and m.kind = 'do' and m.key = c.parent_domain and m.record_id in (select f.id from fresh f)))
      union
      select c.id from parent_claim c
       where c.workspace_id = ${tx.workspaceId} and c.parent_name_key is not null
         and (c.parent_name_key in (select k.key from keys k where k.kind = 'nm')
              or exists (select from match_key m
                          where m.workspace_id = c.workspace_id and m.kind = 'nm' and m.key = c.parent_name_key and m.record_id in (select f.id from fresh f)))
    )
    update parent_claim c
       set parent_record_id = coalesce(
             (select p.id from source_record p
               where p.workspace_id = c.workspace_id and p.source_id = c.source_id and p.kind = 'account' and p.external_id = c.parent_external_id),
             (select d.account_id from account_domain d
               where d.workspace_id = c.workspace_id and d.domain = c.parent_domain and d.account_id <> r.entity_id
               order by d.role desc, d.account_id limit 1),
             (select (array_agg(distinct o.entity_id))[1] from match_key m join source_record o on o.workspace_id = m.workspace_id and o.id = m.record_id
               where m.workspace_id = c.workspace_id and m.kind = 'nm' and m.key = c.parent_name_key and o.entity_id <> r.entity_id
              having count(distinct o.entity_id) = 1))
      from asked, source_record r
     where c.workspace_id = ${tx.workspaceId} and c.id = asked.id and r.workspace_id = c.workspace_id and r.id = c.record_id
    returning r.entity_id as child_id`;
  return [...new Set(rows.map((row) => row.child_id))];
}

/** Whether anybody in the workspace ever said that an account is part of another. */
export async function hasParentClaims(tx: Tx): Promise<boolean> {
  const rows = await tx.sql`select from parent_claim where workspace_id = ${tx.workspaceId} limit 1`;
  return rows.length > 0;
}

/** All that is said about the families of these accounts: their parents' and children's claims too, as far as they reach. */
export async function claimsAround(tx: Tx, accountIds: readonly string[]): Promise<readonly ParentClaimRow[]> {
  return await tx.sql<ParentClaimRow[]>`
    with recursive family (id) as (
      select unnest(${[...accountIds]}::uuid[])
      union
      select near.id
        from family
       cross join lateral (
         select p.entity_id as id
           from source_record own
           join parent_claim c on c.workspace_id = own.workspace_id and c.record_id = own.id
           join source_record p on p.workspace_id = c.workspace_id and p.id = c.parent_record_id
          where own.workspace_id = ${tx.workspaceId} and own.entity_id = family.id
         union all
         select r.entity_id
           from source_record own
           join parent_claim c on c.workspace_id = own.workspace_id and c.parent_record_id = own.id
           join source_record r on r.workspace_id = c.workspace_id and r.id = c.record_id
          where own.workspace_id = ${tx.workspaceId} and own.entity_id = family.id) near
    )
    select c.id, c.record_id, c.origin, r.entity_id as child_id, c.parent_record_id, p.entity_id as parent_id, c.kind, c.valid_from, c.valid_to, c.trust, c.said_at,
           c.said_by, c.reason, r.external_id
      from family
      join source_record r on r.workspace_id = ${tx.workspaceId} and r.entity_id = family.id
      join parent_claim c on c.workspace_id = r.workspace_id and c.record_id = r.id
      left join source_record p on p.workspace_id = c.workspace_id and p.id = c.parent_record_id
     where c.origin = 'person' or c.parent_record_id is not null`;
}

/** Replaces the parents of these accounts. */
export async function replaceParents(tx: Tx, childIds: readonly string[], rows: readonly ParentRow[]): Promise<void> {
  await tx.sql`delete from account_parent where workspace_id = ${tx.workspaceId} and child_id = any(${[...childIds]}::uuid[])`;
  if (rows.length === 0) return;
  await tx.sql`
    insert into account_parent (workspace_id, child_id, ordinal, parent_id, kind, valid_from, valid_to, claim_id)
    select ${tx.workspaceId}::uuid, p.child_id, p.ordinal, p.parent_id, p.kind, p.valid_from, p.valid_to, p.claim_id
      from unnest(${rows.map((row) => row.childId)}::uuid[], ${rows.map((row) => row.ordinal)}::int[], ${rows.map((row) => row.parentId)}::uuid[],
                  ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.from)}::timestamptz[], ${rows.map((row) => row.to)}::timestamptz[],
                  ${rows.map((row) => row.claimId)}::uuid[])
           as p (child_id, ordinal, parent_id, kind, valid_from, valid_to, claim_id)`;
}
