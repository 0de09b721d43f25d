import { actorOf, appendAudit } from "../../audit/append.ts";
import { idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import { accountRecord } from "../core/account-records.ts";
import { type Cause, recordSettled } from "../record-settled.ts";
import { accountsToFollow, settleAccounts } from "../settle-accounts.ts";
import { settleContacts } from "../settle-contacts.ts";
import { type AccountSaid, accountsSaidAfter, deleteAccountClaims } from "../store/import-accounts.ts";
import { advanceBatch } from "../store/imports.ts";
import { lockIdentity } from "../store/records.ts";
import { writeIncoming } from "../write-records.ts";
import { type Run, settleRecords, writeContextOf } from "./run.ts";

/** Writes and settles the accounts that the rows of a file name, page by page, before the contacts that point at them. */
export async function writeAccounts(run: Run, from: string): Promise<void> {
  let after = from;
  for (;;) {
    const at = after;
    const said = await run.within(async (tx) => {
      const page = await accountsSaidAfter(tx, run.batchId, at, settleRecords(run.deps));
      if (page.length > 0) await writePage(run, tx, page);
      await advanceBatch(tx, run.batchId, { cursor: { accounts: page.at(-1)?.external_id ?? at } });
      return page;
    });
    after = said.at(-1)?.external_id ?? after;
    if (said.length < settleRecords(run.deps)) break;
  }
  await run.within(async (tx) => {
    await deleteAccountClaims(tx, run.batchId);
    await advanceBatch(tx, run.batchId, { phase: "load", cursor: {} });
  });
}

async function writePage(run: Run, tx: Tx, page: readonly AccountSaid[]): Promise<void> {
  await lockIdentity(tx);
  // The file is one statement: its pages must not differ in when they were said.
  const records = page.map(({ external_id: externalId, said }) => ({
    ...accountRecord(externalId, said),
    observedAt: run.batch.created_at,
  }));
  const written = await writeIncoming(run.deps.env, tx, writeContextOf(run), "account", records, () => null);
  if (written.fresh.size === 0) return;
  const accounts = await settleAccounts(tx, written);
  const moved = accountsToFollow(accounts, written);
  const people = moved.length === 0 ? null : await settleContacts(tx, { fresh: new Map(), keys: [] }, moved);
  const settled = await recordSettled(run.deps, tx, causeOf(run), { people, accounts });
  await appendAudit(run.deps, tx, settled.records);
  await run.deps.react(tx, settled.reactions);
}

/** What an import's changes name as their cause. */
export function causeOf({ caller, batchId }: Run): Cause {
  return { actor: actorOf(caller), batchId, names: { import: idFromUuid("imp", batchId) } };
}
