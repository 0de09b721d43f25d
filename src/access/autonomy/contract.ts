import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { autonomy } from "../contract.ts";
import { governedAction } from "../words/contract.ts";

const agentId = idSchema("agt");
const reason = z.string().trim().min(3, "say why, in at least 3 characters").max(500);

/** Which touches a level is for; without an action it is for any, without a segment for contacts of any. */
const scopeFields = {
  action: governedAction.optional(),
  segment: z.string().trim().min(1, "name a segment, or leave it out").max(80).optional(),
};

/** A level with who set it and why. */
export const keptGrant = z.object({
  action: governedAction.nullable(),
  segment: z.string().nullable(),
  level: autonomy,
  reason: z.string(),
  setBy: z.string(),
  setAt: z.iso.datetime(),
});
export type KeptGrant = z.output<typeof keptGrant>;

/** An agent's own level, and where another one holds. */
export const agentAutonomy = z.object({ agentId, autonomy, grants: z.array(keptGrant) });
export type AgentAutonomy = z.output<typeof agentAutonomy>;

export const getAutonomy = operation({
  name: "agents.autonomy",
  summary: "How far an agent may go: its own level, and the levels for some actions and segments",
  effect: "read",
  scope: "agents:read",
  method: "GET",
  path: "/v1/agents/{agentId}/autonomy",
  status: 200,
  input: z.strictObject({ agentId }),
  output: agentAutonomy,
  problems: ["not_found"],
});

export const lowerAutonomy = operation({
  name: "agents.lowerAutonomy",
  summary:
    "Lower what an agent may do by itself, for an action, a segment, both or all; refused if it could raise anything",
  effect: "stop",
  scope: "agents:pause",
  method: "POST",
  path: "/v1/agents/{agentId}/lower-autonomy",
  status: 200,
  input: z.strictObject({ agentId, ...scopeFields, level: autonomy, reason }),
  output: agentAutonomy,
  problems: ["not_found", "conflict"],
  agents: false,
});

export const setAutonomy = operation({
  name: "agents.setAutonomy",
  summary: "Set what an agent may do by itself, up or down; the most specific level wins, of equals the lowest",
  effect: "write",
  scope: "agents:raise",
  method: "POST",
  path: "/v1/agents/{agentId}/set-autonomy",
  status: 200,
  input: z.strictObject({ agentId, ...scopeFields, level: autonomy, reason }),
  output: agentAutonomy,
  problems: ["not_found", "conflict"],
  agents: false,
});

export const clearAutonomy = operation({
  name: "agents.clearAutonomy",
  summary: "Take away a level for an action or a segment, so that the next wider one holds",
  effect: "write",
  scope: "agents:raise",
  method: "POST",
  path: "/v1/agents/{agentId}/clear-autonomy",
  status: 200,
  input: z.strictObject({ agentId, ...scopeFields, reason }),
  output: agentAutonomy,
  problems: ["not_found", "conflict"],
  agents: false,
});
