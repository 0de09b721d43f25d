import { isoFromInstant } from "../../kernel/env.ts";
import type { Id } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Database } from "../../kernel/sql.ts";
import { feedStretch, type PlacedEvent } from "../store/events.ts";
import type { activitiesFeed, FeedEvent } from "./contract.ts";
import { orderFeed } from "./order.ts";

/** A page of the feed. */
export async function readFeed(
  deps: { readonly db: Database },
  input: InputOf<typeof activitiesFeed>,
  caller: Caller,
): Promise<OutputOf<typeof activitiesFeed>> {
  const page = await feedPage(deps.db, caller.workspaceId, {
    after: Number(input.after ?? 0),
    kinds: input.kind ?? null,
    limit: input.limit,
  });
  return { items: page.items.map(viewOf), next: String(page.next), isEnd: page.isEnd };
}

/** What is asked of a page. */
export interface FeedQuestion {
  readonly after: number;
  readonly kinds: readonly string[] | null;
  readonly limit: number;
}

/** A page with the place to go on from. */
export interface FeedPage {
  readonly items: readonly PlacedEvent[];
  readonly next: number;
  readonly isEnd: boolean;
}

/** Reads on behind a place. Of a kind that is rare a page looks through so many events and no more. */
export async function feedPage(db: Database, workspaceId: Id<"wsp">, question: FeedQuestion): Promise<FeedPage> {
  const { after, kinds, limit } = question;
  const size = await orderFeed(db, workspaceId);
  if (after > size)
    throw problem("invalid_input", `\`after\` is ${after} and the feed ends at ${size}: the cursor is of another feed`);
  const until = Math.min(size, after + (kinds === null ? limit : limits.feedScanMax));
  if (until === after) return { items: [], next: after, isEnd: true };
  const items = await db.read(workspaceId, (tx) => feedStretch(tx, { after, until, kinds, limit }));
  const last = items.at(-1)?.position ?? until;
  const next = items.length === limit ? last : until;
  return { items, next, isEnd: next === size };
}

/** An event as callers see it. */
export function viewOf(event: PlacedEvent): FeedEvent {
  const { position, ...shown } = event;
  return {
    ...shown,
    occurredAt: isoFromInstant(event.occurredAt),
    recordedAt: isoFromInstant(event.recordedAt),
    data: { ...event.data },
    cursor: String(position),
  };
}
