import type { Id } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { ActivityKind } from "../contract.ts";

/** A webhook as it is stored. */
export interface WebhookRow {
  readonly id: string;
  readonly url: string;
  readonly kinds: readonly ActivityKind[] | null;
  readonly state: "active" | "paused" | "off";
  readonly state_reason: string | null;
  readonly secret_sealed: Uint8Array;
  readonly former_sealed: Uint8Array | null;
  readonly former_until: number | null;
  readonly position: number;
  readonly failing_since: number | null;
  readonly failures: number;
  readonly held_until: number | null;
  readonly created_by: string;
  readonly created_at: number;
}

/** Adds a webhook, unless the workspace has so many already. */
export async function insertWebhook(tx: Tx, row: WebhookRow, max: number): Promise<boolean> {
  const inserted = await tx.sql`
    insert into webhook (workspace_id, id, url, kinds, state, state_reason, secret_sealed, former_sealed, former_until, position,
                         failing_since, failures, held_until, created_by, created_at)
    select ${tx.workspaceId}, ${row.id}, ${row.url}, ${row.kinds === null ? null : [...row.kinds]}::text[], ${row.state}, ${row.state_reason},
           ${row.secret_sealed}, null, null, ${row.position}, null, 0, null, ${row.created_by}, ${row.created_at}::timestamptz
     where (select count(*) from webhook where workspace_id = ${tx.workspaceId}) < ${max}
    returning id`;
  return inserted.length === 1;
}

/** Every webhook of the workspace, oldest first. */
export function webhooks(tx: Tx): Promise<readonly WebhookRow[]> {
  return tx.sql<WebhookRow[]>`
    select id, url, kinds, state, state_reason, secret_sealed, former_sealed, former_until, position,
           failing_since, failures, held_until, created_by, created_at
      from webhook where workspace_id = ${tx.workspaceId} order by id`;
}

/** One webhook, which nobody else changes until this transaction ends. */
export async function lockedWebhook(tx: Tx, id: Id<"whk">): Promise<WebhookRow | undefined> {
  const [row] = await tx.sql<WebhookRow[]>`
    select id, url, kinds, state, state_reason, secret_sealed, former_sealed, former_until, position,
           failing_since, failures, held_until, created_by, created_at
      from webhook where workspace_id = ${tx.workspaceId} and id = ${id} for update`;
  return row;
}

/** Writes what may change of a webhook. */
export async function updateWebhook(tx: Tx, row: WebhookRow): Promise<void> {
  await tx.sql`
    update webhook set state = ${row.state}, state_reason = ${row.state_reason}, secret_sealed = ${row.secret_sealed},
           former_sealed = ${row.former_sealed}, former_until = ${row.former_until}, position = ${row.position},
           failing_since = ${row.failing_since}, failures = ${row.failures}, held_until = ${row.held_until}
     where workspace_id = ${tx.workspaceId} and id = ${row.id}`;
}

/** A delivery as it is stored. */
export interface DeliveryRow {
  readonly id: string;
  readonly event_id: string;
  readonly position: number;
  readonly state: "waiting" | "delivered" | "failed";
  readonly tries: number;
  readonly due_at: number;
  readonly attempted_at: number | null;
  readonly status: number | null;
  readonly says: string | null;
}

/** Has events sent, once each; one that was sent before is sent again. */
export async function insertDeliveries(
  tx: Tx,
  webhookId: string,
  rows: readonly { readonly id: string; readonly eventId: Id<"evt">; readonly position: number }[],
): Promise<void> {
  await tx.sql`
    insert into webhook_delivery (workspace_id, webhook_id, position, id, event_id, state, tries, due_at, created_at)
    select ${tx.workspaceId}::uuid, ${webhookId}::uuid, d.position, d.id, d.event_id, 'waiting', 0, ${tx.now}::timestamptz, ${tx.now}::timestamptz
      from unnest(${rows.map((row) => row.position)}::bigint[], ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.eventId)}::uuid[])
           as d (position, id, event_id)
        on conflict (workspace_id, webhook_id, position)
        do update set state = 'waiting', tries = 0, due_at = excluded.due_at where webhook_delivery.state <> 'waiting'`;
}

