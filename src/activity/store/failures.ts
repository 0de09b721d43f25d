import type { Instant } from "../../kernel/env.ts";
import { type Id, idOrNull } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { BounceReason, Permanence } from "../contract.ts";

/** A mail that did not arrive, as its event tells it. */
export interface FailureRow {
  /** Which of the questions it answers. */
  readonly n: number;
  readonly at: Instant;
  readonly auditId: Id<"aud"> | null;
  readonly messageId: Id<"msg"> | null;
  readonly permanence: Permanence;
  readonly reason: BounceReason;
  readonly trusted: boolean;
}

/** Whose failures are asked for; `contactIds` are all ids that the events may stand under. */
export interface FailureQuestion {
  readonly contactIds: readonly Id<"con">[];
  readonly address: string;
}

/** More failures than this change nothing: the hold is at its longest long before. */
const eachMax = 50;

/**
 * The failures of addresses since something last got through, newest first, in one statement. Its cost goes by the events of
 * one contact in the time asked for. A delivery counts where it was proven, a reply from whatever address of the contact.
 */
export async function failuresSinceDelivery(
  tx: Tx,
  questions: readonly FailureQuestion[],
  since: Instant,
): Promise<readonly FailureRow[]> {
  const whose = questions.flatMap(({ contactIds, address }, n) => contactIds.map((id) => ({ n, id, address })));
  const rows = await tx.sql<StoredRow[]>`
    with asked as (
      select * from unnest(${whose.map(({ n }) => n)}::int[], ${whose.map(({ id }) => id)}::uuid[],
                           ${whose.map(({ address }) => address.toLowerCase())}::text[]) as a (n, contact_id, address)
    ), seen as (
      select a.n, e.kind, e.occurred_at, e.id, e.audit_id, e.message_id, e.data
        from asked a join activity_event e on e.workspace_id = ${tx.workspaceId} and e.contact_id = a.contact_id
         and e.occurred_at >= ${since}::timestamptz
         and (e.kind = 'email_replied' or lower(e.address) = a.address)
       where e.kind in ('email_bounced', 'email_rejected', 'email_replied')
          or (e.kind = 'email_deferred' and e.data ->> 'gaveUp' = 'true')
          or (e.kind = 'email_delivered' and e.data ->> 'trusted' = 'true')
    ), numbered as (
      select n, occurred_at, audit_id, message_id, data, row_number() over (partition by n order by occurred_at desc, id desc) as place
        from seen
       where kind not in ('email_replied', 'email_delivered')
         and occurred_at > coalesce((select max(s.occurred_at) from seen s where s.n = seen.n and s.kind in ('email_replied', 'email_delivered')), '-infinity')
    )
    select n, occurred_at as at, audit_id, message_id, data ->> 'permanence' as permanence, data ->> 'reason' as reason,
           coalesce(data ->> 'trusted', 'true') = 'true' as trusted
      from numbered where place <= ${eachMax} order by n, place`;
  return rows.map((row) => ({
    n: row.n,
    at: row.at,
    auditId: idOrNull("aud", row.audit_id),
    messageId: idOrNull("msg", row.message_id),
    permanence: row.permanence ?? "uncertain",
    reason: row.reason ?? "undefined",
    trusted: row.trusted,
  }));
}

interface StoredRow {
  readonly n: number;
  readonly at: Instant;
  readonly audit_id: string | null;
  readonly message_id: string | null;
  readonly permanence: Permanence | null;
  readonly reason: BounceReason | null;
  readonly trusted: boolean;
}
