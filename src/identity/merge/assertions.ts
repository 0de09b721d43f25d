import { idFromUuid, isPrefixed, uuidFromId } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { outweighedBy } from "../core/spoken.ts";
import type { IdentityDeps } from "../deps.ts";
import { type AssertionRow, assertionsAbout, assertionsBefore, assertionsByIds } from "../store/assertions.ts";
import { lockIdentity } from "../store/records.ts";
import { write } from "../trial.ts";
import { namedBody } from "./bodies.ts";
import { accountChange, assertionView, contactChange } from "./change-view.ts";
import type * as contract from "./contract.ts";
import { say } from "./say.ts";

type ListInput = InputOf<typeof contract.listAssertions>;

/** What people said, newest first. */
export async function listAssertions(
  deps: IdentityDeps,
  input: ListInput,
  caller: Caller,
): Promise<OutputOf<typeof contract.listAssertions>> {
  return await deps.db.read(caller.workspaceId, async (tx) => {
    const rows = await assertionsBefore(tx, {
      recordIds: await recordsAskedFor(tx, input),
      isRevoked: input.revoked ?? null,
      before: await numberOf(tx, input.cursor),
      count: input.limit + 1,
    });
    const items = rows.slice(0, input.limit).map(assertionView);
    return { items, next: rows.length > input.limit ? (items.at(-1)?.id ?? null) : null };
  });
}

/** Undoes what was said: everything is settled as if it had not been. */
export async function revokeAssertions(
  deps: IdentityDeps,
  { assertionIds, reason, dryRun }: InputOf<typeof contract.revokeAssertions>,
  caller: Caller,
): Promise<OutputOf<typeof contract.revokeAssertions>> {
  return await write(deps.db, caller.workspaceId, dryRun, async (tx) => {
    await lockIdentity(tx);
    const rows = await assertionsByIds(tx, assertionIds.map(uuidFromId));
    const known = new Map(rows.map((row) => [idFromUuid("ast", row.id), row]));
    const unknown = assertionIds.find((id) => !known.has(id));
    if (unknown !== undefined)
      throw problem("not_found", `there is no assertion \`${unknown}\`: \`assertions.list\` shows what was said`);
    const takesBack = rows.filter((row) => row.revoked_at === null);
    if (takesBack.length === 0)
      throw problem("conflict", "all of these were revoked already: `assertions.list` shows what still counts");
    const revived = await outweighedByAny(tx, takesBack);
    const heard = await say(deps, tx, caller, { says: [], takesBack, reason });
    const of = (about: AssertionRow["subject"]) => revived.filter((row) => row.subject === about);
    return {
      contacts: contactChange(heard, of("contact"), dryRun),
      accounts: accountChange(heard, of("account"), dryRun),
    };
  });
}

/** The older words that count again when these do not. */
async function outweighedByAny(tx: Tx, rows: readonly AssertionRow[]): Promise<readonly AssertionRow[]> {
  const taken = new Set(rows.map((row) => row.id));
  const said = await assertionsAbout(
    tx,
    rows.flatMap((row) => [...row.left, ...row.right]),
  );
  const found = rows.flatMap((row) =>
    outweighedBy(
      row,
      said.filter((older) => older.number < row.number && !taken.has(older.id)),
    ),
  );
  return [...new Map(found.map((row) => [row.id, row])).values()];
}

async function recordsAskedFor(tx: Tx, { contactId, accountId }: ListInput): Promise<readonly string[] | null> {
  if (contactId !== undefined) return (await namedBody(tx, "contact", contactId)).records;
  if (accountId !== undefined) return (await namedBody(tx, "account", accountId)).records;
  return null;
}

async function numberOf(tx: Tx, cursor: string | undefined): Promise<number | null> {
  if (cursor === undefined) return null;
  const [row] = isPrefixed(cursor) ? await assertionsByIds(tx, [uuidFromId(cursor)]) : [];
  if (row === undefined)
    throw problem("invalid_input", "the cursor is not one that this list gave out", {
      errors: [{ path: "/cursor", message: "expected the `next` of the page before" }],
    });
  return row.number;
}
