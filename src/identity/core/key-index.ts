import { compareTexts, intern, type StringPool, stringPool, type TextId, widened } from "./string-pool.ts";

/** Which rows stand under which key, for one kind of key, as it grows: an entry per row and key. */
export interface KeyIndex {
  readonly pool: StringPool;
  size: number;
  keyOf: Int32Array;
  rowOf: Int32Array;
}

/** The rows under every key, ready to be read. */
export interface KeyGroups {
  readonly pool: StringPool;
  /** The rows of key `k` are `rows[startOf[k]]` up to `rows[startOf[k + 1]]`, ascending. */
  readonly startOf: Int32Array;
  readonly rows: Int32Array;
}

/** An index without entries. */
export function keyIndex(): KeyIndex {
  return { pool: stringPool(), size: 0, keyOf: new Int32Array(16), rowOf: new Int32Array(16) };
}

/** Puts a row under a key; gives the key's number. */
export function addKey(index: KeyIndex, row: number, key: string): TextId {
  if (index.size === index.keyOf.length) {
    index.keyOf = widened(index.keyOf);
    index.rowOf = widened(index.rowOf);
  }
  const id = intern(index.pool, key);
  index.keyOf[index.size] = id;
  index.rowOf[index.size] = row;
  index.size += 1;
  return id;
}

/** Groups the entries by key in two passes; `rankOf` says where each row stands in canonical order. */
export function groupedByKey(index: KeyIndex, rankOf: Int32Array): KeyGroups {
  const { pool, size, keyOf, rowOf } = index;
  const startOf = new Int32Array(pool.size + 1);
  for (let at = 0; at < size; at += 1) {
    const next = (keyOf[at] ?? 0) + 1;
    startOf[next] = (startOf[next] ?? 0) + 1;
  }
  for (let key = 0; key < pool.size; key += 1) startOf[key + 1] = (startOf[key + 1] ?? 0) + (startOf[key] ?? 0);
  const fill = startOf.slice(0, pool.size);
  const rows = new Int32Array(size);
  for (let at = 0; at < size; at += 1) {
    const key = keyOf[at] ?? 0;
    const place = fill[key] ?? 0;
    rows[place] = rankOf[rowOf[at] ?? 0] ?? 0;
    fill[key] = place + 1;
  }
  for (let key = 0; key < pool.size; key += 1) {
    const [from, to] = [startOf[key] ?? 0, startOf[key + 1] ?? 0];
    if (to - from > 1) rows.subarray(from, to).sort();
  }
  return { pool, startOf, rows };
}

/** The keys that two or more rows share, in the order of their text where `isOrdered` asks for it. */
export function sharedKeys({ pool, startOf }: KeyGroups, isOrdered: boolean): readonly TextId[] {
  const shared: TextId[] = [];
  for (let key = 0; key < pool.size; key += 1) if ((startOf[key + 1] ?? 0) - (startOf[key] ?? 0) > 1) shared.push(key);
  return isOrdered ? shared.sort((left, right) => compareTexts(pool, left, right)) : shared;
}

/** The rows under a key. */
export function rowsUnder({ startOf, rows }: KeyGroups, key: TextId): Int32Array {
  return rows.subarray(startOf[key] ?? 0, startOf[key + 1] ?? 0);
}
