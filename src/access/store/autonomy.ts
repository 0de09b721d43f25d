import { type Instant, isoFromInstant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { KeptGrant } from "../autonomy/contract.ts";
import type { AutonomyGrant } from "../core/autonomy.ts";
import type { GovernedAction } from "../words/contract.ts";

interface GrantRow {
  agent_id: string;
  action: GovernedAction | "";
  segment: string;
  level: number;
  reason: string;
  set_by: string;
  set_at: Instant;
}

type GrantScope = Pick<AutonomyGrant, "action" | "segment">;

/** The grants of these agents, in no order; their number is bounded where they are added. */
export async function autonomyGrants(
  tx: Tx,
  agentIds: readonly string[],
): Promise<readonly { readonly agentId: Id<"agt">; readonly grant: KeptGrant }[]> {
  const rows = await tx.sql<GrantRow[]>`
    select * from autonomy_grant
     where workspace_id = ${tx.workspaceId} and agent_id = any(${agentIds as string[]}::uuid[])
     order by agent_id, action, segment`;
  return rows.map((row) => ({ agentId: idFromUuid("agt", row.agent_id), grant: grantFromRow(row) }));
}

/** Keeps a grant in the place of one for the same action and segment. */
export async function keepGrant(
  tx: Tx,
  agentId: Id<"agt">,
  grant: AutonomyGrant & { readonly reason: string; readonly by: string },
): Promise<void> {
  await tx.sql`
    insert into autonomy_grant (workspace_id, agent_id, action, segment, level, reason, set_by, set_at)
    values (${tx.workspaceId}, ${agentId}, ${grant.action ?? ""}, ${grant.segment ?? ""}, ${grant.level}, ${grant.reason},
            ${grant.by}, ${tx.now})
    on conflict (workspace_id, agent_id, action, segment) do update
       set level = excluded.level, reason = excluded.reason, set_by = excluded.set_by, set_at = excluded.set_at`;
}

/** Takes a grant away. */
export async function dropGrant(tx: Tx, agentId: Id<"agt">, { action, segment }: GrantScope): Promise<void> {
  await tx.sql`
    delete from autonomy_grant
     where workspace_id = ${tx.workspaceId} and agent_id = ${agentId}
       and action = ${action ?? ""} and segment = ${segment ?? ""}`;
}

/** Sets the level that holds where no grant does. */
export async function setOwnLevel(tx: Tx, agentId: Id<"agt">, level: number): Promise<void> {
  await tx.sql`
    update agent set autonomy = ${level} where workspace_id = ${tx.workspaceId} and id = ${agentId}`;
}

function grantFromRow(row: GrantRow): KeptGrant {
  return {
    action: row.action === "" ? null : row.action,
    segment: row.segment === "" ? null : row.segment,
    level: row.level,
    reason: row.reason,
    setBy: row.set_by,
    setAt: isoFromInstant(row.set_at),
  };
}
