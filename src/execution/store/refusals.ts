import type { Instant } from "../../kernel/env.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** How often a step of an enrollment was refused because of us. */
export async function blamedTimes(tx: Tx, enrollmentId: Id<"enr">, step: number): Promise<number> {
  const [row] = await tx.sql<{ count: number }[]>`
    select count(*)::int as count from action
     where workspace_id = ${tx.workspaceId} and enrollment_id = ${enrollmentId} and step = ${step} and blames_us`;
  return row?.count ?? 0;
}

/** Notes that a refused action reached nobody because of us, and when its step is proposed again. */
export async function noteBlamed(tx: Tx, id: Id<"act">, againAt: Instant | null): Promise<void> {
  await tx.sql`
    update action set blames_us = true, until = ${againAt}, updated_at = ${tx.now}
     where workspace_id = ${tx.workspaceId} and id = ${id} and state = 'rejected'`;
}

/** Lets an enrollment wait for a time at the step that it is at. */
export async function holdAtStep(tx: Tx, id: Id<"enr">, reason: string, until: Instant): Promise<void> {
  await tx.sql`
    update enrollment set state = 'held', generation = generation + 1, stopped_reason = ${reason}, next_due_at = ${until},
           updated_at = ${tx.now}
     where workspace_id = ${tx.workspaceId} and id = ${id} and state in ('active', 'held')`;
}
