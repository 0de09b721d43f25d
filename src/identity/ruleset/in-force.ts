import type { Tx } from "../../kernel/sql.ts";
import { rulesetVersion } from "../core/match.ts";
import { defaultRuleset, type Ruleset } from "../core/ruleset.ts";
import { activeRuleset } from "../store/rulesets.ts";
import { parameters } from "./contract.ts";

/** The rules that a workspace goes by, and the version that is stored with what they come to. */
export interface InForce {
  readonly version: number;
  readonly ruleset: Ruleset;
}

/** The ruleset in force; where nobody decided on one, what the program ships, under the version of its code. */
export async function rulesetInForce(tx: Tx): Promise<InForce> {
  const row = await activeRuleset(tx);
  if (row === null) return { version: rulesetVersion, ruleset: defaultRuleset };
  return { version: row.version, ruleset: rulesetOf(row.parameters) };
}

/** The ruleset that stored parameters are; one that a later release knows is as this release ships it. */
export function rulesetOf(stored: unknown): Ruleset {
  const { keys, roleMailboxesJoin, namesPerKeyMax, domainsPerNameMax } = parameters.parse(stored);
  return {
    keys: keys ?? defaultRuleset.keys,
    roleMailboxesJoin: roleMailboxesJoin ?? defaultRuleset.roleMailboxesJoin,
    namesPerKeyMax: namesPerKeyMax ?? defaultRuleset.namesPerKeyMax,
    domainsPerNameMax: domainsPerNameMax ?? defaultRuleset.domainsPerNameMax,
  };
}
