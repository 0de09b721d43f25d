import { type Bound, bind, type Caller, type InputOf, type Operation, type OutputOf } from "../kernel/operation.ts";
import { clearAutonomy, getAutonomy, lowerAutonomy, setAutonomy } from "./autonomy/change.ts";
import * as autonomy from "./autonomy/contract.ts";
import * as contract from "./contract.ts";
import { createAgent } from "./create-agent.ts";
import type { AccessDeps } from "./deps.ts";
import { createKey, listKeys, revokeKey } from "./keys.ts";
import { createMember, listMembers } from "./members.ts";
import { pauseAgent, resumeAgent } from "./pause-agent.ts";
import { getAgent, listAgents } from "./read-agents.ts";
import { setPassword } from "./sign-in.ts";
import { whoami } from "./whoami.ts";
import { getWorkspace, pauseWorkspace, resumeWorkspace, updateWorkspace } from "./workspace/change.ts";
import * as workspace from "./workspace/contract.ts";

/** The operations of access with what serves them. */
export function bindAccess(deps: AccessDeps): readonly Bound[] {
  const serve = <O extends Operation>(
    operation: O,
    verb: (deps: AccessDeps, input: InputOf<O>, caller: Caller) => Promise<OutputOf<O>>,
  ): Bound => bind(operation, (input, caller) => verb(deps, input, caller));
  return [
    serve(contract.whoami, whoami),
    serve(contract.setPassword, setPassword),
    serve(workspace.getWorkspace, getWorkspace),
    serve(workspace.updateWorkspace, updateWorkspace),
    serve(workspace.pauseWorkspace, pauseWorkspace),
    serve(workspace.resumeWorkspace, resumeWorkspace),
    serve(contract.createAgent, createAgent),
    serve(contract.listAgents, listAgents),
    serve(contract.getAgent, getAgent),
    serve(contract.pauseAgent, pauseAgent),
    serve(contract.resumeAgent, resumeAgent),
    serve(autonomy.getAutonomy, getAutonomy),
    serve(autonomy.lowerAutonomy, lowerAutonomy),
    serve(autonomy.setAutonomy, setAutonomy),
    serve(autonomy.clearAutonomy, clearAutonomy),
    serve(contract.createMember, createMember),
    serve(contract.listMembers, listMembers),
    serve(contract.createKey, createKey),
    serve(contract.listKeys, listKeys),
    serve(contract.revokeKey, revokeKey),
  ];
}
