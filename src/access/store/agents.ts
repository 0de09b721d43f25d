import { type Instant, isoFromInstant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { Agent } from "../contract.ts";
import type { AgentStatus } from "../words/contract.ts";

interface AgentRow {
  id: string;
  name: string;
  autonomy: number;
  status: AgentStatus;
  status_reason: string | null;
  status_at: Instant;
  first_action_approved: boolean;
  daily_budget: number;
  created_at: Instant;
}

export interface NewAgent {
  readonly id: Id<"agt">;
  readonly name: string;
  readonly autonomy: number;
  readonly dailyBudget: number;
  /** Who makes it, and so answers for what it proposes. */
  readonly createdBy: string;
}

/** Something that acts for a holder, and who made it. */
export interface Made {
  readonly holderId: string;
  readonly by: string;
}

/** Adds an agent; undefined when the name is taken. */
export async function insertedAgent(tx: Tx, agent: NewAgent): Promise<Agent | undefined> {
  const rows = await tx.sql<AgentRow[]>`
    insert into agent (workspace_id, id, name, autonomy, daily_budget, status_at, created_by, created_at)
    values (${tx.workspaceId}, ${agent.id}, ${agent.name}, ${agent.autonomy}, ${agent.dailyBudget}, ${tx.now}, ${agent.createdBy}, ${tx.now})
    on conflict (workspace_id, name) do nothing
    returning *`;
  return rows.map(agentFromRow)[0];
}

/** The agents of the workspace, oldest first. */
export async function allAgents(tx: Tx): Promise<readonly Agent[]> {
  const rows = await tx.sql<AgentRow[]>`
    select * from agent where workspace_id = ${tx.workspaceId} order by id limit ${limits.pageMax}`;
  return rows.map(agentFromRow);
}

/** The agents with these ids, in no order; ids of other workspaces are not found. */
export async function agentsById(tx: Tx, ids: readonly string[]): Promise<readonly Agent[]> {
  const rows = await tx.sql<AgentRow[]>`
    select * from agent where workspace_id = ${tx.workspaceId} and id = any(${ids as string[]}::uuid[])`;
  return rows.map(agentFromRow);
}

/** Who made these agents; those made before that was kept are left out. */
export async function makersOfAgents(tx: Tx, ids: readonly string[]): Promise<readonly Made[]> {
  const rows = await tx.sql<{ id: string; created_by: string }[]>`
    select id, created_by from agent
     where workspace_id = ${tx.workspaceId} and id = any(${ids as string[]}::uuid[]) and created_by is not null`;
  return rows.map((row) => ({ holderId: idFromUuid("agt", row.id), by: row.created_by }));
}

/** One agent, locked until the transaction ends. */
export async function lockedAgent(tx: Tx, id: Id<"agt">): Promise<Agent | undefined> {
  const rows = await tx.sql<AgentRow[]>`
    select * from agent where workspace_id = ${tx.workspaceId} and id = ${id} for update`;
  return rows.map(agentFromRow)[0];
}

/** Sets the status of an agent with its reason and gives back the agent. */
export async function agentWithStatus(
  tx: Tx,
  id: Id<"agt">,
  status: AgentStatus,
  reason: string,
): Promise<Agent | undefined> {
  const rows = await tx.sql<AgentRow[]>`
    update agent set status = ${status}, status_reason = ${reason}, status_at = ${tx.now}
     where workspace_id = ${tx.workspaceId} and id = ${id}
    returning *`;
  return rows.map(agentFromRow)[0];
}

/** Notes that a person approved an action of this agent; from then on its first action is behind it. */
export async function noteFirstApproval(tx: Tx, id: Id<"agt">): Promise<void> {
  await tx.sql`
    update agent set first_action_approved = true
     where workspace_id = ${tx.workspaceId} and id = ${id} and not first_action_approved`;
}

function agentFromRow(row: AgentRow): Agent {
  return {
    id: idFromUuid("agt", row.id),
    name: row.name,
    autonomy: row.autonomy,
    status: row.status,
    statusReason: row.status_reason,
    statusAt: isoFromInstant(row.status_at),
    firstActionApproved: row.first_action_approved,
    dailyBudget: row.daily_budget,
    createdAt: isoFromInstant(row.created_at),
  };
}
