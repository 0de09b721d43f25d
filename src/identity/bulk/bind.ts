import { type Bound, bind } from "../../kernel/operation.ts";
import type { IdentityDeps } from "../deps.ts";
import * as contract from "./contract.ts";
import { previewBulk } from "./preview.ts";
import { getBulk, listBulk } from "./read-bulk.ts";
import { runBulk, undoBulk } from "./run.ts";

/** The operations on a whole result with what serves them. */
export function bindBulk(deps: IdentityDeps): readonly Bound[] {
  return [
    bind(contract.previewBulk, (input, caller) => previewBulk(deps, input, caller)),
    bind(contract.runBulk, (input, caller) => runBulk(deps, input, caller)),
    bind(contract.getBulk, (input, caller) => getBulk(deps, input, caller)),
    bind(contract.listBulk, (input, caller) => listBulk(deps, input, caller)),
    bind(contract.undoBulk, (input, caller) => undoBulk(deps, input, caller)),
  ];
}
