import { instantFromIso, isoFromInstant } from "../kernel/env.ts";
import { idFromUuid, uuidFromId } from "../kernel/ids.ts";
import { limits } from "../kernel/limits.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import { fieldsAsOf } from "./claims/as-of.ts";
import { accountSummary, contactSummary } from "./contact-view.ts";
import type * as contract from "./contract.ts";
import type { IdentityDeps } from "./deps.ts";
import { cursorId, pageOf } from "./paging.ts";
import { narrowed } from "./search/narrow.ts";
import { accountsListed, contactsListed } from "./store/lists.ts";
import { domainsOf } from "./store/people.ts";
import { currentObservations, entitiesOf } from "./store/records.ts";

/** Accounts that fit. */
export async function listAccounts(
  deps: IdentityDeps,
  input: InputOf<typeof contract.listAccounts>,
  caller: Caller,
): Promise<OutputOf<typeof contract.listAccounts>> {
  const rows = await deps.db.read(caller.workspaceId, async (tx) =>
    accountsListed(tx, {
      ...(await narrowed(tx, input.q, "account")),
      relation: input.relation ?? null,
      after: cursorId(input.cursor),
      count: input.limit + 1,
    }),
  );
  const { items, next } = pageOf(rows.map(accountSummary), input.limit);
  return { items: [...items], next };
}

/** One account, by any id that it ever had. */
export async function getAccount(
  deps: IdentityDeps,
  input: InputOf<typeof contract.getAccount>,
  caller: Caller,
): Promise<OutputOf<typeof contract.getAccount>> {
  return await deps.db.read(caller.workspaceId, async (tx) => {
    const requested = uuidFromId(input.accountId);
    const asOf = input.asOf === undefined ? null : instantFromIso(input.asOf);
    const id = (await entitiesOf(tx, [requested])).get(requested);
    const row =
      id === undefined
        ? undefined
        : (await accountsListed(tx, { words: [], relation: null, ids: [id], after: null, count: 1 }))[0];
    if (id === undefined || row === undefined)
      throw problem("not_found", `there is no account \`${input.accountId}\`: \`accounts.list\` finds them`);
    const [observed, domains, people] = await Promise.all([
      currentObservations(tx, [id]),
      domainsOf(tx, id),
      contactsListed(tx, {
        ids: null,
        words: [],
        accountId: id,
        domain: null,
        country: null,
        relation: null,
        after: null,
        count: limits.pageMax,
      }),
    ]);
    return {
      ...accountSummary(row),
      id: idFromUuid("acc", id),
      requestedId: input.accountId,
      fields: await fieldsAsOf(tx, "account", observed, asOf),
      asOf: asOf === null ? null : isoFromInstant(asOf),
      domains: [...domains],
      people: people.map(contactSummary),
    };
  });
}
