import { minuteMs, type WorldTime } from "./env.ts";
import type { Prospect, Reaction, ReceivedMessage } from "./market.ts";
import { nameFor } from "./random.ts";
import type { DeliveredReaction, Envelope, PlannedReaction } from "./truth.ts";
import type { World } from "./world.ts";

/** Decides all that will come of an accepted message, including the reports that its sender asked for. */
export function planReactions(
  world: World,
  prospect: Prospect,
  message: ReceivedMessage,
  envelope: Envelope,
): readonly PlannedReaction[] {
  const history = world.memory.received.get(prospect.id) ?? [];
  const reactions = world.market.react(prospect, message, history);
  const wanted: (Reaction | DeliveredReaction)[] = reactions.filter((reaction) => reportWanted(reaction, envelope));
  const failed = reactions.some((reaction) => reaction.kind === "bounce" && reaction.action === "failed");
  if (!failed && envelope.notify.includes("SUCCESS")) {
    wanted.unshift({ kind: "delivered", truth: "delivered", delayMs: minuteMs });
  }
  return wanted.map((reaction, index) => {
    const id = nameFor(world.seed, prospect.id, message.messageId, index, reaction.kind);
    const domain = prospect.email.split("@")[1] ?? "localhost";
    return {
      id,
      dueAt: onTick(message.at + reaction.delayMs, world.tickMs),
      messageId: `<${id}@${reaction.kind === "bounce" || reaction.kind === "delivered" ? "mx." : ""}${domain}>`,
      reaction,
    };
  });
}

// RFC 3461 section 4.1: without NOTIFY a server reports failures and may report delays; with it, what was named.
function reportWanted(reaction: Reaction, { notify, from }: Envelope): boolean {
  if (reaction.kind !== "bounce") return true;
  if (from === "") return false;
  return notify.length === 0 || notify.includes(reaction.action === "failed" ? "FAILURE" : "DELAY");
}

function onTick(at: WorldTime, tickMs: number): WorldTime {
  return Math.ceil(at / tickMs) * tickMs;
}
