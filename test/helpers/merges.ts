import { listAssertions, revokeAssertions } from "../../src/identity/merge/assertions.ts";
import { detachMany, detachRecords } from "../../src/identity/merge/detach.ts";
import { mergeAccounts, mergeContacts } from "../../src/identity/merge/merge.ts";
import { unmergeAccounts, unmergeContacts } from "../../src/identity/merge/unmerge.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { idFromUuid } from "../../src/kernel/ids.ts";
import type { IdentityWorld } from "./identity-world.ts";

type Con = Id<"con">;
type Acc = Id<"acc">;
const reason = "said in a test";

/** What people do about who is who, said in few words. */
export function peopleSay(w: IdentityWorld) {
  const { deps, caller } = w;
  return {
    merge: (contactId: Con, otherId: Con, dryRun = false) =>
      mergeContacts(deps, { contactId, otherId, reason, dryRun }, caller),
    unmerge: (contactId: Con, absorbedId: Con, dryRun = false) =>
      unmergeContacts(deps, { contactId, absorbedId, reason, dryRun }, caller),
    detach: (contactId: Con, recordIds: Id<"rec">[], dryRun = false) =>
      detachRecords(deps, { contactId, recordIds, reason, dryRun }, caller),
    detachMany: (items: { contactId: Con; recordIds: Id<"rec">[] }[], dryRun = false) =>
      detachMany(deps, { items, reason, dryRun }, caller),
    mergeAccounts: (accountId: Acc, otherId: Acc) =>
      mergeAccounts(deps, { accountId, otherId, reason, dryRun: false }, caller),
    unmergeAccounts: (accountId: Acc, absorbedId: Acc) =>
      unmergeAccounts(deps, { accountId, absorbedId, reason, dryRun: false }, caller),
    revoke: (assertionIds: Id<"ast">[], dryRun = false) =>
      revokeAssertions(deps, { assertionIds, reason, dryRun }, caller),
    said: (contactId?: Con) =>
      listAssertions(deps, { limit: 500, ...(contactId === undefined ? {} : { contactId }) }, caller),
  };
}

/** The records of the workspace by the id that their source gave them, and whom they belong to now. */
export async function recordsIn(
  w: IdentityWorld,
): Promise<ReadonlyMap<string, { readonly recordId: Id<"rec">; readonly contactId: Con }>> {
  const rows = await w.deps.db.read(
    w.workspaceId,
    (tx) => tx.sql<{ external_id: string; id: string; entity_id: string }[]>`
      select external_id, id, entity_id from source_record where workspace_id = ${w.workspaceId} and kind = 'contact'`,
  );
  return new Map(
    rows.map((row) => [
      row.external_id.replace(/^id:/, ""),
      { recordId: idFromUuid("rec", row.id), contactId: idFromUuid("con", row.entity_id) },
    ]),
  );
}

/** Everything that is derived about who is who, as text: equal only when every byte of it is. */
export async function projectionOf(w: IdentityWorld): Promise<string> {
  const rows = await w.deps.db.read(w.workspaceId, async (tx) => [
    await tx.sql`
      select id, merged_into, name, email, email_key, email_class, title, account_id, country, golden, provenance, evidence, open_reviews, search_text
        from contact where workspace_id = ${w.workspaceId} and merged_into is null order by id`,
    await tx.sql`
      select id, name, domain, country, industry, relation, golden, provenance, search_text from account
       where workspace_id = ${w.workspaceId} and merged_into is null order by id`,
    await tx.sql`select * from relationship where workspace_id = ${w.workspaceId} order by contact_id, account_id`,
    await tx.sql`select * from account_domain where workspace_id = ${w.workspaceId} order by account_id, domain`,
    await tx.sql`select id, entity_id from source_record where workspace_id = ${w.workspaceId} order by id`,
    await tx.sql`select subject, record_ids from review_item where workspace_id = ${w.workspaceId} and state in ('open', 'later') order by subject`,
  ]);
  return JSON.stringify(rows, null, 1);
}
