import type { ActivityReaction } from "../../activity/contract.ts";
import { blameOf } from "../../activity/core/blame.ts";
import type { Instant } from "../../kernel/env.ts";
import { type Id, isId } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import { emptyTally, judge, type Tally, windowDays } from "../core/breaker.ts";
import { dayOf } from "../core/day.ts";
import { domainOf } from "../core/provider.ts";
import type { MailboxDeps, Send } from "../deps.ts";
import {
  type Addition,
  addToTallies,
  noteFailures,
  noteSendingDay,
  type Watched,
  windowsOf,
} from "../store/tallies.ts";
import { type ProviderBook, providersFor, scheduleProviders } from "./providers.ts";
import { tripBreaker, warnOfBreaker } from "./trip.ts";

type FailureKind = Exclude<keyof Tally, "sent">;

/** Counts messages that were handed over, refused for good or lost on the way: what failures are measured against. */
export async function countSends(deps: Pick<MailboxDeps, "env">, tx: Tx, sends: readonly Send[]): Promise<void> {
  if (sends.length === 0) return;
  const day = dayOf(tx.now);
  const book = await bookFor(tx, sends);
  await addToTallies(
    tx,
    sends.flatMap((send) => additionsOf(send, book, { ...emptyTally, sent: 1 })),
    day,
  );
  await scheduleProviders(deps, tx, sends);
  await noteSendingDay(tx, [...new Set(sends.map((send) => send.mailboxId))], day);
}

/**
 * Counts what came back against us, in the transaction that records it, and trips what is beyond its limit. Only a report with
 * our own token counts, once a message and kind: nobody can stop a mailbox by forging bounces or by telling one twice.
 */
export async function countFailures(deps: MailboxDeps, tx: Tx, events: readonly ActivityReaction[]): Promise<void> {
  const told = events.flatMap((event) => failureIn(event) ?? []);
  if (told.length === 0) return;
  const fresh = await noteFailures(tx, told);
  const failures = told.filter(({ messageId, kind }) => fresh.has(`${messageId} ${kind}`));
  const sends = await deps.sendsOf(tx, [...new Set(failures.map(({ messageId }) => messageId))]);
  const book = await bookFor(tx, sends);
  const byId = new Map(sends.map((send) => [send.messageId, send]));
  const additions = failures.flatMap(({ messageId, kind }) => {
    const send = byId.get(messageId);
    return send === undefined ? [] : additionsOf(send, book, { ...emptyTally, [kind]: 1 });
  });
  if (additions.length === 0) return;
  const day = dayOf(tx.now);
  await addToTallies(tx, additions, day);
  const causes = [...new Set(failures.map(({ cause }) => cause))];
  for (const window of await windowsOf(tx, additions, day, windowDays)) {
    const verdict = judge(window);
    if (window.state === "tripped" || verdict.state === "closed") continue;
    if (verdict.state === "tripped") await tripBreaker(deps, tx, window, verdict.finding, causes);
    // What warns a mailbox warns its domain, sequence and provider by the same failures: one word is enough.
    else if (window.scope === "mailbox" && isId("mbx", window.key) && causes[0] !== undefined)
      await warnOfBreaker(deps, tx, window.key, verdict.finding, causes[0]);
  }
}

/** Everything that one message counts for. */
export function watchedOf(
  send: Pick<Send, "mailboxId" | "fromAddress" | "toAddress" | "sequenceId">,
  providerOf: ProviderBook,
): readonly Watched[] {
  return [
    { scope: "mailbox", key: send.mailboxId },
    { scope: "domain", key: domainOf(send.fromAddress) },
    ...(send.sequenceId === null ? [] : [{ scope: "sequence" as const, key: send.sequenceId }]),
    { scope: "provider", key: providerOf(send.toAddress) },
  ];
}

function bookFor(tx: Tx, sends: readonly Send[]): Promise<ProviderBook> {
  return providersFor(
    tx,
    sends.map((send) => send.toAddress),
  );
}

function additionsOf(send: Send, providerOf: ProviderBook, tally: Tally): readonly Addition[] {
  return watchedOf(send, providerOf).map((watched) => ({ ...watched, ...tally, at: send.at }));
}

/** What an event says against how we send; null where it blames nobody, or the recipient alone. */
function failureIn(event: ActivityReaction): {
  readonly messageId: Id<"msg">;
  readonly kind: FailureKind;
  readonly cause: Id<"aud">;
  readonly at: Instant;
} | null {
  if ((event.type !== "complaint.seen" && event.type !== "bounce.seen") || !event.trusted) return null;
  const kind = event.type === "complaint.seen" ? "complained" : bounceKind(event);
  const { messageId, cause, at } = event;
  return kind === null || messageId === null ? null : { messageId, kind, cause, at };
}

function bounceKind(event: ActivityReaction & { readonly type: "bounce.seen" }): FailureKind | null {
  return blameOf(event) ?? (event.permanence === "permanent" ? "bounced" : null);
}
