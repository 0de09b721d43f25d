import type { Id } from "../kernel/ids.ts";
import type { Database, Tx } from "../kernel/sql.ts";

/** Carries what a trial found out of the transaction that it undoes. */
class TrialDone extends Error {
  readonly found: unknown;

  constructor(found: unknown) {
    super("trial");
    this.found = found;
  }
}

/** Does the work, or, as a trial, does all of it and undoes it: a preview takes the same path, so that it comes true. */
export async function write<T>(
  db: Database,
  workspaceId: Id<"wsp">,
  isTrial: boolean,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  try {
    return await db.write(workspaceId, async (tx) => {
      const found = await work(tx);
      if (isTrial) throw new TrialDone(found);
      return found;
    });
  } catch (error) {
    if (error instanceof TrialDone) return error.found as T;
    throw error;
  }
}
