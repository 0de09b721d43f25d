import { actorOf, appendAudit } from "../../audit/append.ts";
import { uuidFromId } from "../../kernel/ids.ts";
import { enqueue } from "../../kernel/jobs.ts";
import { limits } from "../../kernel/limits.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { IdentityDeps } from "../deps.ts";
import { noteUndo } from "../store/import-undo.ts";
import { type BatchRow, batchById } from "../store/imports.ts";
import type * as contract from "./contract.ts";
import { known, viewOf } from "./read-imports.ts";
import { importQueue, requestOf } from "./request.ts";
import { runImportHere } from "./run-import.ts";

/** Rows of an import that is taken back while the caller waits. */
const waitRows = 4 * limits.importChunkRows;

/** Takes an import back; a large one by a worker. */
export async function undoImport(
  deps: IdentityDeps,
  input: InputOf<typeof contract.undoImport>,
  caller: Caller,
): Promise<OutputOf<typeof contract.undoImport>> {
  const batchId = uuidFromId(input.importId);
  const batch = await deps.db.write(caller.workspaceId, async (tx) => {
    const found = known(await batchById(tx, batchId), input.importId);
    refuse(found);
    await noteUndo(tx, batchId, caller.principal.id, input.reason);
    await recordUndo(deps, tx, found, caller);
    await enqueue(deps.env, tx, [
      { queue: importQueue, key: found.id, payload: { importId: found.id, undo: requestOf(caller, false) } },
    ]);
    tx.afterCommit(() => deps.kick?.(caller.workspaceId));
    return found;
  });
  if (batch.rows_done <= waitRows)
    await runImportHere(deps, caller.workspaceId, batch.id, `here ${process.pid} ${batchId}`);
  return await deps.db.read(caller.workspaceId, async (tx) =>
    viewOf(tx, known(await batchById(tx, batchId), batch.id)),
  );
}

/** Why an import cannot be taken back, if it cannot. */
function refuse({ state, kind, id }: BatchRow): void {
  if (state === "running") throw problem("conflict", `\`${id}\` is still running: undo it when it is done`);
  if (state === "dry_run") throw problem("conflict", `\`${id}\` was only tried: there is nothing to undo`);
  if (state === "undone" || state === "undoing")
    throw problem("conflict", `\`${id}\` was taken back already: import the file again to redo it`);
  if (kind === "suppressions")
    throw problem("conflict", "an imported suppression stays until a person lifts it: `suppressions.lift` does one");
  if (kind !== "contacts" && kind !== "accounts")
    throw problem("conflict", `${kind} are what happened and are never taken back: import a correction`);
}

async function recordUndo(deps: IdentityDeps, tx: Tx, batch: BatchRow, caller: Caller): Promise<void> {
  await appendAudit(deps, tx, [
    {
      type: "import.undone",
      actor: actorOf(caller),
      subject: { other: batch.id },
      data: { import: batch.id, rows: batch.rows_done },
    },
  ]);
}
