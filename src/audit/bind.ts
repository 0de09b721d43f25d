import { type Bound, bind, type Caller, type InputOf, type Operation, type OutputOf } from "../kernel/operation.ts";
import { caseAudit } from "./case.ts";
import * as contract from "./contract.ts";
import { checkpointAudit, exportPage, getAudit, listAudit } from "./read.ts";
import { type VerifyDeps, verifyAudit } from "./verify.ts";

/** The operations of the audit log with what serves them. */
export function bindAudit(deps: VerifyDeps): readonly Bound[] {
  const serve = <O extends Operation>(
    operation: O,
    verb: (deps: VerifyDeps, input: InputOf<O>, caller: Caller) => Promise<OutputOf<O>>,
  ): Bound => bind(operation, (input, caller) => verb(deps, input, caller));
  return [
    serve(contract.listAudit, listAudit),
    serve(contract.getAudit, getAudit),
    serve(contract.caseAudit, caseAudit),
    serve(contract.checkpointAudit, checkpointAudit),
    serve(contract.exportAudit, exportPage),
    serve(contract.verifyAudit, verifyAudit),
  ];
}
