import { createHash } from "node:crypto";
import { dayMs, hourMs } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { MailboxEvent } from "../../mailbox/contract.ts";
import { addressesOfMailboxes } from "../../mailbox/facts-for.ts";
import type { DecideDeps } from "../deps.ts";
import { endAlerts, raiseAlert } from "./raise.ts";
import { whomToTell } from "./whom.ts";

type Spoke = Extract<MailboxEvent, { readonly type: "breaker.tripped" | "breaker.warned" }>;

/**
 * Tells a named person that a breaker is close to its limit, or has stopped something until a person arms it again. A trip takes
 * the place of a warning, and whoever arms the breaker has done what was asked.
 */
export function raiseBreakerAlerts(deps: DecideDeps): (tx: Tx, events: readonly MailboxEvent[]) => Promise<void> {
  return async (tx, events) => {
    for (const event of events) {
      if (event.type === "breaker.rearmed") await endAlerts(tx, subjectOf(event), "armed_again");
      if (event.type === "breaker.tripped") await endAlerts(tx, subjectOf(event, event.counts), "tripped");
      if (event.type === "breaker.tripped" || event.type === "breaker.warned") await raise(deps, tx, event);
    }
  };
}

async function raise(deps: DecideDeps, tx: Tx, event: Spoke): Promise<void> {
  const { type, mailboxIds, counts, says, cause } = event;
  const isTrip = type === "breaker.tripped";
  const what = await nameOf(tx, event);
  await raiseAlert(deps, tx, {
    subject: subjectOf(event, counts),
    occurrence: cause,
    severity: isTrip ? "breaker_tripped" : "breaker_warned",
    title: isTrip
      ? `Nothing more is sent ${what}: ${says}. Mend it, then arm it again with \`breakers.rearm\``
      : `Sending ${what} comes close to its limit: ${says}. Look before it stops`,
    dueAt: tx.now + (isTrip ? 4 * hourMs : dayMs),
    to: await whomToTell(tx, { mailboxId: mailboxIds[0] ?? null, by: null }),
  });
}

/** Names a breaker, and what it counts where only that is meant; by a digest, since a key can be a person's own domain. */
function subjectOf({ scope, key }: { readonly scope: string; readonly key: string }, counts?: string): string {
  const named = `breaker ${scope} ${createHash("sha256").update(key).digest("hex").slice(0, 32)}`;
  return counts === undefined ? named : `${named} ${counts}`;
}

/** What is stopped, in words; where no provider is known its key is the recipient's domain, which may be a person's own. */
async function nameOf(tx: Tx, { scope, key, mailboxIds }: Spoke): Promise<string> {
  const [mailboxId] = mailboxIds;
  switch (scope) {
    case "mailbox": {
      const address =
        mailboxId === undefined ? undefined : (await addressesOfMailboxes(tx, [mailboxId])).get(mailboxId);
      return `from \`${address ?? key}\``;
    }
    case "domain":
      return `from \`${key}\``;
    case "sequence":
      return `by the sequence \`${key}\``;
    case "provider":
      return key.includes(".") ? "to one domain of recipients" : `to recipients at \`${key}\``;
    default:
      return scope satisfies never;
  }
}
