import { createHash } from "node:crypto";
import { actorOf, appendAudit } from "../../src/audit/append.ts";
import { accountExternalId } from "../../src/identity/core/account-records.ts";
import type { IncomingRecord } from "../../src/identity/core/import-records.ts";
import type { Fields } from "../../src/identity/core/match.ts";
import { accountFieldsOf } from "../../src/identity/core/row-fields.ts";
import { recordSettled } from "../../src/identity/record-settled.ts";
import { accountsToFollow, settleAccounts } from "../../src/identity/settle-accounts.ts";
import { settleContacts } from "../../src/identity/settle-contacts.ts";
import { ensuredSource } from "../../src/identity/store/imports.ts";
import { entitiesOf, lockIdentity } from "../../src/identity/store/records.ts";
import { writeIncoming } from "../../src/identity/write-records.ts";
import { type Id, idFromUuid, newUuid } from "../../src/kernel/ids.ts";
import type { IdentityWorld } from "./identity-world.ts";

/** One record of a source, as a test states it: claims by field, and when the source says so. */
export interface RecordGiven {
  readonly id: string;
  readonly fields: Fields;
  /** An ISO 8601 time; without one the source says it now. */
  readonly at?: string;
}

/** What a source says: its accounts, and its contacts with the account that each names by their fields. */
export interface SourceGiven {
  readonly name?: string;
  readonly kind?: "crm" | "list" | "enrichment";
  readonly accounts?: readonly RecordGiven[];
  readonly contacts?: readonly RecordGiven[];
}

/** What the records became. */
export interface Settled {
  readonly accounts: ReadonlyMap<string, Id<"acc">>;
  readonly contacts: ReadonlyMap<string, Id<"con">>;
}

const trustOf = { crm: 60, enrichment: 40, list: 20 } as const;

/** Hands records to the one door of identity, as an import does, in one transaction. */
export async function sourceSays(world: IdentityWorld, given: SourceGiven): Promise<Settled> {
  const { deps, caller } = world;
  const kind = given.kind ?? "crm";
  return await deps.db.write(world.workspaceId, async (tx) => {
    await lockIdentity(tx);
    const name = given.name ?? kind;
    const source = await ensuredSource(tx, { id: newUuid(deps.env), name, kind, trust: trustOf[kind] });
    const context = { source, batchId: null, actor: caller.principal.id };
    const contacts = (given.contacts ?? []).map(recordOf);
    const named = new Map(contacts.map((one) => [one.externalId, accountOf(one.fields)]));
    const byExternalId = new Map([...named.values()].flatMap((one) => (one === null ? [] : [[one.externalId, one]])));
    const own = (given.accounts ?? []).map(recordOf);
    const accounts = await writeIncoming(
      deps.env,
      tx,
      context,
      "account",
      [...own, ...byExternalId.values()],
      () => null,
    );
    const accountRegion = accounts.fresh.size === 0 ? null : await settleAccounts(tx, accounts);
    const accountIds = await entitiesOf(tx, [...accounts.ids.values()]);
    const people = await writeIncoming(deps.env, tx, context, "contact", contacts, ({ externalId }) => {
      const recordId = accounts.ids.get(named.get(externalId)?.externalId ?? "");
      return recordId === undefined ? null : { recordId, entityId: accountIds.get(recordId) ?? recordId };
    });
    const moved = accountsToFollow(accountRegion, accounts);
    const region = people.fresh.size + moved.length === 0 ? null : await settleContacts(tx, people, moved);
    const cause = { actor: actorOf(caller), batchId: null, names: {} };
    const said = await recordSettled(deps, tx, cause, { people: region, accounts: accountRegion });
    await appendAudit(deps, tx, said.records);
    await deps.react(tx, said.reactions);
    const contactIds = await entitiesOf(tx, [...people.ids.values()]);
    return {
      accounts: became("acc", own, accounts.ids, accountIds),
      contacts: became("con", contacts, people.ids, contactIds),
    };
  });
}

function became<P extends "acc" | "con">(
  prefix: P,
  records: readonly IncomingRecord[],
  ids: ReadonlyMap<string, string>,
  entities: ReadonlyMap<string, string>,
): ReadonlyMap<string, Id<P>> {
  return new Map(
    records.map(({ externalId }) => {
      const id = ids.get(externalId) ?? "";
      return [externalId.replace(/^id:/, ""), idFromUuid(prefix, entities.get(id) ?? id)] as const;
    }),
  );
}

function accountOf(fields: Fields): IncomingRecord | null {
  const named = accountFieldsOf(fields);
  return named === null ? null : incoming(accountExternalId(named), named, null);
}

function recordOf({ id, fields, at }: RecordGiven): IncomingRecord {
  return incoming(`id:${id}`, fields, at === undefined ? null : Date.parse(at));
}

function incoming(externalId: string, fields: Fields, observedAt: number | null): IncomingRecord {
  const hash = createHash("sha256").update(JSON.stringify({ fields, observedAt })).digest();
  return { externalId, fields, hash, observedAt };
}
