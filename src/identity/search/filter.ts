import { uuidFromId } from "../../kernel/ids.ts";
import type { InputOf } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { listAccounts, listContacts } from "../contract.ts";
import { readyAt } from "../core/confidence.ts";
import { whereOf } from "../fields/where.ts";
import type { AccountFilter, ContactFilter } from "../store/lists.ts";
import { entitiesOf } from "../store/records.ts";
import { narrowed } from "./narrow.ts";

/** Which contacts somebody means, as `contacts.list` takes it. */
export type AskedContacts = Omit<InputOf<typeof listContacts>, "cursor" | "limit">;

/** Which accounts somebody means, as `accounts.list` takes it. */
export type AskedAccounts = Omit<InputOf<typeof listAccounts>, "cursor" | "limit">;

/** The filter of a list for what was asked: the same for a list, and for everything that is done to a whole result. */
export async function contactFilterOf(tx: Tx, asked: AskedContacts): Promise<Omit<ContactFilter, "after" | "count">> {
  return {
    ...(await narrowed(tx, asked.q, "contact")),
    accountId: asked.accountId === undefined ? null : uuidFromId(asked.accountId),
    domain: asked.domain?.toLowerCase() ?? null,
    country: asked.country?.toUpperCase() ?? null,
    relation: asked.relation ?? null,
    where: await whereOf(tx, "contact", asked.where),
    ready: asked.ready === undefined ? null : { isReady: asked.ready, ...readyAt(tx.now) },
  };
}

/** The same for accounts. */
export async function accountFilterOf(tx: Tx, asked: AskedAccounts): Promise<Omit<AccountFilter, "after" | "count">> {
  return {
    ...(await narrowed(tx, asked.q, "account")),
    relation: asked.relation ?? null,
    domain: asked.domain?.toLowerCase() ?? null,
    country: asked.country?.toUpperCase() ?? null,
    industry: asked.industry ?? null,
    parentId: asked.parentId === undefined ? null : await livingId(tx, uuidFromId(asked.parentId)),
    where: await whereOf(tx, "account", asked.where),
  };
}

async function livingId(tx: Tx, accountId: string): Promise<string> {
  return (await entitiesOf(tx, [accountId])).get(accountId) ?? accountId;
}
