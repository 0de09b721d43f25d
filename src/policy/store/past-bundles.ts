import type { Tx } from "../../kernel/sql.ts";

/** A bundle as it was kept: its text, and the hash of each policy as it was compiled. */
export interface KeptBundle {
  readonly hash: string;
  readonly core: string;
  readonly organisation: string;
  readonly policies: readonly { readonly id: string; readonly hash: string }[];
}

/** One bundle that was ever in force, or nothing. */
export async function keptBundle(tx: Tx, hash: string): Promise<KeptBundle | undefined> {
  const [row] = await tx.sql<KeptBundle[]>`
    select hash, core, organisation, policies from policy_bundle where workspace_id = ${tx.workspaceId} and hash = ${hash}`;
  return row;
}

/** Every bundle that was ever in force. */
export async function keptBundles(tx: Tx): Promise<readonly KeptBundle[]> {
  return tx.sql<KeptBundle[]>`
    select hash, core, organisation, policies from policy_bundle where workspace_id = ${tx.workspaceId} order by created_at, hash`;
}
