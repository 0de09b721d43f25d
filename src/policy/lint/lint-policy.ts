import type { Env } from "../../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import type { Database } from "../../kernel/sql.ts";
import { sourceInForce } from "../activate-policy.ts";
import type { BundleSource } from "../core/bundle.ts";
import { placedFault } from "../core/fault-places.ts";
import { askGate } from "../gate.ts";
import type { lintPolicy } from "./contract.ts";

/** Asks the gate about a draft as an activation does, and says of each fault where its author finds it. */
export async function lintDraft(
  deps: { readonly env: Pick<Env, "sleep">; readonly db: Pick<Database, "read">; readonly shipped: BundleSource },
  { organisation, team, modes, tests }: InputOf<typeof lintPolicy>,
  caller: Caller,
): Promise<OutputOf<typeof lintPolicy>> {
  const source: BundleSource = { core: deps.shipped.core, organisation, team, modes };
  const inForce = await deps.db.read(caller.workspaceId, sourceInForce);
  const answer = await askGate(deps, { source, shipped: deps.shipped, tests, coverCore: false, inForce });
  if ("faults" in answer) {
    const texts = { core: source.core, organisation, team };
    return { faults: answer.faults.map((fault) => placedFault(texts, fault)), hash: null, cases: null };
  }
  const { cases, failed, uncovered } = answer.cases;
  return {
    faults: [],
    hash: answer.hash,
    cases: {
      cases,
      failed: failed.map((one) => ({ ...one })),
      uncovered: uncovered.map(({ policy, lacks }) => ({ policy, lacks: [...lacks] })),
    },
  };
}
