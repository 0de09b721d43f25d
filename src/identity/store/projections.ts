import type { Tx } from "../../kernel/sql.ts";

export interface ContactRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly emailKey: string | null;
  readonly emailClass: string;
  readonly title: string | null;
  readonly accountId: string | null;
  readonly country: string | null;
  readonly golden: Readonly<Record<string, string>>;
  readonly provenance: unknown;
  readonly evidence: unknown;
  readonly openReviews: number;
  /** Sum of the parts of confidence that only the records decide. */
  readonly confidence: number;
  /** When a value that outreach needs was last observed. */
  readonly freshAt: number;
  /** What outreach needs and the records lack. */
  readonly lacks: readonly string[];
  readonly searchText: string;
}

export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly domain: string | null;
  readonly country: string | null;
  readonly industry: string | null;
  readonly relation: string;
  readonly golden: Readonly<Record<string, string>>;
  readonly provenance: unknown;
  readonly searchText: string;
}

const json = (values: readonly unknown[]): string[] => values.map((value) => JSON.stringify(value));

export async function writeContacts(tx: Tx, rulesetVersion: number, rows: readonly ContactRow[]): Promise<void> {
  await tx.sql`
    insert into contact (workspace_id, id, name, email, email_key, email_class, title, account_id, country, golden, provenance, evidence, open_reviews,
                         confidence, fresh_at, lacks, search_text, ruleset_version, created_at, updated_at)
    select ${tx.workspaceId}::uuid, c.id, c.name, c.email, c.email_key, c.email_class, c.title, c.account_id, c.country, c.golden::jsonb, c.provenance::jsonb,
           c.evidence::jsonb, c.open_reviews, c.confidence, c.fresh_at, string_to_array(c.lacks, ','), c.search_text, ${rulesetVersion}::int, ${tx.now}::timestamptz, ${tx.now}::timestamptz
      from unnest(${rows.map((c) => c.id)}::uuid[], ${rows.map((c) => c.name)}::text[], ${rows.map((c) => c.email)}::text[],
                  ${rows.map((c) => c.emailKey)}::text[], ${rows.map((c) => c.emailClass)}::text[], ${rows.map((c) => c.title)}::text[],
                  ${rows.map((c) => c.accountId)}::uuid[], ${rows.map((c) => c.country)}::text[], ${json(rows.map((c) => c.golden))}::text[],
                  ${json(rows.map((c) => c.provenance))}::text[], ${json(rows.map((c) => c.evidence))}::text[], ${rows.map((c) => c.openReviews)}::int[],
                  ${rows.map((c) => c.confidence)}::smallint[], ${rows.map((c) => c.freshAt)}::timestamptz[], ${rows.map((c) => c.lacks.join(","))}::text[],
                  ${rows.map((c) => c.searchText)}::text[])
           as c (id, name, email, email_key, email_class, title, account_id, country, golden, provenance, evidence, open_reviews,
                 confidence, fresh_at, lacks, search_text)
    on conflict (workspace_id, id) do update
       set merged_into = null, name = excluded.name, email = excluded.email, email_key = excluded.email_key, email_class = excluded.email_class,
           title = excluded.title, account_id = excluded.account_id, country = excluded.country, golden = excluded.golden, provenance = excluded.provenance,
           evidence = excluded.evidence, open_reviews = excluded.open_reviews, confidence = excluded.confidence, fresh_at = excluded.fresh_at,
           lacks = excluded.lacks, search_text = excluded.search_text,
           ruleset_version = excluded.ruleset_version, updated_at = excluded.updated_at
     where contact.merged_into is not null
        or (contact.name, contact.email, contact.email_class, contact.account_id, contact.golden, contact.provenance, contact.evidence, contact.open_reviews,
            contact.search_text, contact.ruleset_version)
           is distinct from
           (excluded.name, excluded.email, excluded.email_class, excluded.account_id, excluded.golden, excluded.provenance, excluded.evidence,
            excluded.open_reviews, excluded.search_text, excluded.ruleset_version)`;
}

/** Contacts whose records now belong to another one; the row stays, since what happened to them points at it. */
export async function redirectContacts(
  tx: Tx,
  moves: readonly { readonly id: string; readonly entityId: string }[],
): Promise<void> {
  await tx.sql`
    update contact c set merged_into = m.entity_id, updated_at = ${tx.now}
      from unnest(${moves.map((move) => move.id)}::uuid[], ${moves.map((move) => move.entityId)}::uuid[]) as m (id, entity_id)
     where c.workspace_id = ${tx.workspaceId} and c.id = m.id and m.entity_id <> m.id`;
}

export async function writeAccounts(tx: Tx, rulesetVersion: number, rows: readonly AccountRow[]): Promise<void> {
  await tx.sql`
    insert into account (workspace_id, id, name, domain, country, industry, relation, golden, provenance, search_text, ruleset_version, created_at, updated_at)
    select ${tx.workspaceId}::uuid, a.id, a.name, a.domain, a.country, a.industry, a.relation, a.golden::jsonb, a.provenance::jsonb, a.search_text,
           ${rulesetVersion}::int, ${tx.now}::timestamptz, ${tx.now}::timestamptz
      from unnest(${rows.map((a) => a.id)}::uuid[], ${rows.map((a) => a.name)}::text[], ${rows.map((a) => a.domain)}::text[], ${rows.map((a) => a.country)}::text[],
                  ${rows.map((a) => a.industry)}::text[], ${rows.map((a) => a.relation)}::text[], ${json(rows.map((a) => a.golden))}::text[],
                  ${json(rows.map((a) => a.provenance))}::text[], ${rows.map((a) => a.searchText)}::text[])
           as a (id, name, domain, country, industry, relation, golden, provenance, search_text)
    on conflict (workspace_id, id) do update
       set merged_into = null, name = excluded.name, domain = excluded.domain, country = excluded.country, industry = excluded.industry,
           relation = excluded.relation, golden = excluded.golden, provenance = excluded.provenance, search_text = excluded.search_text,
           ruleset_version = excluded.ruleset_version, updated_at = excluded.updated_at`;
}

export async function redirectAccounts(
  tx: Tx,
  moves: readonly { readonly id: string; readonly entityId: string }[],
): Promise<void> {
  await tx.sql`
    update account a set merged_into = m.entity_id, updated_at = ${tx.now}
      from unnest(${moves.map((move) => move.id)}::uuid[], ${moves.map((move) => move.entityId)}::uuid[]) as m (id, entity_id)
     where a.workspace_id = ${tx.workspaceId} and a.id = m.id and m.entity_id <> m.id`;
}

/** Replaces the domains of these accounts. */
export async function deleteDomains(tx: Tx, accountIds: readonly string[]): Promise<void> {
  await tx.sql`delete from account_domain where workspace_id = ${tx.workspaceId} and account_id = any(${[...accountIds]}::uuid[])`;
}

export async function insertDomains(
  tx: Tx,
  rows: readonly {
    readonly accountId: string;
    readonly domain: string;
    readonly role: string;
    readonly evidence: string;
  }[],
): Promise<void> {
  await tx.sql`
    insert into account_domain (workspace_id, account_id, domain, role, evidence_observation_id)
    select ${tx.workspaceId}::uuid, d.account_id, d.domain, d.role, d.evidence
      from unnest(${rows.map((row) => row.accountId)}::uuid[], ${rows.map((row) => row.domain)}::text[], ${rows.map((row) => row.role)}::text[],
                  ${rows.map((row) => row.evidence)}::uuid[])
           as d (account_id, domain, role, evidence)`;
}
