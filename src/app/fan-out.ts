import { feedChannel } from "../activity/feed/stream.ts";
import { fanOut } from "../activity/outgoing/fan-out.ts";
import type { App } from "../app.ts";
import { createDoorbell } from "../audit/sequencer.ts";
import { type Id, isId } from "../kernel/ids.ts";
import { limits } from "../kernel/limits.ts";

/** Hands new events to webhooks until the signal: when it is told of some, and by a slow poll for what was not told. */
export async function runFanOut(app: App, signal: AbortSignal): Promise<void> {
  const { env, db, log } = app.resources;
  const bell = createDoorbell(env);
  const listening = await db.root.listen(feedChannel, (text) => {
    if (isId("wsp", text)) bell.ring(text);
  });
  let polledAt = Number.NEGATIVE_INFINITY;
  const pass = async (workspaces: readonly Id<"wsp">[]): Promise<void> => {
    for (const workspaceId of workspaces) await fanOut(app.deps.outgoing, workspaceId);
  };
  try {
    while (!signal.aborted) {
      try {
        if (env.elapsedMs() - polledAt >= limits.webhookPollMs) {
          polledAt = env.elapsedMs();
          await pass(await db.workspaces());
        }
        await pass(await bell.wait(limits.webhookPollMs, signal));
      } catch (error) {
        // The next poll finds what this one left.
        log("error", "webhook.fan_out", { says: error instanceof Error ? error.message : String(error) });
        await env.sleep(limits.webhookPollMs, signal);
      }
    }
  } finally {
    await listening.unlisten();
  }
}
