import type { WorldTime } from "./env.ts";
import type { Market, Prospect, ReceivedMessage } from "./market.ts";
import type { IncomingLine, MeetingLine, OutgoingLine, PlannedReaction, TruthLine, TruthMail } from "./truth.ts";

/** A reaction that is still to come, with the delivery that caused it. */
export interface PendingReaction extends PlannedReaction {
  readonly prospect: Prospect;
  /** The date it bears, however late it arrives. */
  readonly writtenAt: WorldTime;
  readonly failures: number;
  readonly cause: IncomingLine & { readonly at: WorldTime; readonly mail: TruthMail };
}

/** All that the world knows at a moment: nothing but the fold of its truth lines over the market. */
export interface Memory {
  now: WorldTime;
  nextSeq: number;
  readonly prospectByAddress: ReadonlyMap<string, Prospect>;
  readonly prospectById: ReadonlyMap<string, Prospect>;
  readonly received: Map<string, ReceivedMessage[]>;
  /** `recipient message-id` of everything accepted. */
  readonly accepted: Set<string>;
  readonly refusedAt: Map<string, WorldTime[]>;
  readonly pending: Map<string, PendingReaction>;
  /** Message-IDs of what each prospect wrote. */
  readonly wrote: Map<string, Set<string>>;
  readonly invited: OutgoingLine[];
  readonly meetings: Map<string, MeetingLine>;
  /** Prospects whose deal is written down. */
  readonly deals: Set<string>;
  readonly counts: Map<string, number>;
}

export function emptyMemory(market: Market, now: WorldTime): Memory {
  const byAddress = market.prospects.flatMap((prospect) =>
    [prospect.email, ...prospect.aliases].map((address) => [address, prospect] as const),
  );
  return {
    now,
    nextSeq: 0,
    prospectByAddress: new Map(byAddress),
    prospectById: new Map(market.prospects.map((prospect) => [prospect.id, prospect])),
    received: new Map(),
    accepted: new Set(),
    refusedAt: new Map(),
    pending: new Map(),
    wrote: new Map(),
    invited: [],
    meetings: new Map(),
    deals: new Set(),
    counts: new Map(),
  };
}

/** Takes one line into memory; the same for a line just written and for one read back after a restart. */
export function remember(memory: Memory, line: TruthLine): void {
  memory.now = Math.max(memory.now, line.at);
  memory.nextSeq = line.seq + 1;
  if (line.direction !== "out" || line.result === "sent") {
    memory.counts.set(line.truth.kind, (memory.counts.get(line.truth.kind) ?? 0) + 1);
  }
  if (line.direction === "in") rememberIncoming(memory, line);
  else if (line.direction === "out") rememberOutgoing(memory, line);
  else if (line.event === "meeting") memory.meetings.set(meetingKey(line.prospectId, line.startsAt), line);
  else memory.deals.add(line.prospectId);
}

export function meetingKey(prospectId: string, startsAt: WorldTime): string {
  return `${prospectId} ${startsAt}`;
}

/** What makes a message the same one: its id, or its bytes when it has none. */
export function acceptedKey(recipient: string, mail: Pick<TruthMail, "messageId" | "sha256">): string {
  return `${recipient} ${mail.messageId || mail.sha256}`;
}

/** The mailbox that an address reaches: case does not count, nor what follows a plus sign. */
export function mailboxAddress(address: string): string {
  const [local = "", domain = ""] = address.toLowerCase().split("@");
  return `${local.split("+")[0] ?? local}@${domain}`;
}

/** What is due by `now`, earliest first; equal times in the order of their names. */
export function dueReactions(memory: Memory, now: WorldTime): readonly PendingReaction[] {
  const due = [...memory.pending.values()].filter((pending) => pending.dueAt <= now);
  return due.sort((left, right) => left.dueAt - right.dueAt || (left.id < right.id ? -1 : 1));
}

export function nextDueAt(memory: Memory): WorldTime | null {
  let next: WorldTime | null = null;
  for (const { dueAt } of memory.pending.values()) next = next === null ? dueAt : Math.min(next, dueAt);
  return next;
}

function rememberIncoming(memory: Memory, line: IncomingLine & { readonly at: WorldTime }): void {
  const { mail, prospectId, recipient } = line;
  if (line.code >= 400) {
    listIn(memory.refusedAt, recipient).push(line.at);
    return;
  }
  if (mail === null) return;
  memory.accepted.add(acceptedKey(recipient, mail));
  const prospect = prospectId === null ? undefined : memory.prospectById.get(prospectId);
  if (prospect === undefined || line.truth.kind === "duplicate") return;
  listIn(memory.received, prospect.id).push({ ...mail, at: line.at });
  const cause = { ...line, mail };
  for (const planned of line.reactions) {
    memory.pending.set(planned.id, { ...planned, prospect, cause, writtenAt: planned.dueAt, failures: 0 });
  }
}

function rememberOutgoing(memory: Memory, line: OutgoingLine): void {
  const pending = memory.pending.get(line.reactionId);
  if (pending !== undefined && line.retryAt !== null) {
    memory.pending.set(pending.id, { ...pending, dueAt: line.retryAt, failures: pending.failures + 1 });
    return;
  }
  memory.pending.delete(line.reactionId);
  if (line.result !== "sent") return;
  const wrote = memory.wrote.get(line.prospectId) ?? new Set();
  memory.wrote.set(line.prospectId, wrote.add(line.messageId));
  if (line.truth.kind === "reply.meeting" && line.invitation !== null) memory.invited.push(line);
}

function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
