import { itemsOf, type JsonSchema, kindsOf } from "./schema.ts";

/**
 * Reads a text from a query or a flag as the kind of value that its field takes. What does not read as that kind stays
 * text, so that the contract, not this, names the fault.
 */
export function coerce(texts: readonly string[], schema: JsonSchema | undefined): unknown {
  const kinds = schema === undefined ? new Set<string>() : kindsOf(schema);
  const [first = ""] = texts;
  if (schema !== undefined && kinds.has("array") && !(texts.length === 1 && first.startsWith("["))) {
    const items = itemsOf(schema);
    return texts.map((text) => coerce([text], items));
  }
  return texts.length === 1 ? coerceOne(first, kinds) : texts;
}

function coerceOne(text: string, kinds: ReadonlySet<string>): unknown {
  if ((kinds.has("number") || kinds.has("integer")) && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return Number(text);
  if (kinds.has("boolean") && (text === "true" || text === "false")) return text === "true";
  if (kinds.has("null") && text === "null") return null;
  if ((kinds.has("object") || kinds.has("array")) && /^[[{]/.test(text)) return parsedOr(text);
  return text;
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
