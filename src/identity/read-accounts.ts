import { instantFromIso, isoFromInstant } from "../kernel/env.ts";
import { idFromUuid, uuidFromId } from "../kernel/ids.ts";
import { limits } from "../kernel/limits.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import { domainViews } from "./accounts/set-domain.ts";
import { parentView } from "./accounts/set-parent.ts";
import { absorbedAccounts } from "./attribution.ts";
import { fieldsAsOf } from "./claims/as-of.ts";
import { accountSummary, contactSummary } from "./contact-view.ts";
import type * as contract from "./contract.ts";
import type { IdentityDeps } from "./deps.ts";
import { employmentView } from "./employment-view.ts";
import { cursorId, pageOf } from "./paging.ts";
import { accountFilterOf } from "./search/filter.ts";
import { accountsListed, contactsListed, everyAccount } from "./store/lists.ts";
import { currentObservations, entitiesOf } from "./store/records.ts";
import { pastRelationshipsAt } from "./store/relationships.ts";
import { childrenOf, parentOf, unknownParentsOf } from "./store/tree.ts";

/** Accounts that fit. */
export async function listAccounts(
  deps: IdentityDeps,
  input: InputOf<typeof contract.listAccounts>,
  caller: Caller,
): Promise<OutputOf<typeof contract.listAccounts>> {
  const rows = await deps.db.read(caller.workspaceId, async (tx) =>
    accountsListed(tx, {
      ...(await accountFilterOf(tx, input)),
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
    const row = id === undefined ? undefined : (await accountsListed(tx, { ...everyAccount, ids: [id], count: 1 }))[0];
    if (id === undefined || row === undefined)
      throw problem("not_found", `there is no account \`${input.accountId}\`: \`accounts.list\` finds them`);
    const [observed, domains, people] = await Promise.all([
      currentObservations(tx, [id]),
      domainViews(tx, id),
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
      absorbed: [...((await absorbedAccounts(tx, [idFromUuid("acc", id)])).get(idFromUuid("acc", id)) ?? [])],
      fields: await fieldsAsOf(tx, "account", observed, asOf),
      asOf: asOf === null ? null : isoFromInstant(asOf),
      domains,
      ...(await family(tx, id)),
      people: people.map(contactSummary),
      formerPeople: (await pastRelationshipsAt(tx, id, limits.pageMax)).map((one) => ({
        ...employmentView(one),
        contactId: idFromUuid("con", one.contact_id),
        name: one.name,
      })),
    };
  });
}

/** Who an account belongs to, and who belongs to it. */
async function family(tx: Tx, accountId: string) {
  const parent = await parentOf(tx, accountId);
  const children = await childrenOf(tx, accountId, limits.pageMax);
  return {
    parent: parent === undefined ? null : parentView(parent),
    parentsUnknown: [...(await unknownParentsOf(tx, accountId))],
    children: children.map((child) => ({ ...child, id: idFromUuid("acc", child.id) })),
  };
}
