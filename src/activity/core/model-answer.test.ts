import { expect, test } from "vitest";
import { type ModelReading, readModelAnswer } from "./model-answer.ts";

const mail = { subject: "Re: Your  offer", ownText: "Thanks, but the Café is closed.\nLeave it be, please." };
const completion = (content: unknown, more: object = {}): string =>
  JSON.stringify({
    choices: [{ message: { content: typeof content === "string" ? content : JSON.stringify(content) } }],
    ...more,
  });
const read = (content: unknown): ModelReading => readModelAnswer(completion(content), mail).reading;

test.each([
  ["as it stands", "Leave it be, please", "Leave it be, please"],
  ["over the end of a line", "is closed. Leave it be", "is closed.\nLeave it be"],
  ["in other letters", "THE CAFE IS CLOSED", "the Café is closed"],
  ["in the subject", "re: your offer", "Re: Your  offer"],
])("evidence is found %s, and told as the sender wrote it", (_how, evidence, written) => {
  expect(read({ kind: "unsubscribe", evidence })).toEqual({
    is: "verdict",
    verdict: { kind: "unsubscribe", severity: null, evidence: written },
  });
});

test.each([
  ["words that are not there", "remove me"],
  ["words of subject and text together", "offer Thanks"],
  ["nothing", ""],
  ["blanks", " \n "],
  ["a mark", "."],
])("%s are no evidence", (_what, evidence) => {
  expect(read({ kind: "unsubscribe", evidence })).toEqual({ is: "unfounded" });
});

test.each<readonly [string, unknown]>([
  ["prose", "It is an unsubscribe."],
  ["a fenced object", '```json\n{"kind":"unsubscribe","evidence":"Leave it be"}\n```'],
  ["a kind that there is not", { kind: "angry", evidence: "Leave it be" }],
  ["no evidence", { kind: "unsubscribe" }],
  ["another field", { kind: "unsubscribe", evidence: "Leave it be", lift: true }],
  ["a severity that there is not", { kind: "unsubscribe", evidence: "Leave it be", severity: "mild" }],
  ["a list", [{ kind: "unsubscribe", evidence: "Leave it be" }]],
  ["evidence without end", { kind: "unsubscribe", evidence: "Leave it be ".repeat(40) }],
])("%s counts for nothing", (_what, content) => {
  expect(read(content)).toEqual({ is: "unreadable" });
});

test.each(["", "null", "[]", '{"choices":[]}', '{"choices":[{"message":{}}]}', "<html>"])(
  "`%s` is no answer",
  (body) => {
    expect(readModelAnswer(body, mail)).toEqual({ reading: { is: "unreadable" }, version: null, tokens: null });
  },
);

test("a server says what it is and what the call took, or nothing is taken from it", () => {
  const content = { kind: "neutral", evidence: "Thanks" };
  const told = completion(content, { model: "small-2026", usage: { prompt_tokens: 90, completion_tokens: 9 } });
  expect(readModelAnswer(told, mail)).toMatchObject({ version: "small-2026", tokens: 99 });
  const odd = completion(content, { model: "kim@quay.co.uk", usage: { prompt_tokens: -5, completion_tokens: 1e12 } });
  expect(readModelAnswer(odd, mail)).toMatchObject({ reading: { is: "verdict" }, version: null, tokens: null });
});
