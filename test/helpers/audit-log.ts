import { type AppendDeps, appendAudit } from "../../src/audit/append.ts";
import type { NewRecord } from "../../src/audit/contract.ts";
import type { ReleasedState } from "../../src/audit/log-key.ts";
import { type SequenceDeps, sequenceOnce } from "../../src/audit/sequence.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { type TestDatabase, testDatabase } from "./database.ts";
import { testVault } from "./people.ts";

/** A database of the test file, with what appending to its logs and ordering them needs. */
export interface AuditLog extends TestDatabase {
  readonly deps: AppendDeps & SequenceDeps;
  /** Appends so many decisions in one transaction. */
  append(workspaceId: Id<"wsp">, count: number): Promise<Id<"aud">[]>;
  /** Sequences until nothing is pending, and answers with the size of the log. */
  drain(workspaceId: Id<"wsp">): Promise<number>;
}

/** Opens logs whose last checkpoint is kept in memory, unless a test keeps it elsewhere. Call in `beforeAll`. */
export async function openAuditLog(released: ReleasedState = stateInMemory()): Promise<AuditLog> {
  const held = await testDatabase();
  const deps = { db: held.database, env: held.env, vault: testVault(held.env), released };
  return {
    ...held,
    deps,
    append: (workspaceId, count) => {
      const records = Array.from({ length: count }, (_, n) => decision(n));
      return held.database.write(workspaceId, (tx) => appendAudit(deps, tx, records));
    },
    drain: async (workspaceId) => {
      let report = await sequenceOnce(deps, workspaceId);
      while (report.pending > 0) report = await sequenceOnce(deps, workspaceId);
      return report.size;
    },
  };
}

/** The record of a refused mail, which `n` tells from others. */
export function decision(n: number, more: Partial<NewRecord> = {}): NewRecord {
  return {
    type: "decision.send_email",
    actor: { kind: "agent", id: "agt_test" },
    decision: { outcome: "deny", reasons: ["suppressed"] },
    data: { n },
    ...more,
  };
}

function stateInMemory(): ReleasedState {
  const notes = new Map<string, string>();
  return {
    read: async (workspaceId) => notes.get(workspaceId),
    write: async (workspaceId, note) => {
      notes.set(workspaceId, note);
    },
  };
}
