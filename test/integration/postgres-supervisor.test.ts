import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { systemEnv } from "../../src/kernel/env.ts";
import { blockedFolders, canUse } from "../../src/kernel/postgres/account.ts";
import { openServer, serverStatus, stopServer } from "../../src/kernel/postgres/supervisor.ts";
import { openPool } from "../../src/kernel/sql.ts";

const env = systemEnv();
const isRoot = process.getuid?.() === 0;
/** The user `daemon`, there on every Unix: initdb wants a user that the system knows by name. */
const ordinary = { uid: 1, gid: 1, isLent: true };
const userProgram = fileURLToPath(new URL("../helpers/server-user.ts", import.meta.url));
const children: ChildProcess[] = [];
let base: string;
let dataDir: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "fairlead-supervisor-"));
  chmodSync(base, 0o755);
  dataDir = join(base, "data");
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await expect.poll(async () => (await serverStatus({ dataDir })).hasUsers).toBe(false);
  const { home } = await serverStatus({ dataDir });
  await stopServer({ env, dataDir });
  for (const folder of [base, ...(home === null ? [] : [home])]) rmSync(folder, { recursive: true, force: true });
});

const open = (folder = dataDir) => openServer({ env, dataDir: folder, fsync: false });

/** Runs the program that uses the server, and waits for its first words. */
async function user(as: { uid?: number; gid?: number } = {}) {
  const child = spawn(process.execPath, [userProgram, dataDir], {
    stdio: ["pipe", "pipe", "inherit"],
    cwd: "/",
    ...as,
  });
  children.push(child);
  const first = once(createInterface({ input: child.stdout }), "line");
  const [line] = await Promise.race([first, once(child, "exit").then(() => ["the program ended before it was ready"])]);
  const said = JSON.parse(line) as { uid: number; started: string };
  return {
    ...said,
    kill: async () => {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
    close: async () => {
      child.stdin.write("close\n");
      await once(child, "exit");
    },
  };
}

async function ask<T>(server: Awaited<ReturnType<typeof open>>, statement: string): Promise<T[]> {
  const pool = openPool(server.target, 1);
  try {
    return (await pool.unsafe(statement)) as unknown as T[];
  } finally {
    await pool.end();
  }
}

const postmaster = async () => (await serverStatus({ dataDir })).pid ?? 0;

describe("one process", () => {
  test("makes a cluster with checksums and a locale that is the same everywhere, and keeps its data", async () => {
    const first = await openServer({ env, dataDir });
    const settings = await ask<{ name: string; setting: string }>(
      first,
      "select name, setting from pg_settings where name in ('data_checksums', 'fsync', 'listen_addresses', 'server_encoding')",
    );
    expect(Object.fromEntries(settings.map((row) => [row.name, row.setting]))).toEqual({
      data_checksums: "on",
      fsync: "on",
      listen_addresses: "",
      server_encoding: "UTF8",
    });
    await ask(first, "create table kept as select 7 as n");
    await first.close();
    expect(await serverStatus({ dataDir })).toMatchObject({ state: "stopped", hasUsers: false });

    const second = await openServer({ env, dataDir });
    expect(await ask(second, "select n from kept")).toEqual([{ n: 7 }]);
    await second.close();
  });

  test("keeps the password and the socket from other users", async () => {
    const server = await open();
    const home = (await serverStatus({ dataDir })).home ?? "";
    expect(statSync(join(home, "password")).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, "socket")).mode & 0o777).toBe(0o700);
    expect(statSync(join(home, "data")).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDir, "log", "postgres.log")).mode & 0o777).toBe(0o600);
    const wrong = "options" in server.target ? { ...server.target.options, password: "wrong" } : {};
    const pool = openPool({ options: wrong }, 1);
    await expect(pool`select 1`).rejects.toMatchObject({ code: "28P01" });
    await pool.end();
    await server.close();
  });

  test("uses a short socket path when the folder's own is too long for the system", async () => {
    const long = join(base, "x".repeat(120));
    dataDir = long;
    const server = await open();
    expect(await ask(server, "select 1 as n")).toEqual([{ n: 1 }]);
    await server.close();
  });

  test("accepts a folder with spaces, quotes and commas in its name", async () => {
    dataDir = join(base, "Bob's data, v2");
    const server = await open();
    expect(await ask(server, "select 1 as n")).toEqual([{ n: 1 }]);
    await server.close();
  });

  test("says what to do when another major version made the folder", async () => {
    await (await open()).close();
    const version = join((await serverStatus({ dataDir })).home ?? "", "version");
    const major = readFileSync(version, "utf8");
    writeFileSync(version, "12\n");
    await expect(open()).rejects.toThrow(/made by PostgreSQL 12, and its programs are not here: install PostgreSQL 12/);
    writeFileSync(version, major);
  });

  test("starts over when it was killed in the middle of making the cluster", async () => {
    const child = spawn(process.execPath, [userProgram, dataDir], { stdio: "ignore", cwd: "/" });
    await env.sleep(450);
    child.kill("SIGKILL");
    await once(child, "exit");
    const server = await open();
    expect(await ask(server, "select 1 as n")).toEqual([{ n: 1 }]);
    await server.close();
  });
});

