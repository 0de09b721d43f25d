import type { Id } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import type { Database } from "../../kernel/sql.ts";
import type { Hearing } from "../../kernel/wake.ts";
import { feedPage, viewOf } from "./read.ts";

/** The channel on which processes tell each other that a workspace has new events. */
export const feedChannel = "fairlead_feed";

export interface StreamDeps {
  readonly db: Database;
  readonly hearing: Hearing;
  readonly elapsedMs: () => number;
}

/** Where a stream begins, and which kinds it tells of. */
export interface StreamQuestion {
  readonly after: number;
  readonly kinds: readonly string[] | null;
}

/**
 * The feed as server-sent events (WHATWG HTML, 9.2), until the signal. The id of an event is its cursor, so that a browser
 * that lost its connection says by itself where to go on; an id alone says it before anything happened. One goes out
 * now and then: it finds dead connections, and the poll behind it whatever was not told. A stream ends after a while, so that
 * a key that was revoked is noticed; its client comes back for the rest.
 */
export async function* feedStream(
  deps: StreamDeps,
  workspaceId: Id<"wsp">,
  question: StreamQuestion,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let { after } = question;
  const endsAt = deps.elapsedMs() + limits.feedStreamMs;
  yield `id: ${after}\n\n`;
  while (!signal.aborted && deps.elapsedMs() < endsAt) {
    const asked = { after, kinds: question.kinds, limit: limits.feedStreamPage };
    // Before the page is read, so that what is told meanwhile is not waited for.
    const isOver = new AbortController();
    const told = deps.hearing.wait(workspaceId, limits.feedBeatMs, AbortSignal.any([signal, isOver.signal]));
    try {
      const page = await feedPage(deps.db, workspaceId, asked);
      after = page.next;
      for (const event of page.items) {
        const view = viewOf(event);
        yield `id: ${view.cursor}\nevent: ${view.kind}\ndata: ${JSON.stringify(view)}\n\n`;
      }
      if (!page.isEnd) continue;
      await told;
      if (page.items.length === 0 && !signal.aborted) yield `id: ${after}\n\n`;
    } finally {
      isOver.abort();
      await told;
    }
  }
}
