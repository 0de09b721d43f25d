import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { createSignInLink } from "../../src/access/sign-in-link.ts";
import { takeHttpPort, withDoor } from "../../src/app/door.ts";
import { serve } from "../../src/app/serve.ts";
import { handlersOf } from "../../src/app/work.ts";
import { type App, openApp } from "../../src/app.ts";
import { runSequencer } from "../../src/audit/sequencer.ts";
import { nextWorkingMorning } from "../../src/execution/book.ts";
import { readConfig } from "../../src/kernel/config.ts";
import { type Env, type Instant, systemEnv } from "../../src/kernel/env.ts";
import { newUuid } from "../../src/kernel/ids.ts";
import { jobOutlook } from "../../src/kernel/jobs.ts";
import type { Database } from "../../src/kernel/sql.ts";
import { runWorker, type WorkerDeps, workOnce } from "../../src/kernel/worker.ts";
import { testDatabase } from "./database.ts";
import { type Ground, givenWorkspace, type TestWorkspace } from "./given.ts";
import type { Letter } from "./letters.ts";
import { openTestServer } from "./server.ts";
import { startSink } from "./sink.ts";
import { sized } from "./size.ts";

/** The whole product on a database of its own: HTTP and inbound mail listen, time stands still until it is moved. */
export interface TestApp extends Ground {
  /** What was logged as a failure of ours. */
  readonly failures: readonly string[];
  /** What the worker said about jobs that it will try again. */
  readonly trail: readonly string[];
  readonly sequencer: { start(): void; stop(): Promise<void> };
  now(): Promise<Instant>;
  advance(ms: number): Promise<void>;
  /** Moves to ten in the morning (UTC) of the next Monday to Friday. */
  nextWorkday(): Promise<void>;
  /** Runs the worker until nothing is due, now or in a moment, and waits until every record is under a checkpoint. */
  drain(): Promise<void>;
  /** Works like a worker process until the signal. */
  keepWorking(signal: AbortSignal): Promise<void>;
  /** One round of the worker; answers how many jobs it took. */
  work(owner?: string): Promise<number>;
  /** Hands a mail to our server by SMTP and answers with the code it got. */
  receive(letter: Letter): Promise<number>;
  workspace(name?: string): Promise<TestWorkspace>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  /** Where business time begins; a Tuesday morning, when people may be written to. */
  readonly startAt?: Instant;
  /** How much faster than real the process's own waits and deadlines run. */
  readonly pace?: number;
  /** Changes what is composed before anything runs, such as a channel with a shorter deadline. */
  readonly refit?: (app: App) => App;
  /** Settings besides the ports and the log. */
  readonly environment?: Readonly<Record<string, string>>;
}

const tuesdayMorning = Date.UTC(2026, 2, 3, 10);
const drainMs = sized(20_000, 120_000);
const momentMs = 60;

