import type { z } from "zod";
import { actorOf, appendAudit } from "../audit/append.ts";
import { newId } from "../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import type { createSequence as createOperation, listSequences as listOperation } from "./contract.ts";
import type { ExecutionDeps } from "./deps.ts";
import { enrollmentCounts, insertSequence, sequenceRows, sequenceSteps, templates } from "./store/sequences.ts";
import type { Sequence } from "./words/contract.ts";

/** Adds a sequence of e-mail steps. */
export async function createSequence(
  deps: ExecutionDeps,
  input: InputOf<typeof createOperation>,
  caller: Caller,
): Promise<OutputOf<typeof createOperation>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const wanted = [...new Set(input.steps.map((step) => step.templateId))];
    const known = new Set((await templates(tx, wanted)).map((template) => template.id));
    const missing = wanted.find((id) => !known.has(id));
    if (missing !== undefined)
      throw problem("not_found", `there is no template \`${missing}\`: create it with templates.create`);
    if ((await sequenceRows(tx)).some((row) => row.name === input.name))
      throw problem("conflict", `there is a sequence \`${input.name}\` already: give another name`);
    const id = newId(deps.env, "seq");
    await insertSequence(tx, {
      id,
      name: input.name,
      createdBy: caller.principal.id,
      steps: input.steps.map((step, index) => ({
        position: index + 1,
        delayMs: step.delayMs,
        templateId: step.templateId,
      })),
    });
    await appendAudit(deps, tx, [
      {
        type: "sequence.created",
        actor: actorOf(caller),
        data: {
          sequence: id,
          steps: input.steps.map((step) => ({ template: step.templateId, delayMs: step.delayMs })),
        },
      },
    ]);
    const created = (await views(tx)).find((view) => view.id === id);
    if (created === undefined) throw new Error("the new sequence is gone");
    return created;
  });
}

/** Every sequence with who is where. */
export async function listSequences(
  deps: ExecutionDeps,
  _input: InputOf<typeof listOperation>,
  caller: Caller,
): Promise<OutputOf<typeof listOperation>> {
  return deps.db.read(caller.workspaceId, async (tx) => ({ items: [...(await views(tx))] }));
}

async function views(tx: Tx): Promise<readonly z.input<typeof Sequence>[]> {
  const [rows, steps, counts] = await Promise.all([sequenceRows(tx), sequenceSteps(tx), enrollmentCounts(tx)]);
  return rows.map((row) => {
    const count = (state: string): number =>
      counts.find((one) => one.sequenceId === row.id && one.state === state)?.count ?? 0;
    return {
      id: row.id,
      name: row.name,
      state: row.state,
      steps: steps
        .filter((step) => step.sequenceId === row.id)
        .map((step) => ({ position: step.position, delayMs: step.delayMs, templateId: step.templateId })),
      enrollments: {
        active: count("active"),
        held: count("held"),
        stopped: count("stopped"),
        finished: count("finished"),
      },
    };
  });
}
