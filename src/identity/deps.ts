import type { AppendDeps } from "../audit/append.ts";
import type { Env } from "../kernel/env.ts";
import type { React } from "../kernel/reactions.ts";
import type { Database } from "../kernel/sql.ts";
import type { IdentityReaction } from "./contract.ts";
import type { ImportSinks } from "./import/sink.ts";

/** What the verbs of this block need from the composition root. */
export interface IdentityDeps extends AppendDeps {
  readonly db: Database;
  readonly env: Env;
  /** Hears of merges, splits and imported opt-outs in the transaction that makes them. */
  readonly react: React<IdentityReaction>;
  /** Who takes imported rows that are no contacts and no accounts; a kind without a sink is refused. */
  readonly sinks?: ImportSinks;
}
