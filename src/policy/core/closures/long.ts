import { EvaluationError, type Long } from "./value.ts";

const least = -(2n ** 63n);
const greatest = 2n ** 63n - 1n;

/** The Long of an exact whole number; beyond 64 bits there is none, and Cedar calls that an error. */
export function longOf(exact: bigint): Long {
  if (exact < least || exact > greatest) throw new EvaluationError("a long overflows");
  const near = Number(exact);
  return Number.isSafeInteger(near) ? near : exact;
}

export function plus(a: Long, b: Long): Long {
  return exact(a, b, (x, y) => x + y) ?? longOf(BigInt(a) + BigInt(b));
}

export function minus(a: Long, b: Long): Long {
  return exact(a, b, (x, y) => x - y) ?? longOf(BigInt(a) - BigInt(b));
}

export function times(a: Long, b: Long): Long {
  return exact(a, b, (x, y) => x * y) ?? longOf(BigInt(a) * BigInt(b));
}

/** A part of a Long, cut towards zero. */
export function quotient(a: Long, by: number): Long {
  return typeof a === "number" ? (a - (a % by)) / by : longOf(a / BigInt(by));
}

/** What is left over by a division that rounds down: never negative. */
export function remainder(a: Long, by: number): number {
  const left = typeof a === "number" ? a % by : Number(a % BigInt(by));
  return left < 0 ? left + by : left;
}

/** The result in doubles where it is exact: a result that is a safe integer has not been rounded. */
function exact(a: Long, b: Long, apply: (x: number, y: number) => number): number | undefined {
  if (typeof a !== "number" || typeof b !== "number") return undefined;
  const result = apply(a, b);
  // Adding zero turns a negative zero into zero.
  return Number.isSafeInteger(result) ? result + 0 : undefined;
}
