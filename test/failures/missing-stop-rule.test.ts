import { afterAll, beforeAll, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { eventually } from "../helpers/eventually.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { autoReply, complaint, headerOf, type Letter, letter, oneClickUrl, reply } from "../helpers/letters.ts";
import type { Taken } from "../helpers/sink.ts";

/** Failure mode: a reply does not stop the sequence, because nobody recognised what it says. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

interface Written {
  readonly name: string;
  readonly contactId: Id<"con">;
  readonly mail: Taken;
}

/** People in the sequence who got the first step. */
async function written(names: readonly string[]): Promise<readonly Written[]> {
  await world.nextWorkday();
  await home.import(names.map((name) => ({ email: `kim@${name}.co.uk`, last: `Of ${name}` })));
  const people: Written[] = [];
  for (const name of names) {
    const contactId = await home.contactOf(`kim@${name}.co.uk`);
    expect((await home.enroll(contactId)).state).toBe("queued");
    people.push({ name, contactId, mail: world.sink.taken[0] as Taken });
  }
  await world.drain();
  return people.map((one) => ({ ...one, mail: world.sink.to(`kim@${one.name}.co.uk`)[0] as Taken }));
}

/** Three weeks later: the follow-up is due after three days, and whatever was due has been done. */
async function threeWeeks(): Promise<void> {
  for (let day = 0; day < 15; day += 1) {
    await world.nextWorkday();
    await world.drain();
  }
}

const answers: Readonly<Record<string, (mail: Taken) => Letter>> = {
  "plain-stop": (mail) => reply(mail, "STOP"),
  hostile: (mail) => reply(mail, "Who gave you my address? Never write to me again, you clowns."),
  polite: (mail) => reply(mail, "Thank you so much, this looks lovely. Please do not contact us any further."),
  ambiguous: (mail) => reply(mail, "ok"),
  emoji: (mail) => reply(mail, "🛑"),
  empty: (mail) => reply(mail, ""),
  sarcastic: (mail) => reply(mail, "Great, more of this please. Exactly what I needed today."),
  "tagged-positive": (mail) =>
    reply(mail, "Sounds great, I am interested in never hearing from you again, please remove me."),
  german: (mail) => reply(mail, "Bitte nehmen Sie mich aus Ihrem Verteiler."),
  french: (mail) => reply(mail, "Merci de me désinscrire de votre liste."),
  polish: (mail) => reply(mail, "Proszę mnie wypisać z listy."),
  japanese: (mail) => reply(mail, "配信停止をお願いします。"),
  thai: (mail) => reply(mail, "กรุณาหยุดส่งอีเมล"),
  "no-thread": (mail) => reply(mail, "please take me off your list", { withThread: false }),
  "no-words": (mail) => reply(mail, "see attached", { withThread: false, subject: "" }),
  "wrong-charset": (mail) => {
    const broken = reply(mail, "stop");
    return { ...broken, raw: Buffer.from(broken.raw.toString().replace("utf-8", "x-unknown-9")) };
  },
  malformed: (mail) => ({ ...reply(mail, ""), raw: Buffer.from([0, 255, 254, 13, 10, 13, 10, 200, 201]) }),
  "auto-says-unsubscribe": (mail) => autoReply(mail, "I have left. Unsubscribe me from everything.", "Automatic reply"),
};

test("whatever a reply says, in whatever words, nothing is sent after it", async () => {
  const people = await written(Object.keys(answers));
  for (const { name, mail } of people) {
    const answer = answers[name];
    if (answer === undefined) throw new Error(`no answer for ${name}`);
    expect(await world.receive(answer(mail)), name).toBe(250);
  }
  await threeWeeks();
  for (const { name } of people) expect(world.sink.to(`kim@${name}.co.uk`), name).toHaveLength(1);
  expect(world.failures).toEqual([]);
}, 60_000);

test("the ways out that are no words: link, list-unsubscribe mail, complaint", async () => {
  const people = await written(["link", "mailto", "abuse"]);
  for (const { name, mail } of people) {
    const mailto = /<mailto:([^?>]+)/.exec(headerOf(mail.text, "List-Unsubscribe"))?.[1] ?? "";
    if (name === "link") {
      expect((await fetch(oneClickUrl(mail))).status).toBe(200);
      expect(
        (await home.admin.policy.check({ contactId: people[0]?.contactId ?? "con_none" })).reasons.map((r) => r.code),
      ).not.toContain("UNSUBSCRIBED");
      expect((await fetch(oneClickUrl(mail), { method: "POST", body: "List-Unsubscribe=One-Click" })).status).toBe(200);
    }
    if (name === "mailto")
      expect(await world.receive(letter({ from: mail.to, to: mailto }, ["Subject: unsubscribe"], ""))).toBe(250);
    if (name === "abuse") expect(await world.receive(complaint(mail, mail.from))).toBe(250);
  }
  const reasons = await Promise.all(
    people.map(async ({ contactId }) => (await home.admin.suppressions.list({ contactId })).items[0]?.reason),
  );
  expect(reasons).toEqual(["unsubscribed", "unsubscribed", "complaint"]);
  await threeWeeks();
  for (const { name } of people) expect(world.sink.to(`kim@${name}.co.uk`), name).toHaveLength(1);
}, 60_000);

test("a colleague's answer on the thread stops the one who was written to", async () => {
  const [person] = await written(["colleague"]);
  if (person === undefined) throw new Error("nobody was written to");
  await world.receive(reply(person.mail, "Kim forwarded this, please stop.", { from: "boss@colleague.co.uk" }));
  await threeWeeks();
  expect(world.sink.to("kim@colleague.co.uk")).toHaveLength(1);
}, 60_000);

test("an answer to a mail that went to an old record stops the person it was merged into", async () => {
  const link = "linkedin.com/in/ana-perez-merged";
  const first = { id: "1", first: "Ana", last: "Perez", email: "ana@other-group.co.uk", linkedin: link };
  const later = { id: "2", first: "Ana", last: "Perez", email: "ana.perez@merged.co.uk" };
  await home.import([first], "New CRM");
  await home.import([later], "Old CRM");
  await world.nextWorkday();
  const absorbed = await home.contactOf(later.email);
  await home.propose(absorbed);
  await world.drain();
  const [mail] = world.sink.to(later.email);
  if (mail === undefined) throw new Error("nothing was sent");
  await home.import([{ ...later, linkedin: link }], "Old CRM");
  const [one, ...more] = (await home.admin.contacts.list({ q: "Ana Perez" })).items;
  if (one === undefined || more.length > 0) throw new Error("the two records are not one contact");
  expect(one.id).not.toBe(absorbed);
  await world.nextWorkday();
  await world.nextWorkday();
  const next = await home.enroll(one.id);
  expect(next.state).toBe("queued");
  await world.receive(reply(mail, "No thanks, not for us."));
  await eventually(async () => expect((await home.action(next)).state).toBe("cancelled"));
  const again = await home.propose(one.id);
  expect(again.decision.outcome).toBe("deny");
  await threeWeeks();
  expect(world.sink.taken.filter(({ to }) => to.startsWith("ana"))).toHaveLength(1);
}, 60_000);
