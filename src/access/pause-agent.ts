import type { Caller, InputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Agent, pauseAgent as pauseContract, resumeAgent as resumeContract } from "./contract.ts";
import { textDigest } from "./core/token.ts";
import { type AccessDeps, actorOf } from "./deps.ts";
import { noSuchAgent } from "./no-such.ts";
import { agentWithStatus, lockedAgent } from "./store/agents.ts";

/** Stops an agent in one transaction with everything of its that is queued; pausing a paused agent changes nothing. */
export function pauseAgent(deps: AccessDeps, input: InputOf<typeof pauseContract>, caller: Caller): Promise<Agent> {
  return setStatus(deps, input, caller, "paused");
}

/** Lets a paused agent work again; what was held is decided anew. */
export function resumeAgent(deps: AccessDeps, input: InputOf<typeof resumeContract>, caller: Caller): Promise<Agent> {
  return setStatus(deps, input, caller, "active");
}

async function setStatus(
  deps: AccessDeps,
  input: InputOf<typeof pauseContract>,
  caller: Caller,
  status: "active" | "paused",
): Promise<Agent> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const before = await lockedAgent(tx, input.agentId);
    if (before === undefined) throw noSuchAgent(input.agentId);
    if (before.status === status) return before;
    if (before.status === "revoked")
      throw problem("conflict", `agent \`${input.agentId}\` was revoked for good: create another one`);
    const after = await agentWithStatus(tx, input.agentId, status, input.reason);
    if (after === undefined) throw noSuchAgent(input.agentId);
    const kind = status === "paused" ? "agent.paused" : "agent.resumed";
    await deps.react(tx, [{ kind, agentId: input.agentId }]);
    // The reason is a person's own words, so the log holds its digest and the agent holds the words.
    const reasonDigest = textDigest(input.reason);
    await deps.record(tx, [
      { type: kind, actor: actorOf(caller), subject: { other: input.agentId }, data: { reasonDigest } },
    ]);
    return after;
  });
}
