import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appendAudit } from "../../src/audit/append.ts";
import { underReleasedCheckpoint, waitReleased } from "../../src/audit/gate.ts";
import { type SequenceDeps, sequenceOnce } from "../../src/audit/sequence.ts";
import { createDoorbell, runSequencer } from "../../src/audit/sequencer.ts";
import { currentLog } from "../../src/audit/store/log.ts";
import { entriesInRange } from "../../src/audit/store/reading.ts";
import type { Id } from "../../src/kernel/ids.ts";
import type { Tx } from "../../src/kernel/sql.ts";
import type { Vault } from "../../src/kernel/vault.ts";
import { type AuditLog, decision, openAuditLog } from "../helpers/audit-log.ts";

let log: AuditLog;

beforeAll(async () => {
  log = await openAuditLog();
});

afterAll(() => log.close());

describe("append and sequence", () => {
  test("a record commits with its transaction, in the order of the batch, and opens the gate once released", async () => {
    const workspaceId = await log.workspace();
    const ids = await log.append(workspaceId, 5);
    const gate = (): Promise<Set<Id<"aud">>> =>
      log.database.read(workspaceId, (tx) => underReleasedCheckpoint(tx, ids));
    expect((await gate()).size).toBe(0);
    expect(await waitReleased({ db: log.database, env: log.env }, workspaceId, ids, 20)).toBe(false);
    expect(await sequenceOnce(log.deps, workspaceId)).toEqual({ sequenced: 5, size: 5, pending: 0 });
    expect(await gate()).toEqual(new Set(ids));
    expect(await waitReleased({ db: log.database, env: log.env }, workspaceId, ids)).toBe(true);
    const rows = await log.database.read(workspaceId, (tx) => entriesInRange(tx, { epoch: 1, size: 5 }, 0, 5));
    expect(rows.map((row) => row.id)).toEqual(ids);
  });

  test("a rolled-back transaction leaves nothing", async () => {
    const workspaceId = await log.workspace();
    const failing = log.database.write(workspaceId, async (tx) => {
      await appendAudit(log.deps, tx, [decision(1)]);
      throw new Error("business failed");
    });
    await expect(failing).rejects.toThrow("business failed");
    expect(await sequenceOnce(log.deps, workspaceId)).toEqual({ sequenced: 0, size: 0, pending: 0 });
  });

  test("a clear field that holds text is refused where it can still be mended", async () => {
    const workspaceId = await log.workspace();
    const leak = decision(1, { data: { note: "called Maria Lopez" } });
    await expect(log.database.write(workspaceId, (tx) => appendAudit(log.deps, tx, [leak]))).rejects.toThrow(
      "disclose",
    );
  });
});

