import type { AccessReaction } from "../access/contract.ts";
import { enqueue } from "../kernel/jobs.ts";
import type { React } from "../kernel/reactions.ts";
import { type DecideDeps, queues } from "./deps.ts";
import { pausedActionsDue } from "./store/actions.ts";

/** When a pause is over, what it held is decided anew; nothing is replayed. */
export function onAccess(deps: Pick<DecideDeps, "env">): React<AccessReaction> {
  return async (tx, events) => {
    for (const event of events) {
      if (event.kind !== "workspace.resumed" && event.kind !== "agent.resumed") continue;
      const ids = await pausedActionsDue(tx, event.kind === "agent.resumed" ? event.agentId : null);
      await enqueue(
        deps.env,
        tx,
        ids.map((id) => ({ queue: queues.wake, key: `${id} resumed`, payload: { actionId: id } })),
      );
    }
  };
}
