import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { PolicyMode } from "../contract.ts";

/** What somebody wrote of a bundle. */
export interface SourceRow {
  readonly core: string;
  readonly organisation: string;
  readonly team: string;
  readonly modes: Readonly<Record<string, PolicyMode>>;
}

/** A bundle as stored; `policies` lists what it holds, for people. */
export interface BundleRow extends SourceRow {
  readonly hash: string;
  readonly coreHash: string;
  readonly policies: unknown;
  readonly createdBy: string;
}

/** The hash of the bundle in force, or nothing before the first. */
export async function activeBundleHash(tx: Tx): Promise<string | undefined> {
  const [row] = await tx.sql<{ hash: string }[]>`select hash from active_bundle where workspace_id = ${tx.workspaceId}`;
  return row?.hash;
}

/** Since when and by whom the bundle in force is in force. */
export async function activation(
  tx: Tx,
): Promise<
  | { readonly hash: string; readonly activatedBy: string; readonly activatedAt: Instant; readonly auditId: Id<"aud"> }
  | undefined
> {
  const [row] = await tx.sql<{ hash: string; activated_by: string; activated_at: Instant; record_id: string }[]>`
    select hash, activated_by, activated_at, record_id from active_bundle where workspace_id = ${tx.workspaceId}`;
  return row === undefined
    ? undefined
    : {
        hash: row.hash,
        activatedBy: row.activated_by,
        activatedAt: row.activated_at,
        auditId: idFromUuid("aud", row.record_id),
      };
}

/** The text of one bundle. */
export async function bundleSource(tx: Tx, hash: string): Promise<SourceRow | undefined> {
  const [row] = await tx.sql<SourceRow[]>`
    select core, organisation, team, modes from policy_bundle where workspace_id = ${tx.workspaceId} and hash = ${hash}`;
  return row === undefined
    ? undefined
    : { core: row.core, organisation: row.organisation, team: row.team, modes: row.modes };
}

/** Keeps a bundle; the same hash is the same bundle. */
export async function insertBundle(tx: Tx, bundle: BundleRow): Promise<void> {
  await tx.sql`
    insert into policy_bundle (workspace_id, hash, core_hash, core, organisation, team, modes, policies, created_by, created_at)
    values (${tx.workspaceId}, ${bundle.hash}, ${bundle.coreHash}, ${bundle.core}, ${bundle.organisation}, ${bundle.team},
            ${JSON.stringify(bundle.modes)}::text::jsonb, ${JSON.stringify(bundle.policies)}::text::jsonb, ${bundle.createdBy}, ${tx.now})
    on conflict do nothing`;
}

/** Puts a bundle in force. */
export async function upsertActiveBundle(tx: Tx, hash: string, by: string, recordId: Id<"aud">): Promise<void> {
  await tx.sql`
    insert into active_bundle (workspace_id, hash, activated_by, record_id, activated_at)
    values (${tx.workspaceId}, ${hash}, ${by}, ${recordId}, ${tx.now})
    on conflict (workspace_id) do update
      set hash = excluded.hash, activated_by = excluded.activated_by, record_id = excluded.record_id, activated_at = excluded.activated_at`;
}
