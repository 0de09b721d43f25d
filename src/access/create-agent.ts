import { newId } from "../kernel/ids.ts";
import type { Caller, InputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Agent, createAgent as contract } from "./contract.ts";
import { type AccessDeps, actorOf } from "./deps.ts";
import { insertedAgent } from "./store/agents.ts";

/** Adds an agent. It can do nothing until it is given a key. */
export async function createAgent(deps: AccessDeps, input: InputOf<typeof contract>, caller: Caller): Promise<Agent> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const agent = await insertedAgent(tx, { id: newId(deps.env, "agt"), ...input, createdBy: caller.principal.id });
    if (agent === undefined)
      throw problem("conflict", `there is an agent named \`${input.name}\`: choose another name`);
    await deps.record(tx, [
      {
        type: "agent.created",
        actor: actorOf(caller),
        subject: { other: agent.id },
        data: { autonomy: agent.autonomy, dailyBudget: agent.dailyBudget },
      },
    ]);
    return agent;
  });
}
