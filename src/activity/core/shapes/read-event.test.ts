import { describe, expect, test } from "vitest";
import { limits } from "../../../kernel/limits.ts";
import { readEvent } from "./read-event.ts";

const contactId = "con_01kch5zsfve3x8y1q4m7n2p5rt";
const reply = { kind: "email_replied", occurredAt: "2026-01-05T10:00:00Z", sourceKey: "r1", address: "ann@a.example" };
const refusalOf = (event: Record<string, unknown>): string => {
  const shaped = readEvent("fairlead", event);
  return "refused" in shaped ? shaped.refused : "taken";
};

describe("an event in our own words", () => {
  test("is read whole", () => {
    const event = { ...reply, contactId, reply: "interested", data: { thread: "t1" } };
    expect(readEvent("fairlead", event)).toEqual({
      kind: "email_replied",
      occurredAt: Date.UTC(2026, 0, 5, 10),
      sourceKey: "fairlead r1",
      address: "ann@a.example",
      ids: { event: null, message: null, contact: contactId, sequence: null },
      reply: "interested",
      bounce: null,
      data: { thread: "t1" },
    });
  });

  test("a bounce whose permanence nobody says is uncertain", () => {
    expect(readEvent("fairlead", { ...reply, kind: "email_bounced" })).toMatchObject({
      bounce: { permanence: "uncertain" },
    });
  });

  test.each([
    ["a kind that nobody knows", { ...reply, kind: "waved" }, "`waved` is no kind"],
    ["a kind that only we can know", { ...reply, kind: "email_unknown" }, "our own sending"],
    ["no time", { ...reply, occurredAt: "yesterday" }, "`yesterday`"],
    ["no key", { ...reply, sourceKey: "" }, "`sourceKey`"],
    ["an id of something else", { ...reply, contactId: "acc_1" }, "`acc_1`"],
    ["an address that is none", { ...reply, address: "ann" }, "`ann`"],
    ["a reply of no kind", { ...reply, reply: "maybe" }, "`reply`"],
    ["a field that is not ours", { ...reply, adress: "ann@a.example" }, "`adress`"],
  ])("is refused for %s", (_, event, says) => {
    expect(refusalOf(event)).toContain(says);
  });
});

describe("whatever the shape", () => {
  test("text is kept as the database and the log can hold it", () => {
    const shaped = readEvent("fairlead", { ...reply, data: { "a\0": ["x\0y", "\ud800"], n: 1.5 } });
    expect(shaped).toMatchObject({ data: { a: ["xy", "\ufffd"], n: 1.5 } });
  });

  test("what is too large or too deep is refused", () => {
    const large = { ...reply, data: { text: "x".repeat(limits.ingestEventMaxBytes) } };
    let deep: unknown = "x";
    for (let level = 0; level < 40; level += 1) deep = { deep };
    expect(refusalOf(large)).toContain("bytes");
    expect(refusalOf({ ...reply, data: { deep } })).toContain("nested deeper");
  });

  test.each(["instantly", "smartlead", "postal", "cloudevents"] as const)("%s: an empty event is refused", (shape) => {
    expect(readEvent(shape, {})).toHaveProperty("refused");
  });
});
