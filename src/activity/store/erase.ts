import type { Id } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** Whose traces are wiped: every id of the person, and the addresses that their mail came from. */
export interface Traces {
  readonly contactIds: readonly Id<"con">[];
  readonly written: readonly string[];
}

/** What happened stays, with nobody's address and nobody's words. */
export async function wipeEvents(tx: Tx, { contactIds, written }: Traces): Promise<void> {
  await tx.sql`
    update activity_event set address = null, data = '{}'::jsonb
     where workspace_id = ${tx.workspaceId} and (contact_id = any(${[...contactIds]}::uuid[]) or address = any(${[...written]}::text[]))`;
}

/** The person's mail: the raw bytes, who wrote it and what it said. What it was taken for stays. */
export async function wipeInbound(tx: Tx, { contactIds, written }: Traces): Promise<void> {
  await tx.sql`
    with theirs as (
      update inbound_message
         set envelope_from = '', envelope_to = '{}', from_address = null, subject = '', own_text = '', evidence = null, referral = '{}',
             rfc822_id = null, quoted_text = '', attachments = '[]'::jsonb, reference_ids = '{}'
       where workspace_id = ${tx.workspaceId}
         and (contact_id = any(${[...contactIds]}::uuid[]) or candidates && ${[...contactIds]}::uuid[] or from_address = any(${[...written]}::text[]))
      returning digest)
    update inbound_content set raw = ''::bytea
     where workspace_id = ${tx.workspaceId} and digest in (select digest from theirs)`;
}
