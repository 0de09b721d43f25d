import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";

export type RulesetState = "draft" | "active" | "retired";

export interface RulesetRow {
  readonly id: string;
  readonly version: number;
  readonly parameters: unknown;
  readonly author: string;
  readonly reason: string;
  readonly state: RulesetState;
  readonly code_version: number;
  readonly against_version: number | null;
  readonly dry_run: unknown;
  readonly created_at: Instant;
  readonly activated_at: Instant | null;
  readonly activated_by: string | null;
  readonly activated_reason: string | null;
}

export type NewRuleset = Pick<
  RulesetRow,
  "id" | "version" | "parameters" | "author" | "reason" | "state" | "code_version" | "against_version" | "dry_run"
>;

export async function insertRuleset(tx: Tx, row: NewRuleset): Promise<void> {
  const isActive = row.state === "active";
  await tx.sql`
    insert into ruleset (workspace_id, id, version, parameters, author, reason, state, code_version, against_version, dry_run, created_at,
                         activated_at, activated_by, activated_reason)
    values (${tx.workspaceId}, ${row.id}, ${row.version}, ${JSON.stringify(row.parameters)}::text::jsonb, ${row.author}, ${row.reason}, ${row.state},
            ${row.code_version}, ${row.against_version}, ${row.dry_run === null ? null : JSON.stringify(row.dry_run)}::text::jsonb, ${tx.now},
            ${isActive ? tx.now : null}, ${isActive ? row.author : null}, ${isActive ? row.reason : null})`;
}

/** The ruleset that a workspace decided on; null while it never decided on any. */
export async function activeRuleset(tx: Tx): Promise<RulesetRow | null> {
  const [row] = await tx.sql<RulesetRow[]>`
    select ${columns(tx)} from ruleset where workspace_id = ${tx.workspaceId} and state = 'active'`;
  return row ?? null;
}

export async function rulesetById(tx: Tx, id: string): Promise<RulesetRow | null> {
  const [row] = await tx.sql<RulesetRow[]>`
    select ${columns(tx)} from ruleset where workspace_id = ${tx.workspaceId} and id = ${id}`;
  return row ?? null;
}

/** Rulesets from the newest to the oldest. */
export async function rulesetsBefore(tx: Tx, before: number | null, count: number): Promise<readonly RulesetRow[]> {
  return await tx.sql<RulesetRow[]>`
    select ${columns(tx)} from ruleset
     where workspace_id = ${tx.workspaceId} and (${before}::int is null or version < ${before}::int)
     order by version desc limit ${count}`;
}

/** The highest version there is; 0 where there is none. */
export async function lastVersion(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ version: number }[]>`
    select coalesce(max(version), 0)::int as version from ruleset where workspace_id = ${tx.workspaceId}`;
  return row?.version ?? 0;
}

export async function keepDryRun(tx: Tx, id: string, against: number, dryRun: unknown): Promise<void> {
  await tx.sql`
    update ruleset set against_version = ${against}, dry_run = ${JSON.stringify(dryRun)}::text::jsonb
     where workspace_id = ${tx.workspaceId} and id = ${id}`;
}

export async function retireRuleset(tx: Tx): Promise<void> {
  await tx.sql`update ruleset set state = 'retired' where workspace_id = ${tx.workspaceId} and state = 'active'`;
}

/** Puts a ruleset in force; whoever calls it retired the one before. */
export async function putInForce(
  tx: Tx,
  id: string,
  { by, reason, codeVersion }: { readonly by: string; readonly reason: string; readonly codeVersion: number },
): Promise<void> {
  await tx.sql`
    update ruleset set state = 'active', activated_at = ${tx.now}, activated_by = ${by}, activated_reason = ${reason}, code_version = ${codeVersion}
     where workspace_id = ${tx.workspaceId} and id = ${id}`;
}

const columns = (tx: Tx) => tx.sql`
    id, version, parameters, author, reason, state, code_version, against_version, dry_run, created_at, activated_at, activated_by, activated_reason`;
