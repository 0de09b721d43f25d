import { membersAmong } from "../access/facts-for.ts";
import { type AppendDeps, actorOf, appendAudit } from "../audit/append.ts";
import type { Id } from "../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Database, Tx } from "../kernel/sql.ts";
import type { getReactions, setReactions } from "./holding/contract.ts";
import { reactionSettings, upsertReactionSettings } from "./store/settings.ts";

/** How long what comes back protects for. */
export async function readReactions(
  deps: { readonly db: Database },
  _input: InputOf<typeof getReactions>,
  caller: Caller,
): Promise<OutputOf<typeof getReactions>> {
  return deps.db.read(caller.workspaceId, reactionSettings);
}

/** Changes some of it; what is held already keeps its date. */
export async function changeReactions(
  deps: AppendDeps & { readonly db: Database },
  input: InputOf<typeof setReactions>,
  caller: Caller,
): Promise<OutputOf<typeof setReactions>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const before = await reactionSettings(tx);
    const after = {
      negativeDays: input.negativeDays ?? before.negativeDays,
      colleagueDays: input.colleagueDays ?? before.colleagueDays,
      alertsTo: input.alertsTo === undefined ? before.alertsTo : input.alertsTo,
    };
    if (after.alertsTo !== null && (await membersAmong(tx, [after.alertsTo])).length === 0)
      throw problem("not_found", `there is no member \`${after.alertsTo}\`: find them with people.list`);
    await upsertReactionSettings(tx, after);
    await appendAudit(deps, tx, [{ type: "policy.reactions_set", actor: actorOf(caller), data: { ...after } }]);
    return after;
  });
}

/** Who hears of threats and escalations, where the workspace named somebody. */
export async function alertsTo(tx: Tx): Promise<Id<"usr"> | null> {
  return (await reactionSettings(tx)).alertsTo;
}
