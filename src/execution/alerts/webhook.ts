import type { OutgoingDeps, SwitchedOff } from "../../activity/outgoing/deps.ts";
import { dayMs } from "../../kernel/env.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { DecideDeps } from "../deps.ts";
import { endAlerts, raiseAlert } from "./raise.ts";
import { whomToTell } from "./whom.ts";

/** What sending to webhooks tells of them: one that was switched off is a task, until somebody has it go on. */
export function webhookAlerts(deps: DecideDeps): Pick<OutgoingDeps, "onSwitchedOff" | "onTurnedOn"> {
  return {
    onSwitchedOff: (tx, off) => raiseWebhookOff(deps, tx, off),
    onTurnedOn: (tx, webhookId) => endAlerts(tx, subjectOf(webhookId), "turned_on"),
  };
}

/** Tells whoever made a webhook that it was switched off, what was heard of it last, and how it is turned on again. */
async function raiseWebhookOff(deps: DecideDeps, tx: Tx, off: SwitchedOff): Promise<void> {
  const { webhookId, url, createdBy, reason, lastHeard, cause } = off;
  await raiseAlert(deps, tx, {
    subject: subjectOf(webhookId),
    occurrence: cause,
    severity: "webhook_off",
    title: `No more events go to \`${hostOf(url)}\`: ${reason} (last: ${lastHeard}). Mend the receiver, then turn it on again with \`webhooks resume ${webhookId}\``,
    dueAt: tx.now + dayMs,
    to: await whomToTell(tx, { mailboxId: null, by: createdBy }),
  });
}

function subjectOf(webhookId: Id<"whk">): string {
  return `webhook ${webhookId}`;
}

/** Where it points, without its path: that is a secret with many receivers, and more people read tasks than webhooks. */
function hostOf(url: string): string {
  return new URL(url).origin;
}
