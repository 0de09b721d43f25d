import { newUuid } from "../../kernel/ids.ts";
import { enqueue, type Job, type NewJob } from "../../kernel/jobs.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { Review } from "../core/resolve.ts";
import type { IdentityDeps } from "../deps.ts";
import { projectAccounts } from "../settle-accounts.ts";
import { projectContacts } from "../settle-contacts.ts";
import { entitiesAfter } from "../store/claims.ts";
import { lockIdentity, type RecordKind } from "../store/records.ts";
import { openReviews } from "../store/reviews.ts";

/** The queue of projections that are too many for one transaction. */
export const projectQueue = "identity.project";

const chunk = 1_000;

/** Asks for all contacts or accounts to be projected anew, a chunk a job: after what decides between claims changed. */
export async function projectAll(deps: Pick<IdentityDeps, "env">, tx: Tx, object: RecordKind): Promise<void> {
  await enqueue(deps.env, tx, [jobAfter(object, null, newUuid(deps.env))]);
}

/** Does one chunk and queues the next in the same transaction; safe to run twice, and what reads the same is not written. */
export async function runProjection(deps: Pick<IdentityDeps, "env" | "db">, job: Job): Promise<void> {
  const { object, after, run } = job.payload as { object: RecordKind; after: string | null; run: string };
  await deps.db.write(job.workspaceId, async (tx) => {
    await lockIdentity(tx);
    const ids = await entitiesAfter(tx, object, after, chunk);
    const asked = object === "contact" ? await projectContacts(tx, ids) : await projectAccounts(tx, ids);
    await open(deps, tx, object, asked);
    const last = ids.at(-1);
    if (ids.length === chunk && last !== undefined) await enqueue(deps.env, tx, [jobAfter(object, last, run)]);
  });
}

async function open(
  deps: Pick<IdentityDeps, "env">,
  tx: Tx,
  about: RecordKind,
  asked: readonly Review[],
): Promise<void> {
  if (asked.length === 0) return;
  const rows = asked.map(({ kind, subject, members }) => ({
    id: newUuid(deps.env),
    kind,
    about,
    subject,
    recordIds: members,
  }));
  await openReviews(tx, rows);
}

/** Each round has keys of its own: one that is asked for while another runs begins at the first contact again. */
function jobAfter(object: RecordKind, after: string | null, run: string): NewJob {
  return { queue: projectQueue, key: `${object}:${run}:${after ?? "start"}`, payload: { object, after, run } };
}
