import { readFile } from "node:fs/promises";
import { systemEnv } from "../kernel/env.ts";
import type { Operation } from "../kernel/operation.ts";
import { globalFlags } from "../surface/cli/arguments.ts";
import type { CliDeps, Command } from "../surface/cli/deps.ts";
import { spoken } from "../surface/cli/help.ts";
import { commandOf, runCli } from "../surface/cli/run.ts";
import { type Host, processHost } from "./host.ts";
import { commandsFor } from "./table.ts";

/** Runs one command line of this process and gives the exit code: 0 done, 1 failed, 2 unusable. */
export async function main(argv: readonly string[], environment: Host["environment"]): Promise<number> {
  const host = processHost(systemEnv(), environment);
  const commands = commandsFor(host);
  const words = argv[0] === "--version" ? ["version", ...argv.slice(1)] : argv;
  const deps: CliDeps = {
    // Reading every contract takes longer than most commands do.
    operations: isCommand(commands, words) ? [] : await operationsBeside(commands),
    commands,
    openLocal: async (dataDir) => (await import("./local.ts")).openLocalDoor(host, dataDir),
    connect: lazyDoor,
    environment,
    out: host.out,
    err: host.err,
    readFile: (path) => (path === "-" ? standardInput() : readFile(path)),
  };
  return runCli(words, deps);
}

/** The operations; where a command has the name of one, help tells what the command does, since that is what runs. */
async function operationsBeside(commands: readonly Command[]): Promise<readonly Operation[]> {
  const { operations } = await import("../contract.ts");
  const instead = commands.filter((command) => command.isBesideOperation !== true);
  const summaries = new Map(instead.map(({ name, summary }) => [name, summary]));
  return operations.map((operation: Operation) => {
    const summary = summaries.get(spoken(operation));
    return summary === undefined ? operation : { ...operation, summary };
  });
}

function isCommand(commands: readonly Command[], argv: readonly string[]): boolean {
  // A line that cannot be read is no command; `runCli` reads it again and says what is wrong.
  const words = argv.at(-1) === "--data" ? [] : globalFlags(argv).rest;
  return commandOf(commands, words) !== undefined;
}

function lazyDoor(url: string, token: string): ReturnType<CliDeps["connect"]> {
  const door = import("./remote.ts").then(({ remoteDoor }) => remoteDoor(url, token));
  return {
    call: async (...call) => (await door).call(...call),
    close: async () => (await door).close(),
  };
}

async function standardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
