import { mkdtempSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { takeHttpPort, withDoor } from "../src/app/door.ts";
import { createLog } from "../src/app/log.ts";
import { metricsText } from "../src/app/metrics.ts";
import { serve } from "../src/app/serve.ts";
import { work } from "../src/app/work.ts";
import { type App, openApp } from "../src/app.ts";
import { nextWorkingMorning } from "../src/execution/book.ts";
import { readConfig } from "../src/kernel/config.ts";
import { systemEnv } from "../src/kernel/env.ts";
import { givenWorkspace, type TestWorkspace } from "../test/helpers/given.ts";
import { type Letter, reply } from "../test/helpers/letters.ts";
import { type Sink, startSink } from "../test/helpers/sink.ts";

/** How fast mail stops what it has to stop, while sending and ingestion go on. */
export interface ReactionBench {
  readonly inbound: number;
  /** From the first byte of the mail to 250, which is said after the stop has committed. */
  readonly outsideMs: Quantiles;
  /** What the process publishes of itself: bounds of its buckets. */
  readonly metricMs: Quantiles;
  readonly sentMeanwhile: number;
  readonly ingestedMeanwhile: number;
  /** People who got anything after their answer had been taken. */
  readonly lateSends: number;
}
interface Quantiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}
interface Ground {
  readonly app: App;
  readonly sink: Sink;
  readonly home: TestWorkspace;
  readonly port: number;
}

const roundOf = 200;
const atOnce = 8;

