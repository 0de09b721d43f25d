import { type Bound, bind } from "../../kernel/operation.ts";
import type { PolicyDeps } from "../deps.ts";
import * as contract from "./contract.ts";
import { exportSuppressions } from "./export.ts";

/** Suppressions as a list. */
export function bindSuppressionList(deps: PolicyDeps): readonly Bound[] {
  return [bind(contract.exportSuppressions, (input, caller) => exportSuppressions(deps, input, caller))];
}
