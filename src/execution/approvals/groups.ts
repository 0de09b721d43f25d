import { roles } from "../../access/words/contract.ts";
import { actorOf, appendAudit } from "../../audit/append.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { ExecutionDeps } from "../deps.ts";
import { groupMembers, replaceGroup } from "../store/approvers.ts";
import type { listApprovers as listOperation, setApprovers as setOperation } from "./contract.ts";
import { approversOf } from "./standing.ts";

const roleNames: ReadonlySet<string> = new Set(roles);

/** Who answers for whom: what the policies name, and what there is besides. A name without people can be answered by nobody. */
export async function listApprovers(
  deps: ExecutionDeps,
  _input: InputOf<typeof listOperation>,
  caller: Caller,
): Promise<OutputOf<typeof listOperation>> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const approvers = [...(await approversOf(tx)).values()].filter(({ id }) => id !== "local-owner");
    const active = await deps.activeBundle(tx);
    const asking = active.state === "ready" ? active.bundle.policies.filter(({ effect }) => effect === "approval") : [];
    const groups = (await groupMembers(tx)).map(({ group }) => group);
    const names = [...new Set([...asking.flatMap((policy) => policy.approvers), ...groups])].sort();
    const items = names.map((name) => ({
      name,
      kind: roleNames.has(name) ? ("role" as const) : ("group" as const),
      people: approvers.filter((one) => one.groups.has(name)).map(({ id, name: called }) => ({ id, name: called })),
      policies: asking
        .filter((policy) => policy.approvers.includes(name))
        .map(({ id, quorum }) => ({ policy: id, quorum })),
    }));
    return { items, next: null };
  });
}

/** Says who is in a group, on record. */
export async function setApprovers(
  deps: ExecutionDeps,
  input: InputOf<typeof setOperation>,
  caller: Caller,
): Promise<OutputOf<typeof setOperation>> {
  if (roleNames.has(input.group))
    throw problem("conflict", `\`${input.group}\` is a role: give people the role, or choose another name`);
  return deps.db.write(caller.workspaceId, async (tx) => {
    const before = (await groupMembers(tx)).filter(({ group }) => group === input.group);
    const approvers = await approversOf(tx);
    const memberIds = [...new Set(input.memberIds)];
    const unfit = memberIds.filter((id) => !approvers.has(id));
    if (unfit.length > 0) {
      throw problem("invalid_input", `${unfit.length} of these people cannot decide approvals`, {
        errors: unfit.map((id) => ({
          path: `/memberIds/${input.memberIds.indexOf(id)}`,
          message: `\`${id}\` is no active member with a role that decides approvals`,
        })),
      });
    }
    await replaceGroup(tx, input.group, memberIds, caller.principal.id);
    await appendAudit(deps, tx, [
      {
        type: "policy.approvers_set",
        actor: actorOf(caller),
        data: { group: input.group, before: before.map(({ memberId }) => memberId), after: [...memberIds].sort() },
      },
    ]);
    return {
      group: input.group,
      people: memberIds.map((id) => ({ id, name: approvers.get(id)?.name ?? id })),
    };
  });
}
