import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";

/** What a provider answered to a question. */
export interface AnswerRow {
  readonly question: Buffer;
  /** What was asked for: the answer says nothing about other fields. */
  readonly fields: readonly string[];
  /** Null where the provider knew nothing. */
  readonly claims: unknown;
}

/** The answers to these questions that still hold. */
export async function heldAnswers(
  tx: Tx,
  providerId: string,
  questions: readonly Buffer[],
): Promise<readonly AnswerRow[]> {
  return await tx.sql<AnswerRow[]>`
    select question, fields, claims from enrichment_answer
     where workspace_id = ${tx.workspaceId} and provider_id = ${providerId} and expires_at > ${tx.now}
       and question in (select decode(q, 'hex') from unnest(${questions.map((one) => one.toString("hex"))}::text[]) as q)`;
}

/** Keeps answers; a newer one replaces the one before. */
export async function keepAnswers(
  tx: Tx,
  providerId: string,
  rows: readonly (AnswerRow & { readonly expiresAt: Instant })[],
): Promise<void> {
  await tx.sql`
    insert into enrichment_answer (workspace_id, provider_id, question, fields, claims, asked_at, expires_at)
    select distinct on (a.question) ${tx.workspaceId}::uuid, ${providerId}::uuid, decode(a.question, 'hex'),
           array(select jsonb_array_elements_text(a.fields::jsonb)), a.claims::jsonb, ${tx.now}::timestamptz, a.expires_at
      from unnest(${rows.map((row) => row.question.toString("hex"))}::text[], ${rows.map((row) => JSON.stringify(row.fields))}::text[],
                  ${rows.map((row) => (row.claims === null ? null : JSON.stringify(row.claims)))}::text[], ${rows.map((row) => row.expiresAt)}::timestamptz[])
           as a (question, fields, claims, expires_at)
    on conflict (workspace_id, provider_id, question) do update
       set fields = excluded.fields, claims = excluded.claims, asked_at = excluded.asked_at, expires_at = excluded.expires_at`;
}
