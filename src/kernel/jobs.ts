import type { Instant } from "./env.ts";
import { type Id, idFromUuid, newUuid } from "./ids.ts";
import { limits } from "./limits.ts";
import type { Tx } from "./sql.ts";

/** Work to do after this transaction commits, at a business time; the open key makes it idempotent. */
export interface NewJob {
  readonly queue: string;
  /** At most one open job per queue and key: enqueueing again is a no-op. */
  readonly key: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly dueAt?: Instant;
}

/** A job in the hands of one worker; `tries` is the fencing number. */
export interface Job {
  readonly id: Id<"job">;
  readonly workspaceId: Id<"wsp">;
  readonly queue: string;
  readonly key: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly tries: number;
}

/** Where new ids come from. */
export interface JobIds {
  wall(): number;
  randomBytes(count: number): Uint8Array;
}

/**
 * Adds jobs in the caller's transaction: they exist if and only if it commits. A key that waits already is left as it is; one
 * that is in a worker's hands runs again after that, since what it is doing may have been read before this was written.
 */
export async function enqueue(ids: JobIds, tx: Tx, jobs: readonly NewJob[]): Promise<void> {
  if (jobs.length === 0) return;
  await tx.sql`
    insert into job (workspace_id, id, queue, key, payload, due_at, created_at)
    select distinct on (j.queue, j.key) ${tx.workspaceId}::uuid, j.id, j.queue, j.key, j.payload, j.due_at, ${tx.now}::timestamptz
      from unnest(${jobs.map(() => newUuid(ids))}::uuid[], ${jobs.map((job) => job.queue)}::text[], ${jobs.map((job) => job.key)}::text[],
                  ${jobs.map((job) => JSON.stringify(job.payload))}::text[]::jsonb[], ${jobs.map((job) => job.dueAt ?? tx.now)}::timestamptz[])
           as j (id, queue, key, payload, due_at)
     order by j.queue, j.key, j.due_at
    on conflict (workspace_id, queue, key) where state < 2
    do update set again_at = least(job.again_at, excluded.due_at), payload = excluded.payload where job.state = 1`;
}

/** Takes due jobs and jobs whose worker vanished. Leases run on database time, the one clock that all workers share. */
export async function claimedJobs(
  tx: Tx,
  queues: readonly string[],
  owner: string,
  count: number,
): Promise<readonly Job[]> {
  const rows = await tx.sql<JobRow[]>`
    update job set state = 1, lease_owner = ${owner}, lease_until = now() + ${`${limits.jobLeaseMs} milliseconds`}::interval, tries = tries + 1
     where workspace_id = ${tx.workspaceId} and id in (
       select id from job
        where workspace_id = ${tx.workspaceId} and queue = any(${[...queues]}::text[])
          and ((state = 0 and due_at <= ${tx.now}) or (state = 1 and lease_until < now()))
        order by due_at, id limit ${count} for update skip locked)
    returning id, queue, key, payload, tries`;
  return rows.map((row) => ({ ...row, id: idFromUuid("job", row.id), workspaceId: tx.workspaceId }));
}

/** Takes one job by its key, for somebody who is at hand to do it now; undefined while another worker has it. */
export async function claimedJob(tx: Tx, queue: string, key: string, owner: string): Promise<Job | undefined> {
  const [row] = await tx.sql<JobRow[]>`
    update job set state = 1, lease_owner = ${owner}, lease_until = now() + ${`${limits.jobLeaseMs} milliseconds`}::interval, tries = tries + 1
     where workspace_id = ${tx.workspaceId} and queue = ${queue} and key = ${key} and (state = 0 or (state = 1 and lease_until < now()))
    returning id, queue, key, payload, tries`;
  return row === undefined ? undefined : { ...row, id: idFromUuid("job", row.id), workspaceId: tx.workspaceId };
}

