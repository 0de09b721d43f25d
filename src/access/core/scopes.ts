import { type Role, roles, type Scope, scopes } from "../words/contract.ts";

/**
 * What an agent may ever hold. Closed on purpose: nothing here approves, lifts, resumes, imports or touches people and keys,
 * so no key, however it was made, lets an agent loosen anything.
 */
export const agentScopes: ReadonlySet<Scope> = new Set<Scope>([
  "whoami",
  "contacts:read",
  "enrichment:run",
  "activities:read",
  "activities:write",
  "signals:write",
  "scores:read",
  "policy:read",
  "suppressions:read",
  "suppressions:write",
  "consents:read",
  "actions:read",
  "actions:write",
  "sequences:read",
  "templates:read",
  "tasks:read",
  "tasks:write",
  "meetings:read",
  "outcomes:read",
  "mailboxes:read",
]);

const reads: readonly Scope[] = scopes.filter((scope) => scope === "whoami" || scope.endsWith(":read"));

const operatorLacks: ReadonlySet<Scope> = new Set<Scope>([
  "contacts:erase",
  "people:write",
  "keys:write",
  "agents:write",
  "policy:write",
  "suppressions:lift",
  "agents:resume",
  "agents:raise",
  "workspace:write",
  "workspace:resume",
  "audit:export",
  "webhooks:write",
  "providers:write",
]);

const byRole: Readonly<Record<Role, ReadonlySet<Scope>>> = {
  admin: new Set(scopes),
  operator: new Set(scopes.filter((scope) => !operatorLacks.has(scope))),
  approver: new Set<Scope>([
    ...reads,
    "approvals:decide",
    "templates:approve",
    "replies:classify",
    "suppressions:write",
    "agents:pause",
    "workspace:pause",
  ]),
  auditor: new Set<Scope>([...reads, "audit:disclosures", "audit:export"]),
  viewer: new Set(reads),
};

/** The scopes that a member has by role. */
export function scopesOfRole(role: Role): ReadonlySet<Scope> {
  return byRole[role];
}

/** The roles that a role stands for: itself, and each whose scopes it has all. */
export function rolesWithin(role: Role): ReadonlySet<Role> {
  const own = byRole[role];
  return new Set(roles.filter((other) => [...byRole[other]].every((scope) => own.has(scope))));
}

/** What a key grants now: what was written on it, less what its holder may no longer have. */
export function effectiveScopes(written: readonly string[], holderMay: ReadonlySet<Scope>): ReadonlySet<Scope> {
  return new Set([...holderMay].filter((scope) => written.includes(scope)));
}

/** The scopes asked for that the holder may not have, in the order asked; empty means all are fine. */
export function scopesBeyond(asked: readonly Scope[], holderMay: ReadonlySet<Scope>): readonly Scope[] {
  return asked.filter((scope) => !holderMay.has(scope));
}
