import { loopIn } from "./core/loop.ts";
import { type ActivityDeps, mailTokenPurpose } from "./deps.ts";
import type { InboundMail } from "./receive.ts";

/**
 * Takes a mail that a mailbox sent to itself: its reader's cursor moves and the mailbox hears of it, and nothing else happens. It
 * is no reply, no event and in no inbox. False for every other mail.
 */
export async function takeLoop(deps: ActivityDeps, inbound: InboundMail): Promise<boolean> {
  const { workspaceId, raw, position } = inbound;
  const loop = loopIn(raw, workspaceId, deps.vault.keyFor(workspaceId, mailTokenPurpose));
  if (loop === null) return false;
  await deps.db.write(workspaceId, async (tx) => {
    await position?.advance(tx);
    await deps.onLoop?.(tx, loop);
  });
  return true;
}
