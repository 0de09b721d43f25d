import type { Tx } from "../../kernel/sql.ts";

export interface KeyRow {
  readonly kind: string;
  readonly key: string;
  readonly recordId: string;
  readonly name: string;
}

export interface KeyName {
  readonly kind: string;
  readonly key: string;
}

/** Takes the keys of changed records away and says which they were; what people joined them by stays. */
export async function deleteKeys(tx: Tx, recordIds: readonly string[]): Promise<readonly KeyName[]> {
  return await tx.sql<KeyName[]>`
    delete from match_key where workspace_id = ${tx.workspaceId} and record_id = any(${[...recordIds]}::uuid[]) and kind <> 'as' returning kind, key`;
}

/** Joins records by something else than a value of theirs: `by` is the id of an assertion or of their anchor. */
export async function insertJoins(
  tx: Tx,
  rows: readonly { readonly by: string; readonly recordId: string }[],
): Promise<void> {
  await insertKeys(
    tx,
    rows.map(({ by, recordId }) => ({ kind: "as", key: by, recordId, name: "" })),
  );
}

export async function deleteJoins(tx: Tx, by: readonly string[]): Promise<void> {
  await tx.sql`delete from match_key where workspace_id = ${tx.workspaceId} and kind = 'as' and key = any(${[...by]}::text[])`;
}

export async function insertKeys(tx: Tx, rows: readonly KeyRow[]): Promise<void> {
  await tx.sql`
    insert into match_key (workspace_id, kind, key, record_id, name)
    select ${tx.workspaceId}::uuid, k.kind, k.key, k.record_id, k.name
      from unnest(${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.key)}::text[], ${rows.map((row) => row.recordId)}::uuid[],
                  ${rows.map((row) => row.name)}::text[]) as k (kind, key, record_id, name)
    on conflict do nothing`;
}

/** Keys that more names stand under than one person or company has. */
export async function genericKeys(
  tx: Tx,
  keys: readonly KeyName[],
  namesMax: number,
): Promise<readonly (KeyName & { names: number })[]> {
  return await tx.sql<(KeyName & { names: number })[]>`
    select m.kind, m.key, count(distinct m.name)::int as names
      from match_key m
      join unnest(${keys.map((one) => one.kind)}::text[], ${keys.map((one) => one.key)}::text[]) as k (kind, key) on m.kind = k.kind and m.key = k.key
     where m.workspace_id = ${tx.workspaceId} and m.name <> ''
     group by m.kind, m.key having count(distinct m.name) > ${namesMax}`;
}

/** The blocked keys that these records have. */
export async function blockedKeysOf(tx: Tx, recordIds: readonly string[]): Promise<readonly KeyName[]> {
  return await tx.sql<KeyName[]>`
    select distinct own.kind, own.key
      from unnest(${[...recordIds]}::uuid[]) as r (record_id)
     cross join lateral (select m.kind, m.key from match_key m
                          where m.workspace_id = ${tx.workspaceId} and m.record_id = r.record_id offset 0) as own
     where exists (select from key_state s where s.workspace_id = ${tx.workspaceId} and s.kind = own.kind and s.key = own.key)`;
}

/** The blocked ones among these keys. */
export async function blockedAmong(tx: Tx, keys: readonly KeyName[]): Promise<readonly KeyName[]> {
  return await tx.sql<KeyName[]>`
    select s.kind, s.key from key_state s
      join unnest(${keys.map((one) => one.kind)}::text[], ${keys.map((one) => one.key)}::text[]) as k (kind, key) on s.kind = k.kind and s.key = k.key
     where s.workspace_id = ${tx.workspaceId}`;
}

export async function blockKeys(tx: Tx, keys: readonly (KeyName & { readonly names: number })[]): Promise<void> {
  await tx.sql`
    insert into key_state (workspace_id, kind, key, names)
    select ${tx.workspaceId}::uuid, k.kind, k.key, k.names
      from unnest(${keys.map((one) => one.kind)}::text[], ${keys.map((one) => one.key)}::text[], ${keys.map((one) => one.names)}::int[]) as k (kind, key, names)
    on conflict (workspace_id, kind, key) do nothing`;
}

export async function unblockKeys(tx: Tx, keys: readonly KeyName[]): Promise<void> {
  await tx.sql`
    delete from key_state s
     using unnest(${keys.map((one) => one.kind)}::text[], ${keys.map((one) => one.key)}::text[]) as k (kind, key)
     where s.workspace_id = ${tx.workspaceId} and s.kind = k.kind and s.key = k.key`;
}

/** Every record under these keys. */
export async function recordsUnder(
  tx: Tx,
  keys: readonly KeyName[],
): Promise<readonly (KeyName & { readonly record_id: string })[]> {
  return await tx.sql<(KeyName & { record_id: string })[]>`
    select m.kind, m.key, m.record_id from match_key m
      join unnest(${keys.map((one) => one.kind)}::text[], ${keys.map((one) => one.key)}::text[]) as k (kind, key) on m.kind = k.kind and m.key = k.key
     where m.workspace_id = ${tx.workspaceId}`;
}

/**
 * The closure of records over shared keys and over what people joined (kind `as`); blocked keys connect nothing, or one mailbox
 * would pull in everybody. The walk steps from records to keys and from keys to records, so that each key is opened once and
 * not once for every record that has it: 260 contacts merged one after the other took 66 s without, 30 s with. `offset 0` holds
 * the planner to the indexes: it cannot know how few a closure is, and read the whole table for two records (54 ms among
 * 30,000 contacts, growing with them).
 */
export async function regionOf(tx: Tx, seeds: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.sql<{ record_id: string }[]>`
    with recursive step (record_id, kind, key) as (
      select unnest(${[...seeds]}::uuid[]), null::text collate "C", null::text collate "C"
      union
      select next.record_id, next.kind, next.key
        from step
       cross join lateral (
         (select null::uuid as record_id, m.kind, m.key from match_key m
           where m.workspace_id = ${tx.workspaceId} and m.record_id = step.record_id
             and not exists (select from key_state s where s.workspace_id = ${tx.workspaceId} and s.kind = m.kind and s.key = m.key)
          offset 0)
         union all
         (select m.record_id, null, null from match_key m
           where m.workspace_id = ${tx.workspaceId} and m.kind = step.kind and m.key = step.key offset 0)
       ) as next
    )
    select record_id from step where record_id is not null`;
  return rows.map((row) => row.record_id);
}

/** The keys of these records, with whether a key is too generic to join by. */
export async function keysOf(
  tx: Tx,
  recordIds: readonly string[],
): Promise<readonly { record_id: string; kind: string; key: string; blocked: boolean }[]> {
  return await tx.sql<{ record_id: string; kind: string; key: string; blocked: boolean }[]>`
    select m.record_id, m.kind, m.key, s.key is not null as blocked
      from match_key m left join key_state s on s.workspace_id = m.workspace_id and s.kind = m.kind and s.key = m.key
     where m.workspace_id = ${tx.workspaceId} and m.record_id = any(${[...recordIds]}::uuid[]) and m.kind <> 'as'`;
}
