import { expect, test } from "vitest";
import { mailOf } from "../../../test/helpers/mail.ts";
import { structureOf, understand } from "./understand.ts";

const context = { sentText: "Hello,\nthis is what we sent to you last week.", receivedAt: 0, isToUnsubscribe: false };

// Anybody may mail us anything: a pattern that backtracks over 200 kB stops every other mail. The runner's time limit is the check.
test.each([
  "a",
  "a@",
  "<",
  "<!--",
  "- ",
  "1.1.",
  "____",
  "-----",
  "> x\n",
  "<a@b.example>:\n",
  "550 5.1.1 ",
  "on 5 oct 2026 10:00 <a@b.example> ",
  "please remove ",
  "&amp;",
  "(",
  "\n",
])("200 kB of %j are read in bounded time, as a report and as a reply", (seed) => {
  const text = seed.repeat(200_000 / seed.length);
  for (const from of ["mailer-daemon@mx.example", "kim@buyer.example"]) {
    for (const body of [{ text }, { html: text }]) {
      const mail = mailOf({ from, subject: "Undelivered mail", headers: { "Return-Path": "<>" }, ...body });
      expect(understand(mail, structureOf(mail), context).own.body.length).toBeLessThanOrEqual(20_000);
    }
  }
});
