import { type Id, idFromUuid, idOrNull } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { InboundWhat, ReplyClass, ReplyKind } from "../contract.ts";
import type { AttachmentName } from "../core/thread.ts";
import type { Severity } from "../words/contract.ts";

/** One inbound mail as it was understood when it arrived. */
export interface InboundRow {
  readonly id: Id<"inb">;
  readonly sourceKey: string;
  readonly digest: Buffer;
  readonly receivedAt: number;
  readonly envelopeFrom: string;
  readonly envelopeTo: readonly string[];
  readonly fromAddress: string | null;
  readonly rfc822Id: string | null;
  readonly subject: string;
  readonly ownText: string;
  readonly isMalformed: boolean;
  readonly what: InboundWhat;
  readonly correlatedBy: string;
  readonly contactId: Id<"con"> | null;
  readonly accountId: Id<"acc"> | null;
  readonly messageId: Id<"msg"> | null;
  readonly actionId: Id<"act"> | null;
  readonly candidates: readonly Id<"con">[];
  /** Why each of them, in their order; empty for a mail that is from before this was kept. */
  readonly candidateMeans: readonly (readonly string[])[];
  readonly class: ReplyClass | null;
  readonly kind: ReplyKind | null;
  readonly stage: string;
  readonly evidence: string | null;
  readonly resumeAt: number | null;
  readonly referral: readonly string[];
  readonly needsPerson: boolean;
  readonly threadId: Id<"thr"> | null;
  /** What it says besides its own text, and what its files are called. */
  readonly quotedText: string;
  readonly attachments: readonly AttachmentName[];
  /** The Message-IDs that it refers to, newest first. */
  readonly referenceIds: readonly string[];
}

/** A mail with a person's verdict, where there is one. */
export interface StoredInbound
  extends Omit<InboundRow, "sourceKey" | "digest" | "envelopeFrom" | "envelopeTo" | "rfc822Id" | "referenceIds"> {
  readonly isReviewed: boolean;
  readonly severity: Severity | null;
  readonly severityEvidence: string | null;
  readonly suggestion: StoredSuggestion | null;
}

/** What a model takes a mail for. */
export interface StoredSuggestion {
  readonly kind: ReplyKind;
  readonly severity: Severity | null;
  readonly evidence: string;
  readonly protects: boolean;
  readonly model: string;
  readonly suggestedAt: number;
}

/** Keeps raw bytes by their digest; the same bytes twice are kept once. */
export async function insertContent(tx: Tx, digest: Buffer, raw: Buffer): Promise<void> {
  await tx.sql`
    insert into inbound_content (workspace_id, digest, raw, received_at)
    values (${tx.workspaceId}, ${digest}, ${raw}, ${tx.now})
        on conflict (workspace_id, digest) do nothing`;
}

/** Inserts a mail; false where the same one is already there. */
export async function insertInbound(tx: Tx, row: InboundRow): Promise<boolean> {
  const inserted = await tx.sql`
    insert into inbound_message (workspace_id, id, source_key, digest, received_at, envelope_from, envelope_to, from_address, rfc822_id,
                                 subject, own_text, is_malformed, what, correlated_by, contact_id, account_id, message_id, action_id,
                                 candidates, class, kind, stage, evidence, resume_at, referral, needs_person,
                                 thread_id, quoted_text, attachments, reference_ids, candidate_means)
    values (${tx.workspaceId}, ${row.id}, ${row.sourceKey}, ${row.digest}, ${row.receivedAt}, ${row.envelopeFrom}, ${[...row.envelopeTo]}::text[],
            ${row.fromAddress}, ${row.rfc822Id}, ${row.subject}, ${row.ownText}, ${row.isMalformed}, ${row.what}, ${row.correlatedBy},
            ${row.contactId}, ${row.accountId}, ${row.messageId}, ${row.actionId}, ${[...row.candidates]}::uuid[], ${row.class}, ${row.kind},
            ${row.stage}, ${row.evidence}, ${row.resumeAt}, ${[...row.referral]}::text[], ${row.needsPerson},
            ${row.threadId}, ${row.quotedText}, ${tx.sql.json(row.attachments as never)}, ${[...row.referenceIds]}::text[],
            ${tx.sql.json(row.candidateMeans as never)})
        on conflict (workspace_id, source_key) do nothing
    returning id`;
  return inserted.length === 1;
}

