import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { type Letter, letter, report } from "../helpers/letters.ts";
import type { Taken } from "../helpers/sink.ts";
import { written } from "../helpers/written.ts";

/** Failure mode: bounces are put into classes that nobody can look into, the wrong people are dropped, and the mail is gone. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
beforeEach(() => world.nextWorkday());
afterAll(() => world.close());

interface Meant {
  readonly status: string;
  readonly reason: string;
  readonly permanence: string;
  readonly code: "HARD_BOUNCE" | "HELD";
}

/** What mail systems say, and what it means: the code alone decides nothing. */
const said: Readonly<Record<string, readonly [string, string, Meant]>> = {
  gone: [
    "5.1.1",
    "The email account that you tried to reach does not exist",
    { status: "5.1.1", reason: "unknown_user", permanence: "permanent", code: "HARD_BOUNCE" },
  ],
  full: [
    "5.2.2",
    "The mailbox is full, over quota",
    { status: "5.2.2", reason: "mailbox_full", permanence: "temporary", code: "HELD" },
  ],
  blocked: [
    "5.7.1",
    "Our system has detected that this message is likely unsolicited mail",
    { status: "5.7.1", reason: "filtered", permanence: "uncertain", code: "HELD" },
  ],
};

test.each(Object.entries(said))(
  "a bounce that says %s shows its code, its words and what follows",
  async (name, [status, words, meant]) => {
    const { contactId, mail } = await written(world, home, `kim@says-${name}.co.uk`);
    const letter = report(mail, "failed", status, words);
    expect(await world.receive(letter)).toBe(250);
    const { items } = await home.admin.activities.list({ contactId });
    const data = items.find(({ kind }) => kind === "email_bounced")?.data;
    expect(data).toMatchObject({
      status: meant.status,
      reason: meant.reason,
      permanence: meant.permanence,
      trusted: true,
    });
    const check = await home.admin.policy.check({ contactId });
    expect(check.reasons.map(({ code }) => code)).toContain(meant.code);
    const kept = await keptAs(data?.["digest"]);
    expect(kept).toEqual(letter.raw);
    expect(kept?.toString()).toContain(words);
  },
);

test("a hard bounce can be looked into and taken back by a person who gives a reason", async () => {
  const { contactId, mail } = await written(world, home, "kim@taken-back.co.uk");
  await world.receive(report(mail, "failed", "5.1.1", "User unknown"));
  const [suppression] = (await home.admin.suppressions.list({ contactId })).items;
  expect(suppression).toMatchObject({ reason: "hard_bounce", basis: "unknown_user" });
  await home.admin.suppressions.lift({
    suppressionId: suppression?.id ?? "sup_none",
    reason: "their server was broken",
  });
  const check = await home.admin.policy.check({ contactId });
  expect(check.reasons.map(({ code }) => code)).not.toContain("HARD_BOUNCE");
});

/** Mail that looks like a bounce to somebody who counts words, and none is one. */
const answers: Readonly<Record<string, string>> = {
  "talks-of-bounces":
    "Our own mails bounce with 550 5.1.1 user unknown when we write to you. Can your product find out why?",
  "quotes-a-notice":
    "I got this when I wrote to your colleague:\n> Delivery has failed to these recipients or groups.\nIs she still there?",
};

test.each(Object.entries(answers))("a person's mail that %s is no bounce", async (name, text) => {
  const { contactId, mail } = await written(world, home, `kim@${name}.co.uk`);
  await world.receive(
    letter({ from: mail.to, to: mail.from }, ["Subject: Re: hello", `In-Reply-To: ${mail.rfc822Id}`], text),
  );
  const { items } = await home.admin.activities.list({ contactId });
  const kinds = items.map(({ kind }) => kind);
  expect(kinds).toContain("email_replied");
  expect(kinds).not.toContain("email_bounced");
  const check = await home.admin.policy.check({ contactId });
  expect(check.reasons.map(({ code }) => code)).not.toContain("HARD_BOUNCE");
});

test("the address is found where only the returned headers name the message", async () => {
  const { contactId, mail } = await written(world, home, "kim@headers-only.co.uk");
  expect(await world.receive(unnamed(mail))).toBe(250);
  const { items } = await home.admin.activities.list({ contactId });
  expect(items.map(({ kind }) => kind)).toContain("email_bounced");
  // Without our token anybody could have made it up: it pauses, and suppresses nobody.
  const codes = (await home.admin.policy.check({ contactId })).reasons.map(({ code }) => code);
  expect(codes).toContain("HELD");
  expect(codes).not.toContain("HARD_BOUNCE");
});

/** A report to the plain address that names nobody; only the returned part has our Message-ID. */
function unnamed(mail: Taken): Letter {
  const made = report(mail, "failed", "5.1.1", "User unknown");
  const text = made.raw.toString().replace(/^Final-Recipient:.*\r\n/m, "Final-Recipient: rfc822; undisclosed\r\n");
  return { ...made, to: home.mailbox, raw: Buffer.from(text.replaceAll(made.to, home.mailbox)) };
}

/** The mail that is kept under a digest, byte for byte. */
async function keptAs(digest: unknown): Promise<Buffer | undefined> {
  const [row] = await world.db.root<{ raw: Buffer }[]>`
    select raw from inbound_content where workspace_id = ${home.id} and encode(digest, 'hex') = ${String(digest)}`;
  if (row === undefined) return undefined;
  expect(createHash("sha256").update(row.raw).digest("hex")).toBe(digest);
  return Buffer.from(row.raw);
}
