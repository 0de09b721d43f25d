import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import type { TxSql } from "../../src/kernel/sql.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { CrashChild } from "../helpers/crash-child.ts";
import { eventually } from "../helpers/eventually.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { reply } from "../helpers/letters.ts";
import {
  type DropPoint,
  dropPoints,
  type ScriptedServer,
  type Stored,
  startScriptedServer,
} from "../helpers/scripted-smtp.ts";
import { isFullSize, sized } from "../helpers/size.ts";

/**
 * The worker gets SIGKILL at every point of a send, while the recipient's server breaks the conversation off at every point of
 * it: there is never a second copy, every send has an outcome, and what nobody can know is found out or left to a person.
 * Each drop point is a workspace with a server of its own, so that one killed worker is a whole row of the matrix.
 */
const childFile = fileURLToPath(new URL("../helpers/crash-child.ts", import.meta.url));

/** The points of a send in their order, by what is on record and where the conversation is. */
const killPoints = {
  reserving: "the reservation is not committed",
  reserved: "bytes and permit are written, the log lags behind",
  opening: "the attempt is not committed",
  handed: "the attempt is on record, no connection was opened",
  talking: "the conversation is where the server stops",
  answered: "the conversation is over, nothing of it is written",
  settling: "the result is not committed",
  settled: "the result is on record, the job is not done",
} as const;
type KillPoint = keyof typeof killPoints;

const rows = isFullSize ? (Object.keys(killPoints) as KillPoint[]) : (["talking", "settling"] as const);

/** One drop point: a workspace, its server, and the send of this round. */
interface Lane {
  readonly point: DropPoint;
  readonly server: ScriptedServer;
  readonly home: TestWorkspace;
}
interface Send extends Lane {
  readonly address: string;
  readonly contactId: Id<"con">;
  readonly action: { readonly id: Id<"act"> };
}

let world: TestApp;
const lanes: Lane[] = [];
beforeAll(
  async () => {
    world = await openTestApp();
    for (const point of dropPoints) {
      const server = await startScriptedServer();
      const made = await world.workspace(`Drops at ${point}`);
      await made.admin.mailboxes.update({ mailboxId: made.mailboxId, smtp: { host: "127.0.0.1", port: server.port } });
      lanes.push({ point, server, home: made });
    }
  },
  sized(120_000, 600_000),
);
afterAll(async () => {
  for (const { server } of lanes) await server.close();
  await world.close();
});

test.each(rows)("killed when %s, whatever the server does: one copy at most, and an outcome", async (killPoint) => {
  await world.nextWorkday();
  const sends = await queued(killPoint);
  await killedAt(killPoint, sends);
  await recovered(sends);
  const found = await Promise.all(sends.map(outcomeOf));
  expect(found).toEqual(sends.map(({ point }) => expected(killPoint, point)));
  for (const { home, contactId } of sends.filter((_, at) => found[at]?.state === "unknown")) {
    const { outcome, reasons } = await home.admin.policy.check({ contactId });
    expect({ outcome, codes: reasons.map(({ code }) => code) }).toMatchObject({
      outcome: "defer",
      codes: expect.arrayContaining(["HELD"]),
    });
  }
  expect(await reconciled(sends)).toEqual(
    sends.map((_, at) => (found[at]?.state === "unknown" && found[at]?.copies === 0 ? "parked" : "sent")),
  );
  expect(await withoutOutcome()).toEqual({ actions: 0, attempts: 0, untold: 0 });
  expect(world.failures).toEqual([]);
});

/** What has to come of a send: what the server did decides, unless nobody was left to hear it. */
function expected(killPoint: KillPoint, point: DropPoint): { readonly state: unknown; readonly copies: number } {
  const isStored = point === "dot" || point === "reply" || point === "quit";
  switch (killPoint) {
    case "handed":
      return { state: "unknown", copies: 0 };
    case "talking":
      // A 250 and a kill in the same moment: either may be first.
      if (point === "reply" || point === "quit") return { state: expect.stringMatching(/^(unknown|sent)$/), copies: 1 };
      return { state: "unknown", copies: isStored ? 1 : 0 };
    case "answered":
    case "settling":
      return { state: "unknown", copies: isStored ? 1 : 0 };
    default:
      return point === "body" || point === "dot"
        ? { state: "unknown", copies: isStored ? 1 : 0 }
        : { state: "sent", copies: 1 };
  }
}

/** Queues one send in every lane, and arms its server. */
async function queued(killPoint: KillPoint): Promise<readonly Send[]> {
  const isHeld = killPoint === "talking" || killPoint === "settling" || killPoint === "settled";
  return Promise.all(
    lanes.map(async (lane) => {
      const address = `kim@${killPoint}-${lane.point}.co.uk`;
      const contactId = await lane.home.contact({ email: address });
      const action = await lane.home.propose(contactId);
      expect(action.decision.outcome).toBe("allow");
      lane.server.arm(lane.point, isHeld);
      return { ...lane, address, contactId, action };
    }),
  );
}

