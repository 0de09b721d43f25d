import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** What a decision reads of a contact's history. */
export interface HistoryRow {
  readonly contactId: Id<"con">;
  readonly lastTouchAt: number | null;
  readonly touchCount: number;
  readonly lastReplyAt: number | null;
  readonly lastReplyKind: string | null;
  readonly lastNegativeReplyAt: number | null;
  readonly unclassifiedReply: boolean;
  readonly lastAutoReplyAt: number | null;
  readonly lastMeetingAt: number | null;
}

/** The history of contacts in one statement; a contact without events has no row. `owners` names whose history each id is. */
export async function historyOf(
  tx: Tx,
  ids: readonly Id<"con">[],
  owners: readonly Id<"con">[],
): Promise<readonly HistoryRow[]> {
  const rows = await tx.sql<HistoryText[]>`
    with event as (
      select o.owner, e.id, e.kind, e.inbound_id, e.occurred_at, e.recorded_at, e.data
        from unnest(${[...ids]}::uuid[], ${[...owners]}::uuid[]) as o (id, owner)
        join activity_event e on e.workspace_id = ${tx.workspaceId} and e.contact_id = o.id
    ), reply as (
      -- A reply that was imported has no mail of its own: it stops like any other, and nobody can read it to classify it.
      select distinct on (owner, coalesce(inbound_id, id)) owner, inbound_id, coalesce(inbound_id, id) as reply_id,
             min(occurred_at) over (partition by owner, coalesce(inbound_id, id)) as at,
             data ->> 'kind' as kind, data ->> 'class' as class, event.kind = 'inbound_disclaimed' as is_disclaimed
        from event
       where kind in ('email_replied', 'inbound_ambiguous', 'inbound_disclaimed', 'reply_reclassified')
         and (inbound_id is not null or data ->> 'origin' = 'import')
       order by owner, coalesce(inbound_id, id), recorded_at desc, id desc
    ), answered as (
      select owner, max(at) as last_reply_at, (array_agg(kind order by at desc, reply_id desc))[1] as last_reply_kind,
             max(at) filter (where class = 'negative') as last_negative_reply_at,
             bool_or(class is null and inbound_id is not null) as unclassified_reply
        from reply where not is_disclaimed group by owner
    ), touched as (
      select owner, max(occurred_at) filter (where kind in ('email_sent', 'call_placed')) as last_touch_at,
             count(*) filter (where kind in ('email_sent', 'call_placed'))::int as touch_count,
             max(occurred_at) filter (where kind = 'auto_reply') as last_auto_reply_at,
             max(occurred_at) filter (where kind = 'meeting_booked') as last_meeting_at
        from event group by owner
    )
    select t.owner, t.last_touch_at, t.touch_count, t.last_auto_reply_at, t.last_meeting_at,
           a.last_reply_at, a.last_reply_kind, a.last_negative_reply_at, coalesce(a.unclassified_reply, false) as unclassified_reply
      from touched t left join answered a on a.owner = t.owner`;
  return rows.map((row) => ({
    contactId: idFromUuid("con", row.owner),
    lastTouchAt: row.last_touch_at,
    touchCount: row.touch_count,
    lastReplyAt: row.last_reply_at,
    lastReplyKind: row.last_reply_kind,
    lastNegativeReplyAt: row.last_negative_reply_at,
    unclassifiedReply: row.unclassified_reply,
    lastAutoReplyAt: row.last_auto_reply_at,
    lastMeetingAt: row.last_meeting_at,
  }));
}

interface HistoryText {
  readonly owner: string;
  readonly last_touch_at: number | null;
  readonly touch_count: number;
  readonly last_reply_at: number | null;
  readonly last_reply_kind: string | null;
  readonly last_negative_reply_at: number | null;
  readonly unclassified_reply: boolean;
  readonly last_auto_reply_at: number | null;
  readonly last_meeting_at: number | null;
}
