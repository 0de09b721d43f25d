import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid, uuidFromId } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { WebhookProvider } from "../core/webhooks/event.ts";

/** A sending provider as it is stored; its secrets stay sealed here. */
export interface ProviderRow {
  readonly id: string;
  readonly kind: WebhookProvider;
  readonly name: string;
  readonly state: "active" | "paused";
  readonly state_reason: string | null;
  readonly topic_arn: string | null;
  readonly confirmed_at: Instant | null;
  readonly mailbox_id: string | null;
  readonly audience: string | null;
  readonly service_account: string | null;
  readonly secret_sealed: Uint8Array | null;
  readonly former_sealed: Uint8Array | null;
  readonly former_until: Instant | null;
  readonly address_version: number;
  readonly notice: string | null;
  readonly notice_at: Instant | null;
  readonly created_by: string;
  readonly created_at: Instant;
}

/** Adds a provider, unless the workspace has so many already. */
export async function insertProvider(tx: Tx, row: ProviderRow, max: number): Promise<boolean> {
  const inserted = await tx.sql`
    insert into provider (workspace_id, id, kind, name, state, state_reason, topic_arn, mailbox_id, audience, service_account,
                          secret_sealed, address_version, created_by, created_at)
    select ${tx.workspaceId}, ${row.id}, ${row.kind}, ${row.name}, ${row.state}, null, ${row.topic_arn}, ${row.mailbox_id}::uuid,
           ${row.audience}, ${row.service_account}, ${row.secret_sealed}::bytea, ${row.address_version}::int, ${row.created_by},
           ${row.created_at}::timestamptz
     where (select count(*) from provider where workspace_id = ${tx.workspaceId}) < ${max}
    returning id`;
  return inserted.length === 1;
}

/** Every provider of the workspace, oldest first. */
export function providers(tx: Tx): Promise<readonly ProviderRow[]> {
  return tx.sql<ProviderRow[]>`
    select ${columns(tx)} from provider where workspace_id = ${tx.workspaceId} order by id`;
}

/** One provider. */
export async function providerById(tx: Tx, id: Id<"esp">): Promise<ProviderRow | null> {
  const [row] = await tx.sql<ProviderRow[]>`
    select ${columns(tx)} from provider where workspace_id = ${tx.workspaceId} and id = ${id}`;
  return row ?? null;
}

/** One provider, which nobody else changes until this transaction ends. */
export async function lockedProvider(tx: Tx, id: Id<"esp">): Promise<ProviderRow | null> {
  const [row] = await tx.sql<ProviderRow[]>`
    select ${columns(tx)} from provider where workspace_id = ${tx.workspaceId} and id = ${id} for update`;
  return row ?? null;
}

/** Writes what people change of a provider. */
export async function updateProvider(tx: Tx, row: ProviderRow): Promise<void> {
  await tx.sql`
    update provider set state = ${row.state}, state_reason = ${row.state_reason}, secret_sealed = ${row.secret_sealed},
           former_sealed = ${row.former_sealed}, former_until = ${row.former_until}, address_version = ${row.address_version}
     where workspace_id = ${tx.workspaceId} and id = ${row.id}`;
}

/** Notes that the subscription of a provider's topic was confirmed. */
export async function noteConfirmed(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx.sql`
    update provider set confirmed_at = ${at} where workspace_id = ${tx.workspaceId} and id = ${id}`;
}

/** Notes what a provider said of the subscription itself. */
export async function noteNotice(tx: Tx, id: string, notice: string, at: Instant): Promise<void> {
  await tx.sql`
    update provider set notice = ${notice}, notice_at = ${at} where workspace_id = ${tx.workspaceId} and id = ${id}`;
}

/** Takes a call, once: false for a repetition. Whoever takes the same one at the same time waits for this transaction. */
export async function insertCall(tx: Tx, providerId: string, replayKey: string, at: Instant): Promise<boolean> {
  const rows = await tx.sql`
    insert into provider_call (workspace_id, provider_id, replay_key, received_at)
    values (${tx.workspaceId}, ${providerId}, ${replayKey}, ${at})
    on conflict (workspace_id, provider_id, replay_key) do nothing returning replay_key`;
  return rows.length === 1;
}

