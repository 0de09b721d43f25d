import type { Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import { limits } from "../kernel/limits.ts";
import type { Tx } from "../kernel/sql.ts";
import type { BreakerScope } from "./contract.ts";
import { emptyTally, provenRateBp, windowDays } from "./core/breaker.ts";
import { dayOf } from "./core/day.ts";
import { exemption } from "./core/exempt.ts";
import { preflightState, type StoredCheck } from "./core/preflight.ts";
import { readability } from "./core/readable.ts";
import { warmUpToday } from "./core/warm-up.ts";
import type { Send } from "./deps.ts";
import type { PreflightState } from "./health/contract.ts";
import { watchedOf } from "./health/count.ts";
import { providersFor } from "./health/providers.ts";
import { checksOf } from "./store/checks.ts";
import { type Mailbox, mailboxesAfter, mailboxesById } from "./store/mailbox.ts";
import { windowsOf } from "./store/tallies.ts";
import { warmUpOf } from "./view.ts";

/** What a decision reads about a mailbox; how much was sent from it is counted by the caps of `policy`. */
export interface MailboxFactsRow {
  readonly id: Id<"mbx">;
  readonly address: string;
  readonly displayName: string;
  readonly state: "active" | "paused";
  readonly dailyCap: number;
  /** The most in 24 hours while the mailbox warms up; null when it does not, or is through. */
  readonly warmUpCap: number | null;
  readonly preflight: PreflightState;
  readonly isReadable: boolean;
  readonly readGapMs: number | null;
}

/** Whether the workspace has a mailbox. */
export async function hasMailbox(tx: Tx, mailboxId: Id<"mbx">): Promise<boolean> {
  return (await mailboxesById(tx, [mailboxId])).length === 1;
}

/** The addresses of mailboxes by id. */
export async function addressesOfMailboxes(tx: Tx, ids: readonly Id<"mbx">[]): Promise<ReadonlyMap<Id<"mbx">, string>> {
  return new Map((await mailboxesById(tx, ids)).map((box) => [box.id, box.address]));
}

/** The facts of these mailboxes in two statements; an unknown id has no row, and the decision then fails closed. */
export async function mailboxFactsFor(
  deps: { readonly env: { wall(): Instant } },
  tx: Tx,
  ids: readonly Id<"mbx">[],
): Promise<ReadonlyMap<Id<"mbx">, MailboxFactsRow>> {
  const [boxes, checks] = await Promise.all([mailboxesById(tx, ids), checksOf(tx, ids)]);
  const at = deps.env.wall();
  return new Map(
    boxes.map((box) => [
      box.id,
      {
        id: box.id,
        address: box.address,
        displayName: box.displayName,
        state: box.state,
        dailyCap: box.dailyCap,
        warmUpCap: warmUpCapOf(box, dayOf(tx.now)),
        preflight: stateOf(
          box,
          checks.filter((check) => check.mailboxId === box.id),
          tx.now,
        ),
        ...readability(box.lastReadAt, at),
      },
    ]),
  );
}

function stateOf(box: Mailbox, checks: readonly StoredCheck[], now: Instant): PreflightState {
  return exemption(box) === null ? preflightState(checks, now) : "exempt";
}

function warmUpCapOf(box: Mailbox, today: number): number | null {
  const warmUp = warmUpOf(box);
  if (warmUp === null) return null;
  const { cap, isWarming } = warmUpToday(warmUp, { count: box.warmDays, last: box.warmLastDay }, today);
  return isWarming ? cap : null;
}

/** What the breakers over one touch say: which are tripped, and how bad the mailbox is for certain. */
export interface BreakerFacts {
  readonly tripped: Readonly<Record<BreakerScope, boolean>>;
  /** Who takes in the recipient's mail. */
  readonly provider: string;
  readonly spamRateBp: number;
  readonly bounceRateBp: number;
}

/** The breakers over each touch, in two statements for all of them. */
export async function breakerFactsFor(
  tx: Tx,
  sends: readonly Pick<Send, "mailboxId" | "fromAddress" | "toAddress" | "sequenceId">[],
): Promise<readonly BreakerFacts[]> {
  if (sends.length === 0) return [];
  const providerOf = await providersFor(
    tx,
    sends.map((send) => send.toAddress),
  );
  const watched = sends.map((send) => watchedOf(send, providerOf));
  const windows = await windowsOf(tx, watched.flat(), dayOf(tx.now), windowDays);
  const byName = new Map(windows.map((window) => [`${window.scope} ${window.key}`, window]));
  return watched.map((scopes, position) => {
    const found = scopes.flatMap(({ scope, key }) => byName.get(`${scope} ${key}`) ?? []);
    const isTripped = (scope: BreakerScope): boolean =>
      found.some((window) => window.scope === scope && window.state === "tripped");
    const tally = found.find((window) => window.scope === "mailbox") ?? emptyTally;
    return {
      tripped: {
        mailbox: isTripped("mailbox"),
        domain: isTripped("domain"),
        sequence: isTripped("sequence"),
        provider: isTripped("provider"),
      },
      provider: providerOf(sends[position]?.toAddress ?? ""),
      spamRateBp: provenRateBp(tally, "complaints"),
      bounceRateBp: provenRateBp(tally, "bounces"),
    };
  });
}

/** Who takes in mail for these addresses, for the gates of a touch. */
export const providerBook = providersFor;

/** How long ago each mailbox was read, for the metric of the read gap; null where it never was. */
export async function readGaps(
  tx: Tx,
  at: Instant,
): Promise<readonly { readonly mailboxId: Id<"mbx">; readonly readGapMs: number | null }[]> {
  const boxes = await mailboxesAfter(tx, null, limits.pageMax);
  return boxes.map((box) => ({ mailboxId: box.id, readGapMs: readability(box.lastReadAt, at).readGapMs }));
}
