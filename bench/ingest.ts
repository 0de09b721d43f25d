import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { localOwner } from "../src/access/local-owner.ts";
import type { App } from "../src/app.ts";
import type { Client } from "../src/client/client.gen.ts";
import type { Id } from "../src/kernel/ids.ts";
import { copyAgain } from "./copy.ts";

/** Events taken in over HTTP in batches, beside COPY of the same rows, in one run on one database. */
export interface IngestBench {
  readonly events: number;
  readonly ingestPerSecond: number;
  readonly copyPerSecond: number;
  /** How many times longer ingestion takes than COPY: HTTP, shapes, contacts, protection, audit, order. */
  readonly ratio: number;
  /** The median batch of each tenth of the run: what one costs as history grows. */
  readonly batchMs: readonly number[];
  readonly replayPerSecond: number;
  /** The newest 50 events of a contact with so many. */
  readonly timelineEvents: number;
  readonly timelineP50Ms: number;
  readonly timelineP95Ms: number;
}

const batchSize = 1_000;
const contacts = 2_000;
const timelineEvents = 5_000;
const asked = 200;
const hourMs = 3_600_000;
const firstAt = Date.UTC(2024, 0, 1);

/** What outbound mail comes to, of a hundred events. */
const kinds = [
  ...Array.from({ length: 76 }, () => "email_sent"),
  ...Array.from({ length: 18 }, () => "email_delivered"),
  ...["email_replied", "email_replied", "email_bounced", "unsubscribed", "call_placed", "call_placed"],
];

/** Takes so many events in, then reads them back. */
export async function benchIngest(
  app: App,
  workspaceId: Id<"wsp">,
  client: Client,
  events: number,
): Promise<IngestBench> {
  await people(app, workspaceId);
  const times: number[] = [];
  for (let at = 0; at < events; at += batchSize) {
    const batch = Array.from({ length: Math.min(batchSize, events - at) }, (_, n) => eventAt(at + n));
    const from = performance.now();
    const { recorded } = await client.activities.ingest({ shape: "fairlead", events: batch });
    times.push(performance.now() - from);
    if (recorded !== batch.length) throw new Error(`${recorded} of ${batch.length} events were recorded`);
  }
  const ingestMs = times.reduce((sum, ms) => sum + ms, 0);
  const copyMs = await copied(app);
  const replayMs = await timed(() => replay(client));
  const timeline = await timelineOf(app, workspaceId, client);
  return {
    events,
    ingestPerSecond: (events * 1_000) / ingestMs,
    copyPerSecond: (events * 1_000) / copyMs,
    ratio: ingestMs / copyMs,
    batchMs: tenths(times),
    replayPerSecond: (events * 1_000) / replayMs,
    timelineEvents,
    timelineP50Ms: timeline[Math.floor(timeline.length / 2)] ?? 0,
    timelineP95Ms: timeline[Math.floor(timeline.length * 0.95)] ?? 0,
  };
}

/** Contacts whose events these are. */
async function people(app: App, workspaceId: Id<"wsp">): Promise<void> {
  const rows = Array.from({ length: contacts }, (_, n) => `${n},First${n},Last${n},${addressOf(n)}`);
  const content = ["Record ID,First Name,Last Name,Email", ...rows].join("\n");
  const input = { filename: "people.csv", content };
  await app.invoker.call("imports.create", input, localOwner(workspaceId, "bench"));
}

const addressOf = (n: number): string => `p${n}@company${n % 500}.co.uk`;

function eventAt(n: number): Record<string, unknown> {
  const kind = kinds[n % kinds.length] ?? "email_sent";
  const address = addressOf((n * 7) % contacts);
  const occurredAt = new Date(firstAt + (n % 10_000) * hourMs).toISOString();
  return { kind, occurredAt, sourceKey: `bench ${n}`, address, data: { campaign: `c${n % 40}`, step: n % 5 } };
}

async function copied(app: App): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "fairlead-events-"));
  try {
    return await copyAgain(app.resources.db.root, ["activity_event"], folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function replay(client: Client): Promise<void> {
  let page = await client.activities.feed({ limit: 500 });
  while (!page.isEnd) page = await client.activities.feed({ limit: 500, after: page.next });
}

/** Milliseconds of each question for a long timeline, in order. */
async function timelineOf(app: App, workspaceId: Id<"wsp">, client: Client): Promise<readonly number[]> {
  const input = { filename: "one.csv", content: "Record ID,First Name,Last Name,Email\nstar,Ann,Star,ann@star.co.uk" };
  await app.invoker.call("imports.create", input, localOwner(workspaceId, "bench"));
  for (let at = 0; at < timelineEvents; at += batchSize) {
    const batch = Array.from({ length: batchSize }, (_, n) => ({
      ...eventAt(at + n),
      kind: "email_sent",
      sourceKey: `star ${at + n}`,
      address: "ann@star.co.uk",
    }));
    await client.activities.ingest({ shape: "fairlead", events: batch });
  }
  const [star] = (await client.contacts.list({ q: "ann@star.co.uk" })).items;
  if (star === undefined) throw new Error("the contact is not there");
  const times: number[] = [];
  for (let n = 0; n < asked; n += 1)
    times.push(await timed(() => client.activities.list({ contactId: star.id, limit: 50 })));
  return times.toSorted((left, right) => left - right);
}

function tenths(times: readonly number[]): readonly number[] {
  const length = Math.max(1, Math.floor(times.length / 10));
  return Array.from({ length: Math.min(10, times.length) }, (_, n) => {
    const part = times.slice(n * length, (n + 1) * length).toSorted((left, right) => left - right);
    return part[Math.floor(part.length / 2)] ?? 0;
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
