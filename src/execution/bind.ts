import type { Batcher } from "../kernel/batcher.ts";
import { type Bound, bind, type Caller, type InputOf, type Operation, type OutputOf } from "../kernel/operation.ts";
import { checkPolicy as checkOperation } from "../policy/contract.ts";
import * as approvals from "./approvals/contract.ts";
import { editApproval } from "./approvals/edit.ts";
import { grantApproval } from "./approvals/grant.ts";
import { grantMany } from "./approvals/grant-many.ts";
import { listApprovers, setApprovers } from "./approvals/groups.ts";
import { listApprovals } from "./approvals/list.ts";
import { rejectApproval } from "./approvals/reject.ts";
import { cancelAction, stopEnrollments } from "./cancel.ts";
import { checkPolicy } from "./check.ts";
import * as contract from "./contract.ts";
import type { ExecutionDeps } from "./deps.ts";
import { getContext } from "./get-context.ts";
import type { Proposed, Proposing } from "./propose.ts";
import { proposeAction } from "./propose-action.ts";
import { getAction, listActions } from "./read-actions.ts";
import * as sends from "./sends/contract.ts";
import { listSends } from "./sends/list.ts";
import { settleSend } from "./sends/settle.ts";
import { createSequence, listSequences } from "./sequences.ts";
import { approveTemplate, createTemplate, listTemplates } from "./templates.ts";
import { completeTask, listMeetings, listTasks, recordMeeting } from "./work.ts";

/** The operations of execution with what serves them; proposals go through the batcher. */
export function bindExecution(
  deps: ExecutionDeps & { readonly batcher: Batcher<Proposing, Proposed> },
): readonly Bound[] {
  const serve = <O extends Operation>(
    operation: O,
    verb: (deps: ExecutionDeps, input: InputOf<O>, caller: Caller) => Promise<OutputOf<O>>,
  ): Bound => bind(operation, (input, caller) => verb(deps, input, caller));
  return [
    bind(contract.proposeAction, (input, caller) => proposeAction(deps, input, caller)),
    serve(checkOperation, checkPolicy),
    serve(contract.listActions, listActions),
    serve(contract.getAction, getAction),
    serve(contract.cancelAction, cancelAction),
    serve(approvals.listApprovals, listApprovals),
    serve(approvals.grantApproval, grantApproval),
    serve(approvals.grantMany, grantMany),
    serve(approvals.rejectApproval, rejectApproval),
    serve(approvals.editApproval, editApproval),
    serve(approvals.listApprovers, listApprovers),
    serve(approvals.setApprovers, setApprovers),
    serve(contract.createTemplate, createTemplate),
    serve(contract.approveTemplate, approveTemplate),
    serve(contract.listTemplates, listTemplates),
    serve(contract.createSequence, createSequence),
    serve(contract.listSequences, listSequences),
    serve(contract.stopEnrollments, stopEnrollments),
    serve(contract.getContext, getContext),
    serve(sends.listSends, listSends),
    bind(sends.settleSend, (input, caller) => settleSend(deps, input, caller)),
    serve(contract.listTasks, listTasks),
    serve(contract.completeTask, completeTask),
    serve(contract.listMeetings, listMeetings),
    serve(contract.recordMeeting, recordMeeting),
  ];
}
