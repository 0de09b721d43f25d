import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import type { Agent, getAgent as getContract, listAgents as listContract } from "./contract.ts";
import type { AccessDeps } from "./deps.ts";
import { noSuchAgent } from "./no-such.ts";
import { agentsById, allAgents } from "./store/agents.ts";

/** The agents of the workspace. */
export async function listAgents(
  deps: AccessDeps,
  _input: InputOf<typeof listContract>,
  caller: Caller,
): Promise<OutputOf<typeof listContract>> {
  const items = await deps.db.read(caller.workspaceId, allAgents);
  return { items: [...items], next: null };
}

/** One agent. */
export async function getAgent(deps: AccessDeps, input: InputOf<typeof getContract>, caller: Caller): Promise<Agent> {
  const [agent] = await deps.db.read(caller.workspaceId, (tx) => agentsById(tx, [input.agentId]));
  if (agent === undefined) throw noSuchAgent(input.agentId);
  return agent;
}
