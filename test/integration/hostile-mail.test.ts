import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { type Letter, reply } from "../helpers/letters.ts";

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp({ pace: 5 });
  home = await world.workspace();
});
afterAll(() => world.close());

/** Enrolls somebody new and answers with the first mail that they got. */
async function written(email: string) {
  const contactId = await home.contact({ email });
  const answer = await home.enroll(contactId);
  await world.drain();
  const [mail] = world.sink.to(email);
  if (mail === undefined) throw new Error(`${email} got no mail: ${JSON.stringify(answer.decision)}`);
  return { contactId, mail };
}

/** The same letter with other headers and another body; the headers are raw, as only a hostile sender writes them. */
function remade(letter: Letter, headers: readonly string[], body: string): Letter {
  const nameOf = (line: string): string => line.slice(0, line.indexOf(":")).toLowerCase();
  const given = new Set(headers.map(nameOf));
  const head = letter.raw.toString().split("\r\n\r\n", 1)[0]?.split("\r\n") ?? [];
  const kept = head.filter((line) => !given.has(nameOf(line)));
  return { ...letter, raw: Buffer.from([...kept, ...headers, "", body, ""].join("\r\n")) };
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const emoji = "\u{1F600}";

const encoded = (name: string, text: string, more = ""): string => `${name}: =?utf-8?B?${base64(text)}?=${more}`;
const inBase64 = "Content-Transfer-Encoding: base64";
const wish = "Please unsubscribe me";
const mixed = [
  "--x",
  "Content-Type: text/plain",
  "",
  wish,
  "--x",
  'Content-Type: application/octet-stream; name="a\u0000b"',
  inBase64,
  "",
  base64("\u0000".repeat(500)),
  "--x--",
].join("\r\n");

const shapes: readonly (readonly [string, readonly string[], string])[] = [
  ["a NUL in the body", [inBase64], base64("Please unsubscribe me\u0000 now")],
  ["a NUL in the subject", [encoded("Subject", "stop\u0000 it")], wish],
  ["a NUL in the name of the sender", [encoded("From", "Kim\u0000", " <EMAIL>")], wish],
  ["a subject cut within a character", [encoded("Subject", `a${emoji.repeat(600)}`)], wish],
  ["a text cut within a character", [inBase64], base64(`${wish}.\n\na${emoji.repeat(12_000)}`)],
  ["evidence cut within a character", [inBase64], base64(`unsubscribe me a${emoji.repeat(300)}`)],
  ["a return date that no clock knows", [], `I am out of office until 31.12.999999. ${wish}.`],
  ["an attachment full of NULs", ['Content-Type: multipart/mixed; boundary="x"'], mixed],
  ["a NUL in the ids", ["Message-ID: <a\u0000b@x.example>", "References: <c\u0000d@x.example>"], wish],
];

describe("an opt-out is recorded whatever the mail is made of", () => {
  test.each(shapes)("%s", async (name, headers, body) => {
    const email = `kim@${name
      .replace(/[^a-z]/gi, "")
      .toLowerCase()
      .slice(0, 30)}.co.uk`;
    const { contactId, mail } = await written(email);
    const named = headers.map((one) => one.replace("EMAIL", email));
    const letter = remade(reply(mail, ""), named, body);
    const before = world.failures.length;
    expect(await world.receive(letter)).toBe(250);
    const check = await home.admin.policy.check({ contactId });
    expect(check.outcome).toBe("deny");
    expect(check.reasons.map(({ code }) => code)).toContain("UNSUBSCRIBED");
    expect(world.failures.slice(before)).toEqual([]);
  });
});

describe("what a recipient's mail server says", () => {
  test("is recorded with the attempt, whatever it is made of", async () => {
    const email = "kim@hostile-server.co.uk";
    world.sink.expect(email, {
      does: "refuse",
      phase: "rcpt",
      code: 550,
      says: `no \u0000 such ${emoji.repeat(90)} person`,
    });
    const answer = await home.propose(await home.contact({ email }));
    await world.drain();
    expect(await home.action(answer)).toMatchObject({ state: "rejected", attempts: [{ replyCode: 550 }] });
  });

  test("stays out of the log, since it names people", async () => {
    const email = "kim@talkative-server.co.uk";
    world.sink.expectConnection({ does: "refuse", phase: "mail", code: 451, says: `not now, ${email}` });
    const answer = await home.propose(await home.contact({ email }));
    await world.drain();
    expect((await home.action(answer)).attempts[0]?.replyText).toContain(email);
    expect(world.trail.filter((line) => line.startsWith("job.retry"))).not.toEqual([]);
    expect(world.trail.filter((line) => line.includes(email))).toEqual([]);
  });
});

describe("a reply from another of our contacts in somebody's thread", () => {
  test("stops both: whose thread it is, and who wrote it", async () => {
    const [asked, colleague] = ["kim@forwarded.co.uk", "lee@forwarded.co.uk"];
    const { contactId, mail } = await written(asked);
    const other = await written(colleague);
    expect(await world.receive(reply(mail, "Kim passed this on to me. Maybe later?", { from: colleague }))).toBe(250);
    for (const id of [contactId, other.contactId]) {
      const check = await home.admin.policy.check({ contactId: id });
      expect(check.outcome).toBe("deny");
    }
    await world.advance(4 * 86_400_000);
    await world.drain();
    expect([asked, colleague].map((email) => world.sink.to(email).length)).toEqual([1, 1]);
    const [waiting] = (await home.admin.inbound.list({})).items;
    expect(waiting?.candidates).toEqual([contactId, other.contactId]);
  });
});

test("a workspace that names another's domain as its own gets none of its mailboxes' mail", async () => {
  const eve = await world.workspace("Eve");
  await eve.admin.mailboxes.create({
    address: "eve@eve.example",
    displayName: "Eve",
    inboundDomain: home.mailbox.split("@")[1] ?? "",
    smtp: { host: "127.0.0.1", port: world.sink.port },
    dkimSelector: null,
  });
  await world.nextWorkday();
  const { mail } = await written("kim@coveted.co.uk");
  const plain = reply(mail, "Yes, let us talk.", { withThread: false });
  expect(await world.receive(plain)).toBe(250);
  expect(await world.receive(reply(mail, "And once more."))).toBe(250);
  expect((await eve.admin.inbound.list({ state: "all" })).items).toEqual([]);
  expect((await home.admin.inbound.list({ state: "all" })).items[0]?.fromAddress).toBe("kim@coveted.co.uk");
});