describe("concurrency and failure", () => {
  test("concurrent appends are sequenced exactly once with contiguous indexes, by two sequencers at once", async () => {
    const workspaceId = await log.workspace();
    const appended = Promise.all(
      Array.from({ length: 24 }, async (_, n) => {
        const ids = await log.database
          .write(workspaceId, async (tx) => {
            const made = await appendAudit(log.deps, tx, [decision(n), decision(n)]);
            return n % 6 === 5 ? Promise.reject(new Error("rolled back")) : made;
          })
          .catch(() => []);
        return ids;
      }),
    );
    const racing = Promise.all([log.drain(workspaceId), log.drain(workspaceId)]);
    const ids = (await appended).flat();
    await racing;
    await Promise.all([log.drain(workspaceId), log.drain(workspaceId)]);
    const rows = await log.database.read(workspaceId, (tx) => entriesInRange(tx, { epoch: 1, size: 1000 }, 0, 1000));
    expect(rows.map((row) => row.index)).toEqual(rows.map((_, at) => at));
    expect(rows.map((row) => row.id).sort()).toEqual([...ids].sort());
    expect(ids.length).toBe(40);
  });

  test("a failure at any statement loses, repeats and re-signs nothing", async () => {
    const workspaceId = await log.workspace();
    const ids = await log.append(workspaceId, 3);
    const signed = new Map<string, string>();
    for (let failAt = 1; ; failAt += 1) {
      const { faulty, count } = failing(failAt);
      const outcome = await sequenceOnce(faulty, workspaceId).catch((error: Error) => error.message);
      const notes = await log.database.root<{ size: number; note: string }[]>`
        select size, note from audit_checkpoint where workspace_id = ${workspaceId}`;
      for (const { size, note } of notes) {
        expect(signed.get(String(size)) ?? note).toBe(note);
        signed.set(String(size), note);
      }
      if (outcome !== "planned failure") {
        expect(outcome).toEqual({ sequenced: expect.any(Number), size: 3, pending: 0 });
        expect(count()).toBeGreaterThan(0);
        expect(failAt).toBeGreaterThan(12);
        break;
      }
    }
    expect(await log.database.read(workspaceId, (tx) => underReleasedCheckpoint(tx, ids))).toEqual(new Set(ids));
  });

  test("a database that was rolled back is not signed for", async () => {
    const workspaceId = await log.workspace();
    await log.append(workspaceId, 2);
    await log.drain(workspaceId);
    const { root } = log.database;
    const before = await log.database.read(workspaceId, (tx) => currentLog(tx));
    await log.append(workspaceId, 2);
    await log.drain(workspaceId);
    await root`delete from audit_leaf where workspace_id = ${workspaceId} and idx >= 2`;
    await root`update audit_log set size = 2, released_size = 2, frontier = ${before?.frontier ?? Buffer.alloc(0)} where workspace_id = ${workspaceId}`;
    await log.append(workspaceId, 1);
    await expect(log.drain(workspaceId)).rejects.toThrow("rolled back");
  });
});

/** The same dependencies, with the n-th statement or state write of a pass failing. */
function failing(failAt: number): { faulty: SequenceDeps; count: () => number } {
  let calls = 0;
  const step = (): void => {
    calls += 1;
    if (calls === failAt) throw new Error("planned failure");
  };
  const wrap = (tx: Tx): Tx => ({
    ...tx,
    sql: new Proxy(tx.sql, {
      apply: (target, self, args) => {
        step();
        return Reflect.apply(target, self, args);
      },
    }),
  });
  const faulty: SequenceDeps = {
    ...log.deps,
    db: {
      ...log.deps.db,
      read: (workspaceId, run) => log.deps.db.read(workspaceId, (tx) => run(wrap(tx))),
      write: async (workspaceId, run, role) => {
        const done = await log.deps.db.write(workspaceId, (tx) => run(wrap(tx)), role);
        step();
        return done;
      },
    },
    released: {
      read: (workspaceId) => log.deps.released.read(workspaceId),
      write: async (workspaceId, note) => {
        step();
        await log.deps.released.write(workspaceId, note);
        step();
      },
    },
  };
  return { faulty, count: () => calls };
}

describe("the running sequencer", () => {
  test("orders at once when the bell rings, by the poll when it does not, and reports failures", async () => {
    const workspaceId = await log.workspace();
    const stop = new AbortController();
    const doorbell = createDoorbell(log.env);
    const errors: unknown[] = [];
    let broken = false;
    const vault: Vault = {
      ...log.deps.vault,
      madeOf: (workspace, purpose, make) => {
        if (broken && workspace === workspaceId) throw new Error("no key");
        return log.deps.vault.madeOf(workspace, purpose, make);
      },
    };
    const running = runSequencer(
      { ...log.deps, env: log.env, vault, doorbell, onError: (error) => errors.push(error) },
      stop.signal,
    );
    const gate = { db: log.database, env: log.env };
    const rung = await log.database.write(workspaceId, (tx) =>
      appendAudit({ ...log.deps, kick: doorbell.ring }, tx, [decision(1)]),
    );
    expect(await waitReleased(gate, workspaceId, rung)).toBe(true);
    const polled = await log.append(workspaceId, 1);
    expect(await waitReleased(gate, workspaceId, polled)).toBe(true);
    broken = true;
    const stuck = await log.append(workspaceId, 1);
    expect(await waitReleased(gate, workspaceId, stuck, 600)).toBe(false);
    expect(errors.length).toBeGreaterThan(0);
    broken = false;
    expect(await waitReleased(gate, workspaceId, stuck)).toBe(true);
    stop.abort();
    await running;
  });
});
