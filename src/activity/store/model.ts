import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** What came of asking a model about a reply. */
export type ModelResult =
  | ("protected" | "suggested" | "unreadable" | "unfounded" | "late")
  | ("retried" | "failed" | "over_cap");

/** A reply that a model is to be asked about. */
export interface ModelAsk {
  readonly inboundId: Id<"inb">;
  readonly tries: number;
}

/** Notes replies to ask about; one that waits already is left as it is. */
export async function insertAsks(tx: Tx, inboundIds: readonly Id<"inb">[]): Promise<void> {
  await tx.sql`
    insert into activity_model_ask (workspace_id, inbound_id, tries, asked_at)
    select ${tx.workspaceId}::uuid, a.id, 0, ${tx.now}::timestamptz from unnest(${[...inboundIds]}::uuid[]) as a (id)
        on conflict (workspace_id, inbound_id) do nothing`;
}

/** Those that have waited longest. */
export async function oldestAsks(tx: Tx, count: number): Promise<readonly ModelAsk[]> {
  const rows = await tx.sql<{ inbound_id: string; tries: number }[]>`
    select inbound_id, tries from activity_model_ask where workspace_id = ${tx.workspaceId}
     order by asked_at, inbound_id limit ${count}`;
  return rows.map((row) => ({ inboundId: idFromUuid("inb", row.inbound_id), tries: row.tries }));
}

/** Counts a try of each, before it is made. */
export async function countTries(tx: Tx, inboundIds: readonly Id<"inb">[]): Promise<void> {
  await tx.sql`
    update activity_model_ask set tries = tries + 1
     where workspace_id = ${tx.workspaceId} and inbound_id = any(${[...inboundIds]}::uuid[])`;
}

/** Those were asked about, or never will be. */
export async function dropAsks(tx: Tx, inboundIds: readonly Id<"inb">[]): Promise<void> {
  await tx.sql`
    delete from activity_model_ask where workspace_id = ${tx.workspaceId} and inbound_id = any(${[...inboundIds]}::uuid[])`;
}

/** No model is configured any more: nobody is asked. */
export async function dropEveryAsk(tx: Tx): Promise<void> {
  await tx.sql`delete from activity_model_ask where workspace_id = ${tx.workspaceId}`;
}

/** The tokens that a day has taken, under a lock: who reserves next sees what this one reserves. */
export async function lockedTokens(tx: Tx, day: number): Promise<number> {
  await tx.sql`
    insert into activity_model_day (workspace_id, day, tokens) values (${tx.workspaceId}, ${day}, 0)
        on conflict (workspace_id, day) do nothing`;
  const [row] = await tx.sql<{ tokens: number }[]>`
    select tokens::float8 as tokens from activity_model_day
     where workspace_id = ${tx.workspaceId} and day = ${day} for update`;
  return row?.tokens ?? 0;
}

/** Adds tokens to a day, or gives back what a call did not take. */
export async function addTokens(tx: Tx, day: number, tokens: number): Promise<void> {
  await tx.sql`
    update activity_model_day set tokens = greatest(tokens + ${tokens}::bigint, 0)
     where workspace_id = ${tx.workspaceId} and day = ${day}`;
}

/** Counts what came of asking. */
export async function countResult(
  tx: Tx,
  one: { readonly result: ModelResult; readonly calls: number; readonly tokens: number },
): Promise<void> {
  if (one.calls === 0) return;
  await tx.sql`
    insert into activity_model_result as held (workspace_id, result, calls, tokens)
    values (${tx.workspaceId}, ${one.result}, ${one.calls}, ${one.tokens})
        on conflict (workspace_id, result)
        do update set calls = held.calls + excluded.calls, tokens = held.tokens + excluded.tokens`;
}

/** What came of asking, in all. */
export interface ModelResultRow {
  readonly result: ModelResult;
  readonly calls: number;
  readonly tokens: number;
}

/** Every result that there was. */
export async function modelResults(tx: Tx): Promise<readonly ModelResultRow[]> {
  return tx.sql<ModelResultRow[]>`
    select result, calls::float8 as calls, tokens::float8 as tokens from activity_model_result
     where workspace_id = ${tx.workspaceId} order by result`;
}
