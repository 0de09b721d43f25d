import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid, idOrNull } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** The immutable message of an action: exact bytes, written once at reserve and resent as they are. */
export interface MessageRow {
  readonly id: Id<"msg">;
  readonly actionId: Id<"act">;
  readonly contactId: Id<"con">;
  readonly mailboxId: Id<"mbx">;
  readonly rfc822Id: string;
  readonly fromAddress: string;
  readonly toAddress: string;
  readonly envelopeFrom: string;
  readonly subject: string;
  readonly body: string;
  readonly raw: Buffer;
  readonly renderedDigest: Buffer;
}

export async function insertMessages(tx: Tx, rows: readonly MessageRow[]): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map((row) => ({
    workspace_id: tx.workspaceId,
    id: row.id,
    action_id: row.actionId,
    contact_id: row.contactId,
    mailbox_id: row.mailboxId,
    rfc822_id: row.rfc822Id,
    from_address: row.fromAddress,
    to_address: row.toAddress,
    envelope_from: row.envelopeFrom,
    subject: row.subject,
    body: row.body,
    raw: row.raw,
    rendered_digest: row.renderedDigest,
    created_at: tx.now,
  }));
  await tx.sql`insert into message ${tx.sql(values)}`;
}

export async function messagesByAction(
  tx: Tx,
  actionIds: readonly Id<"act">[],
): Promise<ReadonlyMap<Id<"act">, MessageRow>> {
  if (actionIds.length === 0) return new Map();
  const rows = await tx.sql<StoredMessage[]>`
    select * from message where workspace_id = ${tx.workspaceId} and action_id = any(${[...actionIds]}::uuid[])`;
  return new Map(rows.map((row) => [idFromUuid("act", row.action_id), messageFromRow(row)]));
}

/** What inbound mail may refer to. */
export interface MessageRef {
  readonly messageId: Id<"msg">;
  readonly rfc822Id: string;
  readonly actionId: Id<"act">;
  readonly contactId: Id<"con">;
  readonly accountId: Id<"acc"> | null;
  readonly address: string;
  readonly mailboxId: Id<"mbx">;
  readonly subject: string;
  readonly sentText: string;
  readonly sentAt: Instant;
  readonly purpose: string;
  /** What its conversation is about: the enrollment that it belongs to, or the message itself. */
  readonly conversationId: string;
  /** The mail that it answers. */
  readonly answersId: Id<"inb"> | null;
}

/** Messages by our id, by wire Message-ID or by recipient address, newest first. */
export async function messageRefs(
  tx: Tx,
  query: {
    readonly ids: readonly Id<"msg">[];
    readonly rfc822Ids: readonly string[];
    readonly addresses: readonly string[];
    readonly limit: number;
  },
): Promise<readonly MessageRef[]> {
  const rows = await tx.sql<(StoredRef & { id: string; is_unknown: boolean })[]>`
    select m.id, m.rfc822_id, m.action_id, m.contact_id, a.account_id, m.to_address, m.mailbox_id, m.subject, m.body, m.created_at, a.purpose,
           a.state in ('unknown', 'parked') as is_unknown,
           coalesce(a.enrollment_id, m.id) as conversation_id, a.answers_id
      from message m join action a on a.workspace_id = m.workspace_id and a.id = m.action_id
     where m.workspace_id = ${tx.workspaceId} and a.state in ('attempting', 'sent', 'unknown', 'parked', 'rejected', 'done')
       and (m.id = any(${[...query.ids]}::uuid[]) or m.rfc822_id = any(${[...query.rfc822Ids]}::text[]) or m.to_address = any(${[...query.addresses]}::text[]))
     order by m.created_at desc, m.id limit ${query.limit}`;
  return rows.map((row) => ({
    messageId: idFromUuid("msg", row.id),
    rfc822Id: row.rfc822_id,
    actionId: idFromUuid("act", row.action_id),
    contactId: idFromUuid("con", row.contact_id),
    accountId: idOrNull("acc", row.account_id),
    address: row.to_address,
    isUnknown: row.is_unknown,
    mailboxId: idFromUuid("mbx", row.mailbox_id),
    subject: row.subject,
    sentText: row.body,
    sentAt: row.created_at,
    purpose: row.purpose,
    conversationId: row.conversation_id,
    answersId: idOrNull("inb", row.answers_id),
  }));
}

/** The right to one attempt, with everything that must still be so when it is used. */
export interface PermitRow {
  readonly id: Id<"prm">;
  readonly actionId: Id<"act">;
  readonly decisionId: Id<"dec">;
  readonly recordId: Id<"aud">;
  readonly bundleHash: string;
  readonly contentHash: Buffer;
  readonly gates: readonly { readonly kind: string; readonly key: string; readonly epoch: number }[];
  readonly expiresAt: Instant;
}

/** Writes permits; an older unused one of the same action is void from here on. */
export async function replacePermits(tx: Tx, rows: readonly PermitRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.sql`
    delete from permit where workspace_id = ${tx.workspaceId} and used_at is null and action_id = any(${rows.map((row) => row.actionId)}::uuid[])`;
  const values = rows.map((row) => ({
    workspace_id: tx.workspaceId,
    id: row.id,
    action_id: row.actionId,
    decision_id: row.decisionId,
    record_id: row.recordId,
    bundle_hash: row.bundleHash,
    content_hash: row.contentHash,
    gates: tx.sql.json(row.gates as never),
    expires_at: row.expiresAt,
    created_at: tx.now,
  }));
  await tx.sql`insert into permit ${tx.sql(values)}`;
}

