import { createImport } from "../../src/identity/import/create-import.ts";
import { listImportRows } from "../../src/identity/import/read-rows.ts";
import { appendUpload, createUpload } from "../../src/identity/import/uploads.ts";
import type { Id } from "../../src/kernel/ids.ts";
import type { TestDatabase } from "./database.ts";
import { type IdentityWorld, identityWorld } from "./identity-world.ts";

/** Small transactions, so that a short file is done in many of them. */
export const smallBounds = { blockRows: 60, settleRecords: 50 };

/** A world whose imports take many small transactions. */
export async function importWorld(held: TestDatabase): Promise<IdentityWorld> {
  const world = await identityWorld(held);
  return { ...world, deps: { ...world.deps, importBounds: smallBounds } };
}

/** Sends a file in parts of odd sizes. */
export async function uploadOf(world: IdentityWorld, content: string, partBytes = 7_777): Promise<Id<"upl">> {
  const bytes = Buffer.from(content);
  const { id } = await createUpload(world.deps, { filename: "people.csv" }, world.caller);
  for (let offset = 0; offset < bytes.length; offset += partBytes) {
    const part = bytes.subarray(offset, offset + partBytes).toString("base64");
    await appendUpload(world.deps, { uploadId: id, offset, content: part }, world.caller);
  }
  return id;
}

/** Begins the import of an upload; nobody does it yet. */
export function beginImport(
  world: IdentityWorld,
  uploadId: Id<"upl">,
  more: { readonly dryRun?: boolean } = {},
): ReturnType<typeof createImport> {
  const input = { kind: "contacts" as const, encoding: "text" as const, dryRun: false, uploadId, ...more };
  return createImport(world.deps, input, world.caller);
}

/** What became of every row of an import, as text that does not depend on ids. */
export async function rowsTold(world: IdentityWorld, importId: Id<"imp">): Promise<readonly string[]> {
  const told: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const input = { importId, limit: 500, ...(cursor === undefined ? {} : { cursor }) };
    const page = await listImportRows(world.deps, input, world.caller);
    told.push(...page.items.map((row) => `${row.row} ${row.outcome} ${row.intoRow ?? ""} ${row.code ?? ""}`));
    if (page.next === null) return told;
    cursor = page.next;
  }
}

/** Everything that an import left about people, as text that does not depend on ids or on when it was written. */
export async function peopleTold(held: TestDatabase, world: IdentityWorld): Promise<readonly string[]> {
  const { root } = held.database;
  const workspace = world.workspaceId;
  const contacts = await root<{ told: string }[]>`
    select concat_ws('|', c.name, c.email, c.title, c.country, c.golden, c.open_reviews, a.name, a.domain,
                     (select string_agg(r.external_id, ',' order by r.external_id) from source_record r
                       where r.workspace_id = c.workspace_id and r.entity_id = c.id)) as told
      from contact c left join account a on a.workspace_id = c.workspace_id and a.id = c.account_id
     where c.workspace_id = ${workspace} and c.merged_into is null`;
  const accounts = await root<{ told: string }[]>`
    select concat_ws('|', a.name, a.domain, a.relation, a.golden,
                     (select string_agg(r.external_id, ',' order by r.external_id) from source_record r
                       where r.workspace_id = a.workspace_id and r.entity_id = a.id)) as told
      from account a where a.workspace_id = ${workspace} and a.merged_into is null`;
  const reviews = await root<{ told: string }[]>`
    select concat_ws('|', i.kind, i.state,
                     (select string_agg(r.external_id, ',' order by r.external_id) from source_record r
                       where r.workspace_id = i.workspace_id and r.id = any(i.record_ids))) as told
      from review_item i where i.workspace_id = ${workspace}`;
  return [contacts, accounts, reviews].flatMap((rows, at) => rows.map(({ told }) => `${at}|${told}`).sort());
}
