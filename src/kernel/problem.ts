/**
 * The three kinds of failure. A `Problem` is the caller's (RFC 9457), a `Transient` is the world's and is retried by jobs,
 * anything else is a bug. A policy refusal is none of them: it is data.
 */
export const problemStatus = {
  invalid_input: 400,
  unauthenticated: 401,
  not_permitted: 403,
  not_found: 404,
  conflict: 409,
  idempotency_mismatch: 409,
  too_large: 413,
  rate_limited: 429,
  overloaded: 503,
  internal: 500,
} as const;

export type ProblemCode = keyof typeof problemStatus;

/** One fault in an input: a JSON pointer and what was expected there. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

const titles: Record<ProblemCode, string> = {
  invalid_input: "The input does not match the contract",
  unauthenticated: "No valid credential was given",
  not_permitted: "This credential may not do that",
  not_found: "There is no such thing in this workspace",
  conflict: "The state does not allow that now",
  idempotency_mismatch: "The idempotency key was used with another body",
  too_large: "The input is too large",
  rate_limited: "Too many requests",
  overloaded: "The service cannot take this now",
  internal: "Fairlead failed",
};

/** A failure that the caller can mend; carries what to do next. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly errors: readonly Fault[];
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ProblemCode,
    detail: string,
    options: { errors?: readonly Fault[]; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "Problem";
    this.code = code;
    this.status = problemStatus[code];
    this.errors = options.errors ?? [];
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** A failure of the outside world that is worth another try. */
export class Transient extends Error {
  readonly retryAfterMs: number;

  constructor(message: string, retryAfterMs: number, options: { cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "Transient";
    this.retryAfterMs = retryAfterMs;
  }
}

/** Builds a `Problem`; reads better at the throw. */
export function problem(
  code: ProblemCode,
  detail: string,
  options: { errors?: readonly Fault[]; retryAfterMs?: number; cause?: unknown } = {},
): Problem {
  return new Problem(code, detail, options);
}

/** The document of RFC 9457, as every surface shows it. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors?: readonly Fault[];
  readonly retryAfterMs?: number;
}

/** What a caller sees of a failure: a bug shows no detail. */
export function problemDocument(error: unknown): ProblemDocument {
  const failure = asProblem(error);
  return {
    type: `urn:fairlead:problem:${failure.code}`,
    title: titles[failure.code],
    status: failure.status,
    code: failure.code,
    detail: failure.message,
    ...(failure.errors.length > 0 ? { errors: failure.errors } : {}),
    ...(failure.retryAfterMs === undefined ? {} : { retryAfterMs: failure.retryAfterMs }),
  };
}

/** Marks a branch that the types exclude. */
export function unreachable(value: never): never {
  throw new Error(`unreachable case ${JSON.stringify(value)}`);
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Transient)
    return new Problem("overloaded", error.message, { retryAfterMs: error.retryAfterMs, cause: error });
  return new Problem("internal", "the failure is in the server's log under this request id", { cause: error });
}
