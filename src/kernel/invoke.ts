import type { z } from "zod";
import type { Bound, Caller, Operation } from "./operation.ts";
import { type Fault, problem } from "./problem.ts";

/** What the composition root adds around every call. */
export interface InvokeDeps {
  /** Throws a `Problem` unless this caller may do this now (scopes, pauses, rate). */
  authorize(operation: Operation, caller: Caller): Promise<void>;
  /** Runs the work once per idempotency key and returns the remembered answer after that. */
  remember(
    operation: Operation,
    caller: Caller,
    key: string,
    input: unknown,
    work: () => Promise<unknown>,
  ): Promise<unknown>;
  /** Told of every call with its duration and failure, for logs and metrics. */
  onCall(operation: Operation, caller: Caller, outcome: { readonly ms: number; readonly error?: unknown }): void;
  elapsedMs(): number;
}

/** Calls operations by name; the same door for HTTP, MCP, CLI, imports and the console. */
export interface Invoker {
  readonly operations: readonly Operation[];
  call(name: string, input: unknown, caller: Caller, idempotencyKey?: string): Promise<unknown>;
}

/** Builds the door: authorize, parse, remember, run, check the answer. */
export function createInvoker(deps: InvokeDeps, bounds: readonly Bound[]): Invoker {
  const byName = new Map(bounds.map((bound) => [bound.operation.name, bound]));
  if (byName.size !== bounds.length) throw new Error("two operations share a name");
  return {
    operations: bounds.map((bound) => bound.operation),
    call: async (name, input, caller, idempotencyKey) => {
      const bound = byName.get(name);
      if (bound === undefined) throw problem("not_found", `there is no operation \`${name}\``);
      const startedAt = deps.elapsedMs();
      try {
        const answer = await run(deps, bound, input, caller, idempotencyKey);
        deps.onCall(bound.operation, caller, { ms: deps.elapsedMs() - startedAt });
        return answer;
      } catch (error) {
        deps.onCall(bound.operation, caller, { ms: deps.elapsedMs() - startedAt, error });
        throw error;
      }
    },
  };
}

async function run(
  deps: InvokeDeps,
  bound: Bound,
  input: unknown,
  caller: Caller,
  idempotencyKey: string | undefined,
): Promise<unknown> {
  const { operation } = bound;
  if (!caller.scopes.has(operation.scope)) {
    throw problem(
      "not_permitted",
      `\`${operation.name}\` needs the scope \`${operation.scope}\`: ask an admin of the workspace for it`,
    );
  }
  if (operation.agents === false && caller.principal.kind === "agent") {
    throw problem("not_permitted", `\`${operation.name}\` is for people: an agent cannot call it with any scope`);
  }
  await deps.authorize(operation, caller);
  const parsed = parse(operation, input);
  const work = async (): Promise<unknown> => operation.output.parse(await bound.handle(parsed, caller));
  return idempotencyKey === undefined || operation.method === "GET"
    ? work()
    : deps.remember(operation, caller, idempotencyKey, parsed, work);
}

/** Parses an input strictly; every fault is named at once. */
export function parse(operation: Operation, input: unknown): unknown {
  const result = operation.input.safeParse(input ?? {});
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap(faultsOf);
  throw problem("invalid_input", `${errors.length} ${errors.length === 1 ? "field is" : "fields are"} not valid`, {
    errors,
  });
}

function faultsOf(issue: z.core.$ZodIssue): readonly Fault[] {
  const path = pointer(issue.path);
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      path: `${path}/${key}`,
      message: "unknown field: the contract does not have it",
    }));
  return [{ path: path === "" ? "/" : path, message: issue.message.charAt(0).toLowerCase() + issue.message.slice(1) }];
}

function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
