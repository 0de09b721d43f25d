import { activityKind } from "../activity/contract.ts";
import { orderFeed } from "../activity/feed/order.ts";
import { feedStream, type StreamDeps } from "../activity/feed/stream.ts";
import { limits } from "../kernel/limits.ts";
import { problem } from "../kernel/problem.ts";
import type { GuardedRoute } from "../surface/http/deps.ts";

/**
 * `GET /v1/activities/stream`: the feed as it grows. `Last-Event-ID` or `after` says where to begin, without either it begins
 * now; `kind` may be given several times. So many connections of a workspace, and all end when the process does.
 */
export function feedRoute(deps: StreamDeps, stopped: AbortSignal): GuardedRoute {
  const open = new Map<string, number>();
  return {
    method: "GET",
    path: "/v1/activities/stream",
    scope: "activities:read",
    handle: async (request, { caller }) => {
      const { workspaceId } = caller;
      const question = questionOf(request);
      // Before the answer begins: what is recorded once a client has seen it is told.
      const after = question.after ?? (await orderFeed(deps.db, workspaceId));
      const count = open.get(workspaceId) ?? 0;
      if (count >= limits.feedStreamsMax)
        throw problem("rate_limited", `this workspace has ${count} streams open, which is the limit: close one`);
      open.set(workspaceId, count + 1);
      const gone = new AbortController();
      const ends = AbortSignal.any([stopped, request.signal, gone.signal]);
      const events = feedStream(deps, workspaceId, { ...question, after }, ends);
      const release = (): void => void open.set(workspaceId, (open.get(workspaceId) ?? 1) - 1);
      return new Response(bodyOf(events, gone, release), {
        headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store" },
      });
    },
  };
}

/** Reads on only when the client has taken what came before: a slow one costs no memory. */
function bodyOf(events: AsyncGenerator<string>, gone: AbortController, release: () => void): ReadableStream {
  const encoder = new TextEncoder();
  let isOpen = true;
  const end = (): void => {
    if (isOpen) release();
    isOpen = false;
    gone.abort();
  };
  return new ReadableStream({
    pull: async (controller) => {
      try {
        const next = await events.next();
        if (next.done !== true) return controller.enqueue(encoder.encode(next.value));
        end();
        controller.close();
      } catch (error) {
        end();
        controller.error(error);
      }
    },
    cancel: async () => {
      end();
      await events.return(undefined);
    },
  });
}

function questionOf(request: Request): { readonly after: number | null; readonly kinds: readonly string[] | null } {
  const { searchParams } = new URL(request.url);
  const after = request.headers.get("last-event-id") ?? searchParams.get("after");
  if (after !== null && !/^\d{1,15}$/.test(after))
    throw problem("invalid_input", `\`${after.slice(0, 50)}\` is no cursor: use the id of an event of this stream`);
  const kinds = searchParams.getAll("kind");
  const unknown = kinds.find((kind) => !activityKind.safeParse(kind).success);
  if (unknown !== undefined) throw problem("invalid_input", `\`${unknown.slice(0, 50)}\` is no kind of activity`);
  return { after: after === null ? null : Number(after), kinds: kinds.length === 0 ? null : kinds };
}
