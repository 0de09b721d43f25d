import { discard, widened } from "./string-pool.ts";

/** Pairs of small numbers, kept once each and known by a number of their own: keys that are a name at a place. */
export interface PairPool {
  size: number;
  leftOf: Int32Array;
  rightOf: Int32Array;
  /** Open addressing over pair numbers; -1 is free. */
  slots: Int32Array;
}

/** A pool without pairs. */
export function pairPool(): PairPool {
  return { size: 0, leftOf: new Int32Array(16), rightOf: new Int32Array(16), slots: new Int32Array(32).fill(-1) };
}

/** The pair's number; a new one when the pair is new. */
export function internPair(pool: PairPool, left: number, right: number): number {
  const slot = slotFor(pool, left, right);
  const known = pool.slots[slot] ?? -1;
  if (known !== -1) return known;
  if (pool.size === pool.leftOf.length) {
    pool.leftOf = widened(pool.leftOf);
    pool.rightOf = widened(pool.rightOf);
  }
  const id = pool.size;
  pool.leftOf[id] = left;
  pool.rightOf[id] = right;
  pool.slots[slot] = id;
  pool.size += 1;
  if (pool.size * 2 > pool.slots.length) widenSlots(pool);
  return id;
}

/** Lets go of what finds a pair's number: pairs can still be read by their numbers, and no more are taken. */
export function sealPairs(pool: PairPool): void {
  discard(pool.slots);
}

function slotFor({ slots, leftOf, rightOf }: PairPool, left: number, right: number): number {
  if (slots.length === 0) throw new Error("this pool is sealed: its pairs are known by their numbers only");
  const mask = slots.length - 1;
  for (let slot = mixed(left, right) & mask; ; slot = (slot + 1) & mask) {
    const id = slots[slot] ?? -1;
    if (id === -1 || (leftOf[id] === left && rightOf[id] === right)) return slot;
  }
}

function widenSlots(pool: PairPool): void {
  const slots = new Int32Array(pool.slots.length * 2).fill(-1);
  const mask = slots.length - 1;
  for (let id = 0; id < pool.size; id += 1) {
    let slot = mixed(pool.leftOf[id] ?? 0, pool.rightOf[id] ?? 0) & mask;
    while (slots[slot] !== -1) slot = (slot + 1) & mask;
    slots[slot] = id;
  }
  discard(pool.slots);
  pool.slots = slots;
}

function mixed(left: number, right: number): number {
  let hash = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca77);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
