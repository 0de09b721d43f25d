import { afterAll, beforeAll, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { oneClickUrl } from "../helpers/letters.ts";
import { threeWeeksLater, written } from "../helpers/written.ts";

/** Failure mode: security scanners open every mail and fetch every link, and the scores take it for interest or the link for a wish. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const at = "2026-03-02T10:00:00Z";
const scoreOf = async (contactId: Id<"con">) => {
  const { fit, intent, route } = await home.admin.scores.get({ contactId });
  return { fit, intent, route };
};

/** Opens and clicks, as the tools that count them tell of them. */
const traffic: readonly (readonly ["instantly" | "smartlead" | "postal", Record<string, unknown>])[] = [
  ["instantly", { event_type: "email_opened", timestamp: at }],
  ["instantly", { event_type: "link_clicked", timestamp: at }],
  ["smartlead", { event_type: "EMAIL_OPEN", event_timestamp: at }],
  ["smartlead", { event_type: "EMAIL_LINK_CLICKED", event_timestamp: at }],
];

test("a thousand opens and clicks change no score, no timeline and no route", async () => {
  const address = "kim@scanned.co.uk";
  const contactId = await home.contact({ email: address });
  await world.drain();
  const before = await scoreOf(contactId);
  for (const [shape, event] of traffic) {
    const events = Array.from({ length: 250 }, (_, n) => ({
      ...event,
      lead_email: address,
      to_email: address,
      email: address,
      campaign_id: `c${n}`,
      id: `${shape} ${String(event["event_type"])} ${n}`,
    }));
    expect(await home.admin.activities.ingest({ shape, events })).toMatchObject({ recorded: 0, ignored: 250 });
  }
  await world.drain();
  expect(await scoreOf(contactId)).toEqual(before);
  expect((await home.admin.activities.list({ contactId })).items).toEqual([]);
});

test("fetching the link of a mail, by any means but the button, opts nobody out", async () => {
  const { contactId, mail } = await written(world, home, "kim@prefetched.co.uk");
  const before = await scoreOf(contactId);
  const url = oneClickUrl(mail);
  for (const method of ["GET", "HEAD", "OPTIONS"]) for (let n = 0; n < 20; n += 1) await fetch(url, { method });
  const check = await home.admin.policy.check({ contactId });
  expect(check.reasons.map(({ code }) => code)).not.toContain("UNSUBSCRIBED");
  expect(await scoreOf(contactId)).toEqual(before);
  await threeWeeksLater(world);
  expect(world.sink.to(mail.to)).toHaveLength(2);
}, 120_000);

test("our own mail has nothing in it that could be counted: no picture, no link that goes round by us", async () => {
  const { mail } = await written(world, home, "kim@untracked.co.uk");
  expect(mail.text).not.toMatch(/<img/i);
  // Soft line breaks of quoted-printable (RFC 2045 6.7) are no part of what is read.
  const text = mail.text.replaceAll("=\r\n", "");
  const links = [...text.matchAll(/https?:\/\/[^\s<>"]+/g)].map(([link]) => new URL(link));
  expect(links.filter(({ pathname }) => !pathname.startsWith("/u/"))).toEqual([]);
});
