import { performance } from "node:perf_hooks";
import { agentScopes } from "../src/access/core/scopes.ts";
import { createWorkspace } from "../src/access/create-workspace.ts";
import { localOwner } from "../src/access/local-owner.ts";
import type { App } from "../src/app.ts";
import { runSequencer } from "../src/audit/sequencer.ts";
import { type Id, idFromUuid, newUuid } from "../src/kernel/ids.ts";
import { limits } from "../src/kernel/limits.ts";
import type { Caller } from "../src/kernel/operation.ts";
import type { Sql } from "../src/kernel/sql.ts";
import { recordRead } from "../src/mailbox/heartbeat.ts";

/** Governed decisions against bare inserts at one number of concurrent clients, in interleaved rounds on one database. */
export interface DecideBench {
  readonly clients: number;
  readonly decisionsPerSecond: number;
  readonly decisionMedianMs: number;
  readonly insertsPerSecond: number;
  readonly insertMedianMs: number;
  /** How many bare durable inserts are made in the time of one governed decision. */
  readonly ratio: number;
  readonly outcomes: Readonly<Record<string, number>>;
}

export interface DecideOptions {
  readonly clients: readonly number[];
  readonly rounds: number;
  readonly decideMs: number;
  readonly insertMs: number;
  /** Contacts to propose to; each gets one proposal, since a second one would meet a cap. */
  readonly contacts: number;
}

/** Reservations of a permit that nobody uses count for this long in business time; then the caps are open again. */
const permitMs = limits.permitTtlMs + 60_000;
/** One for each persona that caps are counted by. */
const titles = ["Chief Operating Officer", "Head of Operations", "Operations Manager", "Analyst"];

interface Stage {
  readonly app: App;
  readonly agent: Caller;
  readonly templateId: string;
  readonly contactIds: readonly Id<"con">[];
}

interface Sample {
  readonly perSecond: number;
  readonly latencies: readonly number[];
}

/**
 * Decides end to end: the operation's door, one batch per transaction, facts of the contact, policy, caps, decision, audit
 * record and queued dispatch, durable when it answers; the sequencer signs alongside, as it always does.
 */
export async function benchDecide(app: App, options: DecideOptions): Promise<readonly DecideBench[]> {
  const stage = await setStage(app, options.contacts);
  const { root } = app.resources.db;
  await root.unsafe("create table bench_bare (workspace_id uuid, id uuid, body text, primary key (workspace_id, id))");
  const stop = new AbortController();
  const sequencing = runSequencer({ ...app.resources, onError: (error) => console.error(error) }, stop.signal);
  try {
    const cursor = { next: 0 };
    // The first calls of a process compile code and fill caches.
    await decisions(stage, cursor, 8, options.decideMs, new Map());
    const results: DecideBench[] = [];
    for (const clients of options.clients) results.push(await atConcurrency(stage, cursor, root, clients, options));
    return results;
  } finally {
    stop.abort();
    await sequencing;
  }
}

async function atConcurrency(
  stage: Stage,
  cursor: { next: number },
  root: Sql,
  clients: number,
  options: DecideOptions,
): Promise<DecideBench> {
  const [decided, inserted]: [Sample[], Sample[]] = [[], []];
  const outcomes = new Map<string, number>();
  for (let round = 0; round < options.rounds; round += 1) {
    inserted.push(await inserts(stage.app, root, stage.agent.workspaceId, clients, options.insertMs));
    decided.push(await decisions(stage, cursor, clients, options.decideMs, outcomes));
  }
  const rate = (samples: readonly Sample[]): number => median(samples.map((sample) => sample.perSecond));
  const latency = (samples: readonly Sample[]): number => median(samples.flatMap((sample) => sample.latencies));
  return {
    clients,
    decisionsPerSecond: Math.round(rate(decided)),
    decisionMedianMs: latency(decided),
    insertsPerSecond: Math.round(rate(inserted)),
    insertMedianMs: latency(inserted),
    ratio: rate(inserted) / rate(decided),
    outcomes: Object.fromEntries(outcomes),
  };
}

