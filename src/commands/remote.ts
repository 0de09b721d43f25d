import { createCaller } from "../client/client.ts";
import { ProblemError } from "../client/problem-error.ts";
import { problem } from "../kernel/problem.ts";
import type { Door } from "../surface/cli/deps.ts";

/** Reaches a server with a key; its problems are thrown as if they were ours. */
export function remoteDoor(url: string, token: string): Door {
  const call = createCaller({ url, token });
  return {
    call: async (name, input, idempotencyKey) => {
      try {
        return await call(name, input, idempotencyKey === undefined ? {} : { idempotencyKey });
      } catch (error) {
        if (error instanceof ProblemError) throw error.toProblem();
        // What fetch throws when nobody listens: the reason is in the cause.
        if (error instanceof TypeError && error.cause instanceof Error) {
          throw problem("overloaded", `no server answers at \`${url}\` (${reasonOf(error.cause)}): is it started?`, {
            cause: error,
          });
        }
        throw error;
      }
    },
    close: async () => undefined,
  };
}

function reasonOf(cause: Error & { readonly code?: string }): string {
  return cause.code ?? cause.message;
}