describe("several processes", () => {
  test("that come at once share one server, and the last to leave stops it", async () => {
    const [a, b, c] = await Promise.all([user(), user(), user()]);
    expect(new Set([a.started, b.started, c.started]).size).toBe(1);
    const pid = await postmaster();
    await expect(stopServer({ env, dataDir })).rejects.toThrow(/another Fairlead process uses the database/);
    await a.close();
    await b.kill();
    expect(await postmaster()).toBe(pid);
    await c.close();
    expect(await serverStatus({ dataDir })).toMatchObject({ state: "stopped", pid: null, hasUsers: false });
  });

  test("adopt the server that a killed one left running", async () => {
    const first = await user();
    const pid = await postmaster();
    await first.kill();
    expect(await serverStatus({ dataDir })).toMatchObject({ state: "running", pid, hasUsers: false });
    const second = await user();
    expect(second.started).toBe(first.started);
    await second.close();
    expect(await serverStatus({ dataDir })).toMatchObject({ state: "stopped" });
  });

  test("stop a server that nobody uses any more on request", async () => {
    await (await user()).kill();
    expect(await stopServer({ env, dataDir })).toBe(true);
    expect(await stopServer({ env, dataDir })).toBe(false);
  });
});

describe("a killed postmaster", () => {
  test("is replaced after crash recovery, however many users ask for it at once", async () => {
    const [one, two] = await Promise.all([open(), open()]);
    await ask(one, "create table kept as select 7 as n");
    const pid = await postmaster();
    process.kill(pid, "SIGKILL");
    await Promise.all([one.revive(), two.revive(), one.revive()]);
    expect(await ask(one, "select n from kept")).toEqual([{ n: 7 }]);
    expect(await postmaster()).not.toBe(pid);
    await one.close();
    expect(await ask(two, "select n from kept")).toEqual([{ n: 7 }]);
    await two.close();
  });

  test("is replaced though one of its backends is still at work", async () => {
    const server = await open();
    const busy = openPool(server.target, 1);
    const query = busy`select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b`.catch(
      (error: unknown) => error,
    );
    await expect
      .poll(() => ask(server, "select 1 from pg_stat_activity where query like '%100000) b' and state = 'active'"))
      .not.toEqual([]);
    process.kill(await postmaster(), "SIGKILL");
    await server.revive();
    expect(await query).toBeInstanceOf(Error);
    expect(await busy`select 2 as n`).toEqual([{ n: 2 }]);
    await busy.end({ timeout: 1 });
    expect(await ask(server, "select 1 as n")).toEqual([{ n: 1 }]);
    await server.close();
  });

  test("is replaced though its pid belongs to somebody else by now", async () => {
    await (await open()).close();
    const home = (await serverStatus({ dataDir })).home ?? "";
    const { uid, gid } = statSync(join(home, "data"));
    const sleeper = spawn("sleep", ["60"], { stdio: "ignore", ...(isRoot ? { uid, gid } : {}) });
    children.push(sleeper);
    const file = join(home, "data", "postmaster.pid");
    writeFileSync(file, `${sleeper.pid}\n${home}/data\n${Math.floor(Date.now() / 1000)}\n5432\n\n\n 1 999999\nready\n`);
    chownSync(file, uid, gid);
    const server = await open();
    expect(await ask(server, "select 1 as n")).toEqual([{ n: 1 }]);
    await server.close();
    expect(sleeper.exitCode).toBeNull();
  });
});

test("a socket that a cleaner of temporary files took is made again", async () => {
  const server = await open();
  rmSync(join((await serverStatus({ dataDir })).home ?? "", "socket"), { recursive: true });
  await server.revive();
  expect(await ask(server, "select 1 as n")).toEqual([{ n: 1 }]);
  await server.close();
});

describe.runIf(isRoot)("as root", () => {
  test("makes the data folder passable when its mode is the only obstacle", async () => {
    mkdirSync(dataDir, { mode: 0o700 });
    const server = await open();
    expect(statSync(dataDir).mode & 0o777).toBe(0o711);
    expect((await serverStatus({ dataDir })).home).toBe(join(dataDir, "postgres"));
    await server.close();
  });

  test("keeps the cluster under the system's state folder when a parent is closed", async () => {
    chmodSync(base, 0o700);
    const server = await open();
    const home = (await serverStatus({ dataDir })).home ?? "";
    expect(home.startsWith(dataDir)).toBe(false);
    expect(statSync(join(dataDir, "postgres-location")).mode & 0o777).toBe(0o600);
    await ask(server, "create table kept as select 7 as n");
    await server.close();
    const again = await open();
    expect(await ask(again, "select n from kept")).toEqual([{ n: 7 }]);
    await again.close();
  });

  test.runIf(canUse(process.execPath, ordinary) && blockedFolders(dirname(userProgram), ordinary).length === 0)(
    "an ordinary user makes and shares a server of their own",
    async () => {
      mkdirSync(dataDir, { mode: 0o700 });
      chownSync(dataDir, ordinary.uid, ordinary.gid);
      const as = { uid: ordinary.uid, gid: ordinary.gid };
      const [first, second] = await Promise.all([user(as), user(as)]);
      expect(first).toMatchObject({ uid: ordinary.uid, started: second.started });
      expect(statSync(join(dataDir, "postgres", "data")).uid).toBe(ordinary.uid);
      await first.kill();
      await second.close();
      expect(await serverStatus({ dataDir })).toMatchObject({ state: "stopped" });
    },
  );
});
