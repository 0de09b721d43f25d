import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { PolicyMode } from "../contract.ts";

/** How a bundle came into force. */
export type ActivationKind = "activate" | "rollback" | "upgrade";

/** One time that a bundle was put in force. */
export interface ActivationRow {
  readonly recordId: Id<"aud">;
  readonly hash: string;
  readonly previous: string | null;
  readonly kind: ActivationKind;
  readonly reason: string;
  readonly activatedBy: string;
  readonly activatedAt: Instant;
}

/** What a bundle holds, without its text. */
export interface OutlineRow {
  readonly policies: readonly { readonly id: string; readonly layer: string; readonly hash: string }[];
  readonly modes: Readonly<Record<string, PolicyMode>>;
}

/** Notes that a bundle was put in force. */
export async function insertActivation(tx: Tx, row: Omit<ActivationRow, "activatedAt">): Promise<void> {
  await tx.sql`
    insert into policy_activation (workspace_id, record_id, hash, previous, kind, reason, activated_by, activated_at)
    values (${tx.workspaceId}, ${row.recordId}, ${row.hash}, ${row.previous}, ${row.kind}, ${row.reason}, ${row.activatedBy}, ${tx.now})`;
}

/** Activations, newest first, after one of them. */
export async function activationsAfter(
  tx: Tx,
  after: Id<"aud"> | null,
  limit: number,
): Promise<readonly ActivationRow[]> {
  const rows = await tx.sql<Row[]>`
    select record_id, hash, previous, kind, reason, activated_by, activated_at from policy_activation
     where workspace_id = ${tx.workspaceId}
       and (${after}::uuid is null or (activated_at, record_id) < (
         select activated_at, record_id from policy_activation where workspace_id = ${tx.workspaceId} and record_id = ${after}::uuid))
     order by activated_at desc, record_id desc limit ${limit}`;
  return rows.map((row) => ({
    recordId: idFromUuid("aud", row.record_id),
    hash: row.hash,
    previous: row.previous,
    kind: row.kind,
    reason: row.reason,
    activatedBy: row.activated_by,
    activatedAt: row.activated_at,
  }));
}

/** The newest activations, as far as going back needs them. */
export async function activationHistory(tx: Tx): Promise<readonly Pick<ActivationRow, "hash" | "previous" | "kind">[]> {
  return tx.sql<Pick<ActivationRow, "hash" | "previous" | "kind">[]>`
    select hash, previous, kind from policy_activation
     where workspace_id = ${tx.workspaceId} order by activated_at desc, record_id desc limit 1000`;
}

/** What some bundles hold, by hash. */
export async function outlinesOf(tx: Tx, hashes: readonly string[]): Promise<ReadonlyMap<string, OutlineRow>> {
  const rows = await tx.sql<(OutlineRow & { hash: string })[]>`
    select hash, policies, modes from policy_bundle
     where workspace_id = ${tx.workspaceId} and hash = any(${[...hashes]}::text[])`;
  return new Map(rows.map(({ hash, policies, modes }) => [hash, { policies, modes }]));
}

interface Row {
  readonly record_id: string;
  readonly hash: string;
  readonly previous: string | null;
  readonly kind: ActivationKind;
  readonly reason: string;
  readonly activated_by: string;
  readonly activated_at: Instant;
}
