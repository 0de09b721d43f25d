/**
 * Canonical JSON (RFC 8785): one value, one text, in any language. Strict, because what is silently changed here would be
 * signed: `undefined`, NaN, lone surrogates and objects that are not plain are refused, never dropped or coerced.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface CanonicalOptions {
  /** Refuses fractions and numbers past 2^53, so that any language reads the same number. */
  readonly integersOnly?: boolean;
}

const depthMax = 64;

/** The RFC 8785 text of a value; throws a `TypeError` that names the path of what cannot be written. */
export function canonicalJson(value: unknown, options: CanonicalOptions = {}): string {
  return write(value, "", 0, options.integersOnly === true);
}

function write(value: unknown, path: string, depth: number, integersOnly: boolean): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return writeString(value, path);
  if (typeof value === "number") return writeNumber(value, path, integersOnly);
  if (depth >= depthMax) throw refusal(path, `is nested deeper than ${depthMax}`);
  if (Array.isArray(value)) {
    // Array.from visits holes, which map() would skip.
    return `[${Array.from(value, (item, index) => write(item, `${path}/${index}`, depth + 1, integersOnly)).join(",")}]`;
  }
  if (!isPlainObject(value)) throw refusal(path, `is ${kindOf(value)}, not JSON`);
  const members: string[] = [];
  // The default sort compares UTF-16 code units, as RFC 8785 section 3.2.3 asks.
  for (const key of Object.keys(value).sort()) {
    members.push(`${writeString(key, path)}:${write(value[key], `${path}/${key}`, depth + 1, integersOnly)}`);
  }
  return `{${members.join(",")}}`;
}

function writeString(text: string, path: string): string {
  if (!text.isWellFormed()) throw refusal(path, "holds a lone surrogate");
  return JSON.stringify(text);
}

function writeNumber(value: number, path: string, integersOnly: boolean): string {
  if (!Number.isFinite(value)) throw refusal(path, `is ${value}, not JSON`);
  if (integersOnly && !Number.isSafeInteger(value)) throw refusal(path, `is ${value}, not a whole number`);
  return JSON.stringify(value);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.getOwnPropertySymbols(value).length === 0;
}

function kindOf(value: unknown): string {
  return typeof value === "object" && value !== null ? (value.constructor?.name ?? "an object") : typeof value;
}

function refusal(path: string, says: string): TypeError {
  return new TypeError(`\`${path === "" ? "/" : path}\` ${says}`);
}
