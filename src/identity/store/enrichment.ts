import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";

/** A stored provider; its key stays sealed here. */
export interface ProviderRow {
  readonly id: string;
  readonly source_id: string;
  readonly name: string;
  readonly kind: "file" | "http";
  readonly fields: readonly string[];
  readonly url: string | null;
  readonly key_header: string | null;
  readonly key_sealed: Buffer | null;
  readonly cost_unit: string;
  readonly hit_cost: number;
  readonly miss_cost: number;
  readonly day_cap: number;
  readonly run_cap: number;
  readonly rate_per_minute: number | null;
  readonly answer_days: number;
  readonly miss_days: number;
  readonly state: "active" | "paused";
  readonly state_reason: string | null;
  readonly next_ask_at: Instant | null;
  readonly created_by: string;
  readonly created_at: Instant;
}

/** One answer of a provider that is a file, under one of its keys. */
export interface EntryRow {
  readonly kind: "email" | "linkedin" | "domain";
  readonly key: string;
  readonly rowNumber: number;
  readonly fields: Readonly<Record<string, string>>;
  readonly observedAt: Instant | null;
  readonly confidence: number | null;
}

const columns = (tx: Tx) => tx.sql`
  id, source_id, name, kind, fields, url, key_header, key_sealed, cost_unit, hit_cost, miss_cost, day_cap, run_cap, rate_per_minute,
  answer_days, miss_days, state, state_reason, next_ask_at, created_by, created_at`;

/** Adds a provider; false when the workspace has one of this name. */
export async function insertProvider(tx: Tx, row: ProviderRow): Promise<boolean> {
  const rows = await tx.sql`
    insert into enrichment_provider (workspace_id, id, source_id, name, kind, fields, url, key_header, key_sealed, cost_unit, hit_cost, miss_cost,
      day_cap, run_cap, rate_per_minute, answer_days, miss_days, state, state_reason, next_ask_at, created_by, created_at)
    values (${tx.workspaceId}, ${row.id}, ${row.source_id}, ${row.name}, ${row.kind}, ${[...row.fields]}::text[], ${row.url}, ${row.key_header},
      ${row.key_sealed}, ${row.cost_unit}, ${row.hit_cost}, ${row.miss_cost}, ${row.day_cap}, ${row.run_cap}, ${row.rate_per_minute},
      ${row.answer_days}, ${row.miss_days}, ${row.state}, ${row.state_reason}, ${row.next_ask_at}, ${row.created_by}, ${row.created_at})
    on conflict (workspace_id, name) do nothing returning id`;
  return rows.length === 1;
}

export async function providers(tx: Tx): Promise<readonly ProviderRow[]> {
  return await tx.sql<ProviderRow[]>`
    select ${columns(tx)} from enrichment_provider where workspace_id = ${tx.workspaceId} order by name`;
}

export async function providerById(tx: Tx, id: string): Promise<ProviderRow | null> {
  const rows = await tx.sql<ProviderRow[]>`
    select ${columns(tx)} from enrichment_provider where workspace_id = ${tx.workspaceId} and id = ${id}`;
  return rows[0] ?? null;
}

/** The same, held to the end of the transaction: whoever holds it alone spends for the provider. */
export async function heldProvider(tx: Tx, id: string): Promise<ProviderRow | null> {
  const rows = await tx.sql<ProviderRow[]>`
    select ${columns(tx)} from enrichment_provider where workspace_id = ${tx.workspaceId} and id = ${id} for update`;
  return rows[0] ?? null;
}

/** Pauses or resumes; false when it is so already. */
export async function changeProviderState(
  tx: Tx,
  id: string,
  state: ProviderRow["state"],
  reason: string,
): Promise<boolean> {
  const rows = await tx.sql`
    update enrichment_provider set state = ${state}, state_reason = ${reason}
     where workspace_id = ${tx.workspaceId} and id = ${id} and state <> ${state} returning id`;
  return rows.length === 1;
}

/** Notes when a provider may be asked next, unless somebody noted a later time. */
export async function holdProviderUntil(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx.sql`
    update enrichment_provider set next_ask_at = ${at}
     where workspace_id = ${tx.workspaceId} and id = ${id} and (next_ask_at is null or next_ask_at < ${at})`;
}

/** What each provider was or may be owed for this day. */
export async function spentOn(tx: Tx, day: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.sql<{ provider_id: string; spent: number }[]>`
    select provider_id, spent from enrichment_spend where workspace_id = ${tx.workspaceId} and day = ${day}::date`;
  return new Map(rows.map((row) => [row.provider_id, row.spent]));
}

/** Counts what is about to be asked; the caller holds the provider. */
export async function addSpend(tx: Tx, providerId: string, day: string, amount: number): Promise<void> {
  await tx.sql`
    insert into enrichment_spend (workspace_id, provider_id, day, spent)
    values (${tx.workspaceId}, ${providerId}, ${day}::date, ${amount})
    on conflict (workspace_id, provider_id, day) do update set spent = enrichment_spend.spent + excluded.spent`;
}

/** Gives back what was counted and is not owed. */
export async function returnSpend(tx: Tx, providerId: string, day: string, amount: number): Promise<void> {
  await tx.sql`
    update enrichment_spend set spent = spent - ${amount}
     where workspace_id = ${tx.workspaceId} and provider_id = ${providerId} and day = ${day}::date`;
}

export async function insertEntries(tx: Tx, providerId: string, rows: readonly EntryRow[]): Promise<void> {
  await tx.sql`
    insert into enrichment_entry (workspace_id, provider_id, kind, key, row_number, fields, observed_at, confidence)
    select ${tx.workspaceId}::uuid, ${providerId}::uuid, e.kind, e.key, e.row_number, e.fields::jsonb, e.observed_at, e.confidence
      from unnest(${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.key)}::text[], ${rows.map((row) => row.rowNumber)}::int[],
                  ${rows.map((row) => JSON.stringify(row.fields))}::text[], ${rows.map((row) => row.observedAt)}::timestamptz[],
                  ${rows.map((row) => row.confidence)}::smallint[]) as e (kind, key, row_number, fields, observed_at, confidence)
    on conflict do nothing`;
}

export async function entriesUnder(
  tx: Tx,
  providerId: string,
  keys: readonly { readonly kind: string; readonly key: string }[],
): Promise<readonly EntryRow[]> {
  return await tx.sql<EntryRow[]>`
    select e.kind, e.key, e.row_number as "rowNumber", e.fields, e.observed_at as "observedAt", e.confidence
      from enrichment_entry e
      join unnest(${keys.map((one) => one.kind)}::text[], ${keys.map((one) => one.key)}::text[]) as k (kind, key) on e.kind = k.kind and e.key = k.key
     where e.workspace_id = ${tx.workspaceId} and e.provider_id = ${providerId}`;
}

/** How many keys each provider that is a file answers by. */
export async function entryCounts(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.sql<{ provider_id: string; count: number }[]>`
    select provider_id, count(*)::int as count from enrichment_entry where workspace_id = ${tx.workspaceId} group by provider_id`;
  return new Map(rows.map((row) => [row.provider_id, row.count]));
}
