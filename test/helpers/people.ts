import { type Env, systemEnv } from "../../src/kernel/env.ts";
import { type Id, idFromUuid, idOrNull, newId } from "../../src/kernel/ids.ts";
import type { Caller } from "../../src/kernel/operation.ts";
import type { Database } from "../../src/kernel/sql.ts";
import { createVault, type Vault } from "../../src/kernel/vault.ts";
import type { SubjectSource } from "../../src/scoring/deps.ts";

/** Contacts and accounts written straight into the tables, for tests of blocks that only read them. */

/** What a test says about a contact; the rest is empty. */
export interface ContactGiven {
  readonly name?: string;
  readonly title?: string;
  readonly persona?: string;
  readonly country?: string;
  readonly accountId?: Id<"acc">;
  readonly mergedInto?: Id<"con">;
}

/** What a test says about an account. */
export interface AccountGiven {
  readonly name?: string;
  readonly industry?: string;
  readonly employees?: number;
  readonly relation?: string;
}

/** A vault with a key of its own. */
export function testVault(env: Env = systemEnv()): Vault {
  return createVault(Buffer.alloc(32, 7), (count) => env.randomBytes(count));
}

/** A person who may do everything. */
export function admin(workspaceId: Id<"wsp">, scopes: readonly string[] = []): Caller {
  const id = newId(systemEnv(), "usr");
  return {
    workspaceId,
    principal: { kind: "person", id, name: "Test", role: "admin" },
    scopes: new Set(scopes),
    requestId: "test",
  };
}

/** Writes an account. */
export async function insertAccount(
  db: Database,
  workspaceId: Id<"wsp">,
  given: AccountGiven = {},
): Promise<Id<"acc">> {
  const id = newId(systemEnv(), "acc");
  const golden = { persona: null, employees: given.employees ?? null };
  await db.write(workspaceId, async (tx) => {
    await tx.sql`
      insert into account (workspace_id, id, name, industry, relation, golden, provenance, search_text, ruleset_version, created_at, updated_at)
      values (${workspaceId}, ${id}, ${given.name ?? "Acme"}, ${given.industry ?? null}, ${given.relation ?? "unknown"},
              ${tx.sql.json(golden)}, ${tx.sql.json({})}, '', 1, ${tx.now}, ${tx.now})`;
  });
  return id;
}

/** Writes a contact. */
export async function insertContact(
  db: Database,
  workspaceId: Id<"wsp">,
  given: ContactGiven = {},
): Promise<Id<"con">> {
  const id = newId(systemEnv(), "con");
  await db.write(workspaceId, async (tx) => {
    await tx.sql`
      insert into contact (workspace_id, id, merged_into, name, email_class, title, account_id, country, golden, provenance,
        evidence, open_reviews, search_text, ruleset_version, created_at, updated_at)
      values (${workspaceId}, ${id}, ${given.mergedInto ?? null}, ${given.name ?? "Ada"}, 'none', ${given.title ?? null},
        ${given.accountId ?? null}, ${given.country ?? null}, ${tx.sql.json({ persona: given.persona ?? null })},
        ${tx.sql.json({})}, ${tx.sql.json({})}, 0, '', 1, ${tx.now}, ${tx.now})`;
  });
  return id;
}

/** Merges one contact into another, as far as readers of the tables can see. */
export async function mergeContact(
  db: Database,
  workspaceId: Id<"wsp">,
  from: Id<"con">,
  into: Id<"con">,
): Promise<void> {
  await db.write(workspaceId, async (tx) => {
    await tx.sql`update contact set merged_into = ${into} where workspace_id = ${workspaceId} and id = ${from}`;
  });
}

/** The records that a workspace has appended, in order. */
export async function auditRecords(
  db: Database,
  workspaceId: Id<"wsp">,
): Promise<readonly { readonly type: string; readonly data?: Readonly<Record<string, unknown>> }[]> {
  const rows = await db.root<{ body: string }[]>`
    select e.body from audit_entry e join audit_pending p on p.workspace_id = e.workspace_id and p.id = e.id
     where e.workspace_id = ${workspaceId} order by p.seq`;
  return rows.map((row) => JSON.parse(row.body));
}

interface SubjectRow {
  readonly id: string;
  readonly account_id: string | null;
  readonly title: string | null;
  readonly persona: string | null;
  readonly country: string | null;
  readonly industry: string | null;
  readonly employees: number | null;
  readonly relation: string | null;
  readonly former: string[];
}

/** Reads the same tables for scoring. */
export function subjectsFromTables(): SubjectSource {
  return {
    subjects: async (tx, ids) => {
      const rows = await tx.sql<SubjectRow[]>`
        select c.id, c.account_id, c.title, c.golden ->> 'persona' as persona, c.country, a.industry,
               (a.golden ->> 'employees')::int as employees, a.relation,
               coalesce((select array_agg(f.id::text) from contact f where f.workspace_id = c.workspace_id and f.merged_into = c.id), '{}') as former
          from contact c left join account a on a.workspace_id = c.workspace_id and a.id = c.account_id
         where c.workspace_id = ${tx.workspaceId} and c.merged_into is null and c.id = any(${[...ids]}::uuid[])`;
      return rows.map((row) => ({
        contactId: idFromUuid("con", row.id),
        accountId: idOrNull("acc", row.account_id),
        formerIds: row.former.map((id) => idFromUuid("con", id)),
        persona: row.persona,
        title: row.title,
        country: row.country,
        seniority: null,
        accountCountry: null,
        segments: [],
        industry: row.industry,
        employees: row.employees,
        relation: row.relation,
      }));
    },
    livingContacts: async (tx, ids) => {
      const rows = await tx.sql<{ id: string; living: string }[]>`
        select id, coalesce(merged_into, id) as living from contact
         where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[])`;
      return new Map(rows.map((row) => [idFromUuid("con", row.id), idFromUuid("con", row.living)]));
    },
    knownAccounts: async (tx, ids) => {
      const rows = await tx.sql<{ id: string }[]>`
        select id from account where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[])`;
      return new Set(rows.map((row) => idFromUuid("acc", row.id)));
    },
    contactsOfAccounts: async (tx, ids, after, count) => {
      const rows = await tx.sql<{ id: string }[]>`
        select id from contact
         where workspace_id = ${tx.workspaceId} and merged_into is null and account_id = any(${[...ids]}::uuid[])
           and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${count}`;
      return rows.map((row) => idFromUuid("con", row.id));
    },
    contactsAfter: async (tx, after, count) => {
      const rows = await tx.sql<{ id: string }[]>`
        select id from contact
         where workspace_id = ${tx.workspaceId} and merged_into is null and (${after}::uuid is null or id > ${after}::uuid)
         order by id limit ${count}`;
      return rows.map((row) => idFromUuid("con", row.id));
    },
  };
}
