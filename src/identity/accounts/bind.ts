import { type Bound, bind, type Caller, type InputOf, type Operation, type OutputOf } from "../../kernel/operation.ts";
import type { IdentityDeps } from "../deps.ts";
import * as contract from "./contract.ts";
import { accountCommittee } from "./read-committee.ts";
import { accountTree } from "./read-tree.ts";
import { clearCommittee, setCommittee } from "./set-committee.ts";
import { removeDomain, setDomain } from "./set-domain.ts";
import { clearParent, setParent } from "./set-parent.ts";
import { setRelation } from "./set-relation.ts";

/** The operations on accounts over time with what serves them. */
export function bindAccounts(deps: IdentityDeps): readonly Bound[] {
  const serve = <O extends Operation>(
    operation: O,
    verb: (deps: IdentityDeps, input: InputOf<O>, caller: Caller) => Promise<OutputOf<O>>,
  ): Bound => bind(operation, (input, caller) => verb(deps, input, caller));
  return [
    serve(contract.setDomain, setDomain),
    serve(contract.removeDomain, removeDomain),
    serve(contract.setParent, setParent),
    serve(contract.clearParent, clearParent),
    serve(contract.accountTree, accountTree),
    serve(contract.setRelation, setRelation),
    serve(contract.accountCommittee, accountCommittee),
    serve(contract.setCommittee, setCommittee),
    serve(contract.clearCommittee, clearCommittee),
  ];
}
