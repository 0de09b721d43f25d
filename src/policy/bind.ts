import { type Bound, bind } from "../kernel/operation.ts";
import { activateOrganisation } from "./activate-policy.ts";
import type { BundleShelf } from "./bundles.ts";
import { readConsents, recordConsentByHand } from "./consent/by-hand.ts";
import * as consent from "./consent/contract.ts";
import * as contract from "./contract.ts";
import type { BundleSource } from "./core/bundle.ts";
import { suppressByHand } from "./create-suppression.ts";
import type { PolicyDeps } from "./deps.ts";
import { diffPolicy } from "./diff/contract.ts";
import { diffOrganisation } from "./diff/diff-policy.ts";
import { readPolicy } from "./get-policy.ts";
import * as holding from "./holding/contract.ts";
import { holdByHand, readHolds, releaseByHand } from "./holds.ts";
import { liftByHand } from "./lift-suppression.ts";
import { lintPolicy } from "./lint/contract.ts";
import { lintDraft } from "./lint/lint-policy.ts";
import { readBundles } from "./list-bundles.ts";
import { readSuppressions } from "./list-suppressions.ts";
import { changeReactions, readReactions } from "./reaction-settings.ts";
import { rollBack } from "./rollback-policy.ts";
import * as rollout from "./rollout/contract.ts";
import { readShadow } from "./shadow-results.ts";

/** The operations of this block with their handlers; `policy.check` is served by execution, which assembles the facts. */
export function bindPolicy(
  deps: PolicyDeps & { readonly shelf: BundleShelf; readonly shipped: BundleSource },
): readonly Bound[] {
  return [
    bind(contract.getPolicy, (input, caller) => readPolicy(deps, input, caller)),
    bind(contract.activatePolicy, (input, caller) => activateOrganisation(deps, input, caller)),
    bind(rollout.listBundles, (input, caller) => readBundles(deps, input, caller)),
    bind(rollout.rollbackPolicy, (input, caller) => rollBack(deps, input, caller)),
    bind(rollout.shadowResults, (input, caller) => readShadow(deps, input, caller)),
    bind(lintPolicy, (input, caller) => lintDraft(deps, input, caller)),
    bind(diffPolicy, (input, caller) => diffOrganisation(deps, input, caller)),
    bind(contract.createSuppression, (input, caller) => suppressByHand(deps, input, caller)),
    bind(contract.listSuppressions, (input, caller) => readSuppressions(deps, input, caller)),
    bind(contract.liftSuppression, (input, caller) => liftByHand(deps, input, caller)),
    bind(holding.listHolds, (input, caller) => readHolds(deps, input, caller)),
    bind(holding.createHold, (input, caller) => holdByHand(deps, input, caller)),
    bind(holding.releaseHold, (input, caller) => releaseByHand(deps, input, caller)),
    bind(holding.getReactions, (input, caller) => readReactions(deps, input, caller)),
    bind(holding.setReactions, (input, caller) => changeReactions(deps, input, caller)),
    bind(consent.recordConsent, (input, caller) => recordConsentByHand(deps, input, caller)),
    bind(consent.listConsents, (input, caller) => readConsents(deps, input, caller)),
  ];
}
