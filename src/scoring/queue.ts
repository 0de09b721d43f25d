import { type Id, isPrefixed } from "../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { queueNext } from "./contract.ts";
import type { QueueDeps } from "./deps.ts";
import { queueAfter, type Score } from "./store/scores.ts";
import { viewOfScore } from "./view.ts";

/** Scores looked at for one page, at most: those left out cost as much as those shown. */
const windowMax = 1_000;

/** The next best actions: best scores first, less those engaged or blocked. A page may be short and still have a next. */
export function nextInQueue(
  deps: QueueDeps,
  input: InputOf<typeof queueNext>,
  caller: Caller,
): Promise<OutputOf<typeof queueNext>> {
  const after = input.after === undefined ? null : placeFromCursor(input.after);
  return deps.db.read(caller.workspaceId, async (tx) => {
    const window = await queueAfter(tx, input.route ?? null, after, windowMax);
    const ids = window.map((score) => score.contactId);
    const engaged = await deps.alreadyEngaged(tx, ids);
    const blocked = await deps.blocked(tx, ids);
    const isFree = (score: Score): boolean => !engaged.has(score.contactId) && !blocked.has(score.contactId);
    const shown = window.filter(isFree).slice(0, input.limit);
    const last = shown.length === input.limit ? shown.at(-1) : window.at(-1);
    const isEnd = last === undefined || (last === window.at(-1) && window.length < windowMax);
    const passed = last === undefined ? [] : window.slice(0, window.indexOf(last) + 1);
    const names = await deps.names(
      tx,
      shown.map((score) => score.contactId),
    );
    return {
      items: shown.map((score) => ({
        ...viewOfScore(score),
        name: names.get(score.contactId)?.name ?? "",
        accountName: names.get(score.contactId)?.accountName ?? null,
      })),
      leftOut: leftOut(passed, engaged, blocked),
      next: isEnd ? null : cursorOf(last),
    };
  });
}

function leftOut(
  passed: readonly Score[],
  engaged: ReadonlySet<Id<"con">>,
  blocked: ReadonlyMap<Id<"con">, string>,
): OutputOf<typeof queueNext>["leftOut"] {
  const reasons: Record<string, number> = {};
  let engagedCount = 0;
  for (const { contactId } of passed) {
    const reason = blocked.get(contactId);
    if (reason !== undefined) reasons[reason] = (reasons[reason] ?? 0) + 1;
    else if (engaged.has(contactId)) engagedCount += 1;
  }
  return { engaged: engagedCount, blocked: reasons };
}

function cursorOf(score: Score): string {
  return `${score.priority}.${score.contactId}`;
}

function placeFromCursor(cursor: string): { readonly priority: number; readonly contactId: Id<"con"> } {
  const [priority = "", contactId = ""] = cursor.split(".");
  if (!/^\d{1,5}$/.test(priority) || !contactId.startsWith("con_") || !isPrefixed(contactId)) {
    throw problem("invalid_input", "the cursor is not one of ours: leave out `after` to start again", {
      errors: [{ path: "/after", message: "expected the `next` of the page before" }],
    });
  }
  return { priority: Number(priority), contactId: contactId as Id<"con"> };
}
