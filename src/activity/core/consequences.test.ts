import fc from "fast-check";
import { expect, test } from "vitest";
import { mailOf } from "../../../test/helpers/mail.ts";
import type { Id } from "../../kernel/ids.ts";
import { eventsOf, type Placed, reactionsOf } from "./consequences.ts";
import type { Correlation } from "./correlate.ts";
import { structureOf, understand } from "./understand.ts";

const received = Date.UTC(2026, 2, 4, 10);
const cause: Id<"aud"> = "aud_cause";
const con = (n: number): Id<"con"> => `con_${n}`;

const words = fc.constantFrom(
  ...["Sounds great", "tell me more", "ok", "no thanks", "not interested", "STOP", "unsubscribe", "bitte abmelden"],
  ...["I am out of office until 12 May", "my lawyer", "your manager", "under GDPR", "this is spam", "who are you?"],
  ...[
    "try again in Q3",
    "I left the company",
    "wrong person",
    "🛑",
    "ありがとう",
    "配信停止",
    "отпишите меня",
    ".",
    "\n",
    ">",
  ],
  ...["550 5.1.1 no such user", "Status: 5.1.1", "Delivery has failed", "On Monday you wrote:", "", "\u0000", "<b>"],
);
const subjects = fc.constantFrom("Re: hello", "", "Out of office", "Undelivered Mail", "unsubscribe", "Accepted: call");
const headers = fc.dictionary(
  fc.constantFrom(
    "Auto-Submitted",
    "Precedence",
    "X-Autoreply",
    "List-Id",
    "Return-Path",
    "X-Apple-Unsubscribe",
    "Date",
  ),
  fc.constantFrom("auto-replied", "no", "bulk", "yes", "<>", "true", "auto-generated", "nonsense"),
);
const mails = fc
  .record({
    from: fc.constantFrom("kim@buyer.example", "mailer-daemon@mx.example", "", "kim@buyer"),
    subject: subjects,
    headers,
    text: fc.array(words, { maxLength: 8 }).map((parts) => parts.join(" ")),
  })
  .map(mailOf);
const correlations: fc.Arbitrary<Correlation> = fc.record({
  means: fc.constantFrom("token", "references", "sender", "open_thread"),
  message: fc.constant(null),
  contactIds: fc.uniqueArray(fc.integer({ min: 1, max: 3 }).map(con), { minLength: 1, maxLength: 3 }),
  alsoFrom: fc.uniqueArray(fc.integer({ min: 4, max: 6 }).map(con), { maxLength: 2 }),
  accountId: fc.constantFrom(null, "acc_1" as Id<"acc">),
  isTrusted: fc.boolean(),
});

/** A mail in its place, as the shell makes it; now and then nobody could read it. */
const placed: fc.Arbitrary<Placed> = fc
  .tuple(mails, correlations, fc.boolean(), fc.integer({ min: 0, max: 9 }))
  .map(([mail, correlation, isToUnsubscribe, luck]) => {
    const structure = structureOf(mail);
    const context = { sentText: null, receivedAt: received, isToUnsubscribe };
    const understanding = luck === 0 ? null : understand(mail, structure, context);
    return {
      inboundId: "inb_1",
      at: received,
      sender: mail.fromAddress || null,
      correlation,
      structure,
      understanding,
    };
  });

test("whatever a mail says, everybody it may be from is told of first, before anything that was understood", () => {
  fc.assert(
    fc.property(placed, (mail) => {
      const [first, ...rest] = reactionsOf(mail, cause);
      expect(first).toMatchObject({
        type: "inbound.recorded",
        contactIds: [...mail.correlation.contactIds, ...mail.correlation.alsoFrom],
      });
      expect(rest.map(({ type }) => type)).not.toContain("inbound.recorded");
      expect(eventsOf(mail).length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

test("only a machine's own report ends without a stop, and what no person wrote never stops for good", () => {
  fc.assert(
    fc.property(placed, (mail) => {
      const [first] = reactionsOf(mail, cause);
      if (first?.type !== "inbound.recorded") throw new Error("the stop does not come first");
      const isReport =
        mail.structure.bounce !== null || mail.structure.complaint !== null || mail.structure.feedback !== null;
      if (mail.understanding === null) expect([first.what, first.auto]).toEqual(["reply", false]);
      else if (!isReport) expect(["reply", "auto_reply"]).toContain(first.what);
      if (first.what === "auto_reply") expect(first.holdUntil).toBeGreaterThan(received);
      if (first.what === "reply") expect([first.auto, first.holdUntil]).toEqual([false, null]);
    }),
    { numRuns: 500 },
  );
});