/** Has one delivery sent again; false where there is none. */
export async function resetDelivery(tx: Tx, webhookId: Id<"whk">, id: Id<"dlv">): Promise<boolean> {
  const rows = await tx.sql`
    update webhook_delivery set state = 'waiting', tries = 0, due_at = ${tx.now}
     where workspace_id = ${tx.workspaceId} and webhook_id = ${webhookId} and id = ${id}
    returning id`;
  return rows.length === 1;
}

/** Deliveries that are due, longest waiting first. */
export function dueDeliveries(tx: Tx, webhookId: string, limit: number): Promise<readonly DeliveryRow[]> {
  return tx.sql<DeliveryRow[]>`
    select id, event_id, position, state, tries, due_at, attempted_at, status, says from webhook_delivery
     where workspace_id = ${tx.workspaceId} and webhook_id = ${webhookId} and state = 'waiting' and due_at <= ${tx.now}
     order by due_at, position limit ${limit}`;
}

/** When the next delivery is due. */
export async function nextDueAt(tx: Tx, webhookId: string): Promise<number | null> {
  const [row] = await tx.sql<{ due_at: number | null }[]>`
    select min(due_at) as due_at from webhook_delivery
     where workspace_id = ${tx.workspaceId} and webhook_id = ${webhookId} and state = 'waiting'`;
  return row?.due_at ?? null;
}

/** Writes what came of attempts, each unless it was asked for anew meanwhile. */
export async function settleDeliveries(tx: Tx, rows: readonly DeliveryRow[]): Promise<void> {
  await tx.sql`
    update webhook_delivery d
       set state = s.state, tries = s.tries, due_at = s.due_at, attempted_at = s.attempted_at, status = s.status, says = s.says
      from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.state)}::text[], ${rows.map((row) => row.tries)}::int[],
                  ${rows.map((row) => row.due_at)}::timestamptz[], ${rows.map((row) => row.attempted_at)}::timestamptz[],
                  ${rows.map((row) => row.status)}::int[], ${rows.map((row) => row.says)}::text[])
           as s (id, state, tries, due_at, attempted_at, status, says)
     where d.workspace_id = ${tx.workspaceId} and d.id = s.id and d.state = 'waiting' and d.tries = s.tries - 1`;
}

/** Forgets the oldest deliveries that were settled before then; one that still waits is kept, however old. */
export async function forgetDeliveries(tx: Tx, webhookId: string, before: number, limit: number): Promise<void> {
  await tx.sql`
    delete from webhook_delivery d using (
      select position from webhook_delivery
       where workspace_id = ${tx.workspaceId} and webhook_id = ${webhookId}::uuid and state <> 'waiting'
         and attempted_at < ${before}::timestamptz
       order by position limit ${limit}) old
     where d.workspace_id = ${tx.workspaceId} and d.webhook_id = ${webhookId}::uuid and d.position = old.position`;
}

/** A page of a webhook's deliveries, newest events first. */
export function deliveriesPage(
  tx: Tx,
  page: {
    readonly webhookId: Id<"whk">;
    readonly state: string | null;
    readonly before: number | null;
    readonly limit: number;
  },
): Promise<readonly DeliveryRow[]> {
  const { sql } = tx;
  return sql<DeliveryRow[]>`
    select id, event_id, position, state, tries, due_at, attempted_at, status, says from webhook_delivery
     where workspace_id = ${tx.workspaceId} and webhook_id = ${page.webhookId}
       ${page.state === null ? sql`` : sql`and state = ${page.state}`}
       ${page.before === null ? sql`` : sql`and position < ${page.before}::bigint`}
     order by position desc limit ${page.limit}`;
}