/** The mail that holds a source key. */
export async function inboundBySource(tx: Tx, sourceKey: string): Promise<Id<"inb"> | null> {
  const [row] = await tx.sql<{ id: string }[]>`
    select id from inbound_message where workspace_id = ${tx.workspaceId} and source_key = ${sourceKey}`;
  return idOrNull("inb", row?.id);
}

/** One mail with the latest verdict on it. */
export async function inboundById(tx: Tx, id: Id<"inb">): Promise<StoredInbound | null> {
  const [row] = await inboundRows(tx, tx.sql`and m.id = ${id}`, tx.sql`limit 1`);
  return row ?? null;
}

/** The newest mails of a thread, newest first. */
export function inboundOfThread(tx: Tx, threadId: Id<"thr">, count: number): Promise<readonly StoredInbound[]> {
  return inboundRows(
    tx,
    tx.sql`and m.thread_id = ${threadId}`,
    tx.sql`order by m.received_at desc, m.id desc limit ${count}`,
  );
}

/**
 * These mails, in no order. Each is looked up by its key: asked for as one list, planners without statistics read the index by
 * time from end to end (50 of 100,000: 27 ms instead of under 1).
 */
export function inboundByIds(tx: Tx, ids: readonly Id<"inb">[]): Promise<readonly StoredInbound[]> {
  return inboundRows(tx, tx.sql`and m.id in (select unnest(${[...ids]}::uuid[]))`, tx.sql``);
}

/** The bytes of a mail as they came in; empty where the person was erased. */
export async function rawOfInbound(tx: Tx, id: Id<"inb">): Promise<Buffer | null> {
  const [row] = await tx.sql<{ raw: Buffer }[]>`
    select c.raw from inbound_message m join inbound_content c on c.workspace_id = m.workspace_id and c.digest = m.digest
     where m.workspace_id = ${tx.workspaceId} and m.id = ${id}`;
  return row?.raw ?? null;
}

/** What a page of inbound mail is asked for. */
export interface InboundPage {
  readonly isWaiting: boolean;
  readonly contactIds: readonly Id<"con">[] | null;
  readonly before: { readonly at: number; readonly id: string } | null;
  readonly limit: number;
}

/** A page of inbound mail, newest first. */
export async function inboundPage(tx: Tx, page: InboundPage): Promise<readonly StoredInbound[]> {
  const { sql } = tx;
  return inboundRows(
    tx,
    sql`${page.isWaiting ? sql`and m.needs_person and v.data is null` : sql``}
        ${page.contactIds === null ? sql`` : sql`and m.contact_id = any(${[...page.contactIds]}::uuid[])`}
        ${page.before === null ? sql`` : sql`and (m.received_at, m.id) < (${page.before.at}::timestamptz, ${page.before.id}::uuid)`}`,
    sql`order by m.received_at desc, m.id desc limit ${page.limit}`,
  );
}