/** Writes to people in rounds, has everybody answer while their next step is being sent, and looks who got it anyway. */
export async function benchReactions(count: number, say: (text: string) => void): Promise<ReactionBench> {
  const dataDir = mkdtempSync(join(tmpdir(), "fairlead-bench-"));
  const base = readConfig({ FAIRLEAD_HTTP_PORT: "0", FAIRLEAD_SMTP_PORT: "0" }, { dataDir });
  const door = await takeHttpPort(base);
  const env = systemEnv();
  const write = (line: string): void => void process.stderr.write(line);
  const log = createLog({ level: "silent", process: "bench", write, wall: env.wall });
  const app = await openApp(withDoor(base, door, undefined), env, log);
  await app.resources.db.root`insert into simulation_clock (now) values (${Date.UTC(2026, 2, 3, 10)})`;
  const sink = await startSink();
  const serving = await serve(app, door);
  const stop = new AbortController();
  const working = work(app, stop.signal);
  try {
    const home = await givenWorkspace({ app, db: app.resources.db, url: serving.http.url, sink });
    return await measured({ app, sink, home, port: serving.inbound.port }, count, say);
  } finally {
    stop.abort();
    await working;
    await serving.close();
    await sink.close();
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measured(ground: Ground, count: number, say: (text: string) => void): Promise<ReactionBench> {
  const times: number[] = [];
  const sentBy = new Map<string, number>();
  let [sentMeanwhile, ingestedMeanwhile] = [0, 0];
  for (let done = 0; done < count; done += roundOf) {
    say(`${done} of ${count} answered`);
    const addresses = Array.from({ length: Math.min(roundOf, count - done) }, (_, n) => `kim@b${done + n}.co.uk`);
    await firstSteps(ground, addresses);
    const before = ground.sink.taken.length;
    const isOver = new AbortController();
    const load = ingesting(ground, isOver.signal, done);
    await days(ground, 3);
    await inLanes(addresses, async (address) => {
      const [mail] = ground.sink.to(address);
      if (mail === undefined) throw new Error(`${address} got no mail`);
      const from = performance.now();
      const code = await handOver(ground.port, reply(mail, "Thanks, but not for us."));
      times.push(performance.now() - from);
      if (code !== 250) throw new Error(`the answer of ${address} got ${code}`);
      sentBy.set(address, ground.sink.to(address).length);
    });
    isOver.abort();
    ingestedMeanwhile += await load;
    await settled(ground);
    sentMeanwhile += ground.sink.taken.length - before;
  }
  const late = [...sentBy].filter(([address, then]) => ground.sink.to(address).length > then);
  const metricMs = await published(ground.app);
  return {
    inbound: times.length,
    outsideMs: quantiles(times),
    metricMs,
    sentMeanwhile,
    ingestedMeanwhile,
    lateSends: late.length,
  };
}

async function firstSteps({ app, sink, home }: Ground, addresses: readonly string[]): Promise<void> {
  await days({ app }, 1);
  await home.import(addresses.map((email) => ({ email })));
  await inLanes(addresses, async (email) => void (await home.enroll(await home.contactOf(email))));
  while (addresses.some((email) => sink.to(email).length === 0)) await pause(20);
}

/** Events of somebody else, a thousand in a call, until the signal; answers how many. */
async function ingesting({ home }: Ground, signal: AbortSignal, round: number): Promise<number> {
  const address = `lee@load${round}.co.uk`;
  await home.contact({ email: address });
  let count = 0;
  while (!signal.aborted) {
    const events = Array.from({ length: 1_000 }, (_, n) => ({
      kind: "call_placed",
      occurredAt: "2026-01-05T10:00:00Z",
      sourceKey: `${round} ${count + n}`,
      address,
    }));
    await home.admin.activities.ingest({ shape: "fairlead", events });
    count += events.length;
  }
  return count;
}

/** Until nothing is due or in hand. */
async function settled({ app: { resources }, home }: Ground): Promise<void> {
  for (;;) {
    const [row] = await resources.db.root<{ busy: number }[]>`
      select count(*)::int as busy from job, simulation_clock c
       where workspace_id = (select id from workspace limit 1) and (job.state = 1 or (job.state = 0 and job.due_at <= c.now))`;
    if ((row?.busy ?? 0) === 0) return;
    await pause(50);
    await home.admin.mailboxes.list({});
  }
}

async function days({ app }: Pick<Ground, "app">, count: number): Promise<void> {
  const { db } = app.resources;
  for (let day = 0; day < count; day += 1) {
    const now = await db.now();
    await db.root`update simulation_clock set now = ${nextWorkingMorning(now)}`;
  }
}

async function inLanes(all: readonly string[], work: (one: string) => Promise<void>): Promise<void> {
  const rest = [...all];
  const lane = async (): Promise<void> => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

function handOver(port: number, letter: Letter): Promise<number> {
  const connection = new SMTPConnection({ host: "127.0.0.1", port, ignoreTLS: true, name: hostname() });
  return new Promise((resolve, reject) => {
    connection.once("error", reject);
    connection.connect(() => {
      connection.send({ from: letter.from, to: [letter.to] }, letter.raw, (error) => {
        connection.close();
        resolve(error === null || error === undefined ? 250 : ((error as { responseCode?: number }).responseCode ?? 0));
      });
    });
  });
}

/** The quantiles of the histogram that `/metrics` shows, each as the bound of its bucket. */
async function published(app: App): Promise<Quantiles> {
  const text = await metricsText(app.resources);
  const buckets = [...text.matchAll(/^fairlead_reaction_seconds_bucket\{.*le="([^"]+)"\} (\d+)$/gm)].map(
    ([, le, upTo]) => [le === "+Inf" ? Number.POSITIVE_INFINITY : Number(le) * 1_000, Number(upTo)] as const,
  );
  const total = buckets.at(-1)?.[1] ?? 0;
  const of = (share: number): number => buckets.find(([, upTo]) => upTo >= share * total)?.[0] ?? 0;
  return { p50: of(0.5), p95: of(0.95), p99: of(0.99) };
}

function quantiles(times: readonly number[]): Quantiles {
  const sorted = times.toSorted((left, right) => left - right);
  const of = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { p50: of(0.5), p95: of(0.95), p99: of(0.99) };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The figures side by side. */
export function reactionTable(found: ReactionBench): string {
  const ms = ({ p50, p95, p99 }: Quantiles): string => [p50, p95, p99].map((one) => `${one.toFixed(0)} ms`).join(", ");
  return `${[
    `${found.inbound} answers while ${found.sentMeanwhile} mails were sent and ${found.ingestedMeanwhile} events taken in`,
    `from the first byte to 250 (p50, p95, p99)   ${ms(found.outsideMs)}`,
    `what /metrics says, to its buckets           ${ms(found.metricMs)}`,
    `people who got something after their answer  ${found.lateSends}`,
  ].join("\n")}\n`;
}
