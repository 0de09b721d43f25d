import { dayMs, isoFromInstant } from "../../kernel/env.ts";
import { idFromUuid } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import { deferralsOf } from "../../policy/past-decisions.ts";
import type { ExecutionDeps } from "../deps.ts";
import { deferralSums, type StopCount, sentAndNot, stopCounts } from "../store/stops.ts";
import type { countStops as operation } from "./contract.ts";
import { filterOf } from "./filter.ts";

/** The longest time that may be split, so that an answer has an end. */
const daysMax = { day: 366, week: 3_660 } as const;

/** Counts what was not sent by its final reason; each action once, so that the rows add up to all of it. */
export async function countStops(
  deps: ExecutionDeps,
  input: InputOf<typeof operation>,
  caller: Caller,
): Promise<OutputOf<typeof operation>> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const filter = await filterOf(tx, input);
    const most = input.per === "all" ? Number.POSITIVE_INFINITY : daysMax[input.per];
    if (filter.to - filter.from > most * dayMs)
      throw problem(
        "invalid_input",
        `${most} days is the most that is split by ${input.per}: ask for less, or \`per\` all`,
      );
    const [rows, totals, deferrals] = await Promise.all([
      stopCounts(tx, filter, input),
      sentAndNot(tx, filter),
      deferralsOf(tx, filter),
    ]);
    const sums = await deferralSums(tx, filter, input, deferrals);
    const putOff = new Map(sums.map((sum) => [nameOf(sum), sum.deferrals]));
    return {
      from: isoFromInstant(filter.from),
      to: isoFromInstant(filter.to),
      rows: rows.map((row) => ({
        ...row,
        key: row.key === null || input.by !== "sequence" ? row.key : idFromUuid("seq", row.key),
        deferrals: putOff.get(nameOf(row)) ?? 0,
      })),
      total: rows.reduce((sum, row) => sum + row.actions, 0),
      ...totals,
    };
  });
}

function nameOf({ period, how, key }: Pick<StopCount, "period" | "how" | "key">): string {
  return `${period} ${how} ${key}`;
}