/** Composes the real app for one test file. */
export async function openTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = await testDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), "fairlead-app-"));
  const settings = { FAIRLEAD_HTTP_PORT: "0", FAIRLEAD_SMTP_PORT: "0", FAIRLEAD_LOG: "silent", ...options.environment };
  const base = readConfig(settings, { dataDir });
  const door = await takeHttpPort(base);
  const failures: string[] = [];
  const trail: string[] = [];
  const server = await openTestServer();
  const opened = await openApp(
    withDoor(base, door, undefined),
    paced(systemEnv(), options.pace ?? 1),
    (level, event, fields) => {
      if (level !== "debug") trail.push(`${event} ${JSON.stringify(fields ?? {})}`);
      if (level === "error") failures.push(`${event} ${JSON.stringify(fields ?? {})}`);
    },
    async () => ({ ...server, target: database.target }),
  );
  const app = options.refit?.(opened) ?? opened;
  const { db, env } = app.resources;
  const startAt = options.startAt ?? tuesdayMorning;
  await db.root`insert into simulation_clock (now) values (${startAt})`;
  const sink = await startSink();
  const serving = await serve(app, door);
  const sequencer = sequencerOf(app, failures);
  sequencer.start();
  const worker = (owner = `test ${process.pid} ${newUuid(env)}`): WorkerDeps => ({
    env,
    db,
    owner,
    handlers: handlersOf(app),
    log: (event, fields) => trail.push(`${event} ${JSON.stringify(fields)}`),
  });
  const work = (owner?: string): Promise<number> => workOnce(worker(owner));
  const testApp: TestApp = {
    app,
    db,
    url: serving.http.url,
    sink,
    failures,
    sequencer,
    now: () => db.now(),
    advance: (ms) => advance(db, ms),
    nextWorkday: async () => {
      const now = await db.now();
      await advance(db, nextWorkingMorning(now) - now);
    },
    trail,
    drain: async () => {
      await drain(db, work, trail);
      await recorded(app);
    },
    work,
    keepWorking: (signal) => runWorker(worker(), signal),
    receive: (letter) => handOver(serving.inbound.port, letter),
    workspace: (name) => givenWorkspace(testApp, name),
    close: async () => {
      await sequencer.stop();
      await serving.close();
      await sink.close();
      await app.close();
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return testApp;
}

/** The app for a browser: running worker, a workspace and the link that signs its owner in. */
export async function startTestApp(): Promise<TestApp & { readonly signInLink: string; readonly home: TestWorkspace }> {
  const testApp = await openTestApp();
  const home = await testApp.workspace("Home");
  const link = await createSignInLink(testApp.app.deps.access, home.id, home.adminId);
  return { ...testApp, home, signInLink: `${testApp.url}${link.path}` };
}

function sequencerOf(app: App, failures: string[]): TestApp["sequencer"] {
  const { env, db, vault, released, doorbell } = app.resources;
  const running: { stop: AbortController; done: Promise<void> }[] = [];
  return {
    start: () => {
      const stop = new AbortController();
      const onError = (error: unknown): void => {
        failures.push(`sequencer ${String(error)}`);
      };
      running.push({ stop, done: runSequencer({ env, db, vault, released, doorbell, onError }, stop.signal) });
    },
    stop: async () => {
      for (const one of running.splice(0)) {
        one.stop.abort();
        await one.done;
      }
    },
  };
}

async function advance(db: Database, ms: number): Promise<void> {
  await db.root`update simulation_clock set now = now + ${`${ms} milliseconds`}::interval`;
}

async function drain(db: Database, work: () => Promise<number>, trail: readonly string[]): Promise<void> {
  const endsAt = Date.now() + drainMs;
  for (;;) {
    const taken = await work();
    const busy = await busyJobs(db);
    if (taken === 0 && busy === 0 && !(await advanceToGivenBack(db))) return;
    if (Date.now() > endsAt)
      throw new Error(`${busy} jobs are still due after ${drainMs / 1000} s: ${trail.slice(-3).join("; ")}`);
    if (taken === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/**
 * Moves to where jobs are tried again that were given back for a moment, such as a dispatch that waited too long for its
 * checkpoint on a busy machine; false where there are none. Longer pauses are for the test to end.
 */
async function advanceToGivenBack(db: Database): Promise<boolean> {
  const [row] = await db.root<{ waiting: number }[]>`
    select count(*)::int as waiting from job, simulation_clock c
     where state = 0 and tries > 0 and due_at > c.now and due_at <= c.now + ${`${momentMs} milliseconds`}::interval`;
  const isAny = (row?.waiting ?? 0) > 0;
  if (isAny) await advance(db, momentMs);
  return isAny;
}

/** Until every record is ordered and its checkpoint is released: only then does the log change no more by itself. */
async function recorded({ resources: { db } }: App): Promise<void> {
  const endsAt = Date.now() + drainMs;
  for (;;) {
    const [row] = await db.root<{ waiting: number }[]>`
      select (select count(*) from audit_pending) + (select count(*) from audit_log where released_size < size) as waiting`;
    if (row?.waiting === 0) return;
    if (Date.now() > endsAt) throw new Error("records are still waiting for the sequencer");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function busyJobs(db: Database): Promise<number> {
  const outlooks = await Promise.all((await db.workspaces()).map((id) => db.read(id, jobOutlook)));
  return outlooks.reduce((sum, outlook) => sum + outlook.busy, 0);
}

function paced(env: Env, pace: number): Env {
  return { ...env, elapsedMs: () => env.elapsedMs() * pace, sleep: (ms, signal) => env.sleep(ms / pace, signal) };
}

function handOver(port: number, letter: Letter): Promise<number> {
  const connection = new SMTPConnection({ host: "127.0.0.1", port, ignoreTLS: true, name: "mx.buyer.example" });
  return new Promise((resolve, reject) => {
    const end = (code: number): void => {
      connection.close();
      resolve(code);
    };
    connection.once("error", reject);
    connection.connect(() => {
      connection.send({ from: letter.from === "" ? false : letter.from, to: [letter.to] }, letter.raw, (error) =>
        end(error === null || error === undefined ? 250 : ((error as { responseCode?: number }).responseCode ?? 0)),
      );
    });
  });
}
