import { isPrefixed, uuidFromId } from "../kernel/ids.ts";
import { problem } from "../kernel/problem.ts";

/** The id after which a page starts; cursors are ids, opaque to callers. */
export function cursorId(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  if (!isPrefixed(cursor))
    throw problem("invalid_input", "the cursor is not one that a list gave out", {
      errors: [{ path: "/cursor", message: "expected the `next` of the page before" }],
    });
  return uuidFromId(cursor);
}

/** One page of rows that were read one further, and the cursor of the next. */
export function pageOf<T extends { readonly id: string }>(
  rows: readonly T[],
  limit: number,
): { readonly items: readonly T[]; readonly next: string | null } {
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
