import { type Bound, bind } from "../../kernel/operation.ts";
import type { IdentityDeps } from "../deps.ts";
import { activateRuleset } from "./activate.ts";
import * as contract from "./contract.ts";
import { proposeRuleset } from "./propose.ts";
import { getRuleset, listRulesets } from "./read-rulesets.ts";

/** The operations of rulesets with what serves them. */
export function bindRulesets(deps: IdentityDeps): readonly Bound[] {
  return [
    bind(contract.listRulesets, (input, caller) => listRulesets(deps, input, caller)),
    bind(contract.getRuleset, (input, caller) => getRuleset(deps, input, caller)),
    bind(contract.proposeRuleset, (input, caller) => proposeRuleset(deps, input, caller)),
    bind(contract.activateRuleset, (input, caller) => activateRuleset(deps, input, caller)),
  ];
}
