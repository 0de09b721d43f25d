import { type Bound, bind } from "../kernel/operation.ts";
import * as contract from "./contract.ts";
import type { QueueDeps, ScoringVerbDeps } from "./deps.ts";
import { publishIcp } from "./publish.ts";
import { nextInQueue } from "./queue.ts";
import { getIcp, getScore } from "./read.ts";
import { recordSignals } from "./record.ts";

/** The operations of scoring with what serves them. */
export function bindScoring(deps: ScoringVerbDeps & QueueDeps): readonly Bound[] {
  return [
    bind(contract.icpGet, (input, caller) => getIcp(deps, input, caller)),
    bind(contract.icpPublish, (input, caller) => publishIcp(deps, input, caller)),
    bind(contract.signalsRecord, (input, caller) => recordSignals(deps, input, caller)),
    bind(contract.scoresGet, (input, caller) => getScore(deps, input, caller)),
    bind(contract.queueNext, (input, caller) => nextInQueue(deps, input, caller)),
  ];
}
