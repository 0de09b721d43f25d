import { z } from "zod";
import { type Id, idSchema } from "../kernel/ids.ts";
import { operation } from "../kernel/operation.ts";
import { agentStatus, role, scope, scopes } from "./words/contract.ts";

/** 0 observe, 1 draft, 2 propose with a person approving each, 3 act inside approved templates, 4 act with sampling review. */
export const autonomy = z.int().min(0).max(4);

const reason = z.string().trim().min(3, "say why, in at least 3 characters").max(500);
const name = z.string().trim().min(1, "give a name").max(120);
const time = z.iso.datetime();
const noInput = z.strictObject({});

/** An agent as its owners see it. */
export const agent = z.object({
  id: idSchema("agt"),
  name: z.string(),
  autonomy,
  status: agentStatus,
  statusReason: z.string().nullable(),
  statusAt: time,
  firstActionApproved: z.boolean(),
  dailyBudget: z.int(),
  createdAt: time,
});
export type Agent = z.output<typeof agent>;

/** A member of the workspace. */
export const member = z.object({
  id: idSchema("usr"),
  name: z.string(),
  email: z.string(),
  role,
  hasPassword: z.boolean(),
  createdAt: time,
});
export type Member = z.output<typeof member>;

/** A key as it is listed: everything but the secret, which nobody can read again. */
export const accessKey = z.object({
  id: idSchema("key"),
  prefix: z.string(),
  name: z.string(),
  holder: z.object({ kind: z.enum(["agent", "person"]), id: z.string(), name: z.string() }),
  scopes: z.array(z.string()),
  createdAt: time,
  revokedAt: time.nullable(),
  lastUsedAt: time.nullable(),
});
export type AccessKey = z.output<typeof accessKey>;

/** What other blocks hear of, inside the transaction that commits it; policy moves its gate rows by these. */
export type AccessReaction =
  | { readonly kind: "workspace.created" }
  | { readonly kind: "workspace.paused" | "workspace.resumed" }
  | { readonly kind: "agent.paused" | "agent.resumed" | "agent.autonomy_changed"; readonly agentId: Id<"agt"> };

export const whoami = operation({
  name: "session.whoami",
  summary: "Who this credential is, what it may do, and whether anything is paused",
  effect: "read",
  scope: "whoami",
  method: "GET",
  path: "/v1/whoami",
  status: 200,
  input: noInput,
  output: z.object({
    workspace: z.object({ id: idSchema("wsp"), name: z.string(), state: z.enum(["active", "paused"]) }),
    principal: z.object({
      kind: z.enum(["person", "agent", "system"]),
      id: z.string(),
      name: z.string(),
      role: z.string().nullable(),
    }),
    scopes: z.array(z.string()),
    agent: agent.pick({ autonomy: true, status: true, firstActionApproved: true, dailyBudget: true }).nullable(),
  }),
  problems: [],
});

export const setPassword = operation({
  name: "session.setPassword",
  summary: "Set the password of the signed-in member, so that the next sign-in needs no link",
  effect: "write",
  scope: "whoami",
  method: "POST",
  path: "/v1/session/set-password",
  status: 200,
  input: z.strictObject({ password: z.string().min(12, "use at least 12 characters").max(200) }),
  output: z.object({ done: z.literal(true) }),
  problems: ["not_permitted"],
  agents: false,
});

export const createAgent = operation({
  name: "agents.create",
  summary: "Add an agent; give it a key with `keys.create`",
  effect: "write",
  scope: "agents:write",
  method: "POST",
  path: "/v1/agents",
  status: 201,
  input: z.strictObject({
    name,
    autonomy: autonomy.default(2),
    /** Touches that it may propose in one day. */
    dailyBudget: z.int().min(0).max(100_000).default(200),
  }),
  output: agent,
  problems: ["conflict"],
  agents: false,
});

export const listAgents = operation({
  name: "agents.list",
  summary: "The agents of the workspace, oldest first",
  effect: "read",
  scope: "agents:read",
  method: "GET",
  path: "/v1/agents",
  status: 200,
  input: noInput,
  output: z.object({ items: z.array(agent), next: z.null() }),
  problems: [],
});

export const getAgent = operation({
  name: "agents.get",
  summary: "One agent with its status and limits",
  effect: "read",
  scope: "agents:read",
  method: "GET",
  path: "/v1/agents/{agentId}",
  status: 200,
  input: z.strictObject({ agentId: idSchema("agt") }),
  output: agent,
  problems: ["not_found"],
});

export const pauseAgent = operation({
  name: "agents.pause",
  summary: "Stop an agent: its queued sends are held from this moment, its proposals are refused",
  effect: "stop",
  scope: "agents:pause",
  method: "POST",
  path: "/v1/agents/{agentId}/pause",
  status: 200,
  input: z.strictObject({ agentId: idSchema("agt"), reason }),
  output: agent,
  problems: ["not_found", "conflict"],
});

export const resumeAgent = operation({
  name: "agents.resume",
  summary: "Let a paused agent work again; held sends are decided anew, never replayed",
  effect: "write",
  scope: "agents:resume",
  method: "POST",
  path: "/v1/agents/{agentId}/resume",
  status: 200,
  input: z.strictObject({ agentId: idSchema("agt"), reason }),
  output: agent,
  problems: ["not_found", "conflict"],
  agents: false,
});

export const createMember = operation({
  name: "people.create",
  summary: "Invite a person with a role; the answer holds their sign-in link, shown once",
  effect: "write",
  scope: "people:write",
  method: "POST",
  path: "/v1/people",
  status: 201,
  input: z.strictObject({ name, email: z.email().max(254).toLowerCase(), role }),
  output: z.object({ member, signInPath: z.string(), expiresAt: time }),
  problems: ["conflict"],
  agents: false,
});

export const listMembers = operation({
  name: "people.list",
  summary: "The people of the workspace with their roles, oldest first",
  effect: "read",
  scope: "people:read",
  method: "GET",
  path: "/v1/people",
  status: 200,
  input: noInput,
  output: z.object({ items: z.array(member), next: z.null() }),
  problems: [],
});

export const createKey = operation({
  name: "keys.create",
  summary: "Make an API key for an agent or a person; the answer is the only place where the secret is shown",
  effect: "write",
  scope: "keys:write",
  method: "POST",
  path: "/v1/keys",
  status: 201,
  input: z.strictObject({
    name,
    holderId: z.union([idSchema("agt"), idSchema("usr")], {
      error: "expected the id of an agent (`agt_`) or a person (`usr_`)",
    }),
    /** Left out: every scope that the holder may have. */
    scopes: z.array(scope).min(1).max(scopes.length).optional(),
  }),
  output: z.object({ key: accessKey, secret: z.string() }),
  problems: ["not_found"],
  agents: false,
});

export const listKeys = operation({
  name: "keys.list",
  summary: "The API keys of the workspace with their holders, scopes and last use; never a secret",
  effect: "read",
  scope: "keys:write",
  method: "GET",
  path: "/v1/keys",
  status: 200,
  input: noInput,
  output: z.object({ items: z.array(accessKey), next: z.null() }),
  problems: [],
  agents: false,
});

export const revokeKey = operation({
  name: "keys.revoke",
  summary: "End an API key now; it never works again",
  effect: "stop",
  scope: "keys:write",
  method: "POST",
  path: "/v1/keys/{keyId}/revoke",
  status: 200,
  input: z.strictObject({ keyId: idSchema("key") }),
  output: accessKey,
  problems: ["not_found"],
  agents: false,
});
