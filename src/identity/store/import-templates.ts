import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { ImportKind } from "../words/contract.ts";

export interface TemplateRow {
  readonly fingerprint: string;
  readonly kind: ImportKind;
  readonly headings: readonly string[];
  readonly mapping: Readonly<Record<string, string>>;
  readonly created_by: string;
  readonly updated_at: Instant;
}

/** Remembers a mapping; the last one given for the same headings counts. */
export async function writeTemplate(
  tx: Tx,
  template: Omit<TemplateRow, "created_by" | "updated_at"> & { readonly createdBy: string },
): Promise<void> {
  await tx.sql`
    insert into import_template (workspace_id, fingerprint, kind, headings, mapping, created_by, updated_at)
    values (${tx.workspaceId}, ${template.fingerprint}, ${template.kind}, ${JSON.stringify(template.headings)}::text::jsonb,
            ${JSON.stringify(template.mapping)}::text::jsonb, ${template.createdBy}, ${tx.now})
    on conflict (workspace_id, fingerprint) do update
       set headings = excluded.headings, mapping = excluded.mapping, created_by = excluded.created_by, updated_at = excluded.updated_at`;
}

/** The mapping of the first of these fingerprints that has one. */
export async function templateOf(tx: Tx, fingerprints: readonly string[]): Promise<TemplateRow | null> {
  const rows = await tx.sql<TemplateRow[]>`
    select fingerprint, kind, headings, mapping, created_by, updated_at from import_template
     where workspace_id = ${tx.workspaceId} and fingerprint = any(${[...fingerprints]}::text[])`;
  return (
    rows.toSorted(
      (left, right) => fingerprints.indexOf(left.fingerprint) - fingerprints.indexOf(right.fingerprint),
    )[0] ?? null
  );
}

export async function everyTemplate(tx: Tx): Promise<readonly TemplateRow[]> {
  return await tx.sql<TemplateRow[]>`
    select fingerprint, kind, headings, mapping, created_by, updated_at from import_template
     where workspace_id = ${tx.workspaceId} order by updated_at desc, fingerprint`;
}

export async function deleteTemplate(tx: Tx, fingerprint: string): Promise<boolean> {
  const rows = await tx.sql`
    delete from import_template where workspace_id = ${tx.workspaceId} and fingerprint = ${fingerprint} returning fingerprint`;
  return rows.length > 0;
}
