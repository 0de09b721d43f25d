import type { AccessReaction } from "../access/contract.ts";
import type { Tx } from "../kernel/sql.ts";
import { bumpGates, type GateKey } from "./gates.ts";

/** Voids every permit under a workspace or agent that was paused, resumed or given another autonomy. */
export async function onAccess(tx: Tx, events: readonly AccessReaction[]): Promise<void> {
  const gates = events.flatMap((event): readonly GateKey[] => {
    switch (event.kind) {
      case "workspace.paused":
      case "workspace.resumed":
        return [{ kind: "workspace", key: "all" }];
      case "agent.paused":
      case "agent.resumed":
      case "agent.autonomy_changed":
        return [{ kind: "agent", key: event.agentId }];
      default:
        return [];
    }
  });
  await bumpGates(tx, gates);
}
