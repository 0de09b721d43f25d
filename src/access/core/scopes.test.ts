import { expect, test } from "vitest";
import { roles, scopes } from "../words/contract.ts";
import { agentScopes, effectiveScopes, rolesWithin, scopesBeyond, scopesOfRole } from "./scopes.ts";

const loosening = scopes.filter((scope) => /:(lift|resume|raise|decide|approve|disclosures|export)$/.test(scope));

test("an agent can hold nothing that loosens, imports, or touches people and keys", () => {
  expect(loosening.length).toBeGreaterThanOrEqual(6);
  for (const scope of [...loosening, "imports:write", "people:write", "keys:write", "policy:write", "agents:write"])
    expect(agentScopes).not.toContain(scope);
});

test("every role but viewer and auditor may pause and suppress; only an admin resumes, raises and lifts", () => {
  const may = (scope: (typeof scopes)[number]) => roles.filter((role) => scopesOfRole(role).has(scope));
  expect(may("agents:pause")).toEqual(["admin", "operator", "approver"]);
  expect(may("workspace:pause")).toEqual(["admin", "operator", "approver"]);
  expect(may("suppressions:write")).toEqual(["admin", "operator", "approver"]);
  expect(may("agents:resume")).toEqual(["admin"]);
  expect(may("agents:raise")).toEqual(["admin"]);
  expect(may("workspace:resume")).toEqual(["admin"]);
  expect(may("workspace:write")).toEqual(["admin"]);
  expect(may("suppressions:lift")).toEqual(["admin"]);
  expect(may("audit:disclosures")).toEqual(["admin", "operator", "auditor"]);
  expect(may("audit:export")).toEqual(["admin", "auditor"]);
});

test("a viewer and an auditor write nothing", () => {
  for (const role of ["viewer", "auditor"] as const)
    expect([...scopesOfRole(role)].filter((scope) => /:(write|decide|pause|approve)$/.test(scope))).toEqual([]);
});

test("a key grants the overlap of what was written on it and what its holder may have now", () => {
  expect([...effectiveScopes(["whoami", "approvals:decide", "made:up"], agentScopes)]).toEqual(["whoami"]);
  expect(scopesBeyond(["whoami", "approvals:decide"], agentScopes)).toEqual(["approvals:decide"]);
});

test("a role stands for itself and every role whose scopes it has all", () => {
  const names = (role: (typeof roles)[number]) => [...rolesWithin(role)].sort();
  expect(names("approver")).toEqual(["approver", "viewer"]);
  expect(names("operator")).toEqual(["approver", "operator", "viewer"]);
  expect(names("admin")).toEqual([...roles].sort());
  expect(names("auditor")).toEqual(["auditor", "viewer"]);
});
