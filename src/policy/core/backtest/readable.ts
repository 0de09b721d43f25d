import type { Shape } from "../shape.ts";

/**
 * Whether recorded facts have everything that policies of today read: facts are recorded whole and well formed, by a version that may
 * not have known all of them. More than is read does no harm.
 */
export function isReadable(shape: Shape, value: unknown): boolean {
  if (shape.is === "set") return Array.isArray(value);
  if (shape.is !== "record") return value !== undefined;
  if (typeof value !== "object" || value === null) return false;
  const given = value as Readonly<Record<string, unknown>>;
  return Object.entries(shape.fields).every(([name, field]) => isReadable(field, given[name]));
}
