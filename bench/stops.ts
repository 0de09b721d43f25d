import { performance } from "node:perf_hooks";
import { createWorkspace } from "../src/access/create-workspace.ts";
import { localOwner } from "../src/access/local-owner.ts";
import type { App } from "../src/app.ts";
import { withApp } from "./app.ts";

/** One question about what was not sent, and how long its answers took. */
interface Timing {
  readonly what: string;
  readonly p50Ms: number;
  readonly maxMs: number;
}

// A statement that is asked often gets one plan for all its parameters: it has to be a good one too.
const rounds = 15;
const longMs = 84 * 86_400_000;

/** Measures counts and lists of stops over so many decisions of a workspace, spread over twelve weeks. */
export async function runStopsBench(decisions: number, isJson: boolean, say: (text: string) => void): Promise<string> {
  say(`stops over ${decisions.toLocaleString("en")} decisions`);
  const found = await withApp((app) => benchStops(app, decisions));
  if (isJson) return `${JSON.stringify(found, null, 2)}\n`;
  const lines = found.map(({ what, p50Ms, maxMs }) => `${what.padEnd(28)}${ms(p50Ms)}${ms(maxMs)}`);
  return `${["".padEnd(28) + "p50".padStart(12) + "max".padStart(12), ...lines].join("\n")}\n`;
}

async function benchStops(app: App, decisions: number): Promise<readonly Timing[]> {
  const { workspaceId } = await createWorkspace(app.deps.access, { name: "Bench" });
  await fill(app, workspaceId, decisions);
  const caller = localOwner(workspaceId, "req_bench");
  const questions: readonly (readonly [string, string, unknown])[] = [
    ["count by reason and week", "stops.count", {}],
    ["count by policy and day", "stops.count", { by: "rule", per: "day" }],
    ["count by sequence", "stops.count", { by: "sequence", per: "all" }],
    ["count of one reason", "stops.count", { code: "GEO_CONSENT" }],
    ["list, first page", "stops.list", {}],
    ["list of one reason", "stops.list", { code: "QUIET_HOURS" }],
  ];
  const timings: Timing[] = [];
  for (const [what, name, input] of questions) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const from = performance.now();
      await app.invoker.call(name, input, caller);
      times.push(performance.now() - from);
    }
    times.sort((a, b) => a - b);
    timings.push({ what, p50Ms: times[Math.floor(rounds / 2)] ?? 0, maxMs: times.at(-1) ?? 0 });
  }
  return timings;
}

/** Actions in every state with a decision each, and facts as large as real ones. */
async function fill(app: App, workspaceId: string, decisions: number): Promise<void> {
  const { root } = app.resources.db;
  const now = Date.now();
  const facts = JSON.stringify({ filler: "x".repeat(2_500) });
  const made = { workspaceId, decisions, from: now - longMs, step: Math.floor(longMs / decisions), facts };
  await root`
    with made as (
      select n, gen.id, ('{denied,deferred,sent,cancelled,denied,awaiting_approval,rejected,sent,held,queued}'::text[])[1 + n % 10] as state,
             to_timestamp((${made.from}::float8 + n::float8 * ${made.step}::float8) / 1000) as at
        from generate_series(1, ${made.decisions}::int) n, lateral (select md5('action ' || n)::uuid as id) gen
    ), acted as (
      insert into action (workspace_id, id, kind, purpose, contact_id, proposer_kind, proposer_id, sequence_id, draft, state, outcome, reasons,
                          decision_id, record_id, until, stopped_reason, created_at, updated_at)
      select ${made.workspaceId}::uuid, id, 'send_email', 'outreach', md5('contact ' || n / 3)::uuid, 'agent', 'agt_bench',
             md5('sequence ' || n % 20)::uuid, '{}', state,
             case state when 'denied' then 'deny' when 'deferred' then 'defer' when 'awaiting_approval' then 'needs_approval' else 'allow' end,
             case state when 'denied' then jsonb_build_array(jsonb_build_object('rule', 'geo.optin-only', 'code', 'GEO_CONSENT', 'effect', 'deny', 'says', 'x'))
                        when 'deferred' then jsonb_build_array(jsonb_build_object('rule', 'hours.quiet', 'code', 'QUIET_HOURS', 'effect', 'defer', 'says', 'x'))
                        when 'awaiting_approval' then jsonb_build_array(jsonb_build_object('rule', 'approve.new-messaging', 'code', 'NEW_MESSAGING', 'effect', 'approval', 'says', 'x'))
                        else '[]' end,
             id, id, null, case state when 'cancelled' then 'reply' when 'rejected' then 'rejected at rcpt' when 'held' then 'auto_reply' end, at, at
        from made
    )
    insert into decision (workspace_id, id, action_id, contact_id, stage, outcome, facts, checks, reasons, approvals_needed, record_id, decided_at)
    select ${made.workspaceId}::uuid, id, id, id, 'propose', case state when 'deferred' then 'defer' else 'deny' end, ${made.facts}::jsonb, '[]', '[]', '[]', id, at
      from made`;
  await root`analyze action`;
  await root`analyze decision`;
}

const ms = (value: number): string => `${value.toFixed(1)} ms`.padStart(12);
