import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";

export type AskState = "waiting" | "asked" | "answered" | "missed" | "unneeded" | "failed";

export interface RunRow {
  readonly id: string;
  readonly provider_id: string;
  readonly fields: readonly string[];
  readonly stale_ms: number | null;
  readonly contacts: number;
  readonly unneeded: number;
  readonly spent: number;
  /** Questions in a row that came to nothing. */
  readonly failures: number;
  readonly state: "running" | "done" | "stopped";
  readonly stop_reason: string | null;
  readonly actor: unknown;
  readonly created_by: string;
  readonly created_at: Instant;
  readonly finished_at: Instant | null;
}

export interface AskRow {
  readonly contact_id: string;
  readonly tries: number;
  readonly reserved: number;
  readonly reserved_on: string | null;
  readonly fields: readonly string[];
}

/** What came of one question, and what of its reservation is owed. */
export interface AskResult {
  readonly contactId: string;
  readonly tries: number;
  readonly state: AskState;
  readonly cost: number;
  readonly claims: number;
  readonly isCached: boolean;
  readonly reason: string | null;
}

export interface AskCounts {
  readonly waiting: number;
  readonly asked: number;
  readonly answered: number;
  readonly missed: number;
  readonly unneeded: number;
  readonly failed: number;
  readonly known: number;
  readonly claims: number;
}

const columns = (tx: Tx) => tx.sql`
  id, provider_id, fields, stale_ms, contacts, unneeded, spent, failures, state, stop_reason, actor, created_by, created_at, finished_at`;

export async function insertRun(tx: Tx, row: RunRow): Promise<void> {
  await tx.sql`
    insert into enrichment_run (workspace_id, id, provider_id, fields, stale_ms, contacts, unneeded, spent, failures, state, stop_reason, actor, created_by,
                                created_at, finished_at)
    values (${tx.workspaceId}, ${row.id}, ${row.provider_id}, ${[...row.fields]}::text[], ${row.stale_ms}, ${row.contacts}, ${row.unneeded}, ${row.spent},
            ${row.failures}, ${row.state}, ${row.stop_reason}, ${JSON.stringify(row.actor)}::text::jsonb, ${row.created_by}, ${row.created_at}, ${row.finished_at})`;
}

export async function insertAsks(tx: Tx, runId: string, contactIds: readonly string[]): Promise<void> {
  await tx.sql`
    insert into enrichment_ask (workspace_id, run_id, contact_id, number, state, fields, tries, reserved, cost, claims)
    select ${tx.workspaceId}::uuid, ${runId}::uuid, c.id, c.number, 'waiting', '{}', 0, 0, 0, 0
      from unnest(${[...contactIds]}::uuid[]) with ordinality as c (id, number)`;
}

export async function runById(tx: Tx, id: string): Promise<RunRow | null> {
  const rows = await tx.sql<RunRow[]>`
    select ${columns(tx)} from enrichment_run where workspace_id = ${tx.workspaceId} and id = ${id}`;
  return rows[0] ?? null;
}

/** The same, held to the end of the transaction. */
export async function heldRun(tx: Tx, id: string): Promise<RunRow | null> {
  const rows = await tx.sql<RunRow[]>`
    select ${columns(tx)} from enrichment_run where workspace_id = ${tx.workspaceId} and id = ${id} for update`;
  return rows[0] ?? null;
}

export async function endRun(tx: Tx, id: string, state: "done" | "stopped", reason: string | null): Promise<void> {
  await tx.sql`
    update enrichment_run set state = ${state}, stop_reason = ${reason}, finished_at = ${tx.now}
     where workspace_id = ${tx.workspaceId} and id = ${id} and state = 'running'`;
}

/** Ends every run of a provider that is going. */
export async function stopRunsOf(tx: Tx, providerId: string, reason: string): Promise<void> {
  await tx.sql`
    update enrichment_run set state = 'stopped', stop_reason = ${reason}, finished_at = ${tx.now}
     where workspace_id = ${tx.workspaceId} and provider_id = ${providerId} and state = 'running'`;
}

/** Counts what a run spends, and how many questions in a row came to nothing. */
export async function countOnRun(tx: Tx, id: string, spent: number, failures: number): Promise<void> {
  await tx.sql`
    update enrichment_run set spent = spent + ${spent}, failures = ${failures}
     where workspace_id = ${tx.workspaceId} and id = ${id}`;
}

export async function asksIn(tx: Tx, runId: string, state: AskState, count: number): Promise<readonly AskRow[]> {
  return await tx.sql<AskRow[]>`
    select contact_id, tries, reserved, reserved_on::text as reserved_on, fields from enrichment_ask
     where workspace_id = ${tx.workspaceId} and run_id = ${runId} and state = ${state} order by number limit ${count}`;
}

