import { scopesOfRole } from "./core/scopes.ts";
import { type Role, roles, type Scope } from "./words/contract.ts";

/** The roles that may do what a scope allows. */
export function rolesWith(scope: Scope): readonly Role[] {
  return roles.filter((role) => scopesOfRole(role).has(scope));
}
