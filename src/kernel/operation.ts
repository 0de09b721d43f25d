import type { z } from "zod";
import type { Id } from "./ids.ts";
import type { ProblemCode } from "./problem.ts";

/** What an operation does to the world: read nothing away, write records, lead to a send, or only stop things. */
export type Effect = "read" | "write" | "send" | "stop";

/** Who calls: a person with a role, an agent with a key, or Fairlead itself. */
export interface Principal {
  readonly kind: "person" | "agent" | "system";
  readonly id: string;
  readonly name: string;
  readonly role?: string;
}

/** The authenticated caller of an operation, bound to one workspace. */
export interface Caller {
  readonly workspaceId: Id<"wsp">;
  readonly principal: Principal;
  readonly scopes: ReadonlySet<string>;
  readonly requestId: string;
  readonly keyId?: string;
  readonly sessionId?: string;
}

/** One capability, declared once; HTTP, MCP, CLI, SDK and the reference derive from it. */
export interface Operation<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> {
  /** `noun.verb`; MCP says `noun_verb`, the CLI `noun verb`. */
  readonly name: string;
  readonly summary: string;
  readonly effect: Effect;
  /** The one scope that a caller needs. */
  readonly scope: string;
  readonly method: "GET" | "POST";
  /** HTTP path; `{name}` segments are fields of the input. */
  readonly path: string;
  readonly status: 200 | 201;
  readonly input: In;
  readonly output: Out;
  readonly problems: readonly ProblemCode[];
  /** False keeps an operation off MCP: what only a person may do. */
  readonly agents?: boolean;
}

export type InputOf<O extends Operation> = z.output<O["input"]>;
export type OutputOf<O extends Operation> = z.input<O["output"]>;

/** What serves an operation: already parsed input, an authenticated caller. */
export type Handler<O extends Operation = Operation> = (input: InputOf<O>, caller: Caller) => Promise<OutputOf<O>>;

/** An operation and its handler, as the composition root binds them. */
export interface Bound {
  readonly operation: Operation;
  readonly handle: Handler;
}

/** Declares an operation; data only, no behaviour. */
export function operation<In extends z.ZodType, Out extends z.ZodType>(
  definition: Operation<In, Out>,
): Operation<In, Out> {
  return Object.freeze(definition);
}

/** Binds a handler to its operation with both checked against the contract. */
export function bind<O extends Operation>(op: O, handle: Handler<O>): Bound {
  return { operation: op, handle: handle as Handler };
}
