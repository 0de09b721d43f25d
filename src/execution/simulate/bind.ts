import { type Bound, bind } from "../../kernel/operation.ts";
import type { SimulateDeps } from "./active.ts";
import * as contract from "./contract.ts";
import { simulateQueue } from "./queue.ts";
import { simulatePolicy } from "./simulate.ts";

/** What would be decided, with nothing written. */
export function bindSimulation(deps: SimulateDeps): readonly Bound[] {
  return [
    bind(contract.simulatePolicy, (input, caller) => simulatePolicy(deps, input, caller)),
    bind(contract.simulateQueue, (input, caller) => simulateQueue(deps, input, caller)),
  ];
}
