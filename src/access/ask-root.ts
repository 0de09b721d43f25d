import type { Database, Sql } from "../kernel/sql.ts";

/**
 * Asks a question that no workspace owns yet. A bare statement does not notice that the server was killed and must be
 * brought back; reading the clock does, so it comes before the one repeat, and says `overloaded` while the server is away.
 */
export async function askRoot<T>(db: Database, ask: (root: Sql) => Promise<T>): Promise<T> {
  try {
    return await ask(db.root);
  } catch {
    await db.now();
    return ask(db.root);
  }
}
