import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { headerOf, type Letter, letter } from "../helpers/letters.ts";
import type { Taken } from "../helpers/sink.ts";
import { threeWeeksLater, type Written, written } from "../helpers/written.ts";

/** Failure mode: an answer is not seen as one, because a mail system took away what it was looked for by. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const words = "Could you call me tomorrow?";
const plainAddress = (mail: Taken): string => /<([^>]+)>/.exec(headerOf(mail.text, "From"))?.[1] ?? "";
const from = (mail: Taken, to: string, headers: readonly string[], sender = mail.to): Letter =>
  letter({ from: sender, to }, headers, words);

/** Ways in which an answer comes back, each with one thing left that names what it answers. */
const ways: Readonly<Record<string, (mail: Taken) => Letter>> = {
  "by-in-reply-to": (mail) =>
    from(mail, plainAddress(mail), ["Subject: Re", `In-Reply-To: ${mail.rfc822Id}`], "assistant@elsewhere.example"),
  "by-references": (mail) =>
    from(
      mail,
      plainAddress(mail),
      ["Subject: Re", "In-Reply-To: <other@mx.example>", `References: <a@b.example> ${mail.rfc822Id}`],
      "boss@elsewhere.example",
    ),
  "by-folded-references": (mail) =>
    from(
      mail,
      plainAddress(mail),
      ["Subject: Re", `References: <a@b.example>\r\n\t${mail.rfc822Id}\r\n <c@d.example>`],
      "pa@elsewhere.example",
    ),
  // The Message-ID was rewritten on the way, and its thread with it: the address it goes to carries our token.
  "by-token": (mail) =>
    from(
      mail,
      headerOf(mail.text, "Reply-To"),
      ["Subject: Re", "In-Reply-To: <rewritten@mail.provider.example>"],
      "kim.private@freemail.example",
    ),
  "by-token-in-capitals": (mail) =>
    from(mail, headerOf(mail.text, "Reply-To").toUpperCase(), ["Subject: Re"], "k@freemail.example"),
  "by-sender": (mail) => from(mail, plainAddress(mail), ["Subject: a new subject"]),
  "by-sender-in-capitals": (mail) => from(mail, plainAddress(mail), ["Subject: a new subject"], mail.to.toUpperCase()),
};

test("however an answer is named, its contact is stopped and the answer is on their timeline", async () => {
  const people = new Map<string, Written>();
  for (const name of Object.keys(ways)) people.set(name, await written(world, home, `kim@${name}.co.uk`));
  for (const [name, { mail }] of people) {
    const way = ways[name];
    if (way === undefined) throw new Error(`no way ${name}`);
    expect(await world.receive(way(mail)), name).toBe(250);
  }
  for (const [name, { contactId }] of people) {
    const { items } = await home.admin.activities.list({ contactId });
    expect(
      items.map(({ kind }) => kind),
      name,
    ).toContain("email_replied");
  }
  await threeWeeksLater(world);
  for (const [name, { mail }] of people) expect(world.sink.to(mail.to), name).toHaveLength(1);
}, 120_000);

test("an answer to a mail that another tool sent stops the person too", async () => {
  const { mail } = await written(world, home, "kim@other-tool.co.uk");
  await world.receive(from(mail, home.mailbox, ["Subject: Re: our talk", "In-Reply-To: <x@another-tool.example>"]));
  await threeWeeksLater(world);
  expect(world.sink.to(mail.to)).toHaveLength(1);
}, 120_000);

test("mail of nobody that we know is kept for a person and stops nobody", async () => {
  const { mail } = await written(world, home, "kim@untouched.co.uk");
  expect(
    await world.receive(letter({ from: "who@stranger.example", to: home.mailbox }, ["Subject: hello"], words)),
  ).toBe(250);
  const waiting = (await home.admin.inbound.list({})).items.find(
    ({ fromAddress }) => fromAddress === "who@stranger.example",
  );
  expect(waiting).toMatchObject({ needsPerson: true, contactId: null });
  await threeWeeksLater(world);
  expect(world.sink.to(mail.to)).toHaveLength(2);
}, 120_000);

test("what could be an answer of either of two people pauses both and is decided by a person", async () => {
  const [one, two] = [await written(world, home, "kim@either.co.uk"), await written(world, home, "lee@either.co.uk")];
  await world.receive(
    from(
      one.mail,
      plainAddress(one.mail),
      ["Subject: Re", `References: ${one.mail.rfc822Id} ${two.mail.rfc822Id}`],
      "team@either.co.uk",
    ),
  );
  for (const { contactId } of [one, two]) expect((await home.admin.policy.check({ contactId })).outcome).toBe("deny");
  await threeWeeksLater(world);
  for (const { mail } of [one, two]) expect(world.sink.to(mail.to)).toHaveLength(1);
}, 120_000);

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
