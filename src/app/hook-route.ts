import type { RateLimits } from "../access/rate-limits.ts";
import { hooksPath } from "../activity/providers/connections.ts";
import type { ProviderDeps } from "../activity/providers/deps.ts";
import { type CallAnswer, takeCall } from "../activity/providers/take-call.ts";
import { countReaction, type ReactionTimeDeps } from "../activity/reaction-time.ts";
import { limits } from "../kernel/limits.ts";
import { problem, Transient } from "../kernel/problem.ts";
import type { PublicRoute } from "../surface/http/deps.ts";
import { noSuchPath } from "../surface/http/reply.ts";

/** Counts the calls of providers by what came of them; a forged one leaves no other trace. */
export interface HookCounts {
  add(answer: CallAnswer): void;
  /** In the Prometheus text format. */
  text(): string;
}

const againMs = 60_000;

/** Makes the counters of this process. */
export function createHookCounts(): HookCounts {
  const calls = new Map<string, number>();
  const events = new Map<string, number>();
  const count = (counts: Map<string, number>, labels: string, by: number): void => {
    counts.set(labels, (counts.get(labels) ?? 0) + by);
  };
  return {
    add: (answer) => {
      const provider = answer.outcome === "unknown" ? "none" : answer.kind;
      const result = answer.outcome === "refused" ? answer.fault : answer.outcome;
      count(calls, `provider="${provider}",result="${result}"`, 1);
      if (answer.outcome !== "taken") return;
      count(events, `provider="${provider}",result="matched"`, answer.matched);
      count(events, `provider="${provider}",result="unmatched"`, answer.unmatched);
    },
    text: () =>
      [
        "# TYPE fairlead_provider_calls_total counter",
        ...[...calls].map(([labels, value]) => `fairlead_provider_calls_total{${labels}} ${value}`),
        "# TYPE fairlead_provider_events_total counter",
        ...[...events].map(([labels, value]) => `fairlead_provider_events_total{${labels}} ${value}`),
        "",
      ].join("\n"),
  };
}

/**
 * `POST /v1/hooks/{address}`: where sending providers call. The body is read as bytes, since a parser in between breaks every
 * signature. 200 comes after the commit, for a repetition too; whoever forges is told nothing.
 */
export function hookRoute(
  deps: ProviderDeps,
  rates: RateLimits,
  counts: HookCounts,
  timing: ReactionTimeDeps,
): PublicRoute {
  return {
    method: "POST",
    path: `${hooksPath}/{address}`,
    bodyMaxBytes: limits.webhookBodyMaxBytes,
    handle: async (request, { params }) => {
      const arrivedAt = timing.env.wall();
      const answer = await takeCall(deps, {
        address: params["address"] ?? "",
        headers: Object.fromEntries(request.headers),
        rawBody: new Uint8Array(await request.arrayBuffer()),
        validationToken: new URL(request.url).searchParams.get("validationToken") ?? undefined,
        admit: (providerId) => rates.take(`provider ${providerId}`, limits.providerCallsPerMinute),
      });
      counts.add(answer);
      if (answer.outcome === "taken" && answer.matched > 0)
        await countReaction(timing, answer.workspaceId, "webhook", arrivedAt);
      return replyTo(answer);
    },
  };
}

function replyTo(answer: CallAnswer): Response {
  switch (answer.outcome) {
    case "taken":
    case "replayed":
      return new Response("ok\n", { status: 200, headers: { "content-type": "text/plain; charset=utf-8" } });
    case "echoed":
      return new Response(answer.body, { status: 200, headers: { "content-type": "text/plain" } });
    case "refused":
      throw problem("not_permitted", "this call is not believed");
    case "unknown":
      throw noSuchPath("POST", hooksPath);
    case "paused":
      throw new Transient("calls are not taken now: try again later", againMs);
    case "unavailable":
      throw new Transient("the call cannot be checked now: try again later", againMs);
    default:
      return answer satisfies never;
  }
}
