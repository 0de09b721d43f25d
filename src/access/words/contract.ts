import { z } from "zod";

/** Every scope there is; an operation needs exactly one. */
export const scopes = [
  "whoami",
  "contacts:read",
  "contacts:write",
  "contacts:erase",
  "identity:write",
  "enrichment:run",
  "enrichment:write",
  "imports:read",
  "imports:write",
  "activities:read",
  "activities:write",
  "replies:classify",
  "inbound:read",
  "webhooks:read",
  "webhooks:write",
  "providers:write",
  "signals:write",
  "scores:read",
  "icp:write",
  "policy:read",
  "policy:write",
  "suppressions:read",
  "suppressions:write",
  "suppressions:lift",
  "holds:write",
  "consents:read",
  "consents:write",
  "actions:read",
  "actions:write",
  "approvals:read",
  "approvals:decide",
  "sequences:read",
  "sequences:write",
  "templates:read",
  "templates:write",
  "templates:approve",
  "tasks:read",
  "tasks:write",
  "meetings:read",
  "meetings:write",
  "mailboxes:read",
  "mailboxes:write",
  "outcomes:read",
  "outcomes:write",
  "audit:read",
  "audit:disclosures",
  "audit:export",
  "agents:read",
  "agents:write",
  "agents:pause",
  "agents:resume",
  "agents:raise",
  "workspace:write",
  "workspace:pause",
  "workspace:resume",
  "people:read",
  "people:write",
  "keys:write",
] as const;

/** One permission. */
export const scope = z.enum(scopes);
export type Scope = z.output<typeof scope>;

/** What a person is here to do; each role has fixed scopes. */
export const roles = ["admin", "operator", "approver", "auditor", "viewer"] as const;
export const role = z.enum(roles);
export type Role = z.output<typeof role>;

/** Whether an agent works: a paused one may read, and its proposals are refused. */
export const agentStatuses = ["active", "paused", "revoked"] as const;
export const agentStatus = z.enum(agentStatuses);
export type AgentStatus = z.output<typeof agentStatus>;

/** What an agent can be given a level of autonomy for: the kinds of touch that policy decides about. */
export const governedActions = ["send_email", "place_call", "book_meeting"] as const;
export const governedAction = z.enum(governedActions);
export type GovernedAction = z.output<typeof governedAction>;
