/** A seeded source of chance: the same seed gives the same data on every machine. */
export interface Chance {
  /** A number from 0 up to 1. */
  next(): number;
  /** Whether something of this probability happens. */
  is(probability: number): boolean;
  /** A whole number from 0 up to `below`. */
  below(below: number): number;
  /** One of a list. */
  of<T>(list: readonly T[]): T;
  /** `length` hexadecimal digits. */
  hex(length: number): string;
  /** `length` decimal digits, the first not zero. */
  digits(length: number): string;
}

/** Chance by mulberry32. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    next,
    below,
    is: (probability) => next() < probability,
    of: (list) => {
      const one = list[below(list.length)];
      if (one === undefined) throw new Error("nothing to choose from");
      return one;
    },
    hex: (length) => Array.from({ length }, () => below(16).toString(16)).join(""),
    digits: (length) => Array.from({ length }, (_none, at) => String(at === 0 ? 1 + below(9) : below(10))).join(""),
  };
}
