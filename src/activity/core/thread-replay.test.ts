import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hourMs } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import {
  afterStep,
  fieldsIn,
  inOrder,
  type MailSequel,
  type ReplayedMail,
  type ReplayedThread,
  stepsOf,
  wrongFields,
} from "./thread-replay.ts";

const uuid = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const event = (n: number): Id<"evt"> => idFromUuid("evt", uuid(n));

function mail(n: number, more: Partial<ReplayedMail> = {}): ReplayedMail {
  return {
    id: idFromUuid("inb", uuid(n)),
    threadId: idFromUuid("thr", uuid(1)),
    receivedAt: n * 1_000,
    what: "reply",
    kind: "question",
    contactId: null,
    needsPerson: false,
    messageId: null,
    ...more,
  };
}

function thread(mails: readonly ReplayedMail[], sequels: ReadonlyMap<Id<"inb">, readonly MailSequel[]> = new Map()) {
  const steps = mails.flatMap((one) => stepsOf(one, sequels.get(one.id) ?? []));
  const end = steps.toSorted(inOrder).reduce<ReplayedThread | null>(afterStep, null);
  if (end === null) throw new Error("a thread of no mail");
  return end;
}

describe("a thread made again", () => {
  test("a question starts the clock, and an answer to the newest mail ends it", () => {
    const question = mail(1);
    expect(thread([question])).toMatchObject({ isHot: true, hotSince: 1_000, dueAt: 1_000 + 4 * hourMs });
    const answer = new Map([[question.id, [{ id: event(9), at: 5_000, is: "answered" as const }]]]);
    expect(thread([question], answer)).toMatchObject({ isHot: false, dueAt: null, answeredAt: 5_000 });
    // Who wrote again before the answer went out waits for one to that.
    expect(thread([question, mail(2)], answer)).toMatchObject({ isHot: true, hotSince: 2_000, answeredAt: 5_000 });
  });

  test("an answer that did not go out after all starts the clock again, by what the mail was understood as", () => {
    const unsure = mail(1, { kind: null, needsPerson: true });
    const sequels: readonly MailSequel[] = [
      { id: event(5), at: 5_000, is: "judged", kind: "question", contactId: idFromUuid("con", uuid(7)) },
      { id: event(6), at: 6_000, is: "answered" },
      { id: event(7), at: 7_000, is: "unanswered" },
    ];
    expect(thread([unsure], new Map([[unsure.id, sequels]]))).toMatchObject({
      isHot: true,
      unclassified: 0,
      answeredAt: null,
      contactId: idFromUuid("con", uuid(7)),
    });
  });

  test("of what was erased nothing is made up: the clock stays as it is stored", () => {
    const wiped = mail(1, { kind: null, needsPerson: true });
    const end = thread([wiped], new Map([[wiped.id, [{ id: event(5), at: 5_000, is: "wiped" }]]]));
    const stored = {
      ...fieldsIn(thread([mail(1)]), { ...end, root: uuid(1), mailboxId: null, snoozedUntil: null }, unknown),
      snoozedUntil: null,
    };
    expect(stored.isHot).toBe(true);
    expect(wrongFields(fieldsIn(end, stored, unknown), stored)).toEqual([]);
  });

  test("a thread that is put aside stands where its time comes, and one that was brought back where its mails are", () => {
    const end = thread([mail(1, { kind: "neutral" }), mail(3, { what: "auto_reply", kind: "ooo" })]);
    const placed = (placeAt: number, snoozedUntil: number | null) =>
      fieldsIn(end, { ...end, root: uuid(1), mailboxId: null, placeAt, snoozedUntil }, unknown).placeAt;
    expect([placed(1_000, null), placed(3_000, null), placed(9_000, null), placed(1_000, 9_000)]).toEqual([
      1_000, 3_000, 1_000, 9_000,
    ]);
  });

  test("a thread counts its mails and those that wait, whatever was said of them in which order", () => {
    const one = fc.record({
      what: fc.constantFrom("reply" as const, "auto_reply" as const),
      kind: fc.constantFrom(null, "question" as const, "neutral" as const, "ooo" as const),
      needsPerson: fc.boolean(),
      verdicts: fc.array(fc.nat({ max: 20_000 }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 12 }), (given) => {
        const mails = given.map(({ verdicts: _verdicts, ...rest }, n) => mail(n + 1, rest));
        const sequels = new Map(
          mails.map((each, n) => [
            each.id,
            (given[n]?.verdicts ?? []).map(
              (after, at): MailSequel => ({
                id: event(1_000 + n * 10 + at),
                at: each.receivedAt + 1 + after,
                is: "judged",
                kind: "interested",
                contactId: null,
              }),
            ),
          ]),
        );
        const end = thread(mails, sequels);
        expect(end.mails).toBe(mails.length);
        const waiting = given.filter(({ needsPerson, verdicts }) => needsPerson && verdicts.length === 0);
        expect(end.unclassified).toBe(waiting.length);
        expect(end.isHot).toBe(end.hotSince !== null);
        expect(end.isHot).toBe(end.dueAt !== null);
      }),
    );
  });
});

const unknown = { root: null, mailboxId: null };
