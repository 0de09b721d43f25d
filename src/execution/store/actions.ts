import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid, idOrNull } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { ActionState, DecisionOutcome, Draft, Reason } from "../words/contract.ts";

/** The message content of an action as approvers see it; the exact bytes follow at reserve. */
export interface ActionContent {
  readonly to: string;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly subject: string;
  readonly body: string;
}

/** One action as stored. */
export interface ActionRow {
  readonly id: Id<"act">;
  readonly kind: "send_email" | "place_call" | "book_meeting";
  readonly purpose: "outreach" | "reply_in_thread" | "transactional" | "notice";
  readonly contactId: Id<"con">;
  readonly accountId: Id<"acc"> | null;
  readonly proposerKind: "person" | "agent" | "system";
  readonly proposerId: string;
  readonly enrollmentId: Id<"enr"> | null;
  readonly sequenceId: Id<"seq"> | null;
  readonly step: number;
  readonly mailboxId: Id<"mbx"> | null;
  readonly templateId: Id<"tpl"> | null;
  readonly contextId: Id<"ctx"> | null;
  /** The mail that it answers, for an answer. */
  readonly answersId: Id<"inb"> | null;
  readonly draft: Draft;
  readonly content: ActionContent | null;
  readonly contentHash: Buffer | null;
  readonly messageId: Id<"msg"> | null;
  readonly state: ActionState;
  readonly outcome: DecisionOutcome;
  readonly reasons: readonly Reason[];
  readonly decisionId: Id<"dec">;
  readonly recordId: Id<"aud">;
  readonly until: Instant | null;
  readonly stoppedReason: string | null;
  readonly tries: number;
  /** Refused because of us: it reached nobody, and its step may be proposed again. */
  readonly blamesUs: boolean;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** What a decision writes onto an action. */
export interface ActionUpdate {
  readonly id: Id<"act">;
  readonly state: ActionState;
  readonly outcome: DecisionOutcome;
  readonly reasons: readonly Reason[];
  readonly decisionId: Id<"dec">;
  readonly recordId: Id<"aud">;
  readonly until: Instant | null;
  readonly content: ActionContent | null;
  readonly contentHash: Buffer | null;
  readonly mailboxId: Id<"mbx"> | null;
}

/** Writes new actions. One text for any number of them, so that it is prepared once and not for every size of a batch. */
export async function insertActions(tx: Tx, rows: readonly ActionRow[]): Promise<void> {
  if (rows.length === 0) return;
  const all = <T>(pick: (row: ActionRow) => T): T[] => rows.map(pick);
  await tx.sql`
    insert into action (workspace_id, id, kind, purpose, contact_id, account_id, proposer_kind, proposer_id, enrollment_id, sequence_id, step,
                        mailbox_id, template_id, context_id, answers_id, draft, content, content_hash, message_id, state, outcome, reasons,
                        decision_id, record_id, until, created_at, updated_at)
    select ${tx.workspaceId}::uuid, a.id, a.kind, a.purpose, a.contact_id, a.account_id, a.proposer_kind, a.proposer_id, a.enrollment_id,
           a.sequence_id, a.step, a.mailbox_id, a.template_id, a.context_id, a.answers_id, a.draft::jsonb, a.content::jsonb,
           decode(a.content_hash, 'hex'), a.message_id, a.state, a.outcome, a.reasons::jsonb, a.decision_id, a.record_id, a.until,
           a.created_at, a.updated_at
      from unnest(${all((row) => row.id)}::uuid[], ${all((row) => row.kind)}::text[], ${all((row) => row.purpose)}::text[],
                  ${all((row) => row.contactId)}::uuid[], ${all((row) => row.accountId)}::uuid[], ${all((row) => row.proposerKind)}::text[],
                  ${all((row) => row.proposerId)}::text[], ${all((row) => row.enrollmentId)}::uuid[], ${all((row) => row.sequenceId)}::uuid[],
                  ${all((row) => row.step)}::int[], ${all((row) => row.mailboxId)}::uuid[], ${all((row) => row.templateId)}::uuid[],
                  ${all((row) => row.contextId)}::uuid[], ${all((row) => row.answersId)}::uuid[],
                  ${all((row) => JSON.stringify(row.draft))}::text[],
                  ${all((row) => (row.content === null ? null : JSON.stringify(row.content)))}::text[],
                  ${all((row) => row.contentHash?.toString("hex") ?? null)}::text[], ${all((row) => row.messageId)}::uuid[],
                  ${all((row) => row.state)}::text[], ${all((row) => row.outcome)}::text[],
                  ${all((row) => JSON.stringify(row.reasons))}::text[], ${all((row) => row.decisionId)}::uuid[],
                  ${all((row) => row.recordId)}::uuid[], ${all((row) => row.until)}::timestamptz[],
                  ${all((row) => row.createdAt)}::timestamptz[], ${all((row) => row.updatedAt)}::timestamptz[])
           as a (id, kind, purpose, contact_id, account_id, proposer_kind, proposer_id, enrollment_id, sequence_id, step, mailbox_id,
                 template_id, context_id, answers_id, draft, content, content_hash, message_id, state, outcome, reasons, decision_id,
                 record_id, until, created_at, updated_at)`;
}

export async function updateDecided(tx: Tx, updates: readonly ActionUpdate[]): Promise<void> {
  if (updates.length === 0) return;
  await tx.sql`
    update action set state = u.state, outcome = u.outcome, reasons = u.reasons, decision_id = u.decision_id, record_id = u.record_id,
           until = u.until, content = coalesce(u.content, action.content), content_hash = coalesce(decode(u.content_hash, 'hex'), action.content_hash),
           mailbox_id = coalesce(u.mailbox_id, action.mailbox_id), updated_at = ${tx.now}
      from unnest(${updates.map((u) => u.id)}::uuid[], ${updates.map((u) => u.state)}::text[], ${updates.map((u) => u.outcome)}::text[],
                  ${updates.map((u) => JSON.stringify(u.reasons))}::text[]::jsonb[], ${updates.map((u) => u.decisionId)}::uuid[],
                  ${updates.map((u) => u.recordId)}::uuid[], ${updates.map((u) => u.until)}::timestamptz[],
                  ${updates.map((u) => (u.content === null ? null : JSON.stringify(u.content)))}::text[]::jsonb[],
                  ${updates.map((u) => u.contentHash?.toString("hex") ?? null)}::text[], ${updates.map((u) => u.mailboxId)}::uuid[])
           as u (id, state, outcome, reasons, decision_id, record_id, until, content, content_hash, mailbox_id)
     where action.workspace_id = ${tx.workspaceId} and action.id = u.id`;
}

/** Moves one action if it is still in one of the given states; says whether it was. */
export async function updateState(
  tx: Tx,
  id: Id<"act">,
  from: readonly ActionState[],
  to: ActionState,
  reason: string | null = null,
): Promise<boolean> {
  const rows = await tx.sql`
    update action set state = ${to}, stopped_reason = ${to === "attempting" ? null : tx.sql`coalesce(${reason}, stopped_reason)`}, updated_at = ${tx.now},
           tries = tries + ${to === "attempting" ? 1 : 0}
     where workspace_id = ${tx.workspaceId} and id = ${id} and state = any(${[...from]}::text[])
    returning id`;
  return rows.length === 1;
}

export async function actionsById(
  tx: Tx,
  ids: readonly Id<"act">[],
  lock: "update" | "none",
): Promise<readonly ActionRow[]> {
  const rows = await tx.sql<StoredAction[]>`
    select * from action where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[]) order by id
      ${lock === "update" ? tx.sql`for update` : tx.sql``}`;
  return rows.map(actionFromRow);
}

/** Actions in some states after an id, in order of id. */
export async function actionsAfter(
  tx: Tx,
  after: Id<"act"> | null,
  states: readonly ActionState[],
  count: number,
): Promise<readonly ActionRow[]> {
  const rows = await tx.sql<StoredAction[]>`
    select * from action
     where workspace_id = ${tx.workspaceId} and (${after}::uuid is null or id > ${after}::uuid) and state = any(${[...states]}::text[])
     order by id limit ${count}`;
  return rows.map(actionFromRow);
}

/** The actions that enrollments led to: one per step, after those that were refused because of us, oldest first. */
export async function actionsOfEnrollments(tx: Tx, ids: readonly Id<"enr">[]): Promise<readonly ActionRow[]> {
  const rows = await tx.sql<StoredAction[]>`
    select * from action where workspace_id = ${tx.workspaceId} and enrollment_id = any(${[...ids]}::uuid[]) order by enrollment_id, step, created_at, id`;
  return rows.map(actionFromRow);
}

/** Actions of contacts in some states, locked. */
export async function contactActionsIn(
  tx: Tx,
  contactIds: readonly Id<"con">[],
  states: readonly ActionState[],
): Promise<readonly ActionRow[]> {
  const rows = await tx.sql<StoredAction[]>`
    select * from action
     where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[]) and state = any(${[...states]}::text[])
     order by id for update`;
  return rows.map(actionFromRow);
}

export async function updateStopped(
  tx: Tx,
  ids: readonly Id<"act">[],
  states: readonly ActionState[],
  state: "cancelled" | "held",
  reason: string,
  until: Instant | null,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.sql`
    update action set state = ${state}, stopped_reason = ${reason}, until = ${until}, updated_at = ${tx.now}
     where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[]) and state = any(${[...states]}::text[])`;
}

/** Sets the time of what a pause holds to now, of one proposer or of all; answers with what may be decided again. */
export async function pausedActionsDue(tx: Tx, proposerId: string | null): Promise<readonly Id<"act">[]> {
  const rows = await tx.sql<{ id: string }[]>`
    update action set until = ${tx.now}, updated_at = ${tx.now}
     where workspace_id = ${tx.workspaceId} and state = 'held' and until is null
       and (${proposerId}::text is null or proposer_id = ${proposerId}::text) returning id`;
  return rows.map((row) => idFromUuid("act", row.id));
}

/** Notes a stop on actions whose attempt is under way; an attempt begins without one. */
export async function noteStop(tx: Tx, contactIds: readonly Id<"con">[], reason: string): Promise<void> {
  await tx.sql`
    update action set stopped_reason = ${reason}, updated_at = ${tx.now}
     where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[]) and state = 'attempting'`;
}

export interface ActionFilter {
  readonly state?: ActionState | undefined;
  readonly outcome?: DecisionOutcome | undefined;
  readonly code?: string | undefined;
  readonly contactId?: Id<"con"> | undefined;
  readonly limit: number;
  readonly before?: { readonly createdAt: Instant; readonly id: string } | undefined;
}

export async function actionsPage(tx: Tx, filter: ActionFilter): Promise<readonly ActionRow[]> {
  const { sql } = tx;
  const rows = await sql<StoredAction[]>`
    select * from action where workspace_id = ${tx.workspaceId}
      ${filter.state === undefined ? sql`` : sql`and state = ${filter.state}`}
      ${filter.outcome === undefined ? sql`` : sql`and outcome = ${filter.outcome}`}
      ${filter.code === undefined ? sql`` : sql`and reasons @> ${sql.json([{ code: filter.code }])}`}
      ${filter.contactId === undefined ? sql`` : sql`and contact_id = ${filter.contactId}`}
      ${filter.before === undefined ? sql`` : sql`and (created_at, id) < (${filter.before.createdAt}::timestamptz, ${filter.before.id}::uuid)`}
     order by created_at desc, id desc limit ${filter.limit}`;
  return rows.map(actionFromRow);
}

/** Which of these contacts already have an action that was not refused. */
export async function engagedContactIds(tx: Tx, contactIds: readonly Id<"con">[]): Promise<ReadonlySet<Id<"con">>> {
  const rows = await tx.sql<{ contact_id: string }[]>`
    select distinct contact_id from action
     where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[])`;
  return new Set(rows.map((row) => idFromUuid("con", row.contact_id)));
}

interface StoredAction {
  readonly id: string;
  readonly kind: ActionRow["kind"];
  readonly purpose: ActionRow["purpose"];
  readonly contact_id: string;
  readonly account_id: string | null;
  readonly proposer_kind: ActionRow["proposerKind"];
  readonly proposer_id: string;
  readonly enrollment_id: string | null;
  readonly sequence_id: string | null;
  readonly step: number;
  readonly mailbox_id: string | null;
  readonly template_id: string | null;
  readonly context_id: string | null;
  readonly answers_id: string | null;
  readonly draft: Draft;
  readonly content: ActionContent | null;
  readonly content_hash: Buffer | null;
  readonly message_id: string | null;
  readonly state: ActionState;
  readonly outcome: DecisionOutcome;
  readonly reasons: Reason[];
  readonly decision_id: string;
  readonly record_id: string;
  readonly until: Instant | null;
  readonly stopped_reason: string | null;
  readonly tries: number;
  readonly blames_us: boolean;
  readonly created_at: Instant;
  readonly updated_at: Instant;
}

function actionFromRow(row: StoredAction): ActionRow {
  return {
    id: idFromUuid("act", row.id),
    kind: row.kind,
    purpose: row.purpose,
    contactId: idFromUuid("con", row.contact_id),
    accountId: idOrNull("acc", row.account_id),
    proposerKind: row.proposer_kind,
    proposerId: row.proposer_id,
    enrollmentId: idOrNull("enr", row.enrollment_id),
    sequenceId: idOrNull("seq", row.sequence_id),
    step: row.step,
    mailboxId: idOrNull("mbx", row.mailbox_id),
    templateId: idOrNull("tpl", row.template_id),
    contextId: idOrNull("ctx", row.context_id),
    answersId: idOrNull("inb", row.answers_id),
    draft: row.draft,
    content: row.content,
    contentHash: row.content_hash,
    messageId: idOrNull("msg", row.message_id),
    state: row.state,
    outcome: row.outcome,
    reasons: row.reasons,
    decisionId: idFromUuid("dec", row.decision_id),
    recordId: idFromUuid("aud", row.record_id),
    until: row.until,
    stoppedReason: row.stopped_reason,
    tries: row.tries,
    blamesUs: row.blames_us,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
