import { limits } from "../../../kernel/limits.ts";
import { isPayload, type Payload } from "../webhooks/payload.ts";

const depthMax = 32;

/**
 * An event as it can be kept: PostgreSQL takes no NUL, a canonical text no lone surrogate and no depth without end. Throws a
 * `RangeError` for one that is too large or too deep.
 */
export function cleanEvent(event: Payload): Payload {
  const bytes = Buffer.byteLength(JSON.stringify(event));
  if (bytes > limits.ingestEventMaxBytes)
    throw new RangeError(`the event has ${bytes} bytes, the limit is ${limits.ingestEventMaxBytes}`);
  return cleanObject(event, 1);
}

function cleanObject(value: Payload, depth: number): Payload {
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [cleanText(name), clean(inner, depth)]));
}

function clean(value: unknown, depth: number): unknown {
  if (depth > depthMax) throw new RangeError(`the event is nested deeper than ${depthMax}`);
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map((item: unknown) => clean(item, depth + 1));
  return isPayload(value) ? cleanObject(value, depth + 1) : value;
}

const cleanText = (text: string): string => text.replaceAll("\0", "").toWellFormed();
