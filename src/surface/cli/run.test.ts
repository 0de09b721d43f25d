import { expect, test } from "vitest";
import { z } from "zod";
import { operation } from "../../kernel/operation.ts";
import type { CliDeps } from "./deps.ts";
import { commandOf, runCli } from "./run.ts";

/** An operation with a file within a field, and numbers within another. */
const bought = operation({
  name: "lists.keep",
  summary: "Keep a list that was bought",
  effect: "write",
  scope: "imports:write",
  method: "POST",
  path: "/v1/lists",
  status: 201,
  input: z.strictObject({
    file: z
      .strictObject({
        filename: z.string(),
        content: z.string(),
        encoding: z.enum(["text", "base64"]).default("text"),
      })
      .describe("CSV with e-mail"),
    caps: z.strictObject({ day: z.number().int().describe("in credits"), run: z.number().int() }),
  }),
  output: z.object({}),
  problems: [],
});

async function run(words: readonly string[]): Promise<{ readonly out: string; readonly called: unknown }> {
  let out = "";
  let called: unknown;
  const door = {
    call: async (_name: string, input: unknown) => {
      called = input;
      return {};
    },
    close: async () => undefined,
  };
  const deps: CliDeps = {
    operations: [bought],
    commands: [],
    openLocal: async () => door,
    connect: () => door,
    environment: {},
    out: (text) => {
      out += text;
    },
    err: (text) => {
      out += text;
    },
    readFile: async () => new TextEncoder().encode("Email\nada@engines.co.uk\n"),
  };
  await runCli(words, deps);
  return { out, called };
}

test("a field that holds a file takes its path", async () => {
  const { called } = await run(["lists", "keep", "--file", "lists/bought.csv", "--caps.day", "5", "--caps.run", "2"]);
  expect(called).toEqual({
    file: {
      filename: "bought.csv",
      content: Buffer.from("Email\nada@engines.co.uk\n").toString("base64"),
      encoding: "base64",
    },
    caps: { day: 5, run: 2 },
  });
});

test("the same field takes the object as well", async () => {
  const file = { filename: "a.csv", content: "Email" };
  expect((await run(["lists", "keep", "--file", JSON.stringify(file)])).called).toEqual({ file });
});

test("help names the fields within fields, what they are about, and no flag that the field hides", async () => {
  const { out } = await run(["lists", "keep", "--help"]);
  expect(out).toMatch(/--file +the path of a file, required \(CSV with e-mail\)/);
  expect(out).toMatch(/--caps\.day +integer, required \(in credits\)/);
  expect(out).not.toContain("read the field `content`");
});

test("a command beside an operation of its name leaves it what has an id", () => {
  const beside = { name: "lists keep", summary: "Keep lists of a file", isBesideOperation: true, run: async () => 0 };
  expect(commandOf([beside], ["lists", "keep", "in.jsonl"])).toBe(beside);
  expect(commandOf([beside], ["lists", "keep", "lst_01m8pk0v4fe0081cax9h54dvxb"])).toBeUndefined();
});
