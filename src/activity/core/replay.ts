import type { Instant } from "../../kernel/env.ts";
import { type Id, uuidFromId } from "../../kernel/ids.ts";
import type { ActivityKind } from "../contract.ts";

/** What a replay reads of an event. */
export interface ReplayedEvent {
  readonly id: Id<"evt">;
  readonly kind: ActivityKind;
  readonly contactId: Id<"con"> | null;
  readonly inboundId: Id<"inb"> | null;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The history of a contact as events make it. */
export interface ReplayedHistory {
  readonly lastTouchAt: Instant | null;
  readonly touchCount: number;
  readonly lastReplyAt: Instant | null;
  readonly lastReplyKind: string | null;
  readonly lastNegativeReplyAt: Instant | null;
  readonly unclassifiedReply: boolean;
  readonly lastAutoReplyAt: Instant | null;
  readonly lastMeetingAt: Instant | null;
}

/** One reply with the latest verdict on it. */
interface Reply {
  readonly key: string;
  readonly isMail: boolean;
  readonly at: Instant;
  readonly kind: string | null;
  readonly class: string | null;
  readonly judgedAt: Instant;
  readonly judgedBy: string;
  /** Whether a person said that it is somebody else's. */
  readonly isDisclaimed: boolean;
}

interface State {
  lastTouchAt: Instant | null;
  touchCount: number;
  lastAutoReplyAt: Instant | null;
  lastMeetingAt: Instant | null;
  readonly replies: Map<string, Reply>;
}

/** What was replayed so far, by the id under which events stand. */
export type Replay = Map<Id<"con">, State>;

const touches: ReadonlySet<ActivityKind> = new Set(["email_sent", "call_placed"]);
const replyTold: ReadonlySet<ActivityKind> = new Set([
  "email_replied",
  "inbound_ambiguous",
  "inbound_disclaimed",
  "reply_reclassified",
]);

/** Takes the next event of the feed in. The order does not matter: what counts is when things happened. */
export function replayEvent(replay: Replay, event: ReplayedEvent): void {
  if (event.contactId === null) return;
  const state = replay.get(event.contactId) ?? {
    lastTouchAt: null,
    touchCount: 0,
    lastAutoReplyAt: null,
    lastMeetingAt: null,
    replies: new Map<string, Reply>(),
  };
  replay.set(event.contactId, state);
  const { kind, occurredAt } = event;
  if (touches.has(kind)) {
    state.touchCount += 1;
    state.lastTouchAt = later(state.lastTouchAt, occurredAt);
  }
  if (kind === "auto_reply") state.lastAutoReplyAt = later(state.lastAutoReplyAt, occurredAt);
  if (kind === "meeting_booked") state.lastMeetingAt = later(state.lastMeetingAt, occurredAt);
  if (replyTold.has(kind) && (event.inboundId !== null || event.data["origin"] === "import")) takeReply(state, event);
}

/** Several events may be about one mail: it came at the earliest of them, and the latest recorded says what it means. */
function takeReply(state: State, event: ReplayedEvent): void {
  const key = uuidFromId(event.inboundId ?? event.id);
  const judgedBy = uuidFromId(event.id);
  const known = state.replies.get(key);
  const at = known === undefined ? event.occurredAt : Math.min(known.at, event.occurredAt);
  const isLater =
    known === undefined ||
    event.recordedAt > known.judgedAt ||
    (event.recordedAt === known.judgedAt && judgedBy > known.judgedBy);
  const verdict = isLater
    ? {
        kind: textIn(event.data["kind"]),
        class: textIn(event.data["class"]),
        judgedAt: event.recordedAt,
        judgedBy,
        isDisclaimed: event.kind === "inbound_disclaimed",
      }
    : known;
  state.replies.set(key, { ...verdict, key, isMail: event.inboundId !== null, at });
}

/** The history that the replayed events make of a contact. */
export function historyIn(replay: Replay, contactId: Id<"con">): ReplayedHistory | null {
  const state = replay.get(contactId);
  if (state === undefined) return null;
  const own = [...state.replies.values()].filter((reply) => !reply.isDisclaimed);
  const replies = own.sort((left, right) => right.at - left.at || (right.key > left.key ? 1 : -1));
  const negative = replies.find((reply) => reply.class === "negative");
  return {
    lastTouchAt: state.lastTouchAt,
    touchCount: state.touchCount,
    lastReplyAt: replies[0]?.at ?? null,
    lastReplyKind: replies[0]?.kind ?? null,
    lastNegativeReplyAt: negative?.at ?? null,
    unclassifiedReply: replies.some((reply) => reply.class === null && reply.isMail),
    lastAutoReplyAt: state.lastAutoReplyAt,
    lastMeetingAt: state.lastMeetingAt,
  };
}

/** The fields in which two histories differ. */
export function differingFields(one: ReplayedHistory, other: ReplayedHistory): readonly (keyof ReplayedHistory)[] {
  return (Object.keys(one) as (keyof ReplayedHistory)[]).filter((field) => one[field] !== other[field]);
}

function later(known: Instant | null, at: Instant): Instant {
  return known === null ? at : Math.max(known, at);
}

function textIn(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
