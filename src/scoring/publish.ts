import { actorOf, appendAudit } from "../audit/append.ts";
import type { AuditActor } from "../audit/contract.ts";
import { customFieldsOf } from "../identity/fields/definitions.ts";
import { newId } from "../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import type { icpPublish } from "./contract.ts";
import { customPathsIn } from "./core/condition.ts";
import { icpHash } from "./core/score.ts";
import { seedIcp } from "./core/seed.ts";
import type { ScoringDeps, ScoringVerbDeps } from "./deps.ts";
import type { IcpDefinition } from "./icp/contract.ts";
import { activate, activeIcp, type IcpVersion, insertIcp, lockActive } from "./store/icp.ts";
import { sweepAll } from "./sweep.ts";
import { viewOfIcp } from "./view.ts";

/** Puts a definition in force as a new version; the one in force already is left as it is. */
export function publishIcp(
  deps: ScoringVerbDeps,
  input: InputOf<typeof icpPublish>,
  caller: Caller,
): Promise<OutputOf<typeof icpPublish>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    await refuseUndeclared(tx, input.definition);
    const { icp, isNew } = await publish(deps, tx, input.definition, actorOf(caller));
    return { ...viewOfIcp(icp), isNew };
  });
}

/** A condition on a field that nobody declared would never be true or false: it is refused by name. */
async function refuseUndeclared(tx: Tx, definition: IcpDefinition): Promise<void> {
  const declared = new Set<string>();
  for (const object of ["contact", "account"] as const)
    for (const { name } of await customFieldsOf(tx, object)) declared.add(`${object}.custom.${name}`);
  const unknown = [...new Set(customPathsIn(definition))].filter((path) => !declared.has(path));
  if (unknown.length === 0) return;
  throw problem("invalid_input", "the profile reads fields that are not declared: `fields.declare` makes one", {
    errors: unknown.map((path) => ({ path: "/definition", message: `\`${path}\` is not declared` })),
  });
}

/** Gives a new workspace the profile it starts with; one that has a profile keeps it. */
export async function publishSeed(deps: ScoringDeps, tx: Tx): Promise<void> {
  await lockActive(tx);
  if ((await activeIcp(tx)) !== undefined) return;
  await publish(deps, tx, seedIcp, { kind: "system", id: "fairlead" });
}

async function publish(
  deps: ScoringDeps,
  tx: Tx,
  definition: IcpDefinition,
  actor: AuditActor,
): Promise<{ readonly icp: IcpVersion; readonly isNew: boolean }> {
  const hash = icpHash(definition);
  await lockActive(tx);
  const before = await activeIcp(tx);
  if (before?.hash === hash) return { icp: before, isNew: false };
  const id = newId(deps.env, "icp");
  const [auditId] = await appendAudit(deps, tx, [
    { type: "icp.published", actor, data: { icp: id, hash, replaces: before?.id ?? null } },
  ]);
  if (auditId === undefined) throw new Error("the audit log gave no record id");
  const icp = { id, hash, definition, publishedBy: actor.id, auditId, publishedAt: tx.now };
  const version = await insertIcp(tx, icp);
  await activate(tx, id);
  await sweepAll(deps, tx);
  return { icp: { ...icp, version, isActive: true }, isNew: true };
}
