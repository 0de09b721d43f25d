import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { Problem, problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { decide } from "../../policy/core/decide.ts";
import { stateAfter } from "../core/states.ts";
import { type Candidate, factsOfBatch } from "../gather-facts.ts";
import {
  candidateOf,
  type Drafted,
  draftOf,
  knownOf,
  type Proposing,
  preparedBy,
  reachedBySequence,
  withoutFault,
} from "../propose.ts";
import { openEnrollments } from "../store/enrolled.ts";
import { policiesToTry, type SimulateDeps } from "./active.ts";
import type { simulatePolicy as operation } from "./contract.ts";

/** Says what a proposal would come to: the way of a proposal up to its decision, in a transaction that cannot write. */
export async function simulatePolicy(
  deps: SimulateDeps,
  input: InputOf<typeof operation>,
  caller: Caller,
): Promise<OutputOf<typeof operation>> {
  const { organisation, ...proposal } = input;
  const policies = await policiesToTry(deps, caller, organisation);
  return deps.db.read(caller.workspaceId, async (tx) => {
    const candidate = await candidateFor(deps, tx, { input: proposal, caller });
    const batch = await factsOfBatch(deps, tx, [candidate]);
    const verdict = decide(deps.engine, await policies(tx), batch.read(candidate).request);
    const { ask, content, missing } = candidate.prepared;
    return {
      ...verdict,
      contactId: ask.contactId,
      state: stateAfter(verdict.outcome),
      message: content === null ? null : { subject: content.subject, body: content.body },
      missing: [...missing],
    };
  });
}

async function candidateFor(deps: SimulateDeps, tx: Tx, proposing: Proposing): Promise<Candidate> {
  const known = await knownOf(tx, [proposing]);
  const drafted = draftOf(deps, proposing, known);
  const prepared = await preparedBy(deps, tx, [drafted]);
  const faultless = withoutFault(drafted, prepared);
  if (faultless instanceof Problem) throw faultless;
  await refuseSecondTime(tx, faultless);
  const ready = prepared.get(faultless.ask.actionId);
  if (ready === undefined) throw new Error("a proposal was not prepared");
  return candidateOf(tx, faultless, ready, known);
}

/** A sequence reaches a person once: what enrolling would refuse is refused here. */
async function refuseSecondTime(tx: Tx, { proposing, ask }: Drafted): Promise<void> {
  const { sequenceId } = proposing.input;
  if (sequenceId === undefined) return;
  const reached = await reachedBySequence(tx, [ask.contactId]);
  const open = await openEnrollments(tx, [ask.contactId]);
  if (reached(sequenceId, ask.contactId))
    throw problem("conflict", `the contact \`${ask.contactId}\` has had this sequence before: use another one`);
  if (open.some((one) => one.sequenceId === sequenceId))
    throw problem("conflict", `the contact \`${ask.contactId}\` is already in this sequence`);
}
