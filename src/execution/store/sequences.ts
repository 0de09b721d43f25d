import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

export interface TemplateRow {
  readonly id: Id<"tpl">;
  readonly name: string;
  readonly version: number;
  readonly subject: string;
  readonly body: string;
  readonly contentHash: Buffer;
  readonly approvedBy: string | null;
  readonly createdAt: Instant;
}

export interface StepRow {
  readonly sequenceId: Id<"seq">;
  readonly position: number;
  readonly delayMs: number;
  readonly templateId: Id<"tpl">;
}

export interface SequenceRow {
  readonly id: Id<"seq">;
  readonly name: string;
  readonly state: string;
}

export interface EnrollmentRow {
  readonly id: Id<"enr">;
  readonly sequenceId: Id<"seq">;
  readonly contactId: Id<"con">;
  readonly enrolledByKind: string;
  readonly enrolledBy: string;
  readonly state: "active" | "held" | "stopped" | "finished";
  readonly generation: number;
  readonly step: number;
  readonly nextDueAt: Instant | null;
}

/** Adds the next version of a template; two at once get two versions. */
export async function insertTemplate(
  tx: Tx,
  row: {
    readonly id: Id<"tpl">;
    readonly name: string;
    readonly subject: string;
    readonly body: string;
    readonly contentHash: Buffer;
    readonly createdBy: string;
  },
): Promise<void> {
  await tx.sql`
    insert into template (workspace_id, id, name, version, subject, body, content_hash, created_by, created_at)
    select ${tx.workspaceId}::uuid, ${row.id}::uuid, ${row.name}, coalesce(max(version), 0) + 1, ${row.subject}, ${row.body}, ${row.contentHash}::bytea, ${row.createdBy}, ${tx.now}::timestamptz
      from template where workspace_id = ${tx.workspaceId} and name = ${row.name}`;
}

/** Approves a version by its content: the approval row names the hash that was approved. */
export async function insertTemplateApproval(tx: Tx, id: Id<"tpl">, approvedBy: string): Promise<void> {
  await tx.sql`
    insert into template_approval (workspace_id, template_id, content_hash, approved_by, approved_at)
    select workspace_id, id, content_hash, ${approvedBy}, ${tx.now} from template where workspace_id = ${tx.workspaceId} and id = ${id}
    on conflict do nothing`;
}

/** Template versions by id, or all of them; approved only where the approval names this very content. */
export async function templates(tx: Tx, ids: readonly Id<"tpl">[] | "all"): Promise<readonly TemplateRow[]> {
  const rows = await tx.sql<
    {
      id: string;
      name: string;
      version: number;
      subject: string;
      body: string;
      content_hash: Buffer;
      approved_by: string | null;
      created_at: Instant;
    }[]
  >`
    select t.id, t.name, t.version, t.subject, t.body, t.content_hash, p.approved_by, t.created_at
      from template t left join template_approval p
        on p.workspace_id = t.workspace_id and p.template_id = t.id and p.content_hash = t.content_hash
     where t.workspace_id = ${tx.workspaceId} ${ids === "all" ? tx.sql`` : tx.sql`and t.id = any(${[...ids]}::uuid[])`}
     order by t.name, t.version desc`;
  return rows.map((row) => ({
    id: idFromUuid("tpl", row.id),
    name: row.name,
    version: row.version,
    subject: row.subject,
    body: row.body,
    contentHash: row.content_hash,
    approvedBy: row.approved_by,
    createdAt: row.created_at,
  }));
}

export async function insertSequence(
  tx: Tx,
  row: {
    readonly id: Id<"seq">;
    readonly name: string;
    readonly createdBy: string;
    readonly steps: readonly Omit<StepRow, "sequenceId">[];
  },
): Promise<void> {
  await tx.sql`
    insert into sequence (workspace_id, id, name, created_by, created_at) values (${tx.workspaceId}, ${row.id}, ${row.name}, ${row.createdBy}, ${tx.now})`;
  const steps = row.steps.map((step) => ({
    workspace_id: tx.workspaceId,
    sequence_id: row.id,
    position: step.position,
    delay_ms: step.delayMs,
    template_id: step.templateId,
  }));
  await tx.sql`insert into sequence_step ${tx.sql(steps)}`;
}

export async function sequenceRows(tx: Tx): Promise<readonly SequenceRow[]> {
  const rows = await tx.sql<
    { id: string; name: string; state: string }[]
  >`select id, name, state from sequence where workspace_id = ${tx.workspaceId} order by name`;
  return rows.map((row) => ({ ...row, id: idFromUuid("seq", row.id) }));
}

export async function sequenceSteps(tx: Tx): Promise<readonly StepRow[]> {
  const rows = await tx.sql<{ sequence_id: string; position: number; delay_ms: number; template_id: string }[]>`
    select sequence_id, position, delay_ms, template_id from sequence_step where workspace_id = ${tx.workspaceId} order by sequence_id, position`;
  return rows.map((row) => ({
    sequenceId: idFromUuid("seq", row.sequence_id),
    position: row.position,
    delayMs: row.delay_ms,
    templateId: idFromUuid("tpl", row.template_id),
  }));
}

export async function enrollmentCounts(
  tx: Tx,
): Promise<
  readonly { readonly sequenceId: Id<"seq">; readonly state: EnrollmentRow["state"]; readonly count: number }[]
