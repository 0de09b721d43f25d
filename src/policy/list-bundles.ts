import { isoFromInstant } from "../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import type { Database } from "../kernel/sql.ts";
import { changesBetween } from "./core/bundle-changes.ts";
import type { listBundles } from "./rollout/contract.ts";
import { activationsAfter, outlinesOf } from "./store/activations.ts";
import { activation } from "./store/bundles.ts";

/** Lists every time that policies were put in force, each with what it changed. */
export async function readBundles(
  deps: { readonly db: Database },
  input: InputOf<typeof listBundles>,
  caller: Caller,
): Promise<OutputOf<typeof listBundles>> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const found = await activationsAfter(tx, input.after ?? null, input.limit + 1);
    const page = found.slice(0, input.limit);
    const hashes = page.flatMap(({ hash, previous }) => (previous === null ? [hash] : [hash, previous]));
    const [outlines, inForce] = await Promise.all([outlinesOf(tx, [...new Set(hashes)]), activation(tx)]);
    return {
      items: page.map((one) => {
        const [after, before] = [outlines.get(one.hash), outlines.get(one.previous ?? "")];
        const changes = after === undefined || before === undefined ? null : changesBetween(before, after);
        return {
          auditId: one.recordId,
          hash: one.hash,
          previous: one.previous,
          kind: one.kind,
          reason: one.reason,
          activatedBy: one.activatedBy,
          activatedAt: isoFromInstant(one.activatedAt),
          inForce: one.recordId === inForce?.auditId,
          policies: after?.policies.length ?? 0,
          changes:
            changes === null
              ? null
              : {
                  added: [...changes.added],
                  removed: [...changes.removed],
                  changed: [...changes.changed],
                  modes: [...changes.modes],
                },
        };
      }),
      next: found.length > page.length ? (page.at(-1)?.recordId ?? null) : null,
    };
  });
}
