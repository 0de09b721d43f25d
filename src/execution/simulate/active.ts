import type { Caller } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { type CandidateDeps, candidateBundle } from "../../policy/candidate-bundle.ts";
import type { ActiveBundle } from "../../policy/core/decide.ts";
import type { ExecutionDeps } from "../deps.ts";

export type SimulateDeps = ExecutionDeps & CandidateDeps;

const writesPolicy = "policy:write";

/** The policies to decide by: those in force, or ones to try, which whoever may put them in force may. */
export async function policiesToTry(
  deps: SimulateDeps,
  caller: Caller,
  organisation: string | undefined,
): Promise<(tx: Tx) => Promise<ActiveBundle>> {
  if (organisation === undefined) return deps.activeBundle;
  if (!caller.scopes.has(writesPolicy))
    throw problem(
      "not_permitted",
      `trying other policies needs the scope \`${writesPolicy}\`: leave \`organisation\` out`,
    );
  const active = await deps.db.read(caller.workspaceId, deps.activeBundle);
  // A team's policies and the modes stay: only the organisation's text is another one.
  const inForce = active.state === "ready" ? active.bundle.source : deps.shipped;
  const bundle = await candidateBundle(deps, { ...inForce, organisation });
  return async () => ({ state: "ready", bundle });
}
