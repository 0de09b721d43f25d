import { createHash } from "node:crypto";

/** A stream of chance that is a pure function of its keys: equal keys roll equal dice, in any process, in any order. */
export interface Dice {
  /** Uniform in [0, 1). */
  unit(): number;
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Picks by weight; weights need not sum to one. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T;
}

/** Dice for one decision. Name the decision in the keys: two decisions must never share a stream. */
export function diceFor(...keys: readonly (string | number)[]): Dice {
  const unit = generator(createHash("sha256").update(keys.join("\u001f")).digest());
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(unit() * items.length)];
    if (item === undefined) throw new RangeError("cannot pick from an empty list");
    return item;
  };
  return {
    unit,
    pick,
    int: (min, max) => min + Math.floor(unit() * (max - min + 1)),
    chance: (probability) => unit() < probability,
    weighted: (items) => {
      let left = unit() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      return pick(items)[0];
    },
  };
}

/** A short stable name for a thing that is determined by its keys, such as a reaction or a Message-ID. */
export function nameFor(...keys: readonly (string | number)[]): string {
  return createHash("sha256").update(keys.join("\u001f")).digest("hex").slice(0, 20);
}

// sfc32: small, fast and good enough for a market; seeded by four words of a SHA-256.
function generator(seed: Buffer): () => number {
  let a = seed.readUInt32LE(0);
  let b = seed.readUInt32LE(4);
  let c = seed.readUInt32LE(8);
  let counter = seed.readUInt32LE(12);
  return () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  };
}
