import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { armEach } from "../helpers/breakers.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { autoReply, complaint, headerOf, type Letter, letter, reply, report } from "../helpers/letters.ts";
import type { Taken } from "../helpers/sink.ts";
import { sized } from "../helpers/size.ts";

/** Failure mode: two machines answer each other, or a mail that came in stops nobody because of how it looks. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const texts = fc
  .array(
    fc.constantFrom(
      ...[
        "Great",
        "ok",
        "no",
        "stop",
        "unsubscribe me",
        "my lawyer",
        "your manager",
        "GDPR",
        "spam",
        "tell me more",
        "?",
      ],
      ...[
        "in Q3",
        "out of office",
        "I left",
        "wrong person",
        "bo@else.example",
        "配信停止",
        "отпишите",
        "🛑",
        "\n\n",
        "> ",
      ],
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(" "));
const subjects = fc.constantFrom(
  "Re: hello",
  "",
  "Automatic reply",
  "Undelivered",
  "[Ticket 4711] received",
  "Accepted: call",
);
const headers = fc.subarray([
  "Auto-Submitted: auto-replied",
  "Auto-Submitted: no",
  "Precedence: bulk",
  "List-Id: <team.buyer.example>",
  "X-Loop: kim",
  "Content-Type: text/html",
  "Content-Type: multipart/mixed; boundary=never",
]);

type Answer = (mail: Taken) => Letter;

/** Whatever may come back to a mail of ours: words, machines, reports, and bytes that are no mail. */
const answers: fc.Arbitrary<Answer> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(texts, subjects, headers).map(
      ([text, subject, more]): Answer =>
        (mail) =>
          reply(mail, text, { subject, headers: more }),
    ),
  },
  {
    weight: 2,
    arbitrary: texts.map(
      (text): Answer =>
        (mail) =>
          reply(mail, text, { withThread: false }),
    ),
  },
  {
    weight: 2,
    arbitrary: texts.map(
      (text): Answer =>
        (mail) =>
          reply(mail, text, { from: "colleague@elsewhere.example" }),
    ),
  },
  {
    weight: 2,
    arbitrary: texts.map(
      (text): Answer =>
        (mail) =>
          autoReply(mail, text),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Answer>((mail) => complaint(mail, mail.from)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("5.1.1", "5.0.0", "5.2.2").map(
      (code): Answer =>
        (mail) =>
          report(mail, "failed", code),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.uint8Array({ maxLength: 300 }).map(
      (bytes): Answer =>
        (mail) => ({ ...reply(mail, ""), raw: Buffer.from(bytes) }),
    ),
  },
);

/** People in the sequence who got the first step. */
async function written(count: number, prefix: string): Promise<readonly Taken[]> {
  const emails = Array.from({ length: count }, (_, n) => `kim@${prefix}${n}.co.uk`);
  await armEach(home);
  await home.import(emails.map((email, n) => ({ email, last: `Of ${prefix}${n}` })));
  for (const email of emails) await home.enroll(await home.contactOf(email));
  await world.drain();
  return emails.map((email) => {
    const [mail] = world.sink.to(email);
    if (mail === undefined) throw new Error(`nothing was sent to ${email}`);
    return mail;
  });
}

test("whatever comes back, its contact is stopped in the very transaction that records it", async () => {
  const made = fc.sample(answers, sized(12, 120));
  const mails = await written(made.length, "stops");
  for (const [n, mail] of mails.entries()) {
    const answer = (made[n] as Answer)(mail);
    const says = `${mail.to}: ${answer.raw.toString("latin1").slice(0, 400)}`;
    expect(await world.receive(answer), says).toBe(250);
    const [row] = await world.db.root`
      select e.state, e.xmin::text = i.xmin::text as together
        from enrollment e, inbound_message i, message m
       where e.workspace_id = ${home.id} and i.workspace_id = ${home.id} and m.workspace_id = ${home.id} and m.to_address = ${mail.to}
         and e.contact_id = m.contact_id
       order by i.received_at desc, i.id desc limit 1`;
    expect(["held", "stopped"], says).toContain(row?.["state"]);
    expect(row?.["together"], says).toBe(true);
  }
});

test("nothing is ever answered by a machine, however often another one writes", async () => {
  const [mail] = await written(1, "loops");
  if (mail === undefined) throw new Error("nobody was written to");
  const before = world.sink.asked.length;
  const ours = /<([^>]+)>/.exec(headerOf(mail.text, "From"))?.[1] ?? "";
  const noises: readonly Answer[] = [
    (sent) => autoReply(sent, "Your ticket 4711 was received. We answer every mail."),
    (sent) =>
      reply(sent, "Confirm that you are no robot: https://challenge.example/1", {
        headers: ["Precedence: auto_reply"],
      }),
    (sent) => letter({ from: sent.to, to: ours }, ["Subject: a list", "List-Id: <all.buyer.example>"], "to everybody"),
    () => letter({ from: ours, to: ours }, ["Subject: Re: ourselves"], "a mail of ours that came back"),
    (sent) => letter({ from: "", to: ours }, ["Subject: null path", "Auto-Submitted: auto-generated"], sent.to),
    (sent) => reply(sent, "What is the price? Reply to this mail and my assistant will answer."),
    (sent) => reply(sent, "Delete my data under GDPR and confirm."),
  ];
  for (let round = 0; round < 3; round += 1) {
    for (const noise of noises) expect(await world.receive(noise(mail))).toBe(250);
    await world.nextWorkday();
    await world.drain();
  }
  // Those of the other test may go on with their sequence when their hold has ended.
  expect(world.sink.asked.slice(before).filter((address) => !address.startsWith("kim@stops"))).toEqual([]);
  expect(world.failures).toEqual([]);
});
