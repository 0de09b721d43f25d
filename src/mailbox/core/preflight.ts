import { dayMs, hourMs, type Instant } from "../../kernel/env.ts";
import type { CheckName, CheckResult, PreflightState } from "../health/contract.ts";

/** What one check found, and what to do about it. */
export interface Found {
  readonly name: CheckName;
  readonly result: CheckResult;
  readonly says: string;
  /** Null when there is nothing to mend. */
  readonly mend: string | null;
}

/** A finding as it was stored: it holds until it expires. */
export interface StoredCheck extends Found {
  readonly checkedAt: Instant;
  readonly expiresAt: Instant;
}

/** How long a finding holds: what is right changes rarely, what is wrong is soon mended. */
const holdsMs: Readonly<Record<CheckResult, number>> = {
  pass: 7 * dayMs,
  exempt: 7 * dayMs,
  fail: hourMs,
  unknown: hourMs,
};

/** A mailbox may not write to strangers before each of these was seen to be right; the others may be unknown. */
const required: readonly CheckName[] = ["spf", "dkim", "dmarc", "mx", "postal_address"];

/** What every decision reads as it is now, so that a gap which is over stops nobody for an hour. */
const readLive: CheckName = "inbox";

/** A finding with the time that it holds for. */
export function stamped(found: Found, now: Instant): StoredCheck {
  return { ...found, checkedAt: now, expiresAt: now + holdsMs[found.result] };
}

/** What all checks of a mailbox come to: a failure outweighs what is unknown, and that what was right once. */
export function preflightState(checks: readonly StoredCheck[], now: Instant): PreflightState {
  const valid = checks.filter((check) => check.expiresAt > now);
  if (valid.some((check) => check.result === "fail" && check.name !== readLive)) return "failed";
  const of = (name: CheckName, among: readonly StoredCheck[]) => among.find((check) => check.name === name);
  const isRight = (name: CheckName): boolean => {
    const result = of(name, valid)?.result;
    return result === "pass" || result === "exempt";
  };
  // Nobody can tell all addresses that a relay sends from; our own signature then speaks for the message.
  const isSigned = of("spf", valid) !== undefined && of("dkim", valid)?.result === "pass";
  if (required.every((name) => isRight(name) || (name === "spf" && isSigned))) return "passed";
  const isExpired = required.some((name) => of(name, checks) !== undefined && of(name, valid) === undefined);
  return isExpired ? "expired" : "unknown";
}

/** What stays on record: something that nobody could find out does not outweigh what was found and still holds. */
export function replaces(before: StoredCheck | undefined, after: StoredCheck): boolean {
  return before === undefined || after.result !== "unknown" || before.expiresAt <= after.checkedAt;
}

/** How long before a finding expires it is looked at again. */
const aheadMs = hourMs;

/** When a mailbox is checked next: before the first finding expires, and not at once. */
export function nextCheckAt(checks: readonly StoredCheck[], now: Instant): Instant {
  const first = Math.min(...checks.map((check) => check.expiresAt));
  return Math.max(now + hourMs, first - aheadMs);
}
