import { expect, test } from "vitest";
import { limits } from "../../kernel/limits.ts";
import { createFetched } from "./fetched.ts";

function world() {
  const at = { ms: 0 };
  const asked: string[] = [];
  const answer = { status: 200 };
  const fetched = createFetched({ elapsedMs: () => at.ms }, async (url) => {
    asked.push(url);
    return answer.status === 0
      ? { kind: "lost", says: "gone" }
      : { kind: "answered", status: answer.status, body: `text ${asked.length}` };
  });
  return { at, asked, answer, fetched };
}

test("a text is asked for once an hour, and once a minute where it is too old", async () => {
  const { at, asked, fetched } = world();
  for (const ms of [0, 1_000, limits.providerKeysMs - 1]) {
    at.ms = ms;
    expect(await fetched.textAt("a")).toBe("text 1");
  }
  at.ms = limits.providerKeysMs;
  expect(await fetched.textAt("a")).toBe("text 2");
  at.ms += 59_999;
  expect(await fetched.textAt("a", true)).toBe("text 2");
  at.ms += 1;
  expect(await fetched.textAt("a", true)).toBe("text 3");
  expect(asked).toHaveLength(3);
});

test("a failure is no text and is not remembered", async () => {
  const { answer, fetched } = world();
  for (const status of [404, 302, 0]) {
    answer.status = status;
    expect(await fetched.textAt("a")).toBeNull();
  }
  answer.status = 200;
  expect(await fetched.textAt("a")).toBe("text 4");
});

test("so many texts are remembered, and the oldest is forgotten first", async () => {
  const { asked, fetched } = world();
  for (let n = 0; n <= limits.providerKeysMax; n += 1) await fetched.textAt(`u${n}`);
  const before = asked.length;
  await fetched.textAt("u1");
  expect(asked).toHaveLength(before);
  await fetched.textAt("u0");
  expect(asked).toHaveLength(before + 1);
});
