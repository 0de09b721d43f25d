import { comparePacked, packText, unpackText } from "./packed-text.ts";

/** The number of a text in its pool: dense, from 0, in order of first appearance. */
export type TextId = number;

/**
 * Texts kept once each as bytes, out of the garbage collector's sight, and known by small numbers: millions of match keys in
 * tens of megabytes. Equal means equal: a hash only finds the place, the bytes decide, for two people must not become one
 * because their keys collide.
 */
export interface StringPool {
  size: number;
  readonly blocks: Uint8Array[];
  /** Bytes used of the last block. */
  used: number;
  blockOf: Int32Array;
  startOf: Int32Array;
  hashOf: Int32Array;
  /** Open addressing over text numbers; -1 is free. */
  slots: Int32Array;
  scratch: Uint8Array;
}

const headerBytes = 3;
const pageBytes = 4_096;
const blockBytesMax = 1 << 20;

/** An empty pool; small ones stay small. */
export function stringPool(): StringPool {
  return {
    size: 0,
    blocks: [],
    used: 0,
    blockOf: new Int32Array(16),
    startOf: new Int32Array(16),
    hashOf: new Int32Array(16),
    slots: new Int32Array(32).fill(-1),
    scratch: new Uint8Array(256),
  };
}

/** The text's number; a new one when the text is new. */
export function intern(pool: StringPool, text: string): TextId {
  const length = encode(pool, text);
  const hash = hashOf(pool.scratch, length);
  const slot = slotFor(pool, length, hash);
  const known = pool.slots[slot] ?? -1;
  if (known !== -1) return known;
  const id = pool.size;
  append(pool, length, hash);
  pool.slots[slot] = id;
  if (pool.size * 2 > pool.slots.length) widenSlots(pool);
  return id;
}

/** The text's number, or -1 when it is not in the pool. */
export function findText(pool: StringPool, text: string): TextId {
  const length = encode(pool, text);
  return pool.slots[slotFor(pool, length, hashOf(pool.scratch, length))] ?? -1;
}

/** Lets go of what finds a text's number: texts can still be read by their numbers, and no more are taken. */
export function sealPool(pool: StringPool): void {
  discard(pool.hashOf);
  discard(pool.slots);
}

/** The text of a number that this pool gave. */
export function textOf(pool: StringPool, id: TextId): string {
  return unpackText(bytesOf(pool, id));
}

/** Orders two texts by their bytes in UTF-8, which is the order of their code points. */
export function compareTexts(pool: StringPool, left: TextId, right: TextId): number {
  return comparePacked(bytesOf(pool, left), bytesOf(pool, right));
}

/** An array of twice the length with the same beginning, in the place of one that nobody reads any more. */
export function widened(array: Int32Array): Int32Array {
  const wider = new Int32Array(array.length * 2);
  wider.set(array);
  discard(array);
  return wider;
}

/** Gives an array's memory back now: a collection may come a hundred megabytes later. The array is empty from here on. */
export function discard(array: Int32Array): void {
  (array.buffer as ArrayBuffer).transfer(0);
}

function bytesOf(pool: StringPool, id: TextId): Uint8Array {
  const block = pool.blocks[pool.blockOf[id] ?? -1];
  if (block === undefined || id >= pool.size) throw new Error(`text ${id} is not in this pool of ${pool.size}`);
  const start = (pool.startOf[id] ?? 0) + headerBytes;
  return block.subarray(start, start + lengthBefore(block, start));
}

/** Writes the text's bytes into the scratch; gives their number. */
function encode(pool: StringPool, text: string): number {
  if (pool.scratch.length < text.length * 3) pool.scratch = new Uint8Array(text.length * 4);
  return packText(text, pool.scratch);
}

/** Where the text in the scratch is, or the free slot where it belongs. */
function slotFor(pool: StringPool, length: number, hash: number): number {
  const { slots, hashOf: hashes } = pool;
  if (slots.length === 0) throw new Error("this pool is sealed: its texts are known by their numbers only");
  const mask = slots.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const id = slots[slot] ?? -1;
    if (id === -1 || (hashes[id] === hash && isScratch(pool, id, length))) return slot;
  }
}

function isScratch(pool: StringPool, id: TextId, length: number): boolean {
  const block = pool.blocks[pool.blockOf[id] ?? -1];
  if (block === undefined) return false;
  const start = (pool.startOf[id] ?? 0) + headerBytes;
  if (lengthBefore(block, start) !== length) return false;
  const { scratch } = pool;
  for (let at = 0; at < length; at += 1) if (block[start + at] !== scratch[at]) return false;
  return true;
}

function append(pool: StringPool, length: number, hash: number): void {
  if (length >= 1 << 24) throw new Error(`a text of ${length} bytes is too long for a match key`);
  const room = length + headerBytes;
  let block = pool.blocks.at(-1);
  if (block === undefined || pool.used + room > block.length) {
    const wanted = Math.min(blockBytesMax, pageBytes << Math.min(pool.blocks.length, 8));
    block = new Uint8Array(Math.max(wanted, room));
    pool.blocks.push(block);
    pool.used = 0;
  }
  if (pool.size === pool.startOf.length) {
    pool.blockOf = widened(pool.blockOf);
    pool.startOf = widened(pool.startOf);
    pool.hashOf = widened(pool.hashOf);
  }
  pool.blockOf[pool.size] = pool.blocks.length - 1;
  pool.startOf[pool.size] = pool.used;
  pool.hashOf[pool.size] = hash;
  for (let at = 0; at < headerBytes; at += 1) block[pool.used + at] = (length >>> (8 * at)) & 0xff;
  block.set(pool.scratch.subarray(0, length), pool.used + headerBytes);
  pool.used += room;
  pool.size += 1;
}

function widenSlots(pool: StringPool): void {
  const slots = new Int32Array(pool.slots.length * 2).fill(-1);
  const mask = slots.length - 1;
  for (let id = 0; id < pool.size; id += 1) {
    let slot = (pool.hashOf[id] ?? 0) & mask;
    while (slots[slot] !== -1) slot = (slot + 1) & mask;
    slots[slot] = id;
  }
  discard(pool.slots);
  pool.slots = slots;
}

function lengthBefore(block: Uint8Array, start: number): number {
  return (block[start - 3] ?? 0) | ((block[start - 2] ?? 0) << 8) | ((block[start - 1] ?? 0) << 16);
}

/** FNV-1a with a final mix, so that the low bits, which address the table, depend on every byte. */
function hashOf(bytes: Uint8Array, length: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < length; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
