import { touchGroup } from "../schema.ts";
import { minus, plus, times } from "./long.ts";
import { counted, datetimeOf, durationOf, durationSince, offset, toDate, toTime } from "./time.ts";
import {
  asBool,
  asEntity,
  asLong,
  asSet,
  type EntityValue,
  EvaluationError,
  isEqual,
  keyOf,
  type Long,
  type TimeValue,
  type Value,
} from "./value.ts";

/** Operators of one operand, which is always evaluated. */
export const unary: Readonly<Record<string, (operand: Value) => Value>> = {
  "!": (a) => !asBool(a),
  neg: (a) => minus(0, asLong(a)),
  isEmpty: (a) => asSet(a).keys.size === 0,
};

/** Operators of two operands, both of which are always evaluated. */
export const binary: Readonly<Record<string, (left: Value, right: Value) => Value>> = {
  "==": isEqual,
  "!=": (a, b) => !isEqual(a, b),
  "<": (a, b) => isOrdered(a, b, (x, y) => x < y),
  "<=": (a, b) => isOrdered(a, b, (x, y) => x <= y),
  ">": (a, b) => isOrdered(a, b, (x, y) => x > y),
  ">=": (a, b) => isOrdered(a, b, (x, y) => x >= y),
  "+": (a, b) => plus(asLong(a), asLong(b)),
  "-": (a, b) => minus(asLong(a), asLong(b)),
  "*": (a, b) => times(asLong(a), asLong(b)),
  contains: (a, b) => asSet(a).keys.has(keyOf(b)),
  containsAll: (a, b) => hasAll(asSet(a).keys, asSet(b).keys),
  containsAny: (a, b) => hasAny(asSet(a).keys, asSet(b).keys),
};

/** A function or method of an extension, with the number of its operands. */
interface ExtensionFunction {
  readonly takes: 1 | 2;
  readonly call: (first: Value, second: Value) => Value;
}

const one = (call: (operand: Value) => Value): ExtensionFunction => ({ takes: 1, call });
const two = (call: (first: Value, second: Value) => Value): ExtensionFunction => ({ takes: 2, call });

/** The extensions that a fact can be of; `decimal` and `ip` are not among them, as no fact is one. */
export const functions: Readonly<Record<string, ExtensionFunction>> = {
  datetime: one(datetimeOf),
  duration: one(durationOf),
  offset: two(offset),
  durationSince: two(durationSince),
  toDate: one(toDate),
  toTime: one(toTime),
  toMilliseconds: one(counted(1)),
  toSeconds: one(counted(1_000)),
  toMinutes: one(counted(60_000)),
  toHours: one(counted(3_600_000)),
  toDays: one(counted(86_400_000)),
};

/** Whether an entity is another or belongs to it. */
export type MemberTest = (entity: EntityValue, of: EntityValue) => boolean;

/** Only the action that is asked about has a group, the one of all touches: nothing else has parents, as there are no entities. */
export function memberTest(action: EntityValue): MemberTest {
  const isSame = (a: EntityValue, b: EntityValue): boolean => a.type === b.type && a.id === b.id;
  return (entity, of) =>
    isSame(entity, of) || (isSame(entity, action) && of.type === action.type && of.id === touchGroup);
}

/** `in`: the right side is an entity or a set of them, and a member that is no entity is an error wherever it stands. */
export function isIn(left: Value, right: Value, isMember: MemberTest): boolean {
  const entity = asEntity(left);
  if (typeof right === "object" && right.is === "entity") return isMember(entity, right);
  return asSet(right)
    .members.map(asEntity)
    .some((group) => isMember(entity, group));
}

/** Longs, datetimes and durations are in order, each among themselves. */
function isOrdered(a: Value, b: Value, compare: (x: Long, y: Long) => boolean): boolean {
  if (isTime(a) && isTime(b) && a.is === b.is) return compare(a.ms, b.ms);
  if (typeof a === "object" || typeof b === "object") throw new EvaluationError("these are not in order");
  return compare(asLong(a), asLong(b));
}

function isTime(value: Value): value is TimeValue {
  return typeof value === "object" && (value.is === "datetime" || value.is === "duration");
}

function hasAll(set: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  for (const key of wanted) if (!set.has(key)) return false;
  return true;
}

function hasAny(set: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  for (const key of wanted) if (set.has(key)) return true;
  return false;
}