/** Takes questions in hand under a new fencing number, with what is reserved for each. */
export async function takeAsks(
  tx: Tx,
  runId: string,
  day: string,
  rows: readonly { readonly contactId: string; readonly fields: readonly string[]; readonly reserved: number }[],
): Promise<void> {
  await tx.sql`
    update enrichment_ask a
       set state = 'asked', tries = a.tries + 1, fields = array(select jsonb_array_elements_text(t.fields::jsonb)), reserved = t.reserved, reserved_on = ${day}::date
      from unnest(${rows.map((row) => row.contactId)}::uuid[], ${rows.map((row) => JSON.stringify(row.fields))}::text[], ${rows.map((row) => row.reserved)}::int[])
           as t (contact_id, fields, reserved)
     where a.workspace_id = ${tx.workspaceId} and a.run_id = ${runId} and a.contact_id = t.contact_id`;
}

/** Questions that a worker took and never came back with wait again; what was reserved may be owed and stays counted. */
export async function recoverAsks(tx: Tx, runId: string): Promise<number> {
  const rows = await tx.sql`
    update enrichment_ask set state = 'waiting', cost = cost + reserved, reserved = 0, reserved_on = null
     where workspace_id = ${tx.workspaceId} and run_id = ${runId} and state = 'asked' returning contact_id`;
  return rows.length;
}

/** Settles questions that are still in the hands of those who asked them; answers which those were. */
export async function settleAsks(
  tx: Tx,
  runId: string,
  results: readonly AskResult[],
): Promise<readonly (AskRow & { readonly cost: number })[]> {
  return await tx.sql<(AskRow & { cost: number })[]>`
    with held as (
      select a.contact_id, a.tries, a.reserved, a.reserved_on::text as reserved_on, a.fields, r.state, r.cost, r.claims, r.is_cached, r.reason
        from enrichment_ask a
        join unnest(${results.map((row) => row.contactId)}::uuid[], ${results.map((row) => row.tries)}::int[], ${results.map((row) => row.state)}::text[],
                    ${results.map((row) => row.cost)}::int[], ${results.map((row) => row.claims)}::int[], ${results.map((row) => String(row.isCached))}::text[],
                    ${results.map((row) => row.reason)}::text[]) as r (contact_id, tries, state, cost, claims, is_cached, reason)
          on a.contact_id = r.contact_id and a.tries = r.tries
       where a.workspace_id = ${tx.workspaceId} and a.run_id = ${runId} and a.state = 'asked' for update of a),
    settled as (
      update enrichment_ask a
         set state = h.state, cost = a.cost + h.cost, reserved = 0, reserved_on = null, claims = h.claims, is_cached = h.is_cached::boolean, reason = h.reason,
             answered_at = case when h.state = 'waiting' then null else ${tx.now}::timestamptz end
        from held h where a.workspace_id = ${tx.workspaceId} and a.run_id = ${runId} and a.contact_id = h.contact_id)
    select contact_id, tries, reserved, reserved_on, fields, cost from held`;
}

/** Those of these questions that are still in the hands of those who asked them. */
export async function stillAsked(
  tx: Tx,
  runId: string,
  asks: readonly { readonly contactId: string; readonly tries: number }[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.sql<{ contact_id: string }[]>`
    select a.contact_id from enrichment_ask a
      join unnest(${asks.map((ask) => ask.contactId)}::uuid[], ${asks.map((ask) => ask.tries)}::int[]) as t (contact_id, tries)
        on a.contact_id = t.contact_id and a.tries = t.tries
     where a.workspace_id = ${tx.workspaceId} and a.run_id = ${runId} and a.state = 'asked' for update of a`;
  return new Set(rows.map((row) => row.contact_id));
}

export async function askCounts(tx: Tx, runId: string): Promise<AskCounts> {
  const rows = await tx.sql<AskCounts[]>`
    select count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'asked')::int as asked,
           count(*) filter (where state = 'answered')::int as answered, count(*) filter (where state = 'missed')::int as missed,
           count(*) filter (where state = 'unneeded')::int as unneeded, count(*) filter (where state = 'failed')::int as failed,
           count(*) filter (where is_cached)::int as known, coalesce(sum(claims), 0)::int as claims
      from enrichment_ask where workspace_id = ${tx.workspaceId} and run_id = ${runId}`;
  const none = { waiting: 0, asked: 0, answered: 0, missed: 0, unneeded: 0, failed: 0, known: 0, claims: 0 };
  return rows[0] ?? none;
}