/** Has another process send, and kills it at the point. */
async function killedAt(killPoint: KillPoint, sends: readonly Send[]): Promise<void> {
  const isThere = async (): Promise<void> =>
    eventually(() => expect(sends.map((one) => one.server.isThere())).not.toContain(false));
  const drop = (): void => sends.forEach(({ server }) => void server.drop());
  switch (killPoint) {
    case "reserving":
      return behind(
        (sql) => sql`lock table permit in share row exclusive mode`,
        async () => {
          const child = started(null);
          await eventually(async () => expect(await waitingFor("permit")).toBe(sends.length));
          await child.kill();
        },
      );
    case "reserved": {
      await world.sequencer.stop();
      const child = started(null);
      await statesAre(sends, "reserved");
      await child.kill();
      return world.sequencer.start();
    }
    case "opening":
      return behind(
        (sql) => sql`lock table attempt in share row exclusive mode`,
        async () => {
          const child = started(null);
          await eventually(async () => expect(await waitingFor("attempt")).toBe(sends.length));
          await child.kill();
        },
      );
    case "handed":
    case "answered": {
      const child = started(killPoint);
      await eventually(() => expect(child.lines()).toBe(sends.length));
      return child.kill();
    }
    case "talking": {
      const child = started(null);
      await isThere();
      for (const { point, server } of sends) if (point === "reply" || point === "quit") server.drop();
      await child.kill();
      return drop();
    }
    case "settling": {
      const child = started(null);
      await isThere();
      return behind(
        (sql) => sql`lock table attempt in share row exclusive mode`,
        async () => {
          drop();
          await eventually(async () => expect(await waitingFor("attempt")).toBe(sends.length));
          await child.kill();
        },
      );
    }
    case "settled": {
      const child = started(null);
      await isThere();
      return behind(
        (sql) => sql`select id from job where queue = 'execution.dispatch' and state = 1 for update`,
        async () => {
          drop();
          await statesAre(sends, "queued", "unknown", "sent");
          await child.kill();
        },
      );
    }
  }
}

/** A worker in a process of its own. */
function started(stopsAt: CrashChild["stopsAt"]): { lines(): number; kill(): Promise<void> } {
  const { config, server } = world.app.resources;
  const told: CrashChild = { target: server.target, dataDir: config.dataDir, publicUrl: config.publicUrl, stopsAt };
  const child: ChildProcess = spawn(process.execPath, [childFile, JSON.stringify(told)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  return {
    lines: () => said.split("\n").length - 1,
    kill: async () => {
      if (child.exitCode !== null) throw new Error("the worker ended before it was killed");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Does something while a transaction of ours stands in the worker's way. */
async function behind(lock: (sql: TxSql) => Promise<unknown>, work: () => Promise<void>): Promise<void> {
  await world.db.root.begin(async (sql) => {
    await lock(sql);
    await work();
  });
}

/** Transactions that wait for us to let go of a table. */
async function waitingFor(table: string): Promise<number> {
  const [row] = await world.db.root<{ count: number }[]>`
    select count(distinct pid)::int as count from pg_locks
     where database = (select oid from pg_database where datname = current_database())
       and relation = ${table}::regclass and not granted`;
  return row?.count ?? 0;
}

async function statesAre(sends: readonly Send[], ...allowed: readonly string[]): Promise<void> {
  await eventually(async () => {
    const found = await Promise.all(sends.map(outcomeOf));
    expect(found.filter(({ state }) => !allowed.includes(state))).toEqual([]);
  });
}

/** Another worker finds what the dead one left, and goes on until every send of the round came to something. */
async function recovered(sends: readonly Send[]): Promise<void> {
  const stop = new AbortController();
  const working = world.keepWorking(stop.signal);
  await statesAre(sends, "sent", "unknown");
  stop.abort();
  await working;
  await world.drain();
}

function copiesOf({ server, address }: Send): readonly Stored[] {
  return server.stored.filter(({ to }) => to === address);
}

async function outcomeOf(send: Send) {
  const { home, action } = send;
  const { state } = await home.action(action);
  return { state: state as string, copies: copiesOf(send).length };
}

/** Who got a mail answers it, and for the others a day goes by: what each send was in the end. */
async function reconciled(sends: readonly Send[]): Promise<readonly string[]> {
  for (const { text, rfc822Id, to } of sends.flatMap(copiesOf)) {
    const mail = { at: 0, from: "", raw: Buffer.from(text), text, rfc822Id, to };
    expect(await world.receive(reply(mail, "Thanks, maybe later."))).toBe(250);
  }
  await world.nextWorkday();
  await world.advance(3_600_000);
  await world.drain();
  const found = await Promise.all(sends.map(outcomeOf));
  for (const [at, { copies }] of found.entries()) expect(copies, sends[at]?.point).toBeLessThanOrEqual(1);
  return found.map(({ state }) => state);
}

/** Sends that were reserved and came to nothing, attempts without an end, and actions whose attempts were not told one by one. */
async function withoutOutcome() {
  const [row] = await world.db.root<{ actions: number; attempts: number; untold: number }[]>`
    select (select count(*)::int from action where state in ('reserved', 'attempting', 'unknown')) as actions,
           (select count(*)::int from attempt where state = 'attempting' or ended_at is null) as attempts,
           (select count(*)::int from action a
             where (select count(*) from attempt t where t.workspace_id = a.workspace_id and t.action_id = a.id)
                <> (select count(*) from activity_event e where e.workspace_id = a.workspace_id and e.action_id = a.id
                       and e.source_key like 'attempt att_%')) as untold`;
  return row;
}
