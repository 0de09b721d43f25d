import type { Id } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import type { Caller, InputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { type AutonomyGrant, isOwnLevel, isSameScope, raises } from "../core/autonomy.ts";
import { textDigest } from "../core/token.ts";
import { type AccessDeps, actorOf } from "../deps.ts";
import { noSuchAgent } from "../no-such.ts";
import { agentsById, lockedAgent } from "../store/agents.ts";
import { autonomyGrants, dropGrant, keepGrant, setOwnLevel } from "../store/autonomy.ts";
import type {
  AgentAutonomy,
  clearAutonomy as clearContract,
  getAutonomy as getContract,
  lowerAutonomy as lowerContract,
  setAutonomy as setContract,
} from "./contract.ts";

type Scope = Pick<AutonomyGrant, "action" | "segment">;
type SetInput = InputOf<typeof setContract>;

/** How far an agent may go. */
export async function getAutonomy(
  deps: AccessDeps,
  { agentId }: InputOf<typeof getContract>,
  caller: Caller,
): Promise<AgentAutonomy> {
  return deps.db.read(caller.workspaceId, (tx) => autonomyOf(tx, agentId));
}

/** Lowers a level; whoever may pause may do so, since it cannot raise the level of any touch. */
export async function lowerAutonomy(
  deps: AccessDeps,
  input: InputOf<typeof lowerContract>,
  caller: Caller,
): Promise<AgentAutonomy> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const before = await lockedAutonomy(tx, input.agentId);
    if (raises(before, { ...scopeOf(input), level: input.level }))
      throw problem(
        "conflict",
        `level ${input.level} could raise what agent \`${input.agentId}\` may do: give a lower one, or ask somebody with \`agents:raise\` for \`agents.setAutonomy\``,
      );
    return changed(deps, tx, caller, before, input);
  });
}

/** Sets a level, up or down. */
export async function setAutonomy(deps: AccessDeps, input: SetInput, caller: Caller): Promise<AgentAutonomy> {
  return deps.db.write(caller.workspaceId, async (tx) =>
    changed(deps, tx, caller, await lockedAutonomy(tx, input.agentId), input),
  );
}

/** Takes a level for an action or a segment away; the agent's own level can only be set. */
export async function clearAutonomy(
  deps: AccessDeps,
  input: InputOf<typeof clearContract>,
  caller: Caller,
): Promise<AgentAutonomy> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const scope = scopeOf(input);
    if (isOwnLevel(scope))
      throw problem("conflict", "an agent always has a level of its own: set another with `agents.setAutonomy`");
    const before = await lockedAutonomy(tx, input.agentId);
    const kept = before.grants.find((grant) => isSameScope(grant, scope));
    if (kept === undefined)
      throw problem(
        "conflict",
        "there is no level for that action and segment: `agents.autonomy` lists those there are",
      );
    await dropGrant(tx, input.agentId, scope);
    await tell(deps, tx, caller, { ...input, from: kept.level, to: null });
    return autonomyOf(tx, input.agentId);
  });
}

/** One level in place of another, with everything that hears of it, in the transaction of the caller. */
async function changed(
  deps: AccessDeps,
  tx: Tx,
  caller: Caller,
  before: AgentAutonomy,
  input: SetInput,
): Promise<AgentAutonomy> {
  const scope = scopeOf(input);
  const kept = before.grants.find((grant) => isSameScope(grant, scope));
  if (kept === undefined && before.grants.length >= limits.autonomyGrantsMax)
    throw problem(
      "conflict",
      `agent \`${input.agentId}\` has ${limits.autonomyGrantsMax} levels already: clear one with \`agents.clearAutonomy\``,
    );
  const from = kept?.level ?? (isOwnLevel(scope) ? before.autonomy : null);
  if (from === input.level) return before;
  await keepGrant(tx, input.agentId, {
    ...scope,
    level: input.level,
    reason: input.reason,
    by: caller.principal.id,
  });
  if (isOwnLevel(scope)) await setOwnLevel(tx, input.agentId, input.level);
  await tell(deps, tx, caller, { ...input, from, to: input.level });
  return autonomyOf(tx, input.agentId);
}

/** Voids what was permitted under the level before, and records the change by words and digests. */
async function tell(
  deps: AccessDeps,
  tx: Tx,
  caller: Caller,
  change: Omit<SetInput, "level"> & { readonly from: number | null; readonly to: number | null },
): Promise<void> {
  await deps.react(tx, [{ kind: "agent.autonomy_changed", agentId: change.agentId }]);
  const data = {
    action: change.action ?? null,
    segmentDigest: change.segment === undefined ? null : textDigest(change.segment),
    from: change.from,
    to: change.to,
    reasonDigest: textDigest(change.reason),
  };
  await deps.record(tx, [
    { type: "agent.autonomy_changed", actor: actorOf(caller), subject: { other: change.agentId }, data },
  ]);
}

async function lockedAutonomy(tx: Tx, agentId: Id<"agt">): Promise<AgentAutonomy> {
  if ((await lockedAgent(tx, agentId)) === undefined) throw noSuchAgent(agentId);
  return autonomyOf(tx, agentId);
}

async function autonomyOf(tx: Tx, agentId: Id<"agt">): Promise<AgentAutonomy> {
  const [agent] = await agentsById(tx, [agentId]);
  if (agent === undefined) throw noSuchAgent(agentId);
  const grants = (await autonomyGrants(tx, [agentId])).map(({ grant }) => grant);
  return { agentId, autonomy: agent.autonomy, grants };
}

function scopeOf(input: {
  readonly action?: Scope["action"] | undefined;
  readonly segment?: string | undefined;
}): Scope {
  return { action: input.action ?? null, segment: input.segment ?? null };
}
