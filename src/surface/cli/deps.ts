import type { Operation } from "../../kernel/operation.ts";

/** A way to call operations: in this process on a data folder, or over HTTP. */
export interface Door {
  call(name: string, input: unknown, idempotencyKey?: string): Promise<unknown>;
  close(): Promise<void>;
}

/** What a command that is no operation gets from its command line. */
export interface CommandContext {
  readonly args: readonly string[];
  readonly dataDir: string | undefined;
  readonly json: boolean;
}

/** A command that is no operation, such as `start` or `config check`; gives its exit code. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** True where an operation has the same name and is meant when an id follows; otherwise the command stands for it. */
  readonly isBesideOperation?: boolean;
  run(context: CommandContext): Promise<number>;
}

/** Everything that the command line stands on. */
export interface CliDeps {
  readonly operations: readonly Operation[];
  readonly commands: readonly Command[];
  /** Opens the data folder as its owner. */
  openLocal(dataDir: string | undefined): Promise<Door>;
  /** Reaches a server with a key. */
  connect(url: string, token: string): Door;
  readonly environment: Readonly<Record<string, string | undefined>>;
  out(text: string): void;
  err(text: string): void;
  /** Reads a file; `-` is the standard input. */
  readFile(path: string): Promise<Uint8Array>;
}

/** The exit codes: done (a refusal by policy is data), failed with a problem, unusable input. */
export const exitCodes = { done: 0, failed: 1, unusable: 2 } as const;