> {
  const rows = await tx.sql<{ sequence_id: string; state: EnrollmentRow["state"]; count: number }[]>`
    select sequence_id, state, count(*)::int as count from enrollment where workspace_id = ${tx.workspaceId} group by sequence_id, state`;
  return rows.map((row) => ({ sequenceId: idFromUuid("seq", row.sequence_id), state: row.state, count: row.count }));
}

/** Enrolls contacts; one who is already in the sequence is left out of the answer. */
export async function insertEnrollments(tx: Tx, rows: readonly EnrollmentRow[]): Promise<ReadonlySet<Id<"enr">>> {
  if (rows.length === 0) return new Set();
  const values = rows.map((row) => ({
    workspace_id: tx.workspaceId,
    id: row.id,
    sequence_id: row.sequenceId,
    contact_id: row.contactId,
    enrolled_by_kind: row.enrolledByKind,
    enrolled_by: row.enrolledBy,
    state: row.state,
    step: row.step,
    created_at: tx.now,
    updated_at: tx.now,
  }));
  const inserted = await tx.sql<{ id: string }[]>`
    insert into enrollment ${tx.sql(values)}
    on conflict (workspace_id, sequence_id, contact_id) where state in ('active', 'held') do nothing returning id`;
  return new Set(inserted.map((row) => idFromUuid("enr", row.id)));
}

/**
 * Which contacts a sequence has reached before: something of it was handed to SMTP, so that its steps are not theirs again. What
 * was refused because of us reached nobody.
 */
export async function reachedBefore(
  tx: Tx,
  contactIds: readonly Id<"con">[],
): Promise<readonly { readonly sequenceId: Id<"seq">; readonly contactId: Id<"con"> }[]> {
  if (contactIds.length === 0) return [];
  const rows = await tx.sql<{ sequence_id: string; contact_id: string }[]>`
    select distinct e.sequence_id, e.contact_id
      from enrollment e join action a on a.workspace_id = e.workspace_id and a.enrollment_id = e.id
     where e.workspace_id = ${tx.workspaceId} and e.contact_id = any(${[...contactIds]}::uuid[])
       and a.state in ('attempting', 'sent', 'rejected', 'unknown', 'parked', 'done') and not a.blames_us`;
  return rows.map((row) => ({
    sequenceId: idFromUuid("seq", row.sequence_id),
    contactId: idFromUuid("con", row.contact_id),
  }));
}

export async function enrollmentsById(
  tx: Tx,
  ids: readonly Id<"enr">[],
  lock: "update" | "none" = "update",
): Promise<readonly EnrollmentRow[]> {
  if (ids.length === 0) return [];
  const rows = await tx.sql<StoredEnrollment[]>`
    select * from enrollment where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[]) order by id ${lock === "update" ? tx.sql`for update` : tx.sql``}`;
  return rows.map(enrollmentFromRow);
}

/** Takes contacts out of their sequences, for good or until a hold ends; the generation tells late workers. */
export async function haltEnrollments(
  tx: Tx,
  contactIds: readonly Id<"con">[],
  state: "stopped" | "held",
  reason: string,
): Promise<readonly Id<"enr">[]> {
  const rows = await tx.sql<{ id: string }[]>`
    update enrollment set state = ${state}, generation = generation + 1, stopped_reason = ${reason}, updated_at = ${tx.now}
     where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[]) and state in ('active', 'held') returning id`;
  return rows.map((row) => idFromUuid("enr", row.id));
}

/** Lets held enrollments go on once their hold is over; a stopped one stays stopped. */
export async function resumeEnrollment(tx: Tx, id: Id<"enr">): Promise<void> {
  await tx.sql`
    update enrollment set state = 'active', generation = generation + 1, stopped_reason = null, updated_at = ${tx.now}
     where workspace_id = ${tx.workspaceId} and id = ${id} and state = 'held'`;
}

/** Notes the next step and when it is due; after the last one the enrollment is finished. A held one stays held. */
export async function advanceEnrollment(tx: Tx, id: Id<"enr">, step: number, nextDueAt: Instant | null): Promise<void> {
  await tx.sql`
    update enrollment set step = ${step}, next_due_at = ${nextDueAt}, updated_at = ${tx.now},
           state = ${nextDueAt === null ? tx.sql`'finished'` : tx.sql`state`}
     where workspace_id = ${tx.workspaceId} and id = ${id} and state in ('active', 'held')`;
}

export async function stopEnrollment(tx: Tx, id: Id<"enr">, reason: string): Promise<void> {
  await tx.sql`
    update enrollment set state = 'stopped', generation = generation + 1, stopped_reason = ${reason}, updated_at = ${tx.now}
     where workspace_id = ${tx.workspaceId} and id = ${id} and state in ('active', 'held')`;
}

interface StoredEnrollment {
  readonly id: string;
  readonly sequence_id: string;
  readonly contact_id: string;
  readonly enrolled_by_kind: string;
  readonly enrolled_by: string;
  readonly state: EnrollmentRow["state"];
  readonly generation: number;
  readonly step: number;
  readonly next_due_at: Instant | null;
}

function enrollmentFromRow(row: StoredEnrollment): EnrollmentRow {
  return {
    id: idFromUuid("enr", row.id),
    sequenceId: idFromUuid("seq", row.sequence_id),
    contactId: idFromUuid("con", row.contact_id),
    enrolledByKind: row.enrolled_by_kind,
    enrolledBy: row.enrolled_by,
    state: row.state,
    generation: row.generation,
    step: row.step,
    nextDueAt: row.next_due_at,
  };
}
