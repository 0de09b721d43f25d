/**
 * The shape of a fact. One description gives the TypeScript type, the check at the door, and the Cedar schema, so the
 * three cannot drift apart.
 */
export type Shape =
  | { readonly is: "text"; readonly max: number }
  | { readonly is: "whole" }
  | { readonly is: "flag" }
  | { readonly is: "time" }
  | { readonly is: "one"; readonly name: string; readonly of: readonly string[] }
  | { readonly is: "set"; readonly of: Shape; readonly max: number }
  | RecordShape;

/** A record of facts; every field is required, because an absent fact must refuse and never permit. */
export interface RecordShape {
  readonly is: "record";
  readonly fields: Readonly<Record<string, Shape>>;
}

/** The TypeScript value that a shape describes. */
export type ValueOf<S> = S extends { readonly is: "text" | "time" }
  ? string
  : S extends { readonly is: "whole" }
    ? number
    : S extends { readonly is: "flag" }
      ? boolean
      : S extends { readonly is: "one"; readonly of: readonly (infer V)[] }
        ? V
        : S extends { readonly is: "set"; readonly of: infer E }
          ? readonly ValueOf<E>[]
          : S extends { readonly is: "record"; readonly fields: infer F }
            ? { readonly [K in keyof F]: ValueOf<F[K]> }
            : never;

/** Text of at most `max` UTF-16 units: ids and names that no policy compares by a typo. */
export const text = (max: number) => ({ is: "text", max }) as const;
/** A whole number that JavaScript and Cedar both hold exactly. */
export const whole = { is: "whole" } as const;
/** A yes or no that was looked up, never assumed. */
export const flag = { is: "flag" } as const;
/** A time as ISO 8601 in UTC with milliseconds; `never` stands for "not yet". */
export const time = { is: "time" } as const;
/** One word of a closed vocabulary; an enum entity in Cedar, so a misspelt policy does not load. */
export const one = <const V extends readonly string[]>(name: string, of: V) => ({ is: "one", name, of }) as const;
/** A set of at most `max` members. */
export const set = <const S extends Shape>(of: S, max: number) => ({ is: "set", of, max }) as const;
/** A record; all fields required. */
export const record = <const F extends Readonly<Record<string, Shape>>>(fields: F) =>
  ({ is: "record", fields }) as const;

/** One fault of a facts document: where, and what belongs there. Never quotes the value, which may be personal. */
export interface ShapeFault {
  readonly path: string;
  readonly expected: string;
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
// Cedar refuses lone surrogates by throwing, which would cost an engine instance.
const illFormed = (value: string) => !value.isWellFormed();

/** Everything that is wrong with a value; empty means that it has the shape. */
export function shapeFaults(shape: Shape, value: unknown, path = ""): readonly ShapeFault[] {
  const fault = (expected: string): readonly ShapeFault[] => [{ path, expected }];
  switch (shape.is) {
    case "text":
      return typeof value === "string" && value.length <= shape.max && !illFormed(value)
        ? []
        : fault(`text of at most ${shape.max}`);
    case "whole":
      return Number.isSafeInteger(value) ? [] : fault("a whole number");
    case "flag":
      return typeof value === "boolean" ? [] : fault("true or false");
    case "time":
      return typeof value === "string" && isInstant(value) ? [] : fault("an ISO 8601 time in UTC");
    case "one":
      return typeof value === "string" && shape.of.includes(value) ? [] : fault(`one of the ${shape.name} words`);
    case "set":
      if (!Array.isArray(value) || value.length > shape.max) return fault(`a list of at most ${shape.max}`);
      return value.flatMap((member, index) => shapeFaults(shape.of, member, `${path}/${index}`));
    case "record":
      return recordFaults(shape, value, path);
  }
}

/** Whether a text is a time that exists: `Date.parse` makes 2 March of 30 February, and Cedar refuses it. */
function isInstant(value: string): boolean {
  return instant.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString() === value;
}

function recordFaults(shape: RecordShape, value: unknown, path: string): readonly ShapeFault[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [{ path, expected: "a record" }];
  const given = value as Readonly<Record<string, unknown>>;
  const unknownFields = Object.keys(given).filter((name) => !Object.hasOwn(shape.fields, name));
  return [
    ...unknownFields.map((name) => ({ path: `${path}/${name}`, expected: "no such fact" })),
    ...Object.entries(shape.fields).flatMap(([name, field]) =>
      Object.hasOwn(given, name)
        ? shapeFaults(field, given[name], `${path}/${name}`)
        : [{ path: `${path}/${name}`, expected: "a fact, and there is none" }],
    ),
  ];
}

/** The part of a shape that some paths read; the empty path, or a path that ends at a record, means all of it. */
export function projectShape(shape: RecordShape, paths: readonly (readonly string[])[]): RecordShape {
  if (paths.some((path) => path.length === 0)) return shape;
  const fields = Object.entries(shape.fields).flatMap(([name, field]): [string, Shape][] => {
    const inner = paths.filter((path) => path[0] === name).map((path) => path.slice(1));
    if (inner.length === 0) return [];
    return [[name, field.is === "record" ? projectShape(field, inner) : field]];
  });
  return { is: "record", fields: Object.fromEntries(fields) };
}
