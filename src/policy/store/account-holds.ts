import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { HoldKind } from "../holding/contract.ts";

/** Why a whole account waits. */
export type AccountHoldKind = Extract<HoldKind, "complaint" | "escalation" | "manual" | "threat">;

export interface NewAccountHold {
  readonly id: Id<"hld">;
  readonly accountId: Id<"acc">;
  readonly kind: AccountHoldKind;
  readonly until: Instant | null;
  readonly reason: string | null;
  readonly source: string | null;
  readonly placedBy: { readonly kind: string; readonly id: string };
  readonly recordId: Id<"aud">;
}

/** Opens holds of accounts; one of the same kind that is open already lasts until the later date. Answers with the open ones' ids. */
export async function upsertAccountHolds(
  tx: Tx,
  holds: readonly NewAccountHold[],
): Promise<readonly { readonly id: Id<"hld">; readonly accountId: Id<"acc"> }[]> {
  const rows = await tx.sql<{ id: string; account_id: string }[]>`
    insert into hold (workspace_id, id, account_id, kind, until, reason, source, placed_by_kind, placed_by, record_id, created_at)
    select ${tx.workspaceId}::uuid, h.*, ${tx.now}::timestamptz
      from unnest(${holds.map(({ id }) => id)}::uuid[], ${holds.map(({ accountId }) => accountId)}::uuid[], ${holds.map(({ kind }) => kind)}::text[],
                  ${holds.map(({ until }) => until)}::timestamptz[], ${holds.map(({ reason }) => reason)}::text[],
                  ${holds.map(({ source }) => source)}::text[], ${holds.map(({ placedBy }) => placedBy.kind)}::text[],
                  ${holds.map(({ placedBy }) => placedBy.id)}::text[], ${holds.map(({ recordId }) => recordId)}::uuid[]) as h
    on conflict (workspace_id, account_id, kind) where released_at is null and account_id is not null
    do update set until = case when hold.until is null or excluded.until is null then null else greatest(hold.until, excluded.until) end,
                  reason = coalesce(excluded.reason, hold.reason),
                  -- Of two causes neither alone can be taken back.
                  source = case when hold.source = excluded.source then hold.source end
    returning id, account_id`;
  return rows.map((row) => ({ id: idFromUuid("hld", row.id), accountId: idFromUuid("acc", row.account_id) }));
}

/** Names the domains that holds of accounts reach. */
export async function insertHoldDomains(
  tx: Tx,
  rows: readonly { readonly holdId: Id<"hld">; readonly domain: string }[],
): Promise<void> {
  await tx.sql`
    insert into hold_domain (workspace_id, domain, hold_id)
    select ${tx.workspaceId}::uuid, d.domain, d.hold_id
      from unnest(${rows.map(({ domain }) => domain)}::text[], ${rows.map(({ holdId }) => holdId)}::uuid[]) as d (domain, hold_id)
    on conflict do nothing`;
}

/** A hold of an account that is in force over one of those asked about. */
export interface AccountHoldOver {
  /** Which of the questions it answers. */
  readonly n: number;
  readonly id: Id<"hld">;
  readonly accountId: Id<"acc">;
  readonly kind: AccountHoldKind;
  readonly until: Instant | null;
  readonly reason: string | null;
  readonly source: string | null;
  readonly recordId: Id<"aud">;
}

/** The holds of accounts in force over recipients, by their account or by a domain of an address, in one statement. */
export async function accountHoldsOf(
  tx: Tx,
  asked: readonly { readonly accountId: Id<"acc"> | null; readonly domains: readonly string[] }[],
): Promise<readonly AccountHoldOver[]> {
  const accounts = asked.flatMap(({ accountId }, n) => (accountId === null ? [] : [{ n, accountId }]));
  const domains = asked.flatMap((one, n) => one.domains.map((domain) => ({ n, domain })));
  if (accounts.length + domains.length === 0) return [];
  const rows = await tx.sql<StoredRow[]>`
    with over as (
      select a.n, h.id from unnest(${accounts.map(({ n }) => n)}::int[], ${accounts.map(({ accountId }) => accountId)}::uuid[]) as a (n, account_id)
        join hold h on h.workspace_id = ${tx.workspaceId} and h.account_id = a.account_id and h.released_at is null
      union
      select d.n, h.hold_id from unnest(${domains.map(({ n }) => n)}::int[], ${domains.map(({ domain }) => domain)}::text[]) as d (n, domain)
        join hold_domain h on h.workspace_id = ${tx.workspaceId} and h.domain = d.domain
    )
    select o.n, h.id, h.account_id, h.kind, h.until, h.reason, h.source, h.record_id
      from over o join hold h on h.workspace_id = ${tx.workspaceId} and h.id = o.id
     where h.released_at is null and (h.until is null or h.until > ${tx.now}::timestamptz)
     order by o.n, h.created_at, h.id`;
  return rows.map((row) => ({
    n: row.n,
    id: idFromUuid("hld", row.id),
    accountId: idFromUuid("acc", row.account_id),
    kind: row.kind,
    until: row.until,
    reason: row.reason,
    source: row.source,
    recordId: idFromUuid("aud", row.record_id),
  }));
}

/** When accounts were last held for a complaint, and for an escalation or a threat. `owners` names whose protest each id is. */
export async function newestProtests(
  tx: Tx,
  ids: readonly Id<"acc">[],
  owners: readonly Id<"acc">[],
): Promise<
  readonly {
    readonly accountId: Id<"acc">;
    readonly complaintAt: Instant | null;
    readonly escalationAt: Instant | null;
  }[]
> {
  const rows = await tx.sql<{ owner: string; complaint_at: Instant | null; escalation_at: Instant | null }[]>`
    select o.owner, max(h.created_at) filter (where h.kind = 'complaint') as complaint_at,
           max(h.created_at) filter (where h.kind in ('escalation', 'threat')) as escalation_at
      from unnest(${[...ids]}::uuid[], ${[...owners]}::uuid[]) as o (id, owner)
      join hold h on h.workspace_id = ${tx.workspaceId} and h.account_id = o.id
     where not h.was_misread
     group by o.owner`;
  return rows.map((row) => ({
    accountId: idFromUuid("acc", row.owner),
    complaintAt: row.complaint_at,
    escalationAt: row.escalation_at,
  }));
}

/** The domains that a hold of an account reaches. */
export async function domainsOfHolds(tx: Tx, ids: readonly Id<"hld">[]): Promise<readonly string[]> {
  const rows = await tx.sql<{ domain: string }[]>`
    select distinct domain from hold_domain
     where workspace_id = ${tx.workspaceId} and hold_id = any(${[...ids]}::uuid[]) order by domain`;
  return rows.map(({ domain }) => domain);
}

interface StoredRow {
  readonly n: number;
  readonly id: string;
  readonly account_id: string;
  readonly kind: AccountHoldKind;
  readonly until: Instant | null;
  readonly reason: string | null;
  readonly source: string | null;
  readonly record_id: string;
}
