import { expect, test } from "vitest";
import { answerIn, startupMessage } from "./probe.ts";

test("the greeting holds its own length, the protocol version and the user", () => {
  const message = startupMessage();
  expect(message.readInt32BE(0)).toBe(message.length);
  expect(message.readInt32BE(4)).toBe(3 << 16);
  expect(message.subarray(8).toString()).toBe("user\0fairlead\0database\0fairlead\0\0");
});

test.each([
  ["a question for the password", "R\0\0\0\x17\0\0\0\nSCRAM-SHA-256\0\0", "ready"],
  ["a refusal while it starts", "E\0\0\0\x30SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0", "busy"],
  ["a refusal for too many sessions", "E\0\0\0\x30SFATAL\0VFATAL\0C53300\0Msorry\0\0", "ready"],
])("%s shows how the server is doing", (_name, reply, answer) => {
  expect(answerIn(Buffer.from(reply, "latin1"))).toBe(answer);
});
