import { afterAll, beforeAll, expect, test } from "vitest";
import { localOwner } from "../../src/access/local-owner.ts";
import type { CliDeps } from "../../src/surface/cli/deps.ts";
import { runCli } from "../../src/surface/cli/run.ts";
import { type Harness, openHarness } from "./harness.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
}, 120_000);
afterAll(() => harness.close());

/** Runs a command line on the data folder, as its owner. */
async function run(line: string, files: Readonly<Record<string, string>> = {}) {
  let out = "";
  let err = "";
  const opened: (string | undefined)[] = [];
  const deps: CliDeps = {
    operations: harness.app.invoker.operations,
    commands: [
      { name: "config check", summary: "Say what is wrong with the configuration", run: async () => 0 },
      {
        name: "echo",
        summary: "Say its words",
        run: async ({ args, dataDir, json }) => {
          out += JSON.stringify({ args, dataDir, json });
          return 0;
        },
      },
    ],
    openLocal: async (dataDir) => {
      opened.push(dataDir);
      const owner = localOwner(harness.home, "req_cli");
      return {
        call: (name, input, key) => harness.app.invoker.call(name, input, owner, key),
        close: async () => undefined,
      };
    },
    connect: () => {
      throw new Error("this test opens the folder");
    },
    environment: {},
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    readFile: async (path) => {
      const text = files[path];
      if (text === undefined) throw new Error("no such file");
      return new TextEncoder().encode(text);
    },
  };
  const code = await runCli(line === "" ? [] : line.split(" "), deps);
  return { code, out, err, opened };
}

test("a folder's owner calls operations, and people read the answer", async () => {
  const made = await run("agents create --name Reader --daily-budget 12 --data /somewhere");
  expect({ code: made.code, err: made.err, opened: made.opened }).toEqual({ code: 0, err: "", opened: ["/somewhere"] });
  expect(made.out).toMatch(/^id +agt_[0-9a-z]{26}\nname +Reader\n/);
  const list = await run("agents list");
  expect(list.out.split("\n")[0]).toMatch(/^id +name +autonomy +status/);
  expect(list.out).toContain("Reader");
});

test("the id of the path is a word by position, and JSON goes out with --json", async () => {
  const shown = await run(`agents get ${harness.agentId} --json`);
  expect(JSON.parse(shown.out)).toMatchObject({ id: harness.agentId, name: "Scout" });
});

test("exit codes: unusable input and unknown commands are 2, problems are 1", async () => {
  expect((await run("agents get agt_00000000000000000000000000")).code).toBe(1);
  expect((await run("agents create --name")).code).toBe(2);
  expect((await run("agents create --nmae Typo")).code).toBe(2);
  expect((await run("agents fly")).code).toBe(2);
  expect((await run("agnets list")).code).toBe(2);
  expect((await run("agents list extra")).code).toBe(2);
  expect((await run("agents create --input missing.json")).code).toBe(2);
});

test("a fault is said by the flag that sets the field", async () => {
  const { err } = await run("agents create --name X --daily-budget many --verbose yes");
  expect(err).toContain("--daily-budget: ");
  expect(err).toContain("--verbose: unknown field");
  expect(err).toContain("(invalid_input)");
});

test("a mistyped command is answered with the near one", async () => {
  expect((await run("age list")).err).toContain("did you mean `agents create`?");
});

test("a whole input comes from a file, and flags win over it", async () => {
  const files = { "in.json": JSON.stringify({ name: "From file", dailyBudget: 1 }) };
  const { out } = await run("agents create --input in.json --daily-budget 7 --json", files);
  expect(JSON.parse(out)).toMatchObject({ name: "From file", dailyBudget: 7 });
});

test("help lists every command and operation, and each operation says its fields", async () => {
  const all = (await run("")).out;
  for (const { name } of harness.app.invoker.operations) expect(all).toContain(name.split(".")[0]);
  expect(all).toContain("config check");
  expect((await run("agents")).out).toContain("agents pause");
  const one = (await run("agents pause --help")).out;
  expect(one).toContain("usage: fairlead agents pause <agentId> [--field value ...]");
  expect(one).toMatch(/--reason +string, required/);
});

test("commands that are no operations get their own words and the folder", async () => {
  expect((await run("config check")).code).toBe(0);
  const { out } = await run("echo --headless --json --data=/d one");
  expect(JSON.parse(out)).toEqual({ args: ["--headless", "one"], dataDir: "/d", json: true });
});

test("an expectation that is not met exits with 1", async () => {
  const { code, err } = await run(`agents get ${harness.agentId} --expect allow`);
  expect({ code, err }).toEqual({ code: 1, err: "fairlead: expected `allow`, the outcome is `none`\n" });
});
