/**
 * A Cedar value while a policy is evaluated. A Long is a number where JavaScript holds it exactly and a bigint elsewhere,
 * never both for one value, so that `===` compares Longs.
 */
export type Value = boolean | Long | string | EntityValue | TimeValue | SetValue | RecordValue;

/** A whole number of 64 bits. */
export type Long = number | bigint;

/** An entity by type and id; it has no attributes and no parents, because facts live in the context only. */
export interface EntityValue {
  readonly is: "entity";
  readonly type: string;
  readonly id: string;
}

/** A moment or a span, in milliseconds. */
export interface TimeValue {
  readonly is: "datetime" | "duration";
  readonly ms: Long;
}

/** A set by the keys of its members, so that asking for one does not walk through them. */
export interface SetValue {
  readonly is: "set";
  readonly members: readonly Value[];
  readonly keys: ReadonlySet<string>;
}

export interface RecordValue {
  readonly is: "record";
  readonly fields: ReadonlyMap<string, Value>;
}

/** What Cedar calls an evaluation error: the policy has no result, and its id belongs to the failed ones. */
export class EvaluationError extends Error {
  override readonly name = "EvaluationError";
}

export function entityOf(type: string, id: string): EntityValue {
  return { is: "entity", type, id };
}

export function setOf(members: readonly Value[]): SetValue {
  return { is: "set", members, keys: new Set(members.map(keyOf)) };
}

/** Whether two values are the same; values of different types are not, and that is no error. */
export function isEqual(a: Value, b: Value): boolean {
  if (a === b) return true;
  return typeof a === "object" && typeof b === "object" && a.is === b.is && keyOf(a) === keyOf(b);
}

/** A text that two values share exactly when they are equal. */
export function keyOf(value: Value): string {
  if (typeof value === "string") return `s${value}`;
  if (typeof value === "boolean") return `b${value}`;
  if (typeof value !== "object") return `l${value}`;
  switch (value.is) {
    case "entity":
      // A type has no space in it, so the first one ends it.
      return `e${value.type} ${value.id}`;
    case "datetime":
    case "duration":
      return `${value.is} ${value.ms}`;
    case "set":
      return `[${JSON.stringify([...value.keys].sort())}`;
    case "record":
      return `{${JSON.stringify([...value.fields].map(([name, field]) => [name, keyOf(field)]).sort(byName))}`;
  }
}

function byName([a = ""]: readonly string[], [b = ""]: readonly string[]): number {
  return a < b ? -1 : 1;
}

export function asBool(value: Value): boolean {
  if (typeof value === "boolean") return value;
  throw new EvaluationError("expected a bool");
}

export function asLong(value: Value): Long {
  if (typeof value === "number" || typeof value === "bigint") return value;
  throw new EvaluationError("expected a long");
}

export function asText(value: Value): string {
  if (typeof value === "string") return value;
  throw new EvaluationError("expected a string");
}

export function asSet(value: Value): SetValue {
  if (typeof value === "object" && value.is === "set") return value;
  throw new EvaluationError("expected a set");
}

export function asEntity(value: Value): EntityValue {
  if (typeof value === "object" && value.is === "entity") return value;
  throw new EvaluationError("expected an entity");
}

export function asTime(value: Value, is: TimeValue["is"]): Long {
  if (typeof value === "object" && value.is === is) return value.ms;
  throw new EvaluationError(`expected a ${is}`);
}
