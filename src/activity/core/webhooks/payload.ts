import { type Instant, instantFromIso } from "../../../kernel/env.ts";
import { limits } from "../../../kernel/limits.ts";

/** A JSON object whose fields nobody has checked yet. */
export type Payload = Readonly<Record<string, unknown>>;

const textMaxChars = 4_000;

/** The JSON value of a body; a `RangeError` says why there is none. */
export function jsonOf(rawBody: Uint8Array): unknown {
  if (rawBody.byteLength > limits.webhookBodyMaxBytes)
    throw new RangeError(`the body has ${rawBody.byteLength} bytes, the limit is ${limits.webhookBodyMaxBytes}`);
  return jsonOfText(decoded(rawBody), "the body");
}

/** The JSON value of a text inside a body. */
export function jsonOfText(text: string, what: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new RangeError(`${what} is not JSON`, { cause });
  }
}

/** The JSON object of a body; a `RangeError` for anything else. */
export function objectOf(rawBody: Uint8Array): Payload {
  const value = jsonOf(rawBody);
  if (isPayload(value)) return value;
  throw new RangeError("the body is no JSON object");
}

/** The same where a bad body is an answer and no failure. */
export function objectOrNull(rawBody: Uint8Array): Payload | null {
  try {
    return objectOf(rawBody);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Objects of a list, within the bound; a `RangeError` for a list that is too long or holds anything else. */
export function objectsOf(value: unknown, what: string): readonly Payload[] {
  if (!Array.isArray(value)) throw new RangeError(`${what} is no list`);
  if (value.length > limits.webhookEventsMax)
    throw new RangeError(`${what} holds ${value.length} events, the limit is ${limits.webhookEventsMax}`);
  return value.map((item: unknown, index) => {
    if (isPayload(item)) return item;
    throw new RangeError(`item ${index + 1} of ${what} is no JSON object`);
  });
}

/** Whether a value is a JSON object. */
export function isPayload(value: unknown): value is Payload {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object at a path, or an empty one. */
export function objectAt(payload: Payload, ...path: readonly string[]): Payload {
  let at: Payload = payload;
  for (const name of path) {
    const inner = fieldOf(at, name);
    at = isPayload(inner) ? inner : {};
  }
  return at;
}

/** The first of these fields that holds a text or number, as text within the bound; else an empty text. */
export function textAt(payload: Payload, ...names: readonly string[]): string {
  for (const name of names) {
    const value = fieldOf(payload, name);
    if (typeof value === "string" && value !== "") return value.slice(0, textMaxChars);
    if (typeof value === "number") return String(value);
  }
  return "";
}

/** A field's own value: a name such as `constructor` finds nothing that was not sent. */
export function fieldOf(payload: Payload, name: string): unknown {
  return Object.hasOwn(payload, name) ? payload[name] : undefined;
}

/** The instant of an ISO 8601 text, or null. Some write a space for the `T`, a zone of two digits, or none and mean UTC. */
export function instantOfIso(text: string): Instant | null {
  const [, day, time, fraction = "0", sign, hours, minutes = "00"] = isoTime.exec(text) ?? [];
  if (day === undefined || time === undefined) return null;
  const zone = sign === undefined ? "Z" : `${sign}${hours}:${minutes}`;
  try {
    return instantFromIso(`${day}T${time}.${fraction.slice(0, 3)}${zone}`);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const isoTime = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))? ?(?:[Zz]|([+-])(\d\d)(?::?(\d\d))?)?$/;

/** The instant of a Unix time in seconds, whole or not, or null. */
export function instantOfSeconds(value: unknown): Instant | null {
  const seconds = typeof value === "string" && value !== "" ? Number(value) : value;
  const isTime = typeof seconds === "number" && seconds > 0 && seconds < secondsMax;
  return isTime ? Math.round(seconds * 1_000) : null;
}

/** The year 2286: beyond it a number is milliseconds, or no time. */
const secondsMax = 10_000_000_000;

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new RangeError("the body is not UTF-8", { cause });
  }
}
