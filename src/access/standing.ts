import type { Tx } from "../kernel/sql.ts";
import { rolesWithin, scopesOfRole } from "./core/scopes.ts";
import { makersOfAgents } from "./store/agents.ts";
import { makerOfKey, makersOfKeys } from "./store/keys.ts";
import { allMembers } from "./store/members.ts";
import type { Role, Scope } from "./words/contract.ts";

/** A member who may do something, with every role that theirs stands for. */
export interface Standing {
  readonly id: string;
  readonly name: string;
  readonly roles: ReadonlySet<Role>;
}

/** The active members who have a scope by their role, oldest first. */
export async function membersWhoMay(tx: Tx, scope: Scope): Promise<readonly Standing[]> {
  const members = await allMembers(tx);
  return members
    .filter(({ role }) => scopesOfRole(role).has(scope))
    .map(({ id, name, role }) => ({ id, name, roles: rolesWithin(role) }));
}

/**
 * Everybody behind each of these principals: themselves, whoever made the agent, and whoever made a key of it. They have had
 * a credential that acts in its name. Two statements for any number.
 */
export async function behindPrincipals(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const holders = [...new Set(ids)];
  const agentIds = holders.filter((id) => id.startsWith("agt_"));
  const keyHolders = holders.filter((id) => id.startsWith("agt_") || id.startsWith("usr_"));
  const made = [
    ...(agentIds.length === 0 ? [] : await makersOfAgents(tx, agentIds)),
    ...(keyHolders.length === 0 ? [] : await makersOfKeys(tx, keyHolders)),
  ];
  return new Map(
    holders.map((id) => [id, new Set([id, ...made.filter(({ holderId }) => holderId === id).map(({ by }) => by)])]),
  );
}

/**
 * The people whose hand a call may be: the principal, and the member who made the key that it came with. The owner of the
 * data folder made the first keys of everybody, so that is told of nobody.
 */
export async function handsOfCaller(
  tx: Tx,
  caller: { readonly principal: { readonly id: string }; readonly keyId?: string },
): Promise<readonly string[]> {
  const maker = caller.keyId === undefined ? null : await makerOfKey(tx, caller.keyId);
  return maker === null || !maker.startsWith("usr_") ? [caller.principal.id] : [caller.principal.id, maker];
}
