import { type AppendDeps, actorOf, appendAudit } from "../audit/append.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Database } from "../kernel/sql.ts";
import type { liftSuppression } from "./contract.ts";
import { bumpGates } from "./gates.ts";
import { insertLifts, suppressionById, suppressionsWith } from "./store/suppressions.ts";
import { gateOf } from "./suppress.ts";

/** Lifts a suppression and the rows made with it, by a named person with a reason. The rows stay; the lift is one more. */
export async function liftByHand(
  deps: AppendDeps & { readonly db: Database },
  input: InputOf<typeof liftSuppression>,
  caller: Caller,
): Promise<OutputOf<typeof liftSuppression>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const named = await suppressionById(tx, input.suppressionId);
    if (named === undefined) throw problem("not_found", `there is no suppression \`${input.suppressionId}\``);
    const group = await suppressionsWith(tx, named.recordId);
    await bumpGates(tx, group.map(gateOf));
    // Read again under the gates: of two people who lift at once, one finds nothing left.
    const open = (await suppressionsWith(tx, named.recordId)).filter(({ isLifted }) => !isLifted);
    if (open.length === 0) throw problem("conflict", `\`${input.suppressionId}\` is lifted already`);
    const [auditId] = await appendAudit(deps, tx, [
      {
        type: "suppression.removed",
        actor: actorOf(caller),
        ...(named.contactId === null ? {} : { subject: { contact: named.contactId } }),
        causes: [named.recordId],
        data: { reason: named.reason, keys: open.length },
        ...(named.contactId === null
          ? {}
          : { disclose: [{ name: "reason", value: input.reason, contactId: named.contactId }] }),
      },
    ]);
    if (auditId === undefined) throw new Error("the lift has no audit record");
    const lifted = open.map(({ id }) => id);
    await insertLifts(tx, lifted, { reason: input.reason, liftedBy: caller.principal.id, recordId: auditId });
    return { lifted, auditId };
  });
}
