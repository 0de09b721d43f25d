import type { Id } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** The words of consents that were sealed; that and how consent was given or taken back stays, by keyed hash. */
export async function wipeConsentWords(tx: Tx, contactIds: readonly Id<"con">[]): Promise<void> {
  await tx.sql`
    update consent_event set words = null
     where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[])`;
}

/** Reasons that people gave for lifting what forbade contact. */
export async function wipeLiftReasons(tx: Tx, contactIds: readonly Id<"con">[]): Promise<void> {
  await tx.sql`
    update suppression_lift l set reason = 'erased'
     where l.workspace_id = ${tx.workspaceId}
       and l.suppression_id in (select id from suppression where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[]))`;
  await tx.sql`
    update hold set release_reason = null, reason = null
     where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[])`;
}

/** The facts that were read, and what reasons and policies in shadow repeated of them; outcome, checks and reason codes stay. */
export async function wipeDecisions(tx: Tx, contactIds: readonly Id<"con">[]): Promise<void> {
  await tx.sql`
    update decision
       set facts = '{}'::jsonb,
           reasons = coalesce((select jsonb_agg(r || '{"values": {}}'::jsonb order by n)
                                 from jsonb_array_elements(reasons) with ordinality as listed (r, n)), '[]'::jsonb),
           shadow = (select jsonb_agg(s || '{"values": {}}'::jsonb) from jsonb_array_elements(shadow) as s)
     where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[])`;
}