/** Keeps hold of a job that takes longer than a lease; false when it went to another worker meanwhile: then stop at once. */
export async function extendLease(tx: Tx, job: Job): Promise<boolean> {
  const rows = await tx.sql`
    update job set lease_until = now() + ${`${limits.jobLeaseMs} milliseconds`}::interval
     where workspace_id = ${tx.workspaceId} and id = ${job.id} and tries = ${job.tries} and state = 1
    returning id`;
  return rows.length > 0;
}

/**
 * Removes finished jobs, or sets those up again that were asked for while they ran; one whose lease went to another worker
 * meanwhile is left alone. The rows are locked first, so that nobody asks in between.
 */
export async function finishJobs(tx: Tx, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return;
  const rows = await tx.sql<{ id: string; again: boolean }[]>`
    select job.id, job.again_at is not null as again
      from job join unnest(${jobs.map((job) => job.id)}::uuid[], ${jobs.map((job) => job.tries)}::int[]) as done (id, tries)
        on job.id = done.id and job.tries = done.tries
     where job.workspace_id = ${tx.workspaceId} and job.state = 1 order by job.id for update of job`;
  const idsWhere = (again: boolean): string[] => rows.filter((row) => row.again === again).map((row) => row.id);
  await tx.sql`delete from job where workspace_id = ${tx.workspaceId} and id = any(${idsWhere(false)}::uuid[])`;
  if (idsWhere(true).length > 0) await rearm(tx, idsWhere(true));
}

async function rearm(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.sql`
    update job set state = 0, due_at = again_at, again_at = null, tries = 0, lease_owner = null, lease_until = null
     where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[])`;
}

/** Hands a job back after a failure: it is taken again when the pause (real time) is over, and parked after too many tries. */
export async function returnJob(tx: Tx, job: Job, pauseMs: number, reason: string, isFinal: boolean): Promise<void> {
  await tx.sql`
    update job set state = ${isFinal ? 3 : 1}, lease_until = now() + ${`${Math.ceil(pauseMs)} milliseconds`}::interval, last_error = ${reason.slice(0, 500)}
     where workspace_id = ${tx.workspaceId} and id = ${job.id} and tries = ${job.tries} and state = 1`;
}

/** Who holds leases now. */
export async function leaseOwners(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.sql<{ lease_owner: string }[]>`
    select distinct lease_owner from job where workspace_id = ${tx.workspaceId} and state = 1 and lease_until > now()`;
  return rows.map((row) => row.lease_owner);
}

/** Ends the leases of a worker that is known to be dead, so that nobody waits for them to run out. */
export async function endLeases(tx: Tx, owners: readonly string[]): Promise<void> {
  await tx.sql`
    update job set lease_until = now()
     where workspace_id = ${tx.workspaceId} and state = 1 and lease_owner = any(${[...owners]}::text[])`;
}

/** Removes open jobs by key: what was stopped need not run. */
export async function dropJobs(tx: Tx, queue: string, keys: readonly string[]): Promise<void> {
  await tx.sql`delete from job where workspace_id = ${tx.workspaceId} and queue = ${queue} and key = any(${[...keys]}::text[]) and state = 0`;
}

/** What is waiting, for readiness and for the conductor of a simulation. */
export interface JobOutlook {
  /** Jobs due now or in a worker's hands. */
  readonly busy: number;
  readonly nextDueAt: Instant | null;
  readonly dead: number;
}

/** How many jobs are due or running, and when the next one is due. */
export async function jobOutlook(tx: Tx): Promise<JobOutlook> {
  const [row] = await tx.sql<{ busy: number; next: Instant | null; dead: number }[]>`
    select count(*) filter (where state = 1 or (state = 0 and due_at <= ${tx.now}))::int as busy,
           min(due_at) filter (where state = 0 and due_at > ${tx.now}) as next,
           count(*) filter (where state = 3)::int as dead
      from job where workspace_id = ${tx.workspaceId}`;
  return { busy: row?.busy ?? 0, nextDueAt: row?.next ?? null, dead: row?.dead ?? 0 };
}

interface JobRow {
  readonly id: string;
  readonly queue: string;
  readonly key: string;
  readonly payload: Record<string, unknown>;
  readonly tries: number;
}
