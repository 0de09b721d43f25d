import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { noteFirstApproval } from "./store/agents.ts";

/** Notes that a person approved an action of whoever proposed it: an agent's first action is behind it from then on. */
export async function noteApproval(tx: Tx, proposer: { readonly kind: string; readonly id: string }): Promise<void> {
  if (proposer.kind === "agent") await noteFirstApproval(tx, proposer.id as Id<"agt">);
}
