import { uuidFromId } from "./ids.ts";
import type { Sql, TxSql } from "./sql.ts";

/** A table of workspaces as its rows travel: in key order, without the workspace. */
export interface PortableTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly key: readonly string[];
  /** What its rows point at: the columns that may be filled later, and the table. */
  readonly references: readonly { readonly columns: readonly string[]; readonly table: string }[];
}

/** Rows written by one statement. */
const rowsPerStatement = 1_000;

/** Every table that has a workspace, by name. */
export async function portableTables(root: Sql): Promise<readonly PortableTable[]> {
  const rows = await root<{ name: string; columns: string[]; key: string[]; links: PortableTable["references"] }[]>`
    select c.relname as name,
           array(select a.attname from pg_attribute a
                  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attidentity = '' and a.attgenerated = ''
                    and a.attname <> 'workspace_id' order by a.attnum)::text[] as columns,
           array(select a.attname from pg_index i, unnest(i.indkey::int[]) with ordinality as k (attnum, at)
                   join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
                  where i.indrelid = c.oid and i.indisprimary and a.attname <> 'workspace_id' order by k.at)::text[] as key,
           coalesce((select jsonb_agg(jsonb_build_object('table', r.relname, 'columns',
                              (select jsonb_agg(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum = any(f.conkey) and a.attname <> 'workspace_id')))
                       from pg_constraint f join pg_class r on r.oid = f.confrelid
                      where f.conrelid = c.oid and f.contype = 'f' and r.relname <> 'workspace'), '[]'::jsonb) as links
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p')
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped)
     order by c.relname`;
  return rows.map(({ links, ...table }) => ({ ...table, references: links }));
}

/** The rows of one workspace as JSON texts, in the order of their key; equal rows give equal texts. */
export async function* rowTexts(
  sql: TxSql,
  workspaceId: string,
  table: PortableTable,
  without: readonly string[],
): AsyncIterable<readonly string[]> {
  const columns = table.columns.filter((column) => !without.includes(column));
  const order = table.key.length === 0 ? columns : table.key;
  const found = sql<{ text: string }[]>`
    select to_jsonb(r)::text as text from (
      select ${sql(columns)} from ${sql(table.name)} where workspace_id = ${uuidFromId(workspaceId)}::uuid order by ${sql(order)}) as r`;
  for await (const rows of found.cursor(rowsPerStatement)) yield rows.map((row) => row.text);
}

/** Writes rows of a workspace; `later` names columns that stay empty until `fillLater`. */
export async function insertRows(
  sql: TxSql,
  workspaceId: string,
  table: PortableTable,
  texts: readonly string[],
  later: readonly string[],
): Promise<void> {
  const columns = table.columns.filter((column) => !later.includes(column)).map(quoted);
  const statement = `
    insert into ${quoted(table.name)} (${["workspace_id", ...columns].join(", ")})
    select ${["$1::uuid", ...columns].join(", ")} from jsonb_populate_recordset(null::${quoted(table.name)}, $2::text::jsonb)`;
  await inBatches(texts, (batch) => sql.unsafe(statement, [uuidFromId(workspaceId), batch]));
}

/** Fills the columns that point at rows which were not there before. */
export async function fillLater(
  sql: TxSql,
  workspaceId: string,
  table: PortableTable,
  texts: readonly string[],
  later: readonly string[],
): Promise<void> {
  const set = later.map((column) => `${quoted(column)} = given.${quoted(column)}`);
  const same = table.key.map((column) => `kept.${quoted(column)} = given.${quoted(column)}`);
  const statement = `
    update ${quoted(table.name)} as kept set ${set.join(", ")}
      from jsonb_populate_recordset(null::${quoted(table.name)}, $2::text::jsonb) as given
     where ${["kept.workspace_id = $1::uuid", ...same].join(" and ")}`;
  await inBatches(texts, (batch) => sql.unsafe(statement, [uuidFromId(workspaceId), batch]));
}

/** Names come from the catalog, never from a file. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

async function inBatches(texts: readonly string[], run: (batch: string) => PromiseLike<unknown>): Promise<void> {
  for (let at = 0; at < texts.length; at += rowsPerStatement)
    await run(`[${texts.slice(at, at + rowsPerStatement).join(",")}]`);
}
