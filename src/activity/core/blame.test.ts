import { expect, test } from "vitest";
import { blameOf } from "./blame.ts";
import { classifyRefusal } from "./refusal.ts";

const blameFor = (code: number, text: string) => blameOf(classifyRefusal({ code, text: `${code} ${text}` }));

test.each([
  [550, "5.7.1 blocked", "blocked"],
  [554, "5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org", "blocked"],
  [550, "5.7.1 this message looks like spam", "blocked"],
  [550, "5.7.26 This mail is unauthenticated: DMARC", "unauthenticated"],
  [550, "5.1.1 no such user", null],
  [552, "5.2.2 mailbox full", null],
  [450, "4.7.1 blocked for now, try again later", null],
] as const)("%i %s", (code, text, blame) => {
  expect(blameFor(code, text)).toBe(blame);
});
