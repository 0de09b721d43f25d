import { type CapWindow, emptyWindow, never } from "./facts.ts";
import type { CapSubject } from "./subjects.ts";

const dayMs = 86_400_000;
const windows = [
  ["d1", "d1DropsAt", dayMs],
  ["d7", "d7DropsAt", 7 * dayMs],
  ["d30", "d30DropsAt", 30 * dayMs],
] as const;

/** One touch of a subject, or a place kept for one until it expires. */
export interface LedgerEntry {
  readonly actionId: string;
  readonly at: number;
  readonly state: "reserved" | "used" | "released";
  readonly expiresAt: number;
}

/** Whether an entry counts now: used ones do, reservations until they expire, released ones never. */
export function counts(entry: LedgerEntry, now: number): boolean {
  return entry.state === "used" || (entry.state === "reserved" && entry.expiresAt > now);
}

/** How much of each rolling window is used, and when its oldest touch leaves it. The reference for the SQL count. */
export function windowOf(
  entries: readonly LedgerEntry[],
  now: number,
  exceptActionIds: readonly string[] = [],
): CapWindow {
  const live = entries
    .filter((entry) => counts(entry, now) && !exceptActionIds.includes(entry.actionId))
    .map(({ at }) => at);
  const fields = windows.flatMap(([count, dropsAt, lengthMs]): [string, number | string][] => {
    const inside = live.filter((at) => at > now - lengthMs);
    return [
      [count, inside.length],
      [dropsAt, inside.length === 0 ? never : isoTime(Math.min(...inside) + lengthMs)],
    ];
  });
  return { ...emptyWindow, ...Object.fromEntries(fields) };
}

/** The window after one more touch now: how a batch counts what it has already allowed. */
export function oneMore(window: CapWindow, now: number): CapWindow {
  const fields = windows.flatMap(([count, dropsAt, lengthMs]): [string, number | string][] => [
    [count, window[count] + 1],
    [dropsAt, window[count] === 0 ? isoTime(now + lengthMs) : window[dropsAt]],
  ]);
  return { ...window, ...Object.fromEntries(fields) };
}

/** Everybody and everything that one touch is counted over, by id; `domain` is the company's, never a mail provider's. */
export interface TouchParties {
  readonly contactId: string;
  readonly accountId: string | null;
  readonly domain: string | null;
  readonly persona: string;
  readonly mailboxId: string | null;
  /** The agent that proposes it; null for a person. */
  readonly agentId: string | null;
  readonly purpose: string;
}

/** The counters that a touch fills. A reply in a thread is counted under its own cap, not under those for outreach. */
export function capSubjectsOf(touch: TouchParties): readonly CapSubject[] {
  const senders: readonly CapSubject[] = [
    ...(touch.mailboxId === null ? [] : [{ kind: "mailbox" as const, key: touch.mailboxId }]),
    ...(touch.agentId === null ? [] : [{ kind: "agent" as const, key: touch.agentId }]),
  ];
  if (touch.purpose !== "outreach") return [{ kind: "thread", key: touch.contactId }, ...senders];
  const account: readonly CapSubject[] = touch.accountId === null ? [] : [{ kind: "account", key: touch.accountId }];
  const domain: readonly CapSubject[] = touch.domain === null ? [] : [{ kind: "domain", key: touch.domain }];
  return [
    { kind: "contact", key: touch.contactId },
    ...account,
    ...domain,
    { kind: "persona", key: touch.persona },
    ...senders,
  ];
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}
