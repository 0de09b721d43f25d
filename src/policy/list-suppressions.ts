import { isoFromInstant } from "../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import type { Database } from "../kernel/sql.ts";
import type { listSuppressions } from "./contract.ts";
import { type KeyDeps, type NamedKey, storedKeys } from "./keys.ts";
import { listedSuppressions } from "./store/suppressions.ts";

/** Lists what is suppressed. */
export async function readSuppressions(
  deps: KeyDeps & { readonly db: Database },
  input: InputOf<typeof listSuppressions>,
  caller: Caller,
): Promise<OutputOf<typeof listSuppressions>> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const named: readonly NamedKey[] = [
      ...(input.address === undefined ? [] : [{ scope: "address" as const, value: input.address }]),
      ...(input.domain === undefined ? [] : [{ scope: "domain" as const, value: input.domain }]),
    ];
    const rows = await listedSuppressions(tx, {
      keys: named.length === 0 ? null : storedKeys(deps, tx, named),
      contactId: input.contactId ?? null,
      scope: input.scope ?? null,
      reason: input.reason ?? null,
      includeLifted: input.includeLifted,
      before: input.after ?? null,
      limit: input.limit,
    });
    return {
      items: rows.map(({ createdByKind, createdBy, createdAt, liftedAt, liftedBy, liftReason, ...row }) => ({
        ...row,
        createdBy: { kind: createdByKind, id: createdBy },
        createdAt: isoFromInstant(createdAt),
        lifted:
          liftedAt === null ? null : { at: isoFromInstant(liftedAt), by: liftedBy ?? "", reason: liftReason ?? "" },
      })),
      next: rows.length === input.limit ? (rows.at(-1)?.id ?? null) : null,
    };
  });
}
