import { createHash } from "node:crypto";
import { actorOf, appendAudit } from "../../src/audit/append.ts";
import type { IncomingRecord } from "../../src/identity/core/import-records.ts";
import { accountFieldsOf } from "../../src/identity/core/row-fields.ts";
import { recordSettled } from "../../src/identity/record-settled.ts";
import { settleAccounts } from "../../src/identity/settle-accounts.ts";
import { settleContacts } from "../../src/identity/settle-contacts.ts";
import { ensuredSource } from "../../src/identity/store/imports.ts";
import { entitiesOf, lockIdentity } from "../../src/identity/store/records.ts";
import { writeIncoming } from "../../src/identity/write-records.ts";
import { systemEnv } from "../../src/kernel/env.ts";
import { type Id, idFromUuid, newUuid } from "../../src/kernel/ids.ts";
import { type TestDatabase, testDatabase } from "./database.ts";
import type { IdentityWorld } from "./identity-world.ts";

/** What a source says of one person, by field names as records keep them. */
export interface SaidOf {
  readonly id: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly observedAt?: number;
  readonly details?: IncomingRecord["details"];
}

const trust = { crm: 60, enrichment: 40, list: 20 } as const;

/** A database whose business time a test moves by hand. */
export async function timedDatabase(): Promise<TestDatabase & { readonly clock: { now: number } }> {
  const clock = { now: Date.UTC(2026, 0, 5, 9) };
  const held = await testDatabase({ env: { ...systemEnv(), now: () => clock.now } });
  return { ...held, clock };
}

/** A source says something, through the one door for change; answers with the contact of each record. */
export async function hear(
  world: IdentityWorld,
  from: { readonly name: string; readonly kind: keyof typeof trust },
  said: readonly SaidOf[],
): Promise<readonly Id<"con">[]> {
  const { deps, caller } = world;
  return await deps.db.write(world.workspaceId, async (tx) => {
    await lockIdentity(tx);
    const source = await ensuredSource(tx, { id: newUuid(deps.env), ...from, trust: trust[from.kind] });
    const context = { source, batchId: null, actor: caller.principal.id };
    const named = new Map(said.map((one) => [one.id, accountFieldsOf(one.fields)]));
    const accounts = said.flatMap((one) => {
      const fields = named.get(one.id) ?? null;
      return fields === null ? [] : [incoming({ id: one.id, fields })];
    });
    const writtenAccounts = await writeIncoming(deps.env, tx, context, "account", accounts, () => null);
    const accountRegion = accounts.length === 0 ? null : await settleAccounts(tx, writtenAccounts);
    const accountOf = await entitiesOf(tx, [...writtenAccounts.ids.values()]);
    const written = await writeIncoming(deps.env, tx, context, "contact", said.map(incoming), ({ externalId }) => {
      const recordId = writtenAccounts.ids.get(externalId);
      return recordId === undefined ? null : { recordId, entityId: accountOf.get(recordId) ?? recordId };
    });
    const people = await settleContacts(tx, written, []);
    const cause = { actor: actorOf(caller), batchId: null, names: {} };
    const settled = await recordSettled(deps, tx, cause, { people, accounts: accountRegion });
    await appendAudit(deps, tx, settled.records);
    await deps.react(tx, settled.reactions);
    const entities = await entitiesOf(tx, [...written.ids.values()]);
    return said.map((one) => idFromUuid("con", entities.get(written.ids.get(one.id) ?? "") ?? ""));
  });
}

function incoming({ id, fields, observedAt }: SaidOf): IncomingRecord {
  const hash = createHash("sha256")
    .update(JSON.stringify([fields, observedAt]))
    .digest();
  return { externalId: id, fields, hash, observedAt: observedAt ?? null };
}

/** Every golden contact and account as stored, but for when it was written. */
export async function goldenRows(world: IdentityWorld): Promise<string> {
  return await world.deps.db.read(world.workspaceId, async (tx) => {
    const contacts = await tx.sql<{ row: unknown }[]>`
      select to_jsonb(c) - 'updated_at' - 'created_at' as row from contact c where c.workspace_id = ${tx.workspaceId} order by c.id`;
    const accounts = await tx.sql<{ row: unknown }[]>`
      select to_jsonb(a) - 'updated_at' - 'created_at' as row from account a where a.workspace_id = ${tx.workspaceId} order by a.id`;
    return JSON.stringify([...contacts, ...accounts].map(({ row }) => row));
  });
}
