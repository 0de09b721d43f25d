import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid, idOrNull } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { Opportunity } from "./opportunities.ts";

/** An opportunity as a CRM keeps it. */
export interface ImportedOpportunity extends Opportunity {
  readonly externalId: string;
  readonly stage: string | null;
  readonly lossReason: string | null;
}

/** The opportunities that a source knows under these ids, held until the end of the transaction. */
export async function lockedOpportunitiesOf(
  tx: Tx,
  source: string,
  externalIds: readonly string[],
): Promise<readonly ImportedOpportunity[]> {
  const rows = await tx.sql<ImportedRow[]>`
    select id, account_id, contact_id, name, state, amount_minor, currency, opened_at, closed_at, external_id, stage, loss_reason
      from opportunity
     where workspace_id = ${tx.workspaceId} and source = ${source} and external_id = any(${[...externalIds]}::text[])
     order by external_id for update`;
  return rows.map((row) => ({
    id: idFromUuid("opp", row.id),
    accountId: idOrNull("acc", row.account_id),
    contactId: idOrNull("con", row.contact_id),
    name: row.name,
    state: row.state,
    amountMinor: row.amount_minor,
    currency: row.currency,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    externalId: row.external_id,
    stage: row.stage,
    lossReason: row.loss_reason,
  }));
}

/** Writes opportunities of a source as they are now: new ones, and others in the place of what was known. */
export async function upsertOpportunities(
  tx: Tx,
  source: string,
  rows: readonly ImportedOpportunity[],
  auditId: Id<"aud">,
): Promise<void> {
  const column = <T>(pick: (row: ImportedOpportunity) => T): T[] => rows.map(pick);
  await tx.sql`
    insert into opportunity (workspace_id, id, account_id, contact_id, name, state, amount_minor, currency, opened_at, closed_at,
                             source, external_id, stage, loss_reason, audit_id)
    select ${tx.workspaceId}::uuid, o.id, o.account_id, o.contact_id, o.name, o.state, o.amount_minor, o.currency, o.opened_at, o.closed_at,
           ${source}::text, o.external_id, o.stage, o.loss_reason, ${auditId}::uuid
      from unnest(${column(({ id }) => id)}::uuid[], ${column(({ accountId }) => accountId)}::uuid[], ${column(({ contactId }) => contactId)}::uuid[],
                  ${column(({ name }) => name)}::text[], ${column(({ state }) => state)}::text[], ${column(({ amountMinor }) => amountMinor)}::bigint[],
                  ${column(({ currency }) => currency)}::text[], ${column(({ openedAt }) => openedAt)}::timestamptz[],
                  ${column(({ closedAt }) => closedAt)}::timestamptz[], ${column(({ externalId }) => externalId)}::text[],
                  ${column(({ stage }) => stage)}::text[], ${column(({ lossReason }) => lossReason)}::text[])
           as o (id, account_id, contact_id, name, state, amount_minor, currency, opened_at, closed_at, external_id, stage, loss_reason)
     order by o.external_id
        on conflict (workspace_id, source, external_id) do update
       set account_id = excluded.account_id, contact_id = excluded.contact_id, name = excluded.name, state = excluded.state,
           amount_minor = excluded.amount_minor, currency = excluded.currency, opened_at = excluded.opened_at,
           closed_at = excluded.closed_at, stage = excluded.stage, loss_reason = excluded.loss_reason, audit_id = excluded.audit_id`;
}

interface ImportedRow {
  readonly id: string;
  readonly account_id: string | null;
  readonly contact_id: string | null;
  readonly name: string;
  readonly state: Opportunity["state"];
  readonly amount_minor: number | null;
  readonly currency: string | null;
  readonly opened_at: Instant;
  readonly closed_at: Instant | null;
  readonly external_id: string;
  readonly stage: string | null;
  readonly loss_reason: string | null;
}
