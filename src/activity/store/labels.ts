import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { ReplyClass, ReplyKind } from "../contract.ts";

/** Whether contacts asked to be left alone by anything but this mail, or sent one that nobody could read. */
export async function hasOtherWish(tx: Tx, contactIds: readonly Id<"con">[], inboundId: Id<"inb">): Promise<boolean> {
  const rows = await tx.sql`
    select e.id from activity_event e
     where e.workspace_id = ${tx.workspaceId} and e.contact_id = any(${[...contactIds]}::uuid[]) and e.inbound_id is distinct from ${inboundId}
       and (e.kind in ('unsubscribed', 'spam_complaint')
            or (e.kind in ('email_replied', 'inbound_ambiguous', 'reply_reclassified')
                and (e.data ->> 'class' is null or e.data ->> 'class' in ('negative', 'unsubscribe') or e.data ->> 'severity' is not null)))
       and not (e.kind = 'inbound_ambiguous' and exists (
         select from activity_event d
          where d.workspace_id = ${tx.workspaceId} and d.inbound_id = e.inbound_id and d.contact_id = e.contact_id
            and d.kind = 'inbound_disclaimed'))
     limit 1`;
  return rows.length > 0;
}

/** A mail with the latest verdict of a person on it. */
export interface LabelRow {
  readonly id: Id<"inb">;
  readonly subject: string;
  readonly ownText: string;
  readonly receivedAt: number;
  readonly kind: ReplyKind;
  readonly class: ReplyClass;
  /** What the rules had said. */
  readonly was: ReplyKind | null;
  readonly evidence: string | null;
  readonly judgedBy: string;
  readonly judgedAt: number;
}

/** Mails that people judged, by id. Of an erased person nothing is left to learn from. */
export async function labelsAfter(tx: Tx, after: Id<"inb"> | null, limit: number): Promise<readonly LabelRow[]> {
  const rows = await tx.sql<(Omit<LabelRow, "id"> & { readonly id: string })[]>`
    select m.id, m.subject, m.own_text as "ownText", m.received_at as "receivedAt", v.data ->> 'kind' as kind, v.data ->> 'class' as class,
           m.kind as was, v.data ->> 'evidence' as evidence, coalesce(v.data ->> 'by', '') as "judgedBy", v.recorded_at as "judgedAt"
      from inbound_message m
      join lateral (
        select e.data, e.recorded_at from activity_event e
         where e.workspace_id = ${tx.workspaceId} and e.inbound_id = m.id and e.kind = 'reply_reclassified'
         order by e.recorded_at desc, e.id desc limit 1) v on v.data ->> 'kind' is not null
     where m.workspace_id = ${tx.workspaceId} and (${after}::uuid is null or m.id > ${after}::uuid) and m.from_address is not null
     order by m.id limit ${limit}`;
  return rows.map((row) => ({ ...row, id: idFromUuid("inb", row.id) }));
}
