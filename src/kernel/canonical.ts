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
  return write(value, [], options.integersOnly === true);
}

/** Where a value is, outermost step first; it is spelled out only for a refusal. */
type Trail = (string | number)[];

function write(value: unknown, trail: Trail, integersOnly: boolean): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return writeString(value, trail);
  if (typeof value === "number") return writeNumber(value, trail, integersOnly);
  if (trail.length >= depthMax) throw refusal(trail, `is nested deeper than ${depthMax}`);
  if (Array.isArray(value)) return writeList(value, trail, integersOnly);
  if (!isPlainObject(value)) throw refusal(trail, `is ${kindOf(value)}, not JSON`);
  let members = "";
  // The default sort compares UTF-16 code units, as RFC 8785 section 3.2.3 asks.
  for (const key of Object.keys(value).sort()) {
    members += `${members === "" ? "" : ","}${writeString(key, trail)}:`;
    trail.push(key);
    members += write(value[key], trail, integersOnly);
    trail.pop();
  }
  return `{${members}}`;
}

function writeList(list: readonly unknown[], trail: Trail, integersOnly: boolean): string {
  let items = "";
  // By position, which visits holes; `map` would skip them.
  for (let at = 0; at < list.length; at += 1) {
    trail.push(at);
    items += `${at === 0 ? "" : ","}${write(list[at], trail, integersOnly)}`;
    trail.pop();
  }
  return `[${items}]`;
}

function writeString(text: string, trail: Trail): string {
  if (!text.isWellFormed()) throw refusal(trail, "holds a lone surrogate");
  return JSON.stringify(text);
}

function writeNumber(value: number, trail: Trail, integersOnly: boolean): string {
  if (!Number.isFinite(value)) throw refusal(trail, `is ${value}, not JSON`);
  if (integersOnly && !Number.isSafeInteger(value)) throw refusal(trail, `is ${value}, not a whole number`);
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

function refusal(trail: Trail, says: string): TypeError {
  return new TypeError(`\`/${trail.join("/")}\` ${says}`);
}
