import { z } from "zod";
import { operation } from "../../kernel/operation.ts";
import { activityKind, activityView } from "../contract.ts";

/** An event as the feed and the stream tell it, with its place. */
export const feedEvent = activityView.omit({ name: true }).extend({
  /** What to ask for the events after this one with. */
  cursor: z.string(),
});
export type FeedEvent = z.output<typeof feedEvent>;

const cursor = z.string().regex(/^\d{1,15}$/, { error: "expected the `cursor` of an event or the `next` of a page" });

/** Every event of the workspace in the one order of the feed, from any place on. */
export const activitiesFeed = operation({
  name: "activities.feed",
  summary: "Read every event in the order of the feed, from the start or after a cursor; nothing is left out or moved",
  effect: "read",
  scope: "activities:read",
  method: "GET",
  path: "/v1/activities/feed",
  status: 200,
  input: z.strictObject({
    after: cursor.optional().describe("where the page before ended; without it the feed begins at its start"),
    kind: z.array(activityKind).max(40).optional().describe("only these kinds"),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({
    /** May be fewer than asked for, or none, before the end is reached. */
    items: z.array(feedEvent),
    /** The cursor to go on with, at the end too. */
    next: z.string(),
    /** Whether there was nothing more when this was read. */
    isEnd: z.boolean(),
  }),
  problems: ["invalid_input"],
});
