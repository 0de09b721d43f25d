import type { Tx } from "./sql.ts";

/**
 * Does work that the app's role may not do, inside the caller's transaction: wiping what a person has the right to have wiped out
 * of rows that are otherwise never changed. Row-level security does not hold the owner: every statement has to name the
 * workspace itself. Only files called `erase.ts` may use it (planted in `test/architecture`: "a way round the wall").
 */
export async function asOwner(tx: Tx, work: () => Promise<void>): Promise<void> {
  const [before] = await tx.sql<{ role: string }[]>`select current_setting('role') as role`;
  await tx.sql`select set_config('role', 'none', true)`;
  await work();
  await tx.sql`select set_config('role', ${before?.role ?? "none"}::text, true)`;
}
