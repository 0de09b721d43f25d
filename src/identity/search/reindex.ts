import { enqueue, type Job } from "../../kernel/jobs.ts";
import type { IdentityDeps } from "../deps.ts";
import { goldenAfter } from "../store/lists.ts";
import { currentObservations, lockIdentity } from "../store/records.ts";
import type { EntityKind } from "../store/search.ts";
import { indexNames } from "./index-names.ts";

/** The queue of names that were there before there was an index of them. */
export const searchQueue = "identity.search";

const chunk = 2_000;

/** Indexes one chunk of a workspace and queues the next in the same transaction; safe to run twice. */
export async function reindex(deps: Pick<IdentityDeps, "db" | "env">, job: Job): Promise<void> {
  const kind: EntityKind = job.payload["kind"] === "account" ? "account" : "contact";
  const after = typeof job.payload["after"] === "string" ? job.payload["after"] : null;
  await deps.db.write(job.workspaceId, async (tx) => {
    await lockIdentity(tx);
    const rows = await goldenAfter(tx, kind, after, chunk);
    const observed = await currentObservations(
      tx,
      rows.map((row) => row.id),
    );
    const records = Map.groupBy(observed, (row) => row.entity_id);
    await indexNames(
      tx,
      kind,
      rows.map(({ id, golden }) => ({ id, golden, records: records.get(id) ?? [] })),
    );
    const next =
      rows.length === chunk
        ? { kind, after: rows.at(-1)?.id ?? null }
        : kind === "contact"
          ? { kind: "account", after: null }
          : null;
    if (next !== null)
      await enqueue(deps.env, tx, [
        { queue: searchQueue, key: `${next.kind}:${next.after ?? "start"}`, payload: next },
      ]);
  });
}
