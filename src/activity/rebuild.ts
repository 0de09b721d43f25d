import type { Id } from "../kernel/ids.ts";
import { limits } from "../kernel/limits.ts";
import type { Database } from "../kernel/sql.ts";
import { differingFields, historyIn, type Replay, replayEvent } from "./core/replay.ts";
import { feedPage } from "./feed/read.ts";
import { eventsWithin, lockedFeed, placedEnd, updateFeed } from "./store/feed.ts";
import { historyOf } from "./store/history.ts";
import { compareThreads, type ThreadReplayDeps, type WrongThread } from "./threads/rebuild.ts";

/** Where what events make and what is there are not the same. */
export interface Difference {
  readonly what: string;
  readonly replayed: unknown;
  readonly found: unknown;
}

/** What a rebuild read and found, and what of that it wrote anew. */
export interface RebuildReport {
  readonly events: number;
  readonly contacts: number;
  readonly threads: number;
  /** What is still wrong. */
  readonly differences: readonly Difference[];
  readonly mended: readonly Difference[];
}

const contactsAtOnce = 500;
/** Events that come in meanwhile make differences that are none: those contacts are replayed on and asked again. */
const roundsMax = 5;

/**
 * Replays the feed from its start into memory, and compares what the events make with what decisions read: the history of
 * every contact, the number of events, and the end of the feed. Threads are derived again from their mails, a batch at a time.
 * The end and the threads are what activity keeps; where they are wrong and `isCheck` is false they are written anew.
 */
export async function rebuildActivities(
  deps: ThreadReplayDeps,
  workspaceId: Id<"wsp">,
  isCheck: boolean,
): Promise<RebuildReport> {
  const { db } = deps;
  const end = await compareEnd(db, workspaceId, isCheck);
  const replay: Replay = new Map();
  const read = { events: 0, after: 0 };
  await replayOn(db, workspaceId, replay, read);
  const there = await db.read(workspaceId, (tx) => eventsWithin(tx, read.after));
  const counted = there === read.events ? [] : [{ what: "events of the feed", replayed: read.events, found: there }];
  let contactIds = [...replay.keys()];
  let histories = await compareHistories(db, workspaceId, replay, contactIds);
  for (let round = 0; histories.length > 0 && round < roundsMax; round += 1) {
    contactIds = [...new Set(histories.map(({ contactId }) => contactId))];
    await replayOn(db, workspaceId, replay, read);
    histories = await compareHistories(db, workspaceId, replay, contactIds);
  }
  const { threads, wrong } = await compareThreads(deps, workspaceId, isCheck);
  const kept = [...(end === null ? [] : [{ ...end, isMended: !isCheck }]), ...wrong.map(threadDifference)];
  const told = (isMended: boolean): readonly Difference[] =>
    kept.filter((one) => one.isMended === isMended).map(({ what, replayed, found }) => ({ what, replayed, found }));
  return {
    events: read.events,
    contacts: replay.size,
    threads,
    differences: [...told(false), ...counted, ...histories.map(({ contactId: _contact, ...difference }) => difference)],
    mended: told(true),
  };
}

function threadDifference({ threadId, field, replayed, found, isMended }: WrongThread): Difference & {
  readonly isMended: boolean;
} {
  return { what: `${field} of ${threadId}`, replayed, found, isMended };
}

async function compareEnd(db: Database, workspaceId: Id<"wsp">, isCheck: boolean): Promise<Difference | null> {
  return db.write(workspaceId, async (tx) => {
    if ((await placedEnd(tx)) === 0) return null;
    const found = await lockedFeed(tx);
    // Again, under the lock: nobody gives a place meanwhile.
    const end = await placedEnd(tx);
    if (found === end) return null;
    if (!isCheck) await updateFeed(tx, end);
    return { what: "end of the feed", replayed: end, found };
  });
}

async function replayOn(
  db: Database,
  workspaceId: Id<"wsp">,
  replay: Replay,
  read: { events: number; after: number },
): Promise<void> {
  for (;;) {
    const asked = { after: read.after, kinds: null, limit: limits.feedBatchMax };
    const page = await feedPage(db, workspaceId, asked);
    for (const event of page.items) replayEvent(replay, event);
    read.events += page.items.length;
    read.after = page.next;
    if (page.isEnd) return;
  }
}

async function compareHistories(
  db: Database,
  workspaceId: Id<"wsp">,
  replay: Replay,
  contactIds: readonly Id<"con">[],
): Promise<readonly (Difference & { readonly contactId: Id<"con"> })[]> {
  const found: (Difference & { readonly contactId: Id<"con"> })[] = [];
  for (let at = 0; at < contactIds.length; at += contactsAtOnce) {
    const ids = contactIds.slice(at, at + contactsAtOnce);
    const rows = await db.read(workspaceId, (tx) => historyOf(tx, ids, ids));
    const stored = new Map(rows.map(({ contactId, ...history }) => [contactId, history]));
    for (const contactId of ids) {
      const [replayed, kept] = [historyIn(replay, contactId), stored.get(contactId)];
      if (replayed === null) continue;
      if (kept === undefined) found.push({ contactId, what: `history of ${contactId}`, replayed, found: null });
      else
        for (const field of differingFields(replayed, kept))
          found.push({
            contactId,
            what: `${field} of ${contactId}`,
            replayed: replayed[field],
            found: kept[field],
          });
    }
  }
  return found;
}
