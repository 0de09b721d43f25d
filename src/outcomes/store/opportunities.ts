import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid, idOrNull } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** A stored opportunity. */
export interface Opportunity {
  readonly id: Id<"opp">;
  readonly accountId: Id<"acc"> | null;
  readonly contactId: Id<"con"> | null;
  readonly name: string;
  readonly state: "open" | "won" | "lost";
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
}

/** Adds an opportunity. */
export async function insertOpportunity(tx: Tx, opportunity: Opportunity): Promise<void> {
  const { id, accountId, contactId, name, state, amountMinor, currency, openedAt, closedAt } = opportunity;
  await tx.sql`
    insert into opportunity (workspace_id, id, account_id, contact_id, name, state, amount_minor, currency, opened_at, closed_at)
    values (${tx.workspaceId}, ${id}, ${accountId}, ${contactId}, ${name}, ${state}, ${amountMinor}, ${currency}, ${openedAt}, ${closedAt})`;
}

/** An opportunity, held until the end of the transaction. */
export async function lockedOpportunity(tx: Tx, id: Id<"opp">): Promise<Opportunity | undefined> {
  const [row] = await tx.sql<OpportunityRow[]>`
    select * from opportunity where workspace_id = ${tx.workspaceId} and id = ${id} for update`;
  return row === undefined ? undefined : opportunityFromRow(row);
}

/** The open opportunities of an account by its ids, or of a contact that has none, held until the end of the transaction; two at most. */
export async function lockedOpenOpportunities(
  tx: Tx,
  accountIds: readonly Id<"acc">[],
  contactId: Id<"con">,
): Promise<readonly Opportunity[]> {
  const rows = await tx.sql<OpportunityRow[]>`
    select * from opportunity
     where workspace_id = ${tx.workspaceId} and state = 'open'
       and (account_id = any(${[...accountIds]}::uuid[]) or (${accountIds.length === 0} and contact_id = ${contactId}::uuid))
     order by id limit 2 for update`;
  return rows.map(opportunityFromRow);
}

/** Closes an opportunity, or corrects how it was closed; an amount that is not given stays. */
export async function closeOpportunity(
  tx: Tx,
  id: Id<"opp">,
  close: {
    readonly state: "won" | "lost";
    readonly amountMinor: number | null;
    readonly currency: string | null;
    readonly at: Instant;
  },
): Promise<void> {
  await tx.sql`
    update opportunity
       set state = ${close.state}, closed_at = ${close.at},
           amount_minor = coalesce(${close.amountMinor}::bigint, amount_minor), currency = coalesce(${close.currency}::text, currency)
     where workspace_id = ${tx.workspaceId} and id = ${id}`;
}

/** The states that the opportunities of accounts are in, and when the newest of each was closed. */
export async function accountsWithDeals(
  tx: Tx,
  accountIds: readonly Id<"acc">[],
): Promise<
  readonly { readonly accountId: Id<"acc">; readonly state: Opportunity["state"]; readonly closedAt: Instant | null }[]
> {
  const rows = await tx.sql<{ account_id: string; state: Opportunity["state"]; closed_at: Instant | null }[]>`
    select account_id, state, max(closed_at) as closed_at from opportunity
     where workspace_id = ${tx.workspaceId} and account_id = any(${[...accountIds]}::uuid[])
     group by account_id, state`;
  return rows.map((row) => ({
    accountId: idFromUuid("acc", row.account_id),
    state: row.state,
    closedAt: row.closed_at,
  }));
}

interface OpportunityRow {
  readonly id: string;
  readonly account_id: string | null;
  readonly contact_id: string | null;
  readonly name: string;
  readonly state: Opportunity["state"];
  readonly amount_minor: number | null;
  readonly currency: string | null;
  readonly opened_at: Instant;
  readonly closed_at: Instant | null;
}

function opportunityFromRow(row: OpportunityRow): Opportunity {
  return {
    id: idFromUuid("opp", row.id),
    accountId: idOrNull("acc", row.account_id),
    contactId: idOrNull("con", row.contact_id),
    name: row.name,
    state: row.state,
    amountMinor: row.amount_minor,
    currency: row.currency,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
  };
}