export async function openPermit(tx: Tx, actionId: Id<"act">): Promise<PermitRow | null> {
  const [row] = await tx.sql<StoredPermit[]>`
    select * from permit where workspace_id = ${tx.workspaceId} and action_id = ${actionId} and used_at is null for update`;
  if (row === undefined) return null;
  return {
    id: idFromUuid("prm", row.id),
    actionId: idFromUuid("act", row.action_id),
    decisionId: idFromUuid("dec", row.decision_id),
    recordId: idFromUuid("aud", row.record_id),
    bundleHash: row.bundle_hash,
    contentHash: row.content_hash,
    gates: row.gates,
    expiresAt: row.expires_at,
  };
}

export async function markPermitUsed(tx: Tx, id: Id<"prm">): Promise<boolean> {
  const rows = await tx.sql`
    update permit set used_at = ${tx.now} where workspace_id = ${tx.workspaceId} and id = ${id} and used_at is null returning id`;
  return rows.length === 1;
}

export async function insertAttempt(
  tx: Tx,
  row: {
    readonly id: Id<"att">;
    readonly actionId: Id<"act">;
    readonly messageId: Id<"msg">;
    readonly permitId: Id<"prm">;
    readonly number: number;
  },
): Promise<void> {
  await tx.sql`
    insert into attempt (workspace_id, id, action_id, message_id, permit_id, number, state, started_at)
    values (${tx.workspaceId}, ${row.id}, ${row.actionId}, ${row.messageId}, ${row.permitId}, ${row.number}, 'attempting', ${tx.now})`;
}

/** Writes how an attempt ended, once; false when somebody else already did. */
export async function endAttempt(
  tx: Tx,
  id: Id<"att">,
  end: {
    readonly state: string;
    readonly phase: string;
    readonly replyCode: number | null;
    readonly replyText: string;
    readonly transcript: readonly string[];
  },
): Promise<boolean> {
  const rows = await tx.sql`
    update attempt set state = ${end.state}, phase = ${end.phase}, reply_code = ${end.replyCode}, reply_text = ${end.replyText},
           transcript = ${tx.sql.json([...end.transcript])}, ended_at = ${tx.now}
     where workspace_id = ${tx.workspaceId} and id = ${id} and state = 'attempting' returning id`;
  return rows.length === 1;
}

/** How many attempts of an action were refused for now. */
export async function refusedForNow(tx: Tx, actionId: Id<"act">): Promise<number> {
  const [row] = await tx.sql<{ count: number }[]>`
    select count(*)::int as count from attempt where workspace_id = ${tx.workspaceId} and action_id = ${actionId} and state = 'deferred'`;
  return row?.count ?? 0;
}

/** The attempt of an action that nobody finished. */
export async function abandonedAttempt(tx: Tx, actionId: Id<"act">): Promise<Id<"att"> | null> {
  const [row] = await tx.sql<{ id: string }[]>`
    select id from attempt where workspace_id = ${tx.workspaceId} and action_id = ${actionId} and state = 'attempting'`;
  return row === undefined ? null : idFromUuid("att", row.id);
}

export interface AttemptRow {
  readonly number: number;
  readonly state: string;
  readonly phase: string | null;
  readonly replyCode: number | null;
  readonly replyText: string | null;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
}

export async function attemptsOf(tx: Tx, actionId: Id<"act">): Promise<readonly AttemptRow[]> {
  const rows = await tx.sql<
    {
      number: number;
      state: string;
      phase: string | null;
      reply_code: number | null;
      reply_text: string | null;
      started_at: Instant;
      ended_at: Instant | null;
    }[]
  >`
    select number, state, phase, reply_code, reply_text, started_at, ended_at from attempt
     where workspace_id = ${tx.workspaceId} and action_id = ${actionId} order by number`;
  return rows.map((row) => ({
    number: row.number,
    state: row.state,
    phase: row.phase,
    replyCode: row.reply_code,
    replyText: row.reply_text,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  }));
}

interface StoredRef {
  readonly rfc822_id: string;
  readonly action_id: string;
  readonly contact_id: string;
  readonly account_id: string | null;
  readonly to_address: string;
  readonly mailbox_id: string;
  readonly subject: string;
  readonly body: string;
  readonly created_at: Instant;
  readonly purpose: string;
  readonly conversation_id: string;
  readonly answers_id: string | null;
}

interface StoredMessage {
  readonly id: string;
  readonly action_id: string;
  readonly contact_id: string;
  readonly mailbox_id: string;
  readonly rfc822_id: string;
  readonly from_address: string;
  readonly to_address: string;
  readonly envelope_from: string;
  readonly subject: string;
  readonly body: string;
  readonly raw: Buffer;
  readonly rendered_digest: Buffer;
}

interface StoredPermit {
  readonly id: string;
  readonly action_id: string;
  readonly decision_id: string;
  readonly record_id: string;
  readonly bundle_hash: string;
  readonly content_hash: Buffer;
  readonly gates: { kind: string; key: string; epoch: number }[];
  readonly expires_at: Instant;
}

function messageFromRow(row: StoredMessage): MessageRow {
  return {
    id: idFromUuid("msg", row.id),
    actionId: idFromUuid("act", row.action_id),
    contactId: idFromUuid("con", row.contact_id),
    mailboxId: idFromUuid("mbx", row.mailbox_id),
    rfc822Id: row.rfc822_id,
    fromAddress: row.from_address,
    toAddress: row.to_address,
    envelopeFrom: row.envelope_from,
    subject: row.subject,
    body: row.body,
    raw: row.raw,
    renderedDigest: row.rendered_digest,
  };
}
