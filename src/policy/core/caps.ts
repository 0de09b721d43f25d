import type { Id } from "../../kernel/ids.ts";
import { type CapWindow, emptyWindow, never } from "./facts.ts";
import type { CapSubject } from "./subjects.ts";
import type { Purpose } from "./vocabulary.ts";

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

/** What one action would be counted over; null where the contact has none. `domain` is the company's, never a mail provider's. */
export interface TouchSubjects {
  readonly purpose: Purpose;
  readonly contactId: Id<"con">;
  readonly accountId: Id<"acc"> | null;
  readonly domain: string | null;
  readonly persona: string;
  readonly mailboxId: Id<"mbx"> | null;
}

/** The subjects that an allowed action takes a place of; outreach, answers in a thread and the rest are counted apart. */
export function capSubjectsOf(touch: TouchSubjects): readonly CapSubject[] {
  const mailbox = touch.mailboxId === null ? [] : [{ kind: "mailbox" as const, key: touch.mailboxId }];
  if (touch.purpose === "reply_in_thread") return [...mailbox, { kind: "thread", key: touch.contactId }];
  if (touch.purpose !== "outreach") return mailbox;
  return [
    ...(touch.accountId === null ? [] : [{ kind: "account" as const, key: touch.accountId }]),
    { kind: "contact", key: touch.contactId },
    ...(touch.domain === null ? [] : [{ kind: "domain" as const, key: touch.domain }]),
    ...mailbox,
    { kind: "persona", key: touch.persona },
  ];
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}
