import { isoFromInstant } from "../../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { textDigest } from "../core/token.ts";
import { type AccessDeps, actorOf } from "../deps.ts";
import { lockedWorkspace, ownWorkspace, renamedWorkspace, workspaceWithState } from "../store/workspaces.ts";
import type {
  getWorkspace as getContract,
  pauseWorkspace as pauseContract,
  resumeWorkspace as resumeContract,
  updateWorkspace as updateContract,
  Workspace,
} from "./contract.ts";

/** The caller's workspace. */
export function getWorkspace(
  deps: AccessDeps,
  _input: Record<string, never>,
  caller: Caller,
): Promise<OutputOf<typeof getContract>> {
  return deps.db.read(caller.workspaceId, async (tx) => ({
    ...(await ownWorkspace(tx)),
    simulatedNow: tx.isSimulated ? isoFromInstant(tx.now) : null,
  }));
}

/** Changes what the workspace is called, or where its people can be written to. */
export function updateWorkspace(
  deps: AccessDeps,
  input: InputOf<typeof updateContract>,
  caller: Caller,
): Promise<Workspace> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const before = await lockedWorkspace(tx);
    const { name = before.name, postalAddress = before.postalAddress } = input;
    if (name === before.name && postalAddress === before.postalAddress) return before;
    const after = await renamedWorkspace(tx, { name, postalAddress });
    await deps.record(tx, [
      {
        type: "auth.workspace_changed",
        actor: actorOf(caller),
        subject: { other: after.id },
        data: { nameDigest: textDigest(name), postalAddressDigest: textDigest(postalAddress) },
      },
    ]);
    return after;
  });
}

/** The kill switch. */
export function pauseWorkspace(
  deps: AccessDeps,
  input: InputOf<typeof pauseContract>,
  caller: Caller,
): Promise<Workspace> {
  return setState(deps, input.reason, caller, "paused");
}

/** Opens the workspace again; what was held is decided anew. */
export function resumeWorkspace(
  deps: AccessDeps,
  input: InputOf<typeof resumeContract>,
  caller: Caller,
): Promise<Workspace> {
  return setState(deps, input.reason, caller, "active");
}

async function setState(
  deps: AccessDeps,
  reason: string,
  caller: Caller,
  state: "active" | "paused",
): Promise<Workspace> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const before = await lockedWorkspace(tx);
    if (before.state === state) return before;
    const after = await workspaceWithState(tx, state);
    const isPaused = state === "paused";
    await deps.react(tx, [{ kind: isPaused ? "workspace.paused" : "workspace.resumed" }]);
    await deps.record(tx, [
      {
        type: isPaused ? "auth.workspace_paused" : "auth.workspace_resumed",
        actor: actorOf(caller),
        subject: { other: after.id },
        data: { reasonDigest: textDigest(reason) },
      },
    ]);
    return after;
  });
}
