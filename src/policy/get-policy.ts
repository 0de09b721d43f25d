import { isoFromInstant } from "../kernel/env.ts";
import type { Caller, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Database } from "../kernel/sql.ts";
import type { BundleShelf } from "./bundles.ts";
import type { getPolicy } from "./contract.ts";
import { fullSchema } from "./core/schema.ts";
import { activation } from "./store/bundles.ts";

/** Shows the bundle in force. */
export async function readPolicy(
  deps: { readonly db: Database; readonly shelf: BundleShelf },
  _input: Readonly<Record<string, never>>,
  caller: Caller,
): Promise<OutputOf<typeof getPolicy>> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const [active, since] = await Promise.all([deps.shelf.active(tx), activation(tx)]);
    if (active.state === "stale" || since === undefined) {
      throw problem("not_found", active.state === "stale" ? active.says : "no policy bundle is in force");
    }
    const { bundle } = active;
    return {
      hash: bundle.hash,
      coreHash: bundle.coreHash,
      activatedAt: isoFromInstant(since.activatedAt),
      activatedBy: since.activatedBy,
      auditId: since.auditId,
      core: bundle.source.core,
      organisation: bundle.source.organisation,
      team: bundle.source.team ?? "",
      schema: fullSchema(),
      policies: bundle.policies.map(
        ({ id, layer, mode, effect, code, says, actions, reads, approvers, quorum, text }) => ({
          id,
          layer,
          mode,
          effect,
          code,
          says,
          actions: [...actions],
          reads: reads.map((path) => path.join(".")),
          approvers: [...approvers],
          quorum,
          text,
        }),
      ),
    };
  });
}
