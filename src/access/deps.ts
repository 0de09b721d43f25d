import type { Env } from "../kernel/env.ts";
import type { Caller } from "../kernel/operation.ts";
import type { React } from "../kernel/reactions.ts";
import type { Database, Tx } from "../kernel/sql.ts";
import type { AccessReaction } from "./contract.ts";

/** What the audit log is told: ids, words and digests, never a name, an address or a secret. */
export interface AccessRecord {
  readonly type: `auth.${string}` | `agent.${string}`;
  readonly actor: {
    readonly kind: "user" | "agent" | "system";
    readonly id: string;
    readonly credential?: string;
    readonly session?: string;
  };
  readonly subject?: { readonly other: string };
  readonly data?: Readonly<Record<string, string | number | boolean | null | string[]>>;
}

/** What every verb of access needs; audit stands to the right, so its append comes in as a function. */
export interface AccessDeps {
  readonly db: Database;
  readonly env: Pick<Env, "wall" | "elapsedMs" | "randomBytes">;
  readonly react: React<AccessReaction>;
  readonly record: (tx: Tx, records: readonly AccessRecord[]) => Promise<unknown>;
}

/** The actor of a record that a caller causes. */
export function actorOf(caller: Caller): AccessRecord["actor"] {
  const { principal } = caller;
  return {
    kind: principal.kind === "person" ? "user" : principal.kind,
    id: principal.id,
    ...(caller.keyId === undefined ? {} : { credential: caller.keyId }),
    ...(caller.sessionId === undefined ? {} : { session: caller.sessionId }),
  };
}
