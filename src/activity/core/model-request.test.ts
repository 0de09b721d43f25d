import fc from "fast-check";
import { expect, test } from "vitest";
import { replyKinds } from "../contract.ts";
import { modelRequest, withinCap } from "./model-request.ts";

interface Asked {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}
const askedOf = (mail: { subject: string; ownText: string }): Asked => JSON.parse(modelRequest("small", mail).body);
const dataOf = (mail: { subject: string; ownText: string }) => JSON.parse(askedOf(mail).messages[1]?.content ?? "");

test("the instruction names every kind, and the reply comes apart from it", () => {
  const { model, messages } = askedOf({ subject: "Re: a", ownText: "Not my table." });
  expect(model).toBe("small");
  expect(messages.map(({ role }) => role)).toEqual(["system", "user"]);
  for (const kind of replyKinds) expect(messages[0]?.content).toContain(`- ${kind}: `);
  expect(messages[0]?.content).not.toContain("Not my table");
});

test("whatever a reply says, it stays data of one JSON text within bounds", () => {
  const text = fc.string({ unit: "binary", maxLength: 6_000 });
  fc.assert(
    fc.property(text, text, (subject, ownText) => {
      const { messages } = askedOf({ subject, ownText });
      expect(messages).toHaveLength(2);
      const data = JSON.parse(messages[1]?.content ?? "");
      expect(Object.keys(data)).toEqual(["subject", "text"]);
      expect(data.subject.length).toBeLessThanOrEqual(300);
      expect(data.text.length).toBeLessThanOrEqual(4_000);
    }),
  );
});

test("nobody's address, number or signature goes along, also where the cut falls into one", () => {
  const ownText = "Ask bo.berg@elsewhere.co.uk or +49 30 1234567.\n\n-- \nKim Lind\n12 Quay Street";
  expect(dataOf({ subject: "From kim@quay.co.uk", ownText })).toEqual({
    subject: "From somebody@example.invalid",
    text: "Ask somebody@example.invalid or [number].",
  });
  const long = `${"so it goes ".repeat(363)}bo.berg@elsewhere.co.uk`;
  expect(dataOf({ subject: "", ownText: long }).text).not.toMatch(/bo\.b/);
});

test("the same question has the same name, and another one has another", () => {
  const one = modelRequest("small", { subject: "a", ownText: "b" });
  expect(modelRequest("small", { subject: "a", ownText: "b" }).digest).toBe(one.digest);
  expect(modelRequest("large", { subject: "a", ownText: "b" }).digest).not.toBe(one.digest);
  expect(one.digest).toMatch(/^[0-9a-f]{64}$/);
});

test("what is set aside for calls is never more than is left, and is as much as fits in order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 8 }),
      fc.integer({ min: -50, max: 400 }),
      (sizes, left) => {
        const count = withinCap(
          sizes.map((tokens) => ({ tokens })),
          left,
        );
        const sum = (many: readonly number[]) => many.reduce((total, one) => total + one, 0);
        if (count > 0) expect(sum(sizes.slice(0, count))).toBeLessThanOrEqual(left);
        if (count < sizes.length) expect(sum(sizes.slice(0, count + 1))).toBeGreaterThan(left);
      },
    ),
  );
});
