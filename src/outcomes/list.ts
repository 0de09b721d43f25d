import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import type { Database } from "../kernel/sql.ts";
import type { outcomesList } from "./contract.ts";
import { outcomesBefore } from "./store/outcomes.ts";
import { viewOfOutcome } from "./view.ts";

/** One page of outcomes, newest first; corrected ones stay in the list. */
export async function listOutcomes(
  deps: { readonly db: Database },
  input: InputOf<typeof outcomesList>,
  caller: Caller,
): Promise<OutputOf<typeof outcomesList>> {
  const filter = { kind: input.kind ?? null, contactId: input.contactId ?? null, before: input.after ?? null };
  const outcomes = await deps.db.read(caller.workspaceId, (tx) => outcomesBefore(tx, filter, input.limit + 1));
  const page = outcomes.slice(0, input.limit);
  return {
    items: page.map(viewOfOutcome),
    next: outcomes.length > input.limit ? (page.at(-1)?.id ?? null) : null,
  };
}
