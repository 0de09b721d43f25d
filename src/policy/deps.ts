import type { AppendDeps } from "../audit/append.ts";
import type { Env } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { Database, Tx } from "../kernel/sql.ts";
import type { Vault } from "../kernel/vault.ts";
import type { CedarEngine } from "./engine.ts";

/** Every key under which a person can be reached, and where they work. */
export interface PersonKeys {
  readonly addresses: readonly string[];
  readonly phones: readonly string[];
  readonly accountId: Id<"acc"> | null;
}

/** What suppressing and holding need. `personKeys` is identity's: suppression follows every address of the person. */
export interface SuppressDeps extends AppendDeps {
  readonly env: Pick<Env, "wall" | "randomBytes">;
  readonly vault: Vault;
  readonly personKeys: (tx: Tx, contactIds: readonly Id<"con">[]) => Promise<ReadonlyMap<Id<"con">, PersonKeys>>;
  /** Looks through what waits once more after this transaction: whatever is forbidden now is decided again. */
  readonly afterSuppressing?: (tx: Tx) => Promise<void>;
}

/** What the block's operations need. */
export interface PolicyDeps extends SuppressDeps {
  readonly env: Env;
  readonly db: Database;
  readonly engine: CedarEngine;
}
