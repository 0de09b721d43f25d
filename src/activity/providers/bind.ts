import { type Bound, bind } from "../../kernel/operation.ts";
import { createProvider, listProviders, pauseProvider, resumeProvider, rotateProvider } from "./connections.ts";
import * as contract from "./contract.ts";
import type { ProviderDeps } from "./deps.ts";

/** The operations of sending providers with their handlers. */
export function bindProviders(deps: ProviderDeps): readonly Bound[] {
  return [
    bind(contract.createProvider, (input, caller) => createProvider(deps, input, caller)),
    bind(contract.listProviders, (_input, caller) => listProviders(deps, caller)),
    bind(contract.rotateProvider, (input, caller) => rotateProvider(deps, input, caller)),
    bind(contract.pauseProvider, (input, caller) => pauseProvider(deps, input, caller)),
    bind(contract.resumeProvider, (input, caller) => resumeProvider(deps, input, caller)),
  ];
}
