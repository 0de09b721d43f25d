import { emailMatchKey } from "../src/identity/core/email.ts";
import { fold } from "../src/identity/core/text.ts";
import type { IdentityDeps } from "../src/identity/deps.ts";
import { indexNames } from "../src/identity/search/index-names.ts";
import { type Id, newUuid } from "../src/kernel/ids.ts";
import type { Tx } from "../src/kernel/sql.ts";
import type { Crowd } from "./crowd.ts";

const chunk = 5_000;

/** Fills a workspace with a crowd, set by set: what search reads, without the observations that an import would keep. */
export async function fillCrowd(
  deps: IdentityDeps,
  workspaceId: Id<"wsp">,
  crowd: Crowd,
  people: number,
): Promise<void> {
  const sourceId = newUuid(deps.env);
  await deps.db.write(workspaceId, async (tx) => {
    await tx.sql`insert into source (workspace_id, id, name, kind, trust, created_at) values (${tx.workspaceId}, ${sourceId}, 'Crowd', 'list', 20, ${tx.now})`;
  });
  const accountIds = crowd.accounts.map(() => newUuid(deps.env)).sort();
  for (let from = 0; from < accountIds.length; from += chunk)
    await deps.db.write(workspaceId, (tx) => fillAccounts(tx, sourceId, crowd, accountIds, from));
  for (let from = 0; from < people; from += chunk) {
    const count = Math.min(chunk, people - from);
    const ids = Array.from({ length: count }, () => newUuid(deps.env)).sort();
    await deps.db.write(workspaceId, (tx) => fillPeople(tx, sourceId, crowd, accountIds, ids, from));
  }
}

async function fillAccounts(
  tx: Tx,
  sourceId: string,
  crowd: Crowd,
  accountIds: readonly string[],
  from: number,
): Promise<void> {
  const rows = crowd.accounts.slice(from, from + chunk).map(({ name, domain }, at) => ({
    id: accountIds[from + at] ?? "",
    name,
    domain,
    golden: { name, domain, industry: "Machinery" },
    text: fold(`${name} ${domain}`),
    relation: (from + at) % 200 === 0 ? "partner" : "unknown",
  }));
  await tx.sql`
    insert into account (workspace_id, id, name, domain, country, industry, relation, golden, provenance, search_text, ruleset_version, created_at, updated_at)
    select ${tx.workspaceId}::uuid, a.id, a.name, a.domain, 'DE', 'Machinery', a.relation, a.golden::jsonb, '{}'::jsonb, a.text, 1, ${tx.now}::timestamptz, ${tx.now}::timestamptz
      from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.name)}::text[], ${rows.map((row) => row.domain)}::text[],
                  ${rows.map((row) => row.relation)}::text[], ${rows.map((row) => JSON.stringify(row.golden))}::text[], ${rows.map((row) => row.text)}::text[])
           as a (id, name, domain, relation, golden, text)`;
  await tx.sql`
    insert into account_domain (workspace_id, account_id, domain, role)
    select ${tx.workspaceId}::uuid, d.id, d.domain, 'primary'
      from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.domain)}::text[]) as d (id, domain)`;
  await fillRecords(
    tx,
    sourceId,
    "account",
    rows.map(({ id, domain }) => ({ id, kind: "do", key: domain })),
  );
  await indexNames(
    tx,
    "account",
    rows.map(({ id, golden }) => ({ id, golden, records: [] })),
  );
}

async function fillPeople(
  tx: Tx,
  sourceId: string,
  crowd: Crowd,
  accountIds: readonly string[],
  ids: readonly string[],
  from: number,
): Promise<void> {
  const rows = ids.map((id, at) => {
    const { firstName, lastName, email, account } = crowd.person(from + at);
    const companyName = crowd.accounts[account]?.name ?? "";
    const name = `${firstName} ${lastName}`;
    const golden = { firstName, lastName, email, companyName, title: "Head of Sales", country: "DE" };
    const text = fold(`${name} ${companyName} ${email} head of sales`);
    const accountId = accountIds[account] ?? null;
    return { id, name, email, key: emailMatchKey(email) ?? email, accountId, golden, text };
  });
  await tx.sql`
    insert into contact (workspace_id, id, name, email, email_key, email_class, title, account_id, country, golden, provenance, evidence, open_reviews, search_text,
                         ruleset_version, created_at, updated_at)
    select ${tx.workspaceId}::uuid, c.id, c.name, c.email, c.key, 'business', 'Head of Sales', c.account_id, 'DE', c.golden::jsonb, c.golden::jsonb, '{}'::jsonb, 0, c.text,
           1, ${tx.now}::timestamptz, ${tx.now}::timestamptz
      from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.name)}::text[], ${rows.map((row) => row.email)}::text[], ${rows.map((row) => row.key)}::text[],
                  ${rows.map((row) => row.accountId)}::uuid[], ${rows.map((row) => JSON.stringify(row.golden))}::text[], ${rows.map((row) => row.text)}::text[])
           as c (id, name, email, key, account_id, golden, text)`;
  await fillRecords(
    tx,
    sourceId,
    "contact",
    rows.map(({ id, key }) => ({ id, kind: "em", key })),
  );
  await indexNames(
    tx,
    "contact",
    rows.map(({ id, golden }) => ({ id, golden, records: [] })),
  );
}

async function fillRecords(
  tx: Tx,
  sourceId: string,
  kind: string,
  rows: readonly { readonly id: string; readonly kind: string; readonly key: string }[],
): Promise<void> {
  const ids = rows.map((row) => row.id);
  await tx.sql`
    insert into source_record (workspace_id, id, kind, source_id, external_id, payload_hash, current_observation_id, match, entity_id, created_at)
    select ${tx.workspaceId}::uuid, r.id, ${kind}, ${sourceId}::uuid, r.id::text, ''::bytea, r.id, '{}'::jsonb, r.id, ${tx.now}::timestamptz
      from unnest(${ids}::uuid[]) as r (id)`;
  await tx.sql`
    insert into match_key (workspace_id, kind, key, record_id, name)
    select ${tx.workspaceId}::uuid, k.kind, k.key, k.id, ''
      from unnest(${ids}::uuid[], ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.key)}::text[]) as k (id, kind, key)
    on conflict do nothing`;
}
