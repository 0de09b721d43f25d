import { isoFromInstant, isoOrNull } from "../../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { deferralsOf } from "../../policy/past-decisions.ts";
import { stopWords } from "../core/stop-words.ts";
import type { ExecutionDeps } from "../deps.ts";
import { type ActionRow, actionsById } from "../store/actions.ts";
import { type StopRow, stopsPage } from "../store/stops.ts";
import { contactRefs, cursorFrom, paged } from "../views.ts";
import type { listStops as operation } from "./contract.ts";
import { filterOf } from "./filter.ts";

/** The actions that were not sent, newest first: what a count is made of. */
export async function listStops(
  deps: ExecutionDeps,
  input: InputOf<typeof operation>,
  caller: Caller,
): Promise<OutputOf<typeof operation>> {
  const before = cursorFrom(input.after);
  return deps.db.read(caller.workspaceId, async (tx) => {
    const filter = await filterOf(tx, input);
    const page = paged(await stopsPage(tx, filter, { before, limit: input.limit + 1 }), input.limit, (row) => row.at);
    const ids = page.rows.map(({ id }) => id);
    const [actions, deferrals] = await Promise.all([actionsById(tx, ids, "none"), deferralsOf(tx, filter, ids)]);
    const byId = new Map(actions.map((action) => [action.id, action]));
    const refs = await contactRefs(
      tx,
      actions.map(({ contactId }) => contactId),
    );
    return {
      items: page.rows.flatMap((stop) => {
        const action = byId.get(stop.id);
        return action === undefined
          ? []
          : [stopView(stop, action, refs(action.contactId), deferrals.get(stop.id) ?? 0)];
      }),
      next: page.next,
    };
  });
}

function stopView(
  stop: StopRow,
  action: ActionRow,
  contact: ReturnType<Awaited<ReturnType<typeof contactRefs>>>,
  deferrals: number,
) {
  return {
    id: stop.id,
    contact,
    purpose: action.purpose,
    step: action.step,
    sequenceId: action.sequenceId,
    state: action.state,
    how: stop.how,
    code: stop.code,
    rule: stop.rule,
    says: saysOf(stop, action),
    // What an earlier decision said of it is not why it was stopped later.
    reasons: stop.rule === null ? [] : [...action.reasons],
    until: isoOrNull(action.until),
    deferrals,
    proposedAt: isoFromInstant(action.createdAt),
    at: isoFromInstant(stop.at),
  };
}

/** The final reason in words: the policy's own, or those for what stopped it. */
export function saysOf(stop: StopRow, action: ActionRow): string {
  return action.reasons.find(({ rule }) => rule === stop.rule)?.says ?? stopWords(stop.code).says;
}
