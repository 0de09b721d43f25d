import { type Bound, bind } from "../../kernel/operation.ts";
import type { IdentityDeps } from "../deps.ts";
import * as contract from "./contract.ts";
import { createProvider, listProviders, pauseProvider, resumeProvider } from "./providers.ts";
import { getEnrichment, runEnrichment } from "./start-run.ts";

/** The operations of enrichment with what serves them. */
export function bindEnrichment(deps: IdentityDeps): readonly Bound[] {
  return [
    bind(contract.createProvider, (input, caller) => createProvider(deps, input, caller)),
    bind(contract.listProviders, (input, caller) => listProviders(deps, input, caller)),
    bind(contract.pauseProvider, (input, caller) => pauseProvider(deps, input, caller)),
    bind(contract.resumeProvider, (input, caller) => resumeProvider(deps, input, caller)),
    bind(contract.runEnrichment, (input, caller) => runEnrichment(deps, input, caller)),
    bind(contract.getEnrichment, (input, caller) => getEnrichment(deps, input, caller)),
  ];
}
