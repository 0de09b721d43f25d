import { type Manner, propose, quantile } from "./decide.ts";
import { nextRound, type Stage } from "./decide-stage.ts";

/** What a decision costs in a workspace with so long a history. */
export interface GrowthBench {
  /** Touches of the past, each with its action, its event and its places under the caps. */
  readonly touches: number;
  readonly decisionMedianMs: number;
  readonly decisionsPerSecond: number;
}

/** A busy workspace: what is longer ago than the windows of the caps is history that only grows. */
const touchesADay = 200;

/** Decides in the same manner after ever longer histories. */
export async function benchGrowth(
  stage: Stage,
  manner: Manner,
  sizes: readonly number[],
  forMs: number,
): Promise<readonly GrowthBench[]> {
  const { root } = stage.app.resources.db;
  await root`create table bench_touch (id uuid, n int, contact_id uuid, account_id uuid, old uuid, at timestamptz)`;
  const results: GrowthBench[] = [];
  for (const touches of sizes) {
    await nextRound(stage);
    await addPast(stage, touches);
    await propose(stage, manner, forMs / 4, new Map());
    const { latencies, perSecond } = await propose(stage, manner, forMs, new Map());
    const decisionMedianMs = quantile(latencies, 0.5);
    results.push({ touches, decisionMedianMs, decisionsPerSecond: Math.round(perSecond) });
  }
  return results;
}

/** Actions, events and places under caps of earlier days, the newest three days ago, so that no cap of a day is met. */
async function addPast(stage: Stage, touches: number): Promise<void> {
  const { root } = stage.app.resources.db;
  const { workspaceId } = stage;
  const [allowed] = await root<{ count: number }[]>`
    select count(*) from action where workspace_id = ${workspaceId} and outcome = 'allow' and state = 'queued'`;
  await root`truncate bench_touch`;
  await root`
    insert into bench_touch
    select gen_random_uuid(), g.n, c.id, c.account_id, a.id,
           (select now from simulation_clock) - interval '3 days' - g.n * interval '1 day' / ${touchesADay}::int
      from generate_series(0, ${touches - 1}::int) as g (n)
      join (select id, account_id, row_number() over (order by id) - 1 as n from contact
             where workspace_id = ${workspaceId} and merged_into is null) c on c.n = g.n % ${stage.contactIds.length}::int
      join (select id, row_number() over (order by id) - 1 as n from action
             where workspace_id = ${workspaceId} and outcome = 'allow' and state = 'queued') a on a.n = g.n % ${allowed?.count ?? 0}::int`;
  await root`
    insert into cap_ledger (workspace_id, kind, key, action_id, at, state, expires_at)
    select l.workspace_id, l.kind, l.key, t.id, t.at, 'used', t.at
      from bench_touch t join cap_ledger l on l.workspace_id = ${workspaceId} and l.action_id = t.old
     where l.kind in ('persona', 'mailbox', 'agent')`;
  await root`
    insert into action
    select (jsonb_populate_record(a, jsonb_build_object('id', t.id, 'contact_id', t.contact_id, 'account_id', t.account_id,
                                                        'state', 'sent', 'created_at', t.at, 'updated_at', t.at))).*
      from bench_touch t join action a on a.workspace_id = ${workspaceId} and a.id = t.old`;
  await root`
    with batch as (
      insert into activity_batch (workspace_id, id, events) values (${workspaceId}, gen_random_uuid(), ${touches}) returning id
    )
    insert into activity_event (workspace_id, id, kind, contact_id, account_id, occurred_at, recorded_at, source_key, action_id, data, batch_id, place)
    select ${workspaceId}::uuid, gen_random_uuid(), 'email_sent', t.contact_id, t.account_id, t.at, t.at, 'bench ' || t.id, t.id, '{}', batch.id, t.n
      from bench_touch t, batch`;
  for (const table of ["cap_ledger", "action", "activity_event"]) await root.unsafe(`vacuum analyze ${table}`);
}
