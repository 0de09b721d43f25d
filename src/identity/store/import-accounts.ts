import type { Tx } from "../../kernel/sql.ts";

/** What rows of a block say about an account. */
export interface AccountClaimRow {
  readonly externalId: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly rows: number;
}

/** What all rows of a file say about one account, equal claims counted. */
export interface AccountSaid {
  readonly external_id: string;
  readonly said: readonly { readonly fields: Readonly<Record<string, string>>; readonly rows: number }[];
}

export async function insertAccountClaims(
  tx: Tx,
  batchId: string,
  block: number,
  claims: readonly AccountClaimRow[],
): Promise<void> {
  await tx.sql`
    insert into import_account (workspace_id, batch_id, external_id, block, number, fields, rows)
    select ${tx.workspaceId}::uuid, ${batchId}::uuid, c.external_id, ${block}::int, c.number::int, c.fields::jsonb, c.rows
      from unnest(${claims.map((claim) => claim.externalId)}::text[], ${claims.map((claim) => JSON.stringify(claim.fields))}::text[],
                  ${claims.map((claim) => claim.rows)}::int[]) with ordinality as c (external_id, fields, rows, number)
    on conflict do nothing`;
}

/** The next accounts of a file, by external id. */
export async function accountsSaidAfter(
  tx: Tx,
  batchId: string,
  after: string,
  count: number,
): Promise<readonly AccountSaid[]> {
  const [page] = await tx.sql<{ last: string | null }[]>`
    select max(n.external_id) as last
      from (select distinct external_id from import_account
             where workspace_id = ${tx.workspaceId} and batch_id = ${batchId} and external_id > ${after}
             order by external_id limit ${count}) n`;
  return await tx.sql<AccountSaid[]>`
    select external_id, json_agg(json_build_object('fields', fields, 'rows', rows)) as said
      from import_account
     where workspace_id = ${tx.workspaceId} and batch_id = ${batchId} and external_id > ${after} and external_id <= ${page?.last ?? after}
     group by external_id order by external_id`;
}

/** What was said is in records by now. */
export async function deleteAccountClaims(tx: Tx, batchId: string): Promise<void> {
  await tx.sql`delete from import_account where workspace_id = ${tx.workspaceId} and batch_id = ${batchId}`;
}
