import { dayMs } from "../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import type { Database } from "../kernel/sql.ts";
import type { BundleShelf } from "./bundles.ts";
import type { shadowResults } from "./rollout/contract.ts";
import { type ShadowRow, shadowCounts } from "./store/shadow.ts";

/** Counts what the policies in shadow would have done, over what was really decided. */
export async function readShadow(
  deps: { readonly db: Database; readonly shelf: BundleShelf },
  input: InputOf<typeof shadowResults>,
  caller: Caller,
): Promise<OutputOf<typeof shadowResults>> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const active = await deps.shelf.active(tx);
    const rows = await shadowCounts(tx, tx.now - input.days * dayMs, input.policy ?? null);
    const policies = active.state === "ready" ? active.bundle.policies : [];
    return {
      items: rows.map((row) => ({
        policy: row.policy,
        day: row.day,
        would: wouldOf(row),
        code: row.code,
        actions: row.actions,
        changed: row.changed,
        examples: [...row.examples],
      })),
      inShadow: policies.filter(({ mode }) => mode === "shadow").map(({ id }) => id),
    };
  });
}

function wouldOf({ effect, code }: ShadowRow): "deny" | "ask" | "defer" | "fail" {
  if (code === "POLICY_ERROR") return "fail";
  return effect === "approval" ? "ask" : effect;
}
