import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import { findingsOf, judge, saysOf, windowDays } from "../core/breaker.ts";
import { dayOf } from "../core/day.ts";
import { readability, readGapMaxMs } from "../core/readable.ts";
import { warmUpToday } from "../core/warm-up.ts";
import type { HealthDeps } from "../deps.ts";
import { type BreakerRow, breakersOf } from "../store/breakers.ts";
import { checksOf } from "../store/checks.ts";
import { type Mailbox, mailboxesById } from "../store/mailbox.ts";
import { type Watched, type WindowRow, windowsOf } from "../store/tallies.ts";
import { viewOfMailbox, warmUpOf } from "../view.ts";
import { viewOfBreaker } from "./breakers.ts";
import type { mailboxesHealth } from "./contract.ts";
import { viewOfPreflight } from "./preflight.ts";

type Health = OutputOf<typeof mailboxesHealth>;

/** Everything that is known about the health of a mailbox, read in one transaction. */
export async function healthOfMailbox(
  deps: HealthDeps,
  input: InputOf<typeof mailboxesHealth>,
  caller: Caller,
): Promise<Health> {
  const at = deps.env.wall();
  return deps.db.read(caller.workspaceId, async (tx) => {
    const [box] = await mailboxesById(tx, [input.mailboxId]);
    if (box === undefined)
      throw problem("not_found", `there is no mailbox \`${input.mailboxId}\`: list them with \`mailboxes.list\``);
    const watched: readonly Watched[] = [
      { scope: "mailbox", key: box.id },
      { scope: "domain", key: box.fromDomain },
    ];
    const [used, checks, windows, breakers] = await Promise.all([
      deps.usedToday(tx, [box.id]),
      checksOf(tx, [box.id]),
      windowsOf(tx, watched, dayOf(tx.now), windowDays),
      breakersOf(tx, watched),
    ]);
    return {
      mailbox: viewOfMailbox(box, at),
      preflight: viewOfPreflight(box, checks, tx.now),
      caps: capsOf(box, used.get(box.id) ?? 0, tx.now),
      reading: { ...readability(box.lastReadAt, at), readGapMaxMs, fault: box.readFault },
      windows: watched.flatMap(({ scope, key }) => {
        const isSame = (one: Watched): boolean => one.scope === scope && one.key === key;
        const window = windows.find(isSame);
        return window === undefined ? [] : [viewOfWindow(window, breakers.find(isSame))];
      }),
    };
  });
}

function capsOf(box: Mailbox, usedToday: number, now: number): Health["caps"] {
  const warmUp = warmUpOf(box);
  const today =
    warmUp === null ? null : warmUpToday(warmUp, { count: box.warmDays, last: box.warmLastDay }, dayOf(now));
  const cap = Math.min(box.dailyCap, today?.isWarming === true ? today.cap : box.dailyCap);
  return {
    dailyCap: box.dailyCap,
    usedToday,
    leftToday: Math.max(0, cap - usedToday),
    warmUp: warmUp === null || today === null ? null : { ...today, ceiling: warmUp.ceiling },
  };
}

function viewOfWindow(window: WindowRow, breaker: BreakerRow | undefined): Health["windows"][number] {
  const verdict = judge(window);
  const isTripped = window.state === "tripped";
  return {
    scope: window.scope,
    key: window.key,
    // What is counted and not stopped yet is stopped by the next failure; until a person arms it, a trip stays one.
    state: isTripped ? "tripped" : verdict.state === "closed" ? "closed" : "warned",
    says: isTripped && breaker !== undefined ? saysOf(breaker) : "finding" in verdict ? saysOf(verdict.finding) : null,
    sent: window.sent,
    rates: findingsOf(window).map(({ cause, failures, rateBp, leastBp, stopBp }) => ({
      cause,
      failures,
      rateBp,
      leastBp,
      stopBp,
    })),
    breaker: breaker === undefined ? null : viewOfBreaker(breaker),
  };
}
