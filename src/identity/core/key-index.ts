import { widened } from "./string-pool.ts";
import { compareText } from "./text.ts";

/** Which rows stand under which key, for one kind of key, as it grows: an entry per row and key. Keys are small dense numbers. */
export interface KeyIndex {
  size: number;
  /** How many keys there are: numbers from 0 up to this. */
  keyCount: number;
  keyOf: Int32Array;
  rowOf: Int32Array;
}

/** The rows under every key, ready to be read. */
export interface KeyGroups {
  readonly keyCount: number;
  /** The rows of key `k` are `rows[startOf[k]]` up to `rows[startOf[k + 1]]`, ascending. */
  readonly startOf: Int32Array;
  readonly rows: Int32Array;
}

/** An index without entries. */
export function keyIndex(): KeyIndex {
  return { size: 0, keyCount: 0, keyOf: new Int32Array(16), rowOf: new Int32Array(16) };
}

/** Puts a row under a key. */
export function addKey(index: KeyIndex, row: number, key: number): void {
  if (index.size === index.keyOf.length) {
    index.keyOf = widened(index.keyOf);
    index.rowOf = widened(index.rowOf);
  }
  index.keyOf[index.size] = key;
  index.rowOf[index.size] = row;
  index.size += 1;
  index.keyCount = Math.max(index.keyCount, key + 1);
}

/** Groups the entries by key in two passes; `rankOf` says where each row stands in canonical order. */
export function groupedByKey(index: KeyIndex, rankOf: Int32Array): KeyGroups {
  const { keyCount, size, keyOf, rowOf } = index;
  const startOf = new Int32Array(keyCount + 1);
  for (let at = 0; at < size; at += 1) {
    const next = (keyOf[at] ?? 0) + 1;
    startOf[next] = (startOf[next] ?? 0) + 1;
  }
  for (let key = 0; key < keyCount; key += 1) startOf[key + 1] = (startOf[key + 1] ?? 0) + (startOf[key] ?? 0);
  const fill = startOf.slice(0, keyCount);
  const rows = new Int32Array(size);
  for (let at = 0; at < size; at += 1) {
    const key = keyOf[at] ?? 0;
    const place = fill[key] ?? 0;
    rows[place] = rankOf[rowOf[at] ?? 0] ?? 0;
    fill[key] = place + 1;
  }
  for (let key = 0; key < keyCount; key += 1) {
    const [from, to] = [startOf[key] ?? 0, startOf[key + 1] ?? 0];
    if (to - from > 1) rows.subarray(from, to).sort();
  }
  return { keyCount, startOf, rows };
}

/** The keys that two or more rows share; in the order of their texts where `textOf` is given. */
export function sharedKeys(
  { keyCount, startOf }: KeyGroups,
  textOf: ((key: number) => string) | null,
): readonly number[] {
  const shared: number[] = [];
  for (let key = 0; key < keyCount; key += 1) if ((startOf[key + 1] ?? 0) - (startOf[key] ?? 0) > 1) shared.push(key);
  if (textOf === null) return shared;
  return shared
    .map((key) => ({ key, text: textOf(key) }))
    .sort((left, right) => compareText(left.text, right.text))
    .map(({ key }) => key);
}

/** The rows under a key. */
export function rowsUnder({ startOf, rows }: KeyGroups, key: number): Int32Array {
  return rows.subarray(startOf[key] ?? 0, startOf[key + 1] ?? 0);
}
