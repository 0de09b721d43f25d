import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import type { AutonomyGrant, AutonomyStanding } from "./core/autonomy.ts";
import { agentsById } from "./store/agents.ts";
import { autonomyGrants } from "./store/autonomy.ts";
import { allMembers, membersByAddress, membersById, namesOfMembers } from "./store/members.ts";
import { ownWorkspace } from "./store/workspaces.ts";
import type { AgentStatus, Role } from "./words/contract.ts";

/** What a decision knows of the one who proposes. An id that is nobody's is `unknown`, which permits nothing. */
export interface ProposerFacts extends AutonomyStanding {
  readonly id: string;
  readonly kind: "ai" | "person" | "system";
  readonly status: AgentStatus | "unknown";
  readonly firstActionApproved: boolean;
  /** Touches that it may propose in one day; null when nothing limits it here. */
  readonly dailyBudget: number | null;
}

/** The facts of those who propose, by id: agents, people, and Fairlead itself for its sequences. Three statements for any number. */
export async function proposerFacts(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, ProposerFacts>> {
  const [agentIds, memberIds] = [ids.filter(isAgentId), ids.filter(isMemberId)];
  const agents = agentIds.length === 0 ? [] : await agentsById(tx, agentIds);
  const grants = new Map<string, AutonomyGrant[]>(agents.map(({ id }) => [id, []]));
  for (const one of agents.length === 0 ? [] : await autonomyGrants(tx, agentIds))
    grants.get(one.agentId)?.push(one.grant);
  const members = memberIds.length === 0 ? [] : await membersById(tx, memberIds);
  const known = new Map<string, ProposerFacts>();
  for (const agent of agents) {
    known.set(agent.id, {
      id: agent.id,
      kind: "ai",
      status: agent.status,
      autonomy: agent.autonomy,
      grants: grants.get(agent.id) ?? [],
      firstActionApproved: agent.firstActionApproved,
      dailyBudget: agent.dailyBudget,
    });
  }
  for (const member of members) known.set(member.id, trusted(member.id, "person"));
  return new Map(ids.map((id) => [id, known.get(id) ?? factsOfOthers(tx, id)]));
}

/** Whether the workspace is stopped. */
export async function workspaceFacts(tx: Tx): Promise<{ readonly paused: boolean }> {
  return { paused: (await ownWorkspace(tx)).state === "paused" };
}

/** Those of these members who are active. */
export async function membersAmong(tx: Tx, ids: readonly Id<"usr">[]): Promise<readonly Id<"usr">[]> {
  return ids.length === 0 ? [] : (await membersById(tx, ids)).map(({ id }) => id);
}

/** Who answers for the workspace: its first active admin, else its first operator. */
export async function whoAnswers(tx: Tx): Promise<Id<"usr"> | null> {
  const members = await allMembers(tx);
  const first = (role: Role): Id<"usr"> | undefined => members.find((member) => member.role === role)?.id;
  return first("admin") ?? first("operator") ?? null;
}

/** The active member whose own address this is. */
export async function memberAt(tx: Tx, address: string): Promise<Id<"usr"> | null> {
  return (await membersByAddress(tx, [address]))[0]?.id ?? null;
}

/** Names of members by id, also of those who left, in one statement. */
export async function memberNames(tx: Tx, ids: readonly Id<"usr">[]): Promise<ReadonlyMap<Id<"usr">, string>> {
  return ids.length === 0 ? new Map() : namesOfMembers(tx, [...new Set(ids)]);
}

/** How many people could look at what one of them decides: the active admins and operators. */
export async function peopleWhoOperate(tx: Tx): Promise<number> {
  const members = await allMembers(tx);
  return members.filter(({ role }) => role === "admin" || role === "operator").length;
}

function factsOfOthers(tx: Tx, id: string): ProposerFacts {
  if (id === "local-owner") return trusted(id, "person");
  if (id === tx.workspaceId || isSystemId(id)) return trusted(id, "system");
  return {
    id,
    kind: isAgentId(id) ? "ai" : "person",
    status: "unknown",
    autonomy: 0,
    grants: [],
    firstActionApproved: false,
    dailyBudget: 0,
  };
}

function trusted(id: string, kind: "person" | "system"): ProposerFacts {
  return { id, kind, status: "active", autonomy: 4, grants: [], firstActionApproved: true, dailyBudget: null };
}

/** Fairlead acts under the workspace's own id; its parts are named `fairlead` or `fairlead/part`, such as `fairlead/sequences`. */
function isSystemId(id: string): boolean {
  return id === "fairlead" || id.startsWith("fairlead/");
}

function isAgentId(id: string): boolean {
  return id.startsWith("agt_");
}

function isMemberId(id: string): boolean {
  return id.startsWith("usr_");
}
