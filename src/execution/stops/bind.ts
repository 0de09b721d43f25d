import { type Bound, bind } from "../../kernel/operation.ts";
import * as contract from "./contract.ts";
import { countStops } from "./count.ts";
import { type ExplainDeps, explainAction } from "./explain.ts";
import { listStops } from "./list.ts";

/** Why touches were not sent: counted, listed, explained. */
export function bindStops(deps: ExplainDeps): readonly Bound[] {
  return [
    bind(contract.countStops, (input, caller) => countStops(deps, input, caller)),
    bind(contract.listStops, (input, caller) => listStops(deps, input, caller)),
    bind(contract.explainAction, (input, caller) => explainAction(deps, input, caller)),
  ];
}
