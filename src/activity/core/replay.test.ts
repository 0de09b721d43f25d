import fc from "fast-check";
import { expect, test } from "vitest";
import { idFromUuid } from "../../kernel/ids.ts";
import { activityKinds, replyKinds } from "../contract.ts";
import { classOfKind } from "./classify.ts";
import { differingFields, historyIn, type Replay, type ReplayedEvent, replayEvent } from "./replay.ts";

const uuid = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const contactId = idFromUuid("con", uuid(1));
const event = (n: number, more: Partial<ReplayedEvent>): ReplayedEvent => ({
  id: idFromUuid("evt", uuid(n)),
  kind: "email_replied",
  contactId,
  inboundId: null,
  occurredAt: n,
  recordedAt: n,
  data: {},
  ...more,
});
const historyOf = (events: readonly ReplayedEvent[]) => {
  const replay: Replay = new Map();
  for (const one of events) replayEvent(replay, one);
  return historyIn(replay, contactId);
};

test("a reply came when its mail came and means what was said of it last", () => {
  const inboundId = idFromUuid("inb", uuid(7));
  const events = [
    event(10, { inboundId, data: { kind: "interested", class: "positive" } }),
    event(20, { kind: "reply_reclassified", inboundId, data: { kind: "not_interested", class: "negative" } }),
    event(5, { kind: "email_sent" }),
  ];
  expect(historyOf(events)).toEqual({
    lastTouchAt: 5,
    touchCount: 1,
    lastReplyAt: 10,
    lastReplyKind: "not_interested",
    lastNegativeReplyAt: 10,
    unclassifiedReply: false,
    lastAutoReplyAt: null,
    lastMeetingAt: null,
  });
});

test("what a model suggests leaves a reply as unread as it was", () => {
  const inboundId = idFromUuid("inb", uuid(7));
  const unread = event(10, { inboundId, data: { kind: null, class: null } });
  const suggested = { inboundId, data: { kind: "interested", class: "positive" } };
  expect(historyOf([unread, event(20, { kind: "reply_suggested", ...suggested })])).toEqual(historyOf([unread]));
});

test("a reply that another tool saw counts, and waits for nobody to read it", () => {
  expect(historyOf([event(1, { data: { origin: "import" } })])).toMatchObject({
    lastReplyAt: 1,
    unclassifiedReply: false,
  });
  expect(historyOf([event(1, { inboundId: idFromUuid("inb", uuid(7)) })])).toMatchObject({ unclassifiedReply: true });
});

const anyEvent = fc
  .record({
    kind: fc.constantFrom(...activityKinds),
    at: fc.integer({ min: 1, max: 9 }),
    recorded: fc.integer({ min: 1, max: 9 }),
    mail: fc.option(fc.integer({ min: 1, max: 3 })),
    reply: fc.option(fc.constantFrom(...replyKinds)),
  })
  .map(({ kind, at, recorded, mail, reply }) => ({
    kind,
    occurredAt: at,
    recordedAt: recorded,
    // No mail has the number of an event.
    inboundId: mail === null ? null : idFromUuid("inb", uuid(100 + mail)),
    data: { origin: "import", ...(reply === null ? {} : { kind: reply, class: classOfKind[reply] }) },
  }));

test("the order in which events are replayed does not matter", () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 12 }), fc.nat(), (made, turn) => {
      const events = made.map((one, n) => event(n + 1, one));
      const turned = [...events.slice(turn % (events.length + 1)), ...events.slice(0, turn % (events.length + 1))];
      expect(historyOf(turned.toReversed())).toEqual(historyOf(events));
    }),
  );
});

test("every field in which histories differ is named", () => {
  const [one, other] = [historyOf([event(1, { kind: "email_sent" })]), historyOf([event(2, { kind: "email_sent" })])];
  if (one === null || other === null) throw new Error("there is no history");
  expect(differingFields(one, other)).toEqual(["lastTouchAt"]);
  expect(differingFields(one, one)).toEqual([]);
});
