import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { BreakerScope } from "../contract.ts";
import type { Tally } from "../core/breaker.ts";

/** What a breaker watches: one mailbox, sending domain, sequence or provider of recipients. */
export interface Watched {
  readonly scope: BreakerScope;
  readonly key: string;
}

/** What one message adds to what is counted for a scope; `at` is when the message was made. */
export interface Addition extends Watched, Tally {
  readonly at: Instant;
}

/** The numbers of a scope since its breaker was last armed. */
export interface WindowRow extends Watched, Tally {
  readonly state: "closed" | "tripped";
}

/** Counts up the rows of a day in one order; what was sent before a breaker was armed again is left out. */
export async function addToTallies(tx: Tx, additions: readonly Addition[], day: number): Promise<void> {
  const numbers = (of: keyof Tally): readonly number[] => additions.map((one) => one[of]);
  await tx.sql`
    insert into mailbox_tally (workspace_id, scope, key, arming, day, sent, bounced, complained, blocked, unauthenticated)
    select ${tx.workspaceId}::uuid, w.scope, w.key, coalesce(b.arming, 0), ${day}::int, sum(w.sent), sum(w.bounced),
           sum(w.complained), sum(w.blocked), sum(w.unauthenticated)
      from unnest(${additions.map(({ scope }) => scope)}::text[], ${additions.map(({ key }) => key)}::text[],
                  ${additions.map(({ at }) => at)}::timestamptz[], ${numbers("sent")}::int[], ${numbers("bounced")}::int[],
                  ${numbers("complained")}::int[], ${numbers("blocked")}::int[], ${numbers("unauthenticated")}::int[])
             as w (scope, key, at, sent, bounced, complained, blocked, unauthenticated)
      left join mailbox_breaker b on b.workspace_id = ${tx.workspaceId} and b.scope = w.scope and b.key = w.key
     where b.armed_at is null or w.at >= b.armed_at
     group by w.scope, w.key, coalesce(b.arming, 0)
     order by w.scope, w.key
        on conflict (workspace_id, scope, key, arming, day) do update
       set sent = mailbox_tally.sent + excluded.sent, bounced = mailbox_tally.bounced + excluded.bounced,
           complained = mailbox_tally.complained + excluded.complained, blocked = mailbox_tally.blocked + excluded.blocked,
           unauthenticated = mailbox_tally.unauthenticated + excluded.unauthenticated`;
}

/** What was counted for each scope on the days after `since` up to `day`, with the state of its breaker. */
export async function windowsOf(
  tx: Tx,
  watched: readonly Watched[],
  day: number,
  days: number,
): Promise<readonly WindowRow[]> {
  return tx.sql<WindowRow[]>`
    select w.scope, w.key, coalesce(b.state, 'closed') as state, n.*
      from (select distinct scope, key
              from unnest(${watched.map(({ scope }) => scope)}::text[], ${watched.map(({ key }) => key)}::text[]) as u (scope, key)) w
      left join mailbox_breaker b on b.workspace_id = ${tx.workspaceId} and b.scope = w.scope and b.key = w.key
     cross join lateral (
       select coalesce(sum(t.sent), 0)::int as sent, coalesce(sum(t.bounced), 0)::int as bounced,
              coalesce(sum(t.complained), 0)::int as complained, coalesce(sum(t.blocked), 0)::int as blocked,
              coalesce(sum(t.unauthenticated), 0)::int as unauthenticated
         from mailbox_tally t
        where t.workspace_id = ${tx.workspaceId} and t.scope = w.scope and t.key = w.key
          and t.arming = coalesce(b.arming, 0) and t.day > ${day - days} and t.day <= ${day}) n`;
}

/** Notes failures of messages; answers with `message kind` of those that were not known. */
export async function noteFailures(
  tx: Tx,
  failures: readonly { readonly messageId: Id<"msg">; readonly kind: string }[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.sql<{ messageId: string; kind: string }[]>`
    insert into mailbox_failure (workspace_id, message_id, kind, at)
    select ${tx.workspaceId}::uuid, f.message_id, f.kind, ${tx.now}::timestamptz
      from unnest(${failures.map(({ messageId }) => messageId)}::uuid[], ${failures.map(({ kind }) => kind)}::text[]) as f (message_id, kind)
     order by 2, 3
        on conflict do nothing
    returning message_id as "messageId", kind`;
  return new Set(rows.map((row) => `${idFromUuid("msg", row.messageId)} ${row.kind}`));
}

/** Notes that mailboxes sent on a day, for their warm-up: once a day each. */
export async function noteSendingDay(tx: Tx, ids: readonly Id<"mbx">[], day: number): Promise<void> {
  await tx.sql`
    update mailbox set warm_days = warm_days + 1, warm_last_day = ${day}
     where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[]) and (warm_last_day is null or warm_last_day < ${day})`;
}
