import { enqueue, type JobIds } from "../../kernel/jobs.ts";
import type { React } from "../../kernel/reactions.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { ActivityReaction } from "../contract.ts";
import { insertAsks } from "../store/model.ts";
import { type ModelDeps, modelQueue } from "./deps.ts";

/**
 * Notes a reply that no rule was sure of, in the transaction that records it, to be put to a model afterwards. Only what
 * belongs to a contact: a colleague's other mail is nobody's business.
 */
export function waitForModel(deps: Pick<ModelDeps, "env" | "model">): React<ActivityReaction> {
  return async (tx, events) => {
    if (deps.model === null) return;
    const correlated = new Set(
      events.flatMap((event) => (event.type === "inbound.recorded" && event.what === "reply" ? [event.inboundId] : [])),
    );
    const abstained = events.flatMap((event) =>
      event.type === "reply.classified" && event.kind === null && !event.byPerson && correlated.has(event.inboundId)
        ? (event.inboundId ?? [])
        : [],
    );
    if (abstained.length === 0) return;
    await insertAsks(tx, abstained);
    await scheduleModel(deps.env, tx);
  };
}

/** Has the replies that wait put to the model. */
export async function scheduleModel(ids: JobIds, tx: Tx): Promise<void> {
  await enqueue(ids, tx, [{ queue: modelQueue, key: "replies", payload: {} }]);
}
