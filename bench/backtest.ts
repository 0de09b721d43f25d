import { performance } from "node:perf_hooks";
import { createWorkspace } from "../src/access/create-workspace.ts";
import { localOwner } from "../src/access/local-owner.ts";
import type { App } from "../src/app.ts";
import { domainsOfContacts } from "../src/identity/company-domains.ts";
import { dayMs } from "../src/kernel/env.ts";
import type { Id } from "../src/kernel/ids.ts";
import { stepsIn } from "../src/policy/backtest/steps.ts";
import { type BacktestMode, backtestModes } from "../src/policy/core/backtest/fates.ts";
import { clearFacts } from "../src/policy/core/canary.ts";
import { withApp } from "./app.ts";

/** A back-test of so many decisions beside reading the same rows and doing nothing with them. */
interface BacktestBench {
  readonly decisions: number;
  readonly readMs: number;
  readonly modes: Readonly<Record<BacktestMode, { readonly ms: number; readonly says: string }>>;
  readonly peakRssMb: number;
}

/** Measures `policy.backtest` in both modes by a tighter cap, over decisions of a month, two of three of them sent. */
export async function runBacktestBench(
  decisions: number,
  isJson: boolean,
  say: (text: string) => void,
): Promise<string> {
  say(`back-test of ${decisions.toLocaleString("en")} decisions`);
  const found = await withApp((app) => benchBacktest(app, decisions));
  if (isJson) return `${JSON.stringify(found, null, 2)}\n`;
  const per = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`.padStart(10);
  return [
    `${"reading the rows alone".padEnd(28)}${per(found.readMs)}`,
    ...backtestModes.map((mode) => `${mode.padEnd(28)}${per(found.modes[mode].ms)}  ${found.modes[mode].says}`),
    `${"most memory held".padEnd(28)}${`${found.peakRssMb} MB`.padStart(10)}`,
    "",
  ].join("\n");
}

async function benchBacktest(app: App, decisions: number): Promise<BacktestBench> {
  const { workspaceId } = await createWorkspace(app.deps.access, { name: "Bench" });
  const caller = localOwner(workspaceId, "req_bench");
  const to = Date.now();
  await fill(app, workspaceId, decisions, to);
  const { organisation } = (await app.invoker.call("policy.get", {}, caller)) as { organisation: string };
  const tighter = organisation.replace("context.caps.contact.d7 >= 2 ", "context.caps.contact.d7 >= 1 ");
  const readMs = await timed(() => readAll(app, workspaceId, to));
  const modes: Partial<Record<BacktestMode, { ms: number; says: string }>> = {};
  let peakRssMb = 0;
  const watching = setInterval(() => {
    peakRssMb = Math.max(peakRssMb, Math.round(process.memoryUsage.rss() / 1_048_576));
  }, 50);
  for (const mode of backtestModes) {
    const from = performance.now();
    const { says } = (await app.invoker.call("policy.backtest", { organisation: tighter, mode }, caller)) as {
      says: string;
    };
    modes[mode] = { ms: performance.now() - from, says };
  }
  clearInterval(watching);
  return { decisions, readMs, modes: modes as BacktestBench["modes"], peakRssMb };
}

async function readAll(app: App, workspaceId: Id<"wsp">, to: number): Promise<void> {
  const span = { from: to - 30 * dayMs, to };
  for (let after: Parameters<typeof stepsIn>[2]["after"] = null; ; ) {
    const page = await app.resources.db.read(workspaceId, (tx) =>
      stepsIn(domainsOfContacts, tx, { ...span, after }, "timeline", 1_000),
    );
    if (page.next === null) return;
    after = page.next;
  }
}

/** Decisions over thirty days about a third as many people, each with facts as large as real ones; two of three were sent and counted. */
async function fill(app: App, workspaceId: string, decisions: number, to: number): Promise<void> {
  const { root } = app.resources.db;
  const facts = JSON.stringify(clearFacts("send_email"));
  const stepMs = Math.floor((30 * dayMs) / (decisions + 1));
  await root`
    insert into decision (workspace_id, id, action_id, contact_id, stage, outcome, facts, checks, reasons, approvals_needed, record_id, decided_at)
    select ${workspaceId}::uuid, md5('decision ' || n)::uuid, md5('decision ' || n)::uuid, md5('contact ' || n % ${Math.ceil(decisions / 3)})::uuid,
           'propose', 'allow', jsonb_set(${facts}::text::jsonb, '{contact,id}', to_jsonb('con_' || n % ${Math.ceil(decisions / 3)})),
           '[]', '[]', '[]', md5('decision ' || n)::uuid, to_timestamp((${to}::float8 - n::float8 * ${stepMs}::float8) / 1000)
      from generate_series(1, ${decisions}::int) n`;
  await root`
    with used as (
      select action_id, decided_at, s.kind, s.key
        from (select *, row_number() over (order by decided_at) as n from decision where workspace_id = ${workspaceId}) d
       cross join lateral (values ('contact', facts #>> '{contact,id}'), ('persona', facts #>> '{contact,persona}'), ('mailbox', 'mbx_bench')) as s (kind, key)
       where n % 3 > 0
    ), subjects as (
      insert into cap_subject (workspace_id, kind, key) select distinct ${workspaceId}::uuid, kind, key from used
    )
    insert into cap_ledger (workspace_id, kind, key, action_id, at, state, expires_at)
    select ${workspaceId}::uuid, kind, key, action_id, decided_at, 'used', decided_at from used`;
  await root`analyze decision`;
  await root`analyze cap_ledger`;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
