import type { Batcher } from "../kernel/batcher.ts";
import type { Caller, OutputOf } from "../kernel/operation.ts";
import type { proposeAction as operation } from "./contract.ts";
import { stateAfter } from "./core/states.ts";
import { reasonsOf } from "./decide-batch.ts";
import type { Proposed, Proposing } from "./propose.ts";
import type { Proposal } from "./words/contract.ts";

/** Proposes one touch. Proposals that arrive together are decided in one transaction, at most 64 of them. */
export async function proposeAction(
  deps: { readonly batcher: Batcher<Proposing, Proposed> },
  input: Proposal,
  caller: Caller,
): Promise<OutputOf<typeof operation>> {
  const answer = await deps.batcher.submit(caller.workspaceId, { input, caller });
  if ("problem" in answer) throw answer.problem;
  const { decided } = answer;
  return {
    id: decided.candidate.prepared.ask.actionId,
    state: stateAfter(decided.verdict.outcome),
    decision: {
      id: decided.decisionId,
      outcome: decided.verdict.outcome,
      reasons: [...reasonsOf(decided.verdict)],
      until: decided.verdict.until ?? null,
      recordId: decided.recordId,
    },
    approvalId: decided.approvalId,
  };
}
