import { type AppendDeps, actorOf, appendAudit } from "../audit/append.ts";
import type { AuditActor } from "../audit/contract.ts";
import type { Id } from "../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Database, Tx } from "../kernel/sql.ts";
import type { liftSuppression } from "./contract.ts";
import { bumpGates } from "./gates.ts";
import { insertLifts, type Made, suppressionById, suppressionsWith } from "./store/suppressions.ts";
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
    const done = await liftRecord(deps, tx, named, { actor: actorOf(caller), reason: input.reason });
    if (done === null) throw problem("conflict", `\`${input.suppressionId}\` is lifted already`);
    return { lifted: [...done.lifted], auditId: done.auditId };
  });
}

/** Who lifts, and why. */
export interface Lift {
  readonly actor: AuditActor;
  readonly reason: string;
  readonly causes?: readonly Id<"aud">[];
}

/** Lifts everything that was made with one record and is not lifted yet; null where nothing is left to lift. */
export async function liftRecord(
  deps: AppendDeps,
  tx: Tx,
  made: Made,
  { actor, reason, causes = [] }: Lift,
): Promise<{ readonly lifted: readonly Id<"sup">[]; readonly auditId: Id<"aud"> } | null> {
  await bumpGates(tx, (await suppressionsWith(tx, made.recordId)).map(gateOf));
  // Read under the gates: of two people who lift at once, one finds nothing left.
  const open = (await suppressionsWith(tx, made.recordId)).filter(({ isLifted }) => !isLifted);
  if (open.length === 0) return null;
  const { contactId } = made;
  const [auditId] = await appendAudit(deps, tx, [
    {
      type: "suppression.removed",
      actor,
      ...(contactId === null ? {} : { subject: { contact: contactId } }),
      causes: [made.recordId, ...causes],
      data: { reason: made.reason, keys: open.length },
      ...(contactId === null ? {} : { disclose: [{ name: "reason", value: reason, contactId }] }),
    },
  ]);
  if (auditId === undefined) throw new Error("the lift has no audit record");
  const lifted = open.map(({ id }) => id);
  await insertLifts(tx, lifted, { reason, liftedBy: actor.id, recordId: auditId });
  return { lifted, auditId };
}
