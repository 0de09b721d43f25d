import { actorOf, appendAudit } from "../../audit/append.ts";
import { newUuid } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import { projectAll } from "../claims/project-all.ts";
import type { IdentityDeps } from "../deps.ts";
import { insertOwner, sourceNamed } from "../store/claims.ts";
import { lockIdentity } from "../store/records.ts";
import type * as contract from "./contract.ts";
import { viewOf } from "./declare.ts";

/**
 * Gives a field to a source, or back. Every contact or account is weighed anew for it, a chunk a job; until its turn comes, each
 * reads as before, and whatever is written meanwhile is weighed by the new owner.
 */
export async function setFieldOwner(
  deps: IdentityDeps,
  input: InputOf<typeof contract.setFieldOwner>,
  caller: Caller,
): Promise<OutputOf<typeof contract.setFieldOwner>> {
  return await deps.db.write(caller.workspaceId, async (tx) => {
    await lockIdentity(tx);
    const { object, field, sourceName } = input;
    const before = await viewOf(tx, object, field);
    const source = sourceName === null ? null : await sourceNamed(tx, sourceName);
    if (source === undefined)
      throw problem("not_found", `there is no source \`${sourceName}\`: \`imports.list\` shows the sources of imports`);
    if ((source?.name ?? null) === (before.owner?.source.name ?? null)) return before;
    await insertOwner(tx, {
      id: newUuid(deps.env),
      object,
      field,
      sourceId: source?.id ?? null,
      actor: caller.principal.id,
    });
    await projectAll(deps, tx, object);
    await appendAudit(deps, tx, [
      {
        type: `${object}.field_owner_set`,
        actor: actorOf(caller),
        data: { object, field, source: source?.id ?? null },
      },
    ]);
    return await viewOf(tx, object, field);
  });
}
