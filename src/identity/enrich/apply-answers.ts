import { appendAudit } from "../../audit/append.ts";
import type { NewRecord } from "../../audit/contract.ts";
import { idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import { accountExternalId, accountRecord } from "../core/account-records.ts";
import type { IncomingRecord } from "../core/import-records.ts";
import { gapsIn, type ProviderClaim, withClaims } from "../core/questions-to-ask.ts";
import { hashOf } from "../core/record-hash.ts";
import { accountFieldsOf, contactFieldsOf } from "../core/row-fields.ts";
import { compareText } from "../core/text.ts";
import type { IdentityDeps } from "../deps.ts";
import { type Cause, recordSettled } from "../record-settled.ts";
import { settleAccounts } from "../settle-accounts.ts";
import { settleContacts } from "../settle-contacts.ts";
import type { ProviderRow } from "../store/enrichment.ts";
import type { RunRow } from "../store/enrichment-runs.ts";
import { ensuredSource, type SourceRow } from "../store/imports.ts";
import { entitiesOf, knownRecords, observationsOf } from "../store/records.ts";
import { type AccountLink, writeIncoming } from "../write-records.ts";
import { type KnownPerson, knownPeople } from "./known-people.ts";

/** What a provider said about one contact. */
export interface Said {
  readonly contactId: string;
  readonly claims: readonly ProviderClaim[];
}

/**
 * Makes what a provider said records of its source, through the door that every change takes: kept with its time and
 * confidence, resolved, projected, recorded, told. Answers how many values each contact gained. The caller holds the lock.
 */
export async function applySaid(
  deps: IdentityDeps,
  tx: Tx,
  run: RunRow,
  row: ProviderRow,
  said: readonly Said[],
): Promise<ReadonlyMap<string, number>> {
  const people = await knownPeople(
    tx,
    said.map((one) => one.contactId),
  );
  const staleBefore = run.stale_ms === null ? null : tx.now - run.stale_ms;
  const kept = said.flatMap(({ contactId, claims }) => {
    const person = people.get(contactId);
    const worth = person === undefined ? [] : worthKeeping(person, canonical(claims), run, staleBefore);
    return person === undefined || worth.length === 0 ? [] : [{ contactId, person, claims: worth }];
  });
  if (kept.length > 0) {
    const source = await ensuredSource(tx, { id: row.source_id, name: row.name, kind: "enrichment", trust: 0 });
    await settle(deps, tx, run, source, await recordsOf(tx, source, kept));
  }
  return new Map(kept.map(({ contactId, claims }) => [contactId, claims.length]));
}

/** Values in the spelling that imports keep them in; what cannot be read as its field is left out. */
function canonical(claims: readonly ProviderClaim[]): readonly ProviderClaim[] {
  const byField = new Map(claims.map((claim) => [claim.field, claim]));
  const cells = Object.fromEntries(claims.map(({ field, value }) => [field, value]));
  const { fields } = contactFieldsOf(cells);
  return Object.entries(fields).flatMap(([field, value]) => {
    const claim = byField.get(field);
    return claim === undefined ? [] : [{ ...claim, value }];
  });
}

/**
 * What fills a gap, as gaps are now: somebody may have typed a value since the question was asked. What is said against a
 * person's word is kept as well; it cannot win, and it opens a question.
 */
function worthKeeping(
  { standing }: KnownPerson,
  claims: readonly ProviderClaim[],
  run: RunRow,
  staleBefore: number | null,
): readonly ProviderClaim[] {
  const gaps = new Set(gapsIn(standing, run.fields, staleBefore));
  return claims.filter(({ field }) => gaps.has(field) || standing.get(field)?.isHuman === true);
}

interface Kept extends Said {
  readonly person: KnownPerson;
}

/** One record per contact and provider, anchored to the contact: it says all that the provider ever said about them. */
async function recordsOf(tx: Tx, source: SourceRow, kept: readonly Kept[]): Promise<readonly IncomingRecord[]> {
  const byContact = Map.groupBy(kept, (one) => one.person.id);
  const names = new Map([...byContact.keys()].map((id) => [externalIdOf(id), id]));
  const known = await knownRecords(tx, source.id, "contact", [...names.keys()]);
  const before = new Map(
    (
      await observationsOf(
        tx,
        known.map((record) => record.id),
      )
    ).map((row) => [row.record_id, row]),
  );
  const recordOf = new Map(known.map((record) => [record.external_id, before.get(record.id)]));
  return [...byContact].map(([id, some]) => {
    const externalId = externalIdOf(id);
    const was = recordOf.get(externalId);
    const { fields, details } = withClaims(
      { fields: was?.fields ?? {}, details: was?.details ?? {} },
      some.flatMap((one) => one.claims),
      tx.now,
    );
    return {
      externalId,
      fields,
      details,
      hash: hashOf({ ...fields, "": JSON.stringify(details) }, null),
      observedAt: tx.now,
      anchorId: id,
    };
  });
}

const externalIdOf = (contactId: string): string => `con:${contactId}`;

async function settle(
  deps: IdentityDeps,
  tx: Tx,
  run: RunRow,
  source: SourceRow,
  records: readonly IncomingRecord[],
): Promise<void> {
  const write = { source, batchId: null, actor: run.created_by };
  const named = new Map(records.flatMap((record) => accountNamedBy(record)));
  const accounts = await writeIncoming(
    deps.env,
    tx,
    write,
    "account",
    [...new Map([...named.values()].map((one) => [one.externalId, one])).values()],
    () => null,
  );
  const accountRegion = accounts.fresh.size === 0 ? null : await settleAccounts(tx, accounts);
  const accountEntities = await entitiesOf(tx, [...accounts.ids.values()]);
  const linkOf = (record: IncomingRecord): AccountLink | null => {
    const recordId = accounts.ids.get(named.get(record.externalId)?.externalId ?? "");
    return recordId === undefined ? null : { recordId, entityId: accountEntities.get(recordId) ?? recordId };
  };
  const written = await writeIncoming(deps.env, tx, write, "contact", records, linkOf);
  const moved = (accountRegion?.settlement.moves ?? [])
    .map((move) => move.id)
    .filter((id) => accounts.fresh.get(id)?.isNew !== true);
  const people = written.fresh.size + moved.length === 0 ? null : await settleContacts(tx, written, moved);
  const cause: Cause = {
    actor: run.actor as Cause["actor"],
    batchId: null,
    names: { enrichment: idFromUuid("run", run.id) },
  };
  const settled = await recordSettled(deps, tx, cause, { people, accounts: accountRegion });
  await appendAudit(deps, tx, [leafOf(cause, run, records), ...settled.records]);
  await deps.react(tx, settled.reactions);
}

/** The account that a record names, as a record of the same source. */
function accountNamedBy(record: IncomingRecord): readonly (readonly [string, IncomingRecord])[] {
  const fields = accountFieldsOf(record.fields);
  if (fields === null) return [];
  return [[record.externalId, accountRecord(accountExternalId(fields), [{ fields, rows: 1 }])]];
}

/** One leaf for the batch, with the digest of what was said. */
function leafOf(cause: Cause, run: RunRow, records: readonly IncomingRecord[]): NewRecord {
  const digests = records.map((record) => record.hash.toString("hex")).sort(compareText);
  return {
    type: "contact.enriched",
    actor: cause.actor,
    subject: { other: idFromUuid("run", run.id) },
    data: {
      ...cause.names,
      provider: idFromUuid("prv", run.provider_id),
      digest: `sha256:${hashOf(Object.fromEntries(digests.map((one, at) => [String(at), one])), null).toString("hex")}`,
      contacts: records.length,
    },
  };
}
