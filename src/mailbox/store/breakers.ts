import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { BreakerScope } from "../contract.ts";
import type { Finding } from "../core/breaker.ts";

/** A breaker that tripped at least once, with what it tripped on last. */
export interface BreakerRow extends Finding {
  readonly scope: BreakerScope;
  readonly key: string;
  readonly state: "closed" | "tripped";
  readonly trippedAt: Instant;
  readonly armedAt: Instant | null;
  readonly recordId: Id<"aud">;
}

type Row = Omit<BreakerRow, "recordId"> & { readonly recordId: string };

/** Trips a breaker; false when it is tripped already. */
export async function trip(
  tx: Tx,
  scope: BreakerScope,
  key: string,
  finding: Finding,
  recordId: Id<"aud">,
): Promise<boolean> {
  const rows = await tx.sql`
    insert into mailbox_breaker (workspace_id, scope, key, state, arming, tripped_at, cause, failures, sent, rate_bp, least_bp,
      stop_bp, record_id)
    values (${tx.workspaceId}, ${scope}, ${key}, 'tripped', 0, ${tx.now}, ${finding.cause}, ${finding.failures}, ${finding.sent},
      ${finding.rateBp}, ${finding.leastBp}, ${finding.stopBp}, ${recordId})
        on conflict (workspace_id, scope, key) do update
       set state = 'tripped', tripped_at = excluded.tripped_at, cause = excluded.cause, failures = excluded.failures,
           sent = excluded.sent, rate_bp = excluded.rate_bp, least_bp = excluded.least_bp, stop_bp = excluded.stop_bp,
           record_id = excluded.record_id
     where mailbox_breaker.state = 'closed'
    returning key`;
  return rows.length === 1;
}

/** Arms a breaker again, counting from nothing; false when it is not tripped. */
export async function rearm(tx: Tx, scope: BreakerScope, key: string): Promise<boolean> {
  const rows = await tx.sql`
    update mailbox_breaker set state = 'closed', arming = arming + 1, armed_at = ${tx.now}
     where workspace_id = ${tx.workspaceId} and scope = ${scope} and key = ${key} and state = 'tripped'
    returning key`;
  return rows.length === 1;
}

/** Shows the breaker of a mailbox in its own row, which is what choosing a mailbox reads. */
export async function markMailbox(tx: Tx, id: Id<"mbx">, state: "closed" | "tripped"): Promise<void> {
  await tx.sql`update mailbox set breaker = ${state} where workspace_id = ${tx.workspaceId} and id = ${id}`;
}

/** The mailboxes that send from a domain. */
export async function mailboxesOfDomain(tx: Tx, domain: string): Promise<readonly Id<"mbx">[]> {
  const rows = await tx.sql<{ id: string }[]>`
    select id from mailbox where workspace_id = ${tx.workspaceId} and from_domain = ${domain} order by id`;
  return rows.map((row) => idFromUuid("mbx", row.id));
}

/** Breakers of these scopes that tripped at least once. */
export async function breakersOf(
  tx: Tx,
  watched: readonly { readonly scope: BreakerScope; readonly key: string }[],
): Promise<readonly BreakerRow[]> {
  const rows = await tx.sql<Row[]>`
    select ${columns(tx)} from mailbox_breaker
     where workspace_id = ${tx.workspaceId}
       and (scope, key) in (select * from unnest(${watched.map(({ scope }) => scope)}::text[], ${watched.map(({ key }) => key)}::text[]))
     order by scope, key`;
  return rows.map(breakerFromRow);
}

/** The breakers that are tripped now, up to a number. */
export async function trippedBreakers(tx: Tx, count: number): Promise<readonly BreakerRow[]> {
  const rows = await tx.sql<Row[]>`
    select ${columns(tx)} from mailbox_breaker
     where workspace_id = ${tx.workspaceId} and state = 'tripped' order by scope, key limit ${count}`;
  return rows.map(breakerFromRow);
}

function columns(tx: Tx) {
  return tx.sql`scope, key, state, tripped_at as "trippedAt", armed_at as "armedAt", cause, failures, sent, rate_bp as "rateBp",
    least_bp as "leastBp", stop_bp as "stopBp", record_id as "recordId"`;
}

function breakerFromRow(row: Row): BreakerRow {
  return { ...row, recordId: idFromUuid("aud", row.recordId) };
}
