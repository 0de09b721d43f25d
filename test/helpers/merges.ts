import { actorOf, appendAudit } from "../../src/audit/append.ts";
import type { Fields } from "../../src/identity/core/match.ts";
import { hashOf } from "../../src/identity/core/record-hash.ts";
import { listAssertions, revokeAssertions } from "../../src/identity/merge/assertions.ts";
import { detachMany, detachRecords } from "../../src/identity/merge/detach.ts";
import { mergeAccounts, mergeContacts } from "../../src/identity/merge/merge.ts";
import { unmergeAccounts, unmergeContacts } from "../../src/identity/merge/unmerge.ts";
import { recordSettled } from "../../src/identity/record-settled.ts";
import { settleContacts } from "../../src/identity/settle-contacts.ts";
import { ensuredSource } from "../../src/identity/store/imports.ts";
import { lockIdentity } from "../../src/identity/store/records.ts";
import { writeIncoming } from "../../src/identity/write-records.ts";
import { type Id, idFromUuid, newUuid } from "../../src/kernel/ids.ts";
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

/** A record as a source hands it in, in few words. */
export interface Arriving {
  readonly externalId: string;
  readonly fields: Fields;
  readonly observedAt: number;
  readonly anchorId?: string;
}

/** Contact records arrive in one batch, as an import, an edit or an enrichment hands them in. */
export async function recordsArrive(
  w: IdentityWorld,
  arriving: readonly Arriving[],
  sourceName = "List",
): Promise<void> {
  const { deps, caller } = w;
  await deps.db.write(w.workspaceId, async (tx) => {
    await lockIdentity(tx);
    const source = await ensuredSource(tx, { id: newUuid(deps.env), name: sourceName, kind: "list", trust: 20 });
    const incoming = arriving.map((one) => ({ ...one, hash: hashOf(one.fields, one.observedAt) }));
    const context = { source, batchId: null, actor: caller.principal.id };
    const written = await writeIncoming(deps.env, tx, context, "contact", incoming, () => null);
    if (written.fresh.size === 0) return;
    const people = await settleContacts(tx, written, []);
    const cause = { actor: actorOf(caller), batchId: null, names: {} };
    const settled = await recordSettled(deps, tx, cause, { people, accounts: null });
    await appendAudit(deps, tx, settled.records);
    await deps.react(tx, settled.reactions);
  });
}
