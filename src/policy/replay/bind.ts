import { type Bound, bind } from "../../kernel/operation.ts";
import * as contract from "./contract.ts";
import { type ReplayDeps, replayDecisions } from "./replay.ts";

/** Past decisions, decided again. */
export function bindReplay(deps: ReplayDeps): readonly Bound[] {
  return [bind(contract.replayDecisions, (input, caller) => replayDecisions(deps, input, caller))];
}