async function inboundRows(
  tx: Tx,
  where: ReturnType<Tx["sql"]>,
  tail: ReturnType<Tx["sql"]>,
): Promise<readonly StoredInbound[]> {
  const rows = await tx.sql<StoredRow[]>`
    select m.id, m.received_at, m.from_address, m.subject, m.own_text, m.is_malformed, m.what, m.correlated_by, m.message_id, m.action_id,
           m.candidates, m.candidate_means, m.evidence, m.resume_at, m.referral, m.thread_id, m.quoted_text, m.attachments,
           m.needs_person and v.data is null as needs_person, v.data is not null as is_reviewed,
           coalesce(v.contact_id, m.contact_id) as contact_id, coalesce(v.account_id, m.account_id) as account_id,
           coalesce(v.data ->> 'class', m.class) as class, coalesce(v.data ->> 'kind', m.kind) as kind,
           case when v.data is null then m.stage else 'person' end as stage,
           case when v.data ? 'severity' then v.data ->> 'severity' else w.data ->> 'severity' end as severity,
           case when v.data ? 'severity' then v.data ->> 'evidence' else w.data ->> 'severityEvidence' end as severity_evidence,
           s.data as suggestion, s.recorded_at as suggested_at
      from inbound_message m
      left join lateral (
        select e.data from activity_event e
         where e.workspace_id = ${tx.workspaceId} and e.inbound_id = m.id and e.kind in ('email_replied', 'inbound_ambiguous', 'inbound_unmatched')
         order by e.recorded_at, e.id limit 1) w on true
      left join lateral (
        select e.data, e.contact_id, e.account_id from activity_event e
         where e.workspace_id = ${tx.workspaceId} and e.inbound_id = m.id and e.kind = 'reply_reclassified'
         order by e.recorded_at desc, e.id desc limit 1) v on true
      left join lateral (
        select e.data, e.recorded_at from activity_event e
         where e.workspace_id = ${tx.workspaceId} and e.inbound_id = m.id and e.kind = 'reply_suggested'
         order by e.recorded_at desc, e.id desc limit 1) s on s.data ->> 'evidence' is not null
     where m.workspace_id = ${tx.workspaceId} ${where} ${tail}`;
  return rows.map(inboundFromRow);
}

interface StoredRow {
  readonly id: string;
  readonly received_at: number;
  readonly from_address: string | null;
  readonly subject: string;
  readonly own_text: string;
  readonly is_malformed: boolean;
  readonly what: InboundWhat;
  readonly correlated_by: string;
  readonly contact_id: string | null;
  readonly account_id: string | null;
  readonly message_id: string | null;
  readonly action_id: string | null;
  readonly candidates: readonly string[];
  readonly candidate_means: readonly (readonly string[])[];
  readonly class: ReplyClass | null;
  readonly kind: ReplyKind | null;
  readonly stage: string;
  readonly evidence: string | null;
  readonly resume_at: number | null;
  readonly referral: readonly string[];
  readonly needs_person: boolean;
  readonly is_reviewed: boolean;
  readonly severity: Severity | null;
  readonly severity_evidence: string | null;
  readonly thread_id: string | null;
  readonly quoted_text: string;
  readonly attachments: readonly AttachmentName[];
  readonly suggestion: Omit<StoredSuggestion, "suggestedAt"> | null;
  readonly suggested_at: number | null;
}

function suggestionIn({ suggestion, suggested_at: suggestedAt }: StoredRow): StoredSuggestion | null {
  if (suggestion === null || suggestedAt === null) return null;
  const { kind, severity = null, evidence, protects, model } = suggestion;
  return { kind, severity, evidence, protects, model, suggestedAt };
}

function inboundFromRow(row: StoredRow): StoredInbound {
  return {
    id: idFromUuid("inb", row.id),
    receivedAt: row.received_at,
    fromAddress: row.from_address,
    subject: row.subject,
    ownText: row.own_text,
    isMalformed: row.is_malformed,
    what: row.what,
    correlatedBy: row.correlated_by,
    contactId: idOrNull("con", row.contact_id),
    accountId: idOrNull("acc", row.account_id),
    messageId: idOrNull("msg", row.message_id),
    actionId: idOrNull("act", row.action_id),
    candidates: row.candidates.map((id) => idFromUuid("con", id)),
    candidateMeans: row.candidate_means,
    class: row.class,
    kind: row.kind,
    stage: row.stage,
    evidence: row.evidence,
    resumeAt: row.resume_at,
    referral: row.referral,
    needsPerson: row.needs_person,
    isReviewed: row.is_reviewed,
    severity: row.severity,
    severityEvidence: row.severity_evidence,
    threadId: idOrNull("thr", row.thread_id),
    quotedText: row.quoted_text,
    attachments: row.attachments,
    suggestion: suggestionIn(row),
  };
}
