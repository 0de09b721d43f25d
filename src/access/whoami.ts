import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import type { whoami as contract } from "./contract.ts";
import type { AccessDeps } from "./deps.ts";
import { agentsById } from "./store/agents.ts";
import { ownWorkspace } from "./store/workspaces.ts";

/** Who the caller is: the first thing that an agent should ask. */
export async function whoami(
  deps: AccessDeps,
  _input: InputOf<typeof contract>,
  caller: Caller,
): Promise<OutputOf<typeof contract>> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const { id, name, state } = await ownWorkspace(tx);
    const { principal } = caller;
    const [agent] = principal.kind === "agent" ? await agentsById(tx, [principal.id]) : [];
    return {
      workspace: { id, name, state },
      principal: { kind: principal.kind, id: principal.id, name: principal.name, role: principal.role ?? null },
      scopes: [...caller.scopes].sort(),
      agent: agent ?? null,
    };
  });
}
