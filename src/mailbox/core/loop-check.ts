import { type Instant, minuteMs, secondMs } from "../../kernel/env.ts";
import { type Found, type StoredCheck, stamped } from "./preflight.ts";

/** How long a mail of a mailbox to itself may take; grey lists and slow relays are served within. */
export const loopMaxMs = 15 * minuteMs;

/** How a loop stands: a mail is on its way, it came back, or it did not. */
export type LoopState = "waiting" | "passed" | "failed" | "expired";

/** What came of a loop. */
export type LoopEnd =
  | { readonly kind: "came_back" }
  | { readonly kind: "not_taken"; readonly says: string }
  | { readonly kind: "too_late" };

/** The finding while the mail is on its way. */
export function loopBegun(now: Instant): StoredCheck {
  const says = "a mail of the mailbox to itself is on its way";
  return { ...stamped({ name: "loop", result: "unknown", says, mend: null }, now), expiresAt: now + 2 * loopMaxMs };
}

/** Whether a mail is on its way that need not be given up yet. */
export function isUnderWay(check: StoredCheck | undefined, now: Instant): boolean {
  return check?.result === "unknown" && check.checkedAt + loopMaxMs > now;
}

/**
 * What a loop comes to, or null where it tells nothing: it was begun anew, or its mail came back already. One that was given up
 * passes after all when its mail comes; so a finding that is not a pass keeps the time at which the loop began.
 */
export function loopEnded(
  check: StoredCheck | undefined,
  startedAt: Instant,
  end: LoopEnd,
  now: Instant,
): StoredCheck | null {
  if (check === undefined || check.result === "pass" || check.checkedAt !== startedAt) return null;
  if (end.kind === "came_back") return stamped(passed(now - startedAt), now);
  return check.result === "fail" ? null : { ...stamped(failed(end), now), checkedAt: startedAt };
}

/** How a stored loop stands now; null where none was begun. */
export function loopState(check: StoredCheck | undefined, now: Instant): LoopState | null {
  if (check === undefined) return null;
  if (check.expiresAt <= now) return "expired";
  if (check.result === "unknown") return "waiting";
  return check.result === "pass" ? "passed" : "failed";
}

function passed(tookMs: number): Found {
  const seconds = Math.round(tookMs / secondMs);
  return { name: "loop", result: "pass", says: `a mail to itself came back within ${seconds} s`, mend: null };
}

function failed(end: Exclude<LoopEnd, { readonly kind: "came_back" }>): Found {
  return end.kind === "not_taken"
    ? {
        name: "loop",
        result: "fail",
        says: `the mailbox's own server did not take a mail to itself: ${end.says}`,
        mend: "correct the settings of SMTP with `mailboxes.update`, then run the preflight with `loop` again",
      }
    : {
        name: "loop",
        result: "fail",
        says: `a mail to itself did not come back within ${loopMaxMs / minuteMs} minutes`,
        mend: "see where it lies: replies are lost the same way. Look at the MX records, forwarding rules and how the mailbox is read",
      };
}
