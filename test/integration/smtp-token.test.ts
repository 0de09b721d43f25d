import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPermitDesk, type MailRoute } from "../../src/channel/port.ts";
import { createSmtpChannel } from "../../src/channel/smtp-out.ts";
import { systemEnv } from "../../src/kernel/env.ts";

let server: SMTPServer;
const taken: string[] = [];

/** A relay that takes mail only by the access token of a mailbox. */
beforeEach(async () => {
  taken.length = 0;
  server = new SMTPServer({
    authMethods: ["XOAUTH2"],
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    onAuth: ({ username, accessToken }, _session, callback) =>
      username === "dana@sales.example" && accessToken === "good"
        ? callback(null, { user: username })
        : callback(Object.assign(new Error("wrong token"), { responseCode: 535 })),
    onData: (stream, _session, callback) => {
      stream.resume();
      stream.on("end", () => {
        taken.push("mail");
        callback();
      });
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
});

afterEach(() => new Promise<void>((resolve) => void server.close(() => resolve())));

function send(accessToken: MailRoute["accessToken"]) {
  const desk = createPermitDesk();
  const channel = createSmtpChannel({ redeem: desk.redeem, sleep: systemEnv().sleep });
  const { port } = server.server.address() as AddressInfo;
  const route = {
    host: "127.0.0.1",
    port,
    secure: false,
    user: "dana@sales.example",
    accessToken,
    localName: "sales.example",
  };
  const mail = {
    envelopeFrom: "dana@sales.example",
    to: "kim@buyer.example",
    raw: Buffer.from("Subject: a\r\n\r\nb"),
    envelopeId: "e",
  };
  return channel.send(desk.mint({ permitId: "p", actionId: "a", attemptId: "t" }), route, mail);
}

test("a relay that wants an access token gets the mailbox's, and it is in no transcript", async () => {
  const result = await send(async () => "good");
  expect(result).toMatchObject({ verdict: "sent", phase: "reply" });
  expect(taken).toHaveLength(1);
  const token = Buffer.from("user=dana@sales.example\u0001auth=Bearer good\u0001\u0001").toString("base64");
  expect(result.transcript.join("\n")).not.toContain(token);
});

test("a token that is refused, or not to be had, sends nothing", async () => {
  expect(await send(async () => "stale")).toMatchObject({ verdict: "not_sent", phase: "auth" });
  const nothing = async (): Promise<string> => {
    throw new Error("the provider answered `invalid_grant`");
  };
  expect(await send(nothing)).toMatchObject({ verdict: "not_sent", phase: "connect", replyCode: null });
  expect(taken).toEqual([]);
});
