import type { Operation } from "../../kernel/operation.ts";
import { Problem, problem, problemDocument } from "../../kernel/problem.ts";
import { contentFields, globalFlags, pathsGiven, type ReadArguments, readArguments } from "./arguments.ts";
import { type CliDeps, type Command, type Door, exitCodes } from "./deps.ts";
import { nounHelp, operationHelp, overview, spoken } from "./help.ts";
import { printed, printedProblem } from "./print.ts";

/** Runs one command line and gives the exit code. Answers go to `out`, problems to `err`. */
export async function runCli(argv: readonly string[], deps: CliDeps): Promise<number> {
  const wantsJson = argv.includes("--json");
  try {
    return await run(argv, deps);
  } catch (error) {
    const document = problemDocument(error);
    if (!(error instanceof Problem) && document.code === "internal") deps.err(`${stackOf(error)}\n`);
    deps.err(wantsJson ? `${JSON.stringify(document)}\n` : printedProblem(document));
    return document.code === "invalid_input" ? exitCodes.unusable : exitCodes.failed;
  }
}

async function run(argv: readonly string[], deps: CliDeps): Promise<number> {
  const { rest, dataDir, json, help } = globalFlags(argv);
  const command = commandOf(deps.commands, rest);
  if (command !== undefined) {
    const args = rest.slice(command.name.split(" ").length);
    if (!help) return command.run({ args, dataDir, json });
    deps.out(`fairlead ${command.name}: ${command.summary}\n`);
    return exitCodes.done;
  }
  const [noun = "help", verb, ...words] = rest;
  if (noun === "help") {
    deps.out(overview(deps));
    return exitCodes.done;
  }
  const ofNoun = deps.operations.filter((operation) => spoken(operation).startsWith(`${noun} `));
  if (ofNoun.length === 0) throw unknown(noun, deps);
  if (verb === undefined || verb === "help") {
    deps.out(nounHelp(noun, ofNoun));
    return exitCodes.done;
  }
  const operation = ofNoun.find((one) => spoken(one) === `${noun} ${verb}`);
  if (operation === undefined)
    throw problem("invalid_input", `\`${noun}\` has no \`${verb}\`: \`fairlead ${noun}\` says what it has`);
  if (help) {
    deps.out(operationHelp(operation));
    return exitCodes.done;
  }
  return callOperation(deps, operation, readArguments(operation, words), { dataDir, json });
}

async function callOperation(
  deps: CliDeps,
  operation: Operation,
  given: ReadArguments,
  how: { readonly dataDir: string | undefined; readonly json: boolean },
): Promise<number> {
  const input = await inputOf(deps, operation, given);
  const door = await doorOf(deps, given, how.dataDir);
  try {
    const answer = await door.call(operation.name, input, given.common["idempotency-key"]);
    deps.out(how.json ? `${JSON.stringify(answer, null, 2)}\n` : printed(answer));
    return expectationMet(deps, answer, given.common.expect) ? exitCodes.done : exitCodes.failed;
  } finally {
    await door.close();
  }
}

async function inputOf(deps: CliDeps, operation: Operation, given: ReadArguments): Promise<unknown> {
  const { input: inputPath, file } = given.common;
  const base = inputPath === undefined ? {} : parsed(inputPath, await read(deps, inputPath));
  const content = file === undefined ? {} : contentFields(operation, file, await read(deps, file));
  if (typeof base !== "object" || base === null || Array.isArray(base)) return base;
  const files: Record<string, unknown> = {};
  for (const [name, path] of pathsGiven(operation, given))
    files[name] = contentFields(operation, path, await read(deps, path), name);
  return { ...base, ...content, ...given.fields, ...files };
}

async function doorOf(deps: CliDeps, given: ReadArguments, dataDir: string | undefined): Promise<Door> {
  const url = given.common.url ?? (dataDir === undefined ? deps.environment["FAIRLEAD_URL"] : undefined);
  if (url === undefined) return deps.openLocal(dataDir);
  if (!URL.canParse(url)) throw problem("invalid_input", `\`${url}\` is not a URL: give http://host:port`);
  const token = given.common.token ?? deps.environment["FAIRLEAD_TOKEN"];
  if (token === undefined)
    throw problem("invalid_input", "calling a server needs an API key: give `--token` or set FAIRLEAD_TOKEN");
  return deps.connect(url, token);
}

function expectationMet(deps: CliDeps, answer: unknown, expected: string | undefined): boolean {
  if (expected === undefined) return true;
  const outcome = outcomeOf(answer);
  if (outcome === expected) return true;
  deps.err(`fairlead: expected \`${expected}\`, the outcome is \`${outcome ?? "none"}\`\n`);
  return false;
}

function outcomeOf(answer: unknown): string | undefined {
  const record = answer as { readonly outcome?: unknown; readonly decision?: unknown } | null;
  if (typeof record !== "object" || record === null) return undefined;
  return typeof record.outcome === "string" ? record.outcome : outcomeOf(record.decision ?? null);
}

/** The command that words begin with; none where they rather mean the operation of the same name. */
export function commandOf(commands: readonly Command[], words: readonly string[]): Command | undefined {
  const matching = commands.filter(({ name, isBesideOperation }) => {
    const parts = name.split(" ");
    const isAboutId = isBesideOperation === true && /^[a-z]{3}_[0-9a-z]{26}$/.test(words[parts.length] ?? "");
    return !isAboutId && parts.every((part, at) => words[at] === part);
  });
  return matching.sort((a, b) => b.name.length - a.name.length)[0];
}

async function read(deps: CliDeps, path: string): Promise<Uint8Array> {
  try {
    return await deps.readFile(path);
  } catch (error) {
    throw problem("invalid_input", `\`${path}\` cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

function parsed(path: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw problem("invalid_input", `\`${path}\` is not JSON: ${(error as Error).message}`, { cause: error });
  }
}

function unknown(noun: string, deps: CliDeps): Problem {
  const names = [...deps.commands.map((command) => command.name), ...deps.operations.map(spoken)];
  const near = names.find((name) => name.startsWith(noun.slice(0, 3)));
  return problem(
    "invalid_input",
    `there is no command \`${noun}\`: ${near === undefined ? "" : `did you mean \`${near}\`? `}\`fairlead help\` lists all`,
  );
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