async function decisions(
  stage: Stage,
  cursor: { next: number },
  clients: number,
  forMs: number,
  outcomes: Map<string, number>,
): Promise<Sample> {
  const { root } = stage.app.resources.db;
  await root`update simulation_clock set now = now + ${`${permitMs} milliseconds`}::interval`;
  await recordRead(stage.app.resources, stage.agent.workspaceId);
  return sample(clients, forMs, async () => {
    const contactId = stage.contactIds[cursor.next++];
    if (contactId === undefined) throw new Error("the bench ran out of contacts: give it more");
    const draft = { templateId: stage.templateId };
    const answer = await stage.app.invoker.call("actions.propose", { contactId, draft }, stage.agent);
    const { outcome } = (answer as { decision: { outcome: string } }).decision;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  });
}

function inserts(app: App, root: Sql, workspaceId: Id<"wsp">, clients: number, forMs: number): Promise<Sample> {
  const body = "x".repeat(200);
  return sample(clients, forMs, async () => {
    await root`insert into bench_bare values (${workspaceId}::uuid, ${newUuid(app.resources.env)}::uuid, ${body})`;
  });
}

/** So many clients, each with one call at a time, for so long. */
async function sample(clients: number, forMs: number, call: () => Promise<void>): Promise<Sample> {
  const latencies: number[] = [];
  const from = performance.now();
  const client = async (): Promise<void> => {
    while (performance.now() - from < forMs) {
      const startedAt = performance.now();
      await call();
      latencies.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { perSecond: (latencies.length * 1_000) / (performance.now() - from), latencies };
}

/** A workspace that may send: mailboxes whose replies are read, an approved template, a trusted agent, many companies. */
async function setStage(app: App, count: number): Promise<Stage> {
  const { workspaceId } = await createWorkspace(app.deps.access, {
    name: "Bench",
    postalAddress: "1 Bench Street, Bristol",
  });
  const owner = localOwner(workspaceId, "bench");
  const call = async <T>(name: string, input: unknown): Promise<T> => (await app.invoker.call(name, input, owner)) as T;
  for (let at = 0; at < 8; at += 1) {
    const smtp = { host: "127.0.0.1", port: 2_526 };
    await call("mailboxes.create", {
      address: `box${at}@bench.example`,
      displayName: `Box ${at}`,
      smtp,
      dailyCap: 10_000,
      dkimSelector: null,
    });
  }
  const words = { name: "bench", subject: "Hello {{ contact.firstName }}", body: "A word about {{ account.name }}." };
  const { id: templateId } = await call<{ id: string }>("templates.create", words);
  await call("templates.approve", { templateId });
  const agent = await call<{ id: Id<"agt">; name: string }>("agents.create", { name: "Bench", dailyBudget: 10_000 });
  const { root } = app.resources.db;
  // A person has approved this agent's first action, and it is a Tuesday morning everywhere in Europe.
  await root`update agent set first_action_approved = true where workspace_id = ${workspaceId} and id = ${agent.id}`;
  await root`insert into simulation_clock (now) values (${Date.UTC(2026, 2, 3, 9, 30)}) on conflict do nothing`;
  await call("imports.create", { filename: "bench.csv", content: peopleCsv(count) });
  const rows = await root<{ id: string }[]>`
    select id from contact where workspace_id = ${workspaceId} and merged_into is null order by id`;
  return {
    app,
    agent: { ...owner, principal: { kind: "agent", id: agent.id, name: agent.name }, scopes: new Set(agentScopes) },
    templateId,
    contactIds: rows.map((row) => idFromUuid("con", row.id)),
  };
}

/** One person per company, so that no cap of a domain or an account is met. */
function peopleCsv(count: number): string {
  const lines = Array.from({ length: count }, (_, at) => {
    const name = at.toString(26).replaceAll(/[0-9]/g, (digit) => "qrstuvwxyz"[Number(digit)] ?? "");
    return `Ada,Bench${name},ada@firm-${at}.com,${titles[at % titles.length]},Firm ${at},www.firm-${at}.com,United Kingdom`;
  });
  return `First Name,Last Name,Email,Job Title,Company Name,Website URL,Country/Region\n${lines.join("\n")}\n`;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
