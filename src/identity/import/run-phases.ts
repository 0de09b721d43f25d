import { tidyMemory } from "../../kernel/memory.ts";
import type { Tx } from "../../kernel/sql.ts";
import { planAfresh } from "../store/import-settle.ts";
import { advanceBatch, type BatchPhase } from "../store/imports.ts";
import { finishImport } from "./finish-import.ts";
import { loadPhase } from "./load-phase.ts";
import { readPhase } from "./read-phase.ts";
import type { Run, RunStart } from "./run.ts";
import { settleBatch } from "./settle-batch.ts";
import { settleWorkspace } from "./settle-workspace.ts";
import { sinkPhase } from "./sink-phase.ts";
import { writeAccounts } from "./write-accounts.ts";

/** Does all of an import in one transaction: a file of one block, which is in as a whole or not at all. */
export async function runAtOnce(start: RunStart, tx: Tx): Promise<void> {
  const run: Run = { ...start, within: (work) => work(tx) };
  await planAfresh(tx);
  if (run.sink !== null) await sinkPhase(run, {});
  else {
    if (run.batch.kind === "contacts") {
      await readPhase(run, {});
      await writeAccounts(run, "");
    }
    await settleBatch(run, tx, await loadPhase(run, {}));
  }
  await finishImport(run, tx);
}

/** Does an import phase by phase from where it was left, each in transactions of bounded size. */
export async function runPhases(run: Run): Promise<void> {
  const order: readonly BatchPhase[] = ["read", "accounts", "load", "resolve"];
  const from = order.indexOf(run.batch.phase);
  const cursorOf = (phase: BatchPhase): Cursor => (run.batch.phase === phase ? (run.batch.cursor as Cursor) : {});
  if (run.sink !== null) await sinkPhase(run, cursorOf("load"));
  else {
    if (from <= 0) await readPhase(run, cursorOf("read"));
    if (from <= 1) await writeAccounts(run, cursorOf("accounts").accounts ?? "");
    tidyMemory();
    if (from <= 2) await loadPhase(run, cursorOf("load"));
    // Their memory is needed for who is who.
    await run.normaliser.close();
    tidyMemory();
    await settleWorkspace(run);
  }
  await run.within((tx) => finishImport(run, tx));
}

/** Where phases leave off, by the phase that wrote it. */
type Cursor = Parameters<typeof readPhase>[1] & Parameters<typeof loadPhase>[1] & { readonly accounts?: string };

/** The phase with which an import of a kind begins. */
export function firstPhase(kind: Run["batch"]["kind"]): BatchPhase {
  return kind === "contacts" ? "read" : "load";
}

/** Gives an import up: what is written stays, and the reason is kept. */
export async function failImport(run: Pick<Run, "batchId">, tx: Tx, failure: string): Promise<void> {
  await advanceBatch(tx, run.batchId, { state: "failed", failure: failure.slice(0, 2_000) });
}
