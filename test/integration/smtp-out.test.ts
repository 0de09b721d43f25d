import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPermitDesk, type SendResult } from "../../src/channel/port.ts";
import { createSmtpChannel } from "../../src/channel/smtp-out.ts";
import { systemEnv } from "../../src/kernel/env.ts";
import { type Conduct, type Sink, startSink } from "../helpers/sink.ts";

let sink: Sink;
beforeAll(async () => {
  sink = await startSink();
});
afterAll(() => sink.close());

const desk = createPermitDesk();
const ended = (deadlineMs: number): ReturnType<typeof createSmtpChannel> =>
  createSmtpChannel({ redeem: desk.redeem, sleep: systemEnv().sleep, deadlineMs });
const channel = ended(30_000);
/** For servers that fall silent: long enough to come to the silence on a busy machine. */
const hasty = ended(1_500);
let count = 0;

async function send(
  conduct: Conduct,
  port = sink.port,
  by = channel,
): Promise<SendResult & { readonly taken: number }> {
  count += 1;
  const to = `kim@n${count}.co.uk`;
  if (conduct.does !== "take" && (conduct.phase === "greeting" || conduct.phase === "mail"))
    sink.expectConnection(conduct);
  else sink.expect(to, conduct);
  const permit = desk.mint({ permitId: `p${count}`, actionId: "a", attemptId: "t" });
  const route = { host: "127.0.0.1", port, secure: false, localName: "mail.sales.example" };
  const raw = Buffer.from(
    `From: <a@sales.example>\r\nTo: <${to}>\r\nSubject: Hello\r\n\r\nHello there\r\n.\r\nEnd\r\n`,
  );
  const result = await by.send(permit, route, { envelopeFrom: "b+x@sales.example", to, raw, envelopeId: "msg_1" });
  return { ...result, taken: sink.to(to).length };
}

/** What each fault in each phase of a conversation means: only after 354 can nobody know (RFC 5321 §4.1.1.4). */
const table: readonly (readonly [string, Conduct, SendResult["verdict"], number])[] = [
  ["a mail that is taken", { does: "take" }, "sent", 1],
  ["a sender that is refused", { does: "refuse", phase: "mail", code: 550 }, "not_sent", 0],
  ["a recipient refused for good", { does: "refuse", phase: "rcpt", code: 550 }, "rejected", 0],
  ["a recipient refused for now", { does: "refuse", phase: "rcpt", code: 450 }, "deferred", 0],
  ["a mail refused for good after its dot", { does: "refuse", phase: "data", code: 554 }, "rejected", 0],
  ["a mail refused for now after its dot", { does: "refuse", phase: "data", code: 451 }, "deferred", 0],
  ["a drop before the greeting", { does: "drop", phase: "greeting" }, "not_sent", 0],
  ["a drop at MAIL", { does: "drop", phase: "mail" }, "not_sent", 0],
  ["a drop at RCPT", { does: "drop", phase: "rcpt" }, "not_sent", 0],
  ["a drop in the body", { does: "drop", phase: "data" }, "unknown", 0],
  ["a drop after the dot", { does: "drop", phase: "dot" }, "unknown", 1],
  ["silence instead of a greeting", { does: "hang", phase: "greeting" }, "not_sent", 0],
  ["silence at MAIL", { does: "hang", phase: "mail" }, "not_sent", 0],
  ["silence at RCPT", { does: "hang", phase: "rcpt" }, "not_sent", 0],
  ["silence after the dot", { does: "hang", phase: "dot" }, "unknown", 1],
];

test.each(table)("%s", async (_name, conduct, verdict, taken) => {
  const result = await send(conduct, sink.port, conduct.does === "hang" ? hasty : channel);
  expect({ verdict: result.verdict, taken: result.taken }).toEqual({ verdict, taken });
});

test("nobody listening is no send", async () => {
  expect(await send({ does: "take" }, 1)).toMatchObject({ verdict: "not_sent", phase: "connect" });
});

test("a server that drips, a line at a time, does not hold the conversation past its deadline", async () => {
  const drip = createServer((socket) => {
    const timers: NodeJS.Timeout[] = [];
    socket.write("220 slow ESMTP\r\n");
    socket.on("data", (line) => {
      if (line.toString().startsWith("RCPT")) timers.push(setInterval(() => socket.write("250-wait\r\n"), 50));
      else socket.write("250 ok\r\n");
    });
    socket.on("close", () => timers.forEach(clearInterval)).on("error", () => undefined);
  });
  drip.listen(0, "127.0.0.1");
  await once(drip, "listening");
  const result = await send({ does: "take" }, (drip.address() as AddressInfo).port, hasty);
  expect(result).toMatchObject({ verdict: "not_sent", replyText: expect.stringContaining("did not end") });
  drip.close();
});

test("the bytes arrive as they were, dots and all, and the transcript holds the words of both sides", async () => {
  const { transcript } = await send({ does: "take" });
  const [mail] = sink.to(`kim@n${count}.co.uk`);
  expect(mail?.text).toMatch(/Hello there\r\n\.\r\nEnd/);
  expect(transcript.join("\n")).toMatch(/C: MAIL FROM:<b\+x@sales\.example>.*S: 250/s);
  expect(transcript.join("\n")).not.toContain("Hello there");
});

test("a permit opens one conversation, and a look-alike none", async () => {
  const permit = desk.mint({ permitId: "once", actionId: "a", attemptId: "t" });
  const route = { host: "127.0.0.1", port: sink.port, secure: false, localName: "mail.sales.example" };
  const mail = { envelopeFrom: "b@sales.example", to: "kim@once.co.uk", raw: Buffer.from("\r\nx"), envelopeId: "m" };
  await channel.send(permit, route, mail);
  await expect(channel.send(permit, route, mail)).rejects.toThrow(/used before/);
  await expect(channel.send({ ...permit }, route, mail)).rejects.toThrow(/forged/);
  expect(sink.to("kim@once.co.uk")).toHaveLength(1);
});
