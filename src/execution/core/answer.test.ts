import fc from "fast-check";
import { expect, test } from "vitest";
import { answerReferences, answerSubject } from "./answer.ts";

test.each([
  ["Month-end at Acme", "Re: Month-end at Acme"],
  ["Re: Month-end", "Re: Month-end"],
  ["AW: Re[2]: FW: Month-end", "Re: Month-end"],
  ["  RE :  Month-end\r\n at Acme ", "Re: Month-end at Acme"],
  ["Regarding Acme", "Re: Regarding Acme"],
])("the subject %j is answered as %j", (subject, expected) => {
  expect(answerSubject(subject, "given")).toBe(expected);
});

test("an answer to no subject has the one that its writer gave", () => {
  expect(answerSubject("Re: ", "Your question")).toBe("Re: Your question");
});

test("the subject of an answer is one line, and answering again changes nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (subject) => {
      const once = answerSubject(subject, "given");
      expect(once).toMatch(/^Re:[^\r\n]*$/);
      expect(once.length).toBeLessThanOrEqual(200);
      expect(answerSubject(once, "given").length).toBeLessThanOrEqual(200);
    }),
  );
});

test("an answer refers to the conversation in order, and last to the mail", () => {
  expect(
    answerReferences({ referenceIds: ["b@ours", "b@ours", "a@ours"], rfc822Id: "c@theirs", ownId: "<b@ours>" }),
  ).toEqual(["<a@ours>", "<b@ours>", "<c@theirs>"]);
});

test("where their program dropped our message it is named all the same", () => {
  expect(answerReferences({ referenceIds: [], rfc822Id: "c@theirs", ownId: "<b@ours>" })).toEqual([
    "<b@ours>",
    "<c@theirs>",
  ]);
  expect(answerReferences({ referenceIds: [], rfc822Id: null, ownId: "<b@ours>" })).toEqual(["<b@ours>"]);
});

test("no id of a stranger breaks out of the header, and a long conversation is bounded", () => {
  const id = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.constant("x@y\r\nBcc: all@example.com"),
    fc.constant("ok@there"),
  );
  fc.assert(
    fc.property(fc.array(id, { maxLength: 60 }), fc.option(id), fc.option(id), (referenceIds, rfc822Id, ownId) => {
      const ids = answerReferences({ referenceIds, rfc822Id, ownId });
      expect(ids.length).toBeLessThanOrEqual(20);
      for (const one of ids) expect(one).toMatch(/^<[\x21-\x3b\x3d\x3f-\x7e]{3,250}>$/);
      expect(new Set(ids).size).toBe(ids.length);
    }),
  );
});
