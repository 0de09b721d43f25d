import type { QueryClient } from "@tanstack/react-query";

/**
 * Reads again whatever is shown of these nouns. A reading under way is given up first: it may have been answered before the
 * change, and a first one would otherwise be taken for the newest.
 */
export async function refresh(queries: QueryClient, nouns: readonly string[]): Promise<void> {
  const each = nouns.map((noun) => ({ queryKey: [noun] }));
  await Promise.all(each.map((filter) => queries.cancelQueries(filter)));
  await Promise.all(each.map((filter) => queries.invalidateQueries(filter)));
}