/** Whether a call was taken already. */
export async function hasCall(tx: Tx, providerId: string, replayKey: string): Promise<boolean> {
  const rows = await tx.sql`
    select 1 from provider_call
     where workspace_id = ${tx.workspaceId} and provider_id = ${providerId} and replay_key = ${replayKey}`;
  return rows.length === 1;
}

/** One event as it is kept. */
export interface ToldEvent {
  /** SHA-256 in hex. */
  readonly digest: string;
  readonly kind: string;
  readonly name: string;
  readonly occurredAt: Instant | null;
  readonly messageId: Id<"msg"> | null;
}

/** Keeps events and returns the digests of those that are news: not told before, or now known to be about a message. */
export async function insertTold(
  tx: Tx,
  providerId: string,
  events: readonly ToldEvent[],
  at: Instant,
): Promise<ReadonlySet<string>> {
  const rows = await tx.sql<{ digest: string }[]>`
    insert into provider_event (workspace_id, provider_id, digest, kind, name, occurred_at, received_at, message_id)
    select ${tx.workspaceId}::uuid, ${providerId}::uuid, decode(e.digest, 'hex'), e.kind, e.name, e.occurred_at, ${at}::timestamptz, e.message_id
      from unnest(${events.map((event) => event.digest)}::text[], ${events.map((event) => event.kind)}::text[],
                  ${events.map((event) => event.name)}::text[], ${events.map((event) => event.occurredAt)}::timestamptz[],
                  ${events.map((event) => (event.messageId === null ? null : uuidFromId(event.messageId)))}::uuid[])
           as e (digest, kind, name, occurred_at, message_id)
     order by e.digest
        on conflict (workspace_id, provider_id, digest)
        do update set message_id = excluded.message_id
         where provider_event.message_id is null and excluded.message_id is not null
    returning encode(digest, 'hex') as digest`;
  return new Set(rows.map((row) => row.digest));
}

/** How each provider is doing. */
export interface Heard {
  readonly heardAt: Instant | null;
  readonly events: number;
  readonly unmatched: number;
}

/** When each provider was last heard and how many of its events fit a message. */
export async function heardFrom(tx: Tx): Promise<ReadonlyMap<Id<"esp">, Heard>> {
  const rows = await tx.sql<{ id: string; heard_at: Instant | null; events: number; unmatched: number }[]>`
    select p.id,
           (select max(c.received_at) from provider_call c
             where c.workspace_id = ${tx.workspaceId} and c.provider_id = p.id) as heard_at,
           count(e.digest) filter (where e.message_id is not null)::int as events,
           count(e.digest) filter (where e.message_id is null and e.kind <> 'ignored')::int as unmatched
      from provider p left join provider_event e on e.workspace_id = ${tx.workspaceId} and e.provider_id = p.id
     where p.workspace_id = ${tx.workspaceId} group by p.id`;
  return new Map(
    rows.map((row) => [
      idFromUuid("esp", row.id),
      { heardAt: row.heard_at, events: row.events, unmatched: row.unmatched },
    ]),
  );
}

/** Forgets calls and events from before. */
export async function forgetTold(tx: Tx, callsBefore: Instant, eventsBefore: Instant): Promise<void> {
  await tx.sql`delete from provider_call where workspace_id = ${tx.workspaceId} and received_at < ${callsBefore}`;
  await tx.sql`delete from provider_event where workspace_id = ${tx.workspaceId} and received_at < ${eventsBefore}`;
}

function columns(tx: Tx) {
  return tx.sql`id, kind, name, state, state_reason, topic_arn, confirmed_at, mailbox_id, audience, service_account, secret_sealed,
    former_sealed, former_until, address_version, notice, notice_at, created_by, created_at`;
}
