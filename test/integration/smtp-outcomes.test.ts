import { expect, test } from "vitest";
import { classifyRefusal } from "../../src/activity/core/refusal.ts";
import { createPermitDesk, type MailRoute, type SendResult } from "../../src/channel/port.ts";
import { createSmtpChannel } from "../../src/channel/smtp-out.ts";
import { systemEnv } from "../../src/kernel/env.ts";
import { type Line, linedServer, type Moment } from "../helpers/lined-smtp.ts";

/**
 * What each way in which a send can go wrong means, over a real socket: whether the message was not handed over, refused for
 * now or for good, or nobody knows. What a killed process leaves is in test/failures/killed-sends.test.ts.
 */
const desk = createPermitDesk();
let count = 0;

async function send(
  script: Readonly<Partial<Record<Moment, Line>>>,
  more: Partial<MailRoute> = {},
): Promise<SendResult> {
  const server = await linedServer(script);
  // Long enough to come to the silence on a busy machine.
  const deadlineMs = Object.values(script).includes("silence") ? 1_500 : 30_000;
  const channel = createSmtpChannel({ redeem: desk.redeem, sleep: systemEnv().sleep, deadlineMs });
  count += 1;
  const permit = desk.mint({ permitId: `p${count}`, actionId: "a", attemptId: "t" });
  const route = { host: "127.0.0.1", port: server.port, secure: false, localName: "mail.sales.example", ...more };
  const raw = Buffer.from("From: <a@sales.example>\r\nSubject: Hello\r\n\r\nHello there\r\n");
  const mail = { envelopeFrom: "b+x@sales.example", to: "kim@outcome.co.uk", raw, envelopeId: "msg_1" };
  try {
    return await channel.send(permit, route, mail);
  } finally {
    server.close();
  }
}

const signedIn = { user: "dana", password: "secret" };

const table: readonly (readonly [string, Readonly<Partial<Record<Moment, Line>>>, Partial<SendResult>])[] = [
  ["a greeting that never comes", { banner: "silence" }, { verdict: "not_sent" }],
  ["a server that greets with 421", { banner: "421 4.3.2 not now" }, { verdict: "not_sent", isMailboxFault: false }],
  ["a sender refused for now", { mail: "451 4.7.1 later" }, { verdict: "not_sent", isMailboxFault: false }],
  ["a sender refused for good", { mail: "550 5.7.1 not you" }, { verdict: "not_sent", isMailboxFault: true }],
  ["a recipient on a grey list", { rcpt: "450 4.2.0 greylisted" }, { verdict: "deferred", phase: "rcpt" }],
  ["a recipient that is not there", { rcpt: "550 5.1.1 no such user" }, { verdict: "rejected", phase: "rcpt" }],
  ["a recipient refused by policy", { rcpt: "550 5.7.1 blocked" }, { verdict: "rejected", phase: "rcpt" }],
  ["a drop at RCPT", { rcpt: "drop" }, { verdict: "not_sent" }],
  ["DATA refused", { data: "554 5.5.1 no" }, { verdict: "rejected", phase: "data" }],
  ["a drop after DATA and before 354", { data: "drop" }, { verdict: "not_sent" }],
  ["a drop while the body is written", { body: "drop" }, { verdict: "unknown", phase: "body" }],
  ["a refusal for good after the dot", { dot: "554 5.7.1 spam" }, { verdict: "rejected", phase: "reply" }],
  ["a refusal for now after the dot", { dot: "452 4.2.2 full" }, { verdict: "deferred", phase: "reply" }],
  ["a drop after the dot", { dot: "drop" }, { verdict: "unknown", phase: "body" }],
  ["silence after the dot", { dot: "silence" }, { verdict: "unknown", phase: "body" }],
  ["a 250 and a reset right behind it", { dot: "taken-and-drop" }, { verdict: "sent", replyCode: 250 }],
];

test.each(table)("%s", async (_name, script, meant) => {
  expect(await send(script)).toMatchObject(meant);
});

test("a sign-in that is refused is the mailbox's fault, and no send", async () => {
  const result = await send({ auth: "535 5.7.8 no" }, signedIn);
  expect(result).toMatchObject({ verdict: "not_sent", phase: "auth", replyCode: 535, isMailboxFault: true });
});

test("a host without an address, and one where nobody listens, are no send", async () => {
  // A label of 64 characters is no name (RFC 1035 2.3.4), so that nobody is asked for it.
  expect(await send({}, { host: `${"x".repeat(64)}.invalid` })).toMatchObject({
    verdict: "not_sent",
    phase: "connect",
  });
  const gone = await linedServer({});
  gone.close();
  expect(await send({}, { port: gone.port })).toMatchObject({ verdict: "not_sent", phase: "connect" });
});

test("a server elsewhere that offers no TLS is shown no password", async () => {
  // By its name it is not this machine, so that TLS is a must; the loopback is found behind it all the same.
  const result = await send({}, { ...signedIn, host: "0.0.0.0" });
  expect(result).toMatchObject({ verdict: "not_sent" });
  expect(result.transcript.join("\n")).not.toMatch(/C: (?:AUTH|MAIL)/);
});

test("only a recipient that is not there is dead for good; a refusal by policy is about us", () => {
  expect(classifyRefusal({ code: 550, text: "550 5.1.1 no such user" })).toMatchObject({ permanence: "permanent" });
  expect(classifyRefusal({ code: 550, text: "550 5.7.1 blocked by policy" }).permanence).not.toBe("permanent");
});
