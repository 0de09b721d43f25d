import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";

export interface WorkRow {
  readonly ruleset_id: string;
  readonly act: "try" | "activate" | "upgrade";
  readonly state: "running" | "done" | "refused";
  readonly done: number;
  readonly total: number;
  readonly refusal: string | null;
  readonly place: unknown;
  readonly actor: unknown;
  readonly reason: string;
  readonly started_at: Instant;
}

/** Says that work on a ruleset begins; what was done with it before is forgotten. */
export async function beginWork(
  tx: Tx,
  work: Pick<WorkRow, "ruleset_id" | "act" | "total" | "actor" | "reason">,
): Promise<void> {
  await tx.sql`
    insert into ruleset_work (workspace_id, ruleset_id, act, state, done, total, actor, reason, started_at)
    values (${tx.workspaceId}, ${work.ruleset_id}, ${work.act}, 'running', 0, ${work.total}, ${JSON.stringify(work.actor)}::text::jsonb, ${work.reason}, ${tx.now})
    on conflict (workspace_id, ruleset_id) do update
       set act = excluded.act, state = 'running', done = 0, total = excluded.total, refusal = null, place = null, actor = excluded.actor, reason = excluded.reason,
           started_at = excluded.started_at`;
}

/** What is, or was last, done with these rulesets. */
export async function workOn(tx: Tx, rulesetIds: readonly string[]): Promise<ReadonlyMap<string, WorkRow>> {
  const rows = await tx.sql<WorkRow[]>`
    select ruleset_id, act, state, done, total, refusal, place, actor, reason, started_at from ruleset_work
     where workspace_id = ${tx.workspaceId} and ruleset_id = any(${[...rulesetIds]}::uuid[])`;
  return new Map(rows.map((row) => [row.ruleset_id, row]));
}

/** The work that goes on in the workspace. */
export async function workUnderWay(tx: Tx): Promise<WorkRow | null> {
  const [row] = await tx.sql<WorkRow[]>`
    select ruleset_id, act, state, done, total, refusal, place, actor, reason, started_at from ruleset_work
     where workspace_id = ${tx.workspaceId} and state = 'running' limit 1`;
  return row ?? null;
}

export async function noteProgress(tx: Tx, rulesetId: string, done: number): Promise<void> {
  await tx.sql`
    update ruleset_work set done = ${done} where workspace_id = ${tx.workspaceId} and ruleset_id = ${rulesetId} and state = 'running'`;
}

/** Keeps where work goes on, in the transaction that got so far. */
export async function keepPlace(tx: Tx, rulesetId: string, done: number, place: unknown): Promise<void> {
  await tx.sql`
    update ruleset_work set done = ${done}, place = ${JSON.stringify(place)}::text::jsonb
     where workspace_id = ${tx.workspaceId} and ruleset_id = ${rulesetId} and state = 'running'`;
}

/** Says how work ended: done, or refused with what to do instead. */
export async function endWork(tx: Tx, rulesetId: string, refusal: string | null): Promise<void> {
  await tx.sql`
    update ruleset_work set state = ${refusal === null ? "done" : "refused"}, refusal = ${refusal}, done = case when ${refusal === null} then total else done end
     where workspace_id = ${tx.workspaceId} and ruleset_id = ${rulesetId}`;
}
