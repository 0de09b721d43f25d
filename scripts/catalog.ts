import type { Sql } from "../src/kernel/sql.ts";

/** One column as the catalog has it. */
export interface CatalogColumn {
  readonly table: string;
  readonly name: string;
  /** As PostgreSQL writes it, e.g. `timestamp with time zone` or `uuid[]`. */
  readonly type: string;
  readonly notNull: boolean;
  readonly fallback: string | null;
  readonly collation: string | null;
  readonly generated: boolean;
  readonly identity: boolean;
}

/** One piece of SQL that belongs to a table. */
export interface CatalogPart {
  readonly table: string;
  readonly text: string;
}

const publicTables = "n.nspname = 'public' and c.relkind in ('r', 'p')";

/** Every column of every table, in the order of its table. */
export async function catalogColumns(sql: Sql): Promise<readonly CatalogColumn[]> {
  return sql.unsafe<CatalogColumn[]>(`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as "notNull",
           pg_get_expr(d.adbin, d.adrelid) as fallback, a.attgenerated <> '' as generated, a.attidentity <> '' as identity,
           case when a.attcollation <> t.typcollation then l.collname end as collation
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      join pg_type t on t.oid = a.atttypid
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum left join pg_collation l on l.oid = a.attcollation
     where ${publicTables} and a.attnum > 0 and not a.attisdropped
     order by c.relname collate "C", a.attnum`);
}

/** Primary, unique and foreign keys, checks and exclusions. PostgreSQL 18 also lists "not null" there; the columns say that. */
export async function catalogConstraints(sql: Sql): Promise<readonly CatalogPart[]> {
  return sql.unsafe<CatalogPart[]>(`
    select c.relname as table, format('constraint %I %s', k.conname, pg_get_constraintdef(k.oid)) as text
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where ${publicTables} and k.contype in ('p', 'u', 'f', 'c', 'x')
     order by c.relname collate "C", position(k.contype::text in 'puxcf'), k.conname collate "C"`);
}

/** Indexes that no constraint made. */
export async function catalogIndexes(sql: Sql): Promise<readonly CatalogPart[]> {
  return sql.unsafe<CatalogPart[]>(`
    select c.relname as table, replace(pg_get_indexdef(i.indexrelid), ' ON public.', ' ON ') as text
      from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
      join pg_namespace n on n.oid = c.relnamespace
     where ${publicTables} and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
     order by c.relname collate "C", x.relname collate "C"`);
}

/** Row-level security: whether it is on, and each policy. */
export async function catalogPolicies(sql: Sql): Promise<readonly CatalogPart[]> {
  return sql.unsafe<CatalogPart[]>(`
    select c.relname as table, format('alter table %I enable row level security', c.relname) as text, '' as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${publicTables} and c.relrowsecurity
    union all
    select c.relname, concat_ws(E'\\n  ', format('create policy %I on %I', p.polname, c.relname),
             'using (' || pg_get_expr(p.polqual, p.polrelid) || ')', 'with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')'), p.polname
      from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where ${publicTables}
     order by 1, 3`);
}

/** What the roles of the product may do with each table or column. */
export async function catalogGrants(sql: Sql): Promise<readonly CatalogPart[]> {
  return sql.unsafe<CatalogPart[]>(`
    select "table", format('grant %s on %I to %I', string_agg(privilege, ', ' order by privilege), "table", grantee) as text
      from (select c.relname as "table", r.rolname as grantee, lower(g.privilege_type) as privilege
              from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) g
              join pg_roles r on r.oid = g.grantee where ${publicTables} and r.rolname like 'fairlead\\_%'
            union all
            select c.relname, r.rolname, format('%s (%I)', lower(g.privilege_type), a.attname)
              from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
             cross join lateral aclexplode(a.attacl) g join pg_roles r on r.oid = g.grantee
             where ${publicTables} and r.rolname like 'fairlead\\_%') granted
     group by "table", grantee order by "table" collate "C", grantee collate "C"`);
}

/** Everything else that could live in the schema; the product makes none of it, so each is a line that shows. */
export async function catalogStrangers(sql: Sql): Promise<readonly string[]> {
  const rows = await sql.unsafe<{ text: string }[]>(`
    select format('%s %s', case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'relation' end, c.relname) as text
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('v', 'm', 'S', 'f')
    union all select 'function ' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public'
    union all select 'trigger ' || t.tgname from pg_trigger t where not t.tgisinternal
     order by 1`);
  return rows.map((row) => row.text);
}
