import type { SwitchedOff } from "../../activity/outgoing/deps.ts";
import { dayMs } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { DecideDeps } from "../deps.ts";
import { raiseAlert } from "./raise.ts";
import { whomToTell } from "./whom.ts";

/** Tells whoever made a webhook that it was switched off, what was heard of it last, and how it is turned on again. */
export async function raiseWebhookOff(deps: DecideDeps, tx: Tx, off: SwitchedOff): Promise<void> {
  const { webhookId, url, createdBy, reason, lastHeard, cause } = off;
  await raiseAlert(deps, tx, {
    subject: `webhook ${webhookId}`,
    occurrence: cause,
    severity: "webhook_off",
    title: `No more events go to \`${hostOf(url)}\`: ${reason} (last: ${lastHeard}). Mend the receiver, then turn it on again with \`webhooks resume ${webhookId}\``,
    dueAt: tx.now + dayMs,
    to: await whomToTell(tx, { mailboxId: null, by: createdBy }),
  });
}

/** Where it points, without its path: that is a secret with many receivers, and more people read tasks than webhooks. */
function hostOf(url: string): string {
  return new URL(url).origin;
}
