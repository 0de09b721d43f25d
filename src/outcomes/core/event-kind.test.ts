import { expect, test } from "vitest";
import { activityKinds } from "../../activity/contract.ts";
import { reportedKinds } from "../contract.ts";
import { eventKindOf, outcomeKindOf } from "./event-kind.ts";

test("every reported outcome is the outcome of its own event", () => {
  expect(reportedKinds.map((kind) => outcomeKindOf(eventKindOf(kind)))).toEqual([...reportedKinds]);
});

test("mail and calls are no outcomes by themselves", () => {
  const outcomes = activityKinds.filter((kind) => outcomeKindOf(kind) !== null);
  expect(outcomes).toEqual([
    "meeting_booked",
    "meeting_held",
    "meeting_no_show",
    "deal_created",
    "deal_won",
    "deal_lost",
  ]);
});
