import { createHash } from "node:crypto";
import { canonicalJson } from "../../kernel/canonical.ts";
import { type Id, idFromUuid, uuidFromId } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import type { Caller, InputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { listAccounts, listContacts } from "../contract.ts";
import { type AskedAccounts, type AskedContacts, accountFilterOf, contactFilterOf } from "../search/filter.ts";
import { accountsListed, contactsListed } from "../store/lists.ts";
import { viewSeenBy } from "../store/views.ts";
import type { BulkChange, previewBulk } from "./contract.ts";

/** Whom a bulk change is about: everybody that a list shows for a filter. */
export type BulkResult =
  | { readonly object: "contact"; readonly filter: AskedContacts }
  | { readonly object: "account"; readonly filter: AskedAccounts };

type Asked = Pick<InputOf<typeof previewBulk>, "contacts" | "accounts" | "viewId">;

const page = { cursor: true, limit: true } as const;
const contactsFilter = listContacts.input.omit(page);
const accountsFilter = listAccounts.input.omit(page);
const pageItems = 5_000;

/** Reads whom somebody means: a filter, or the one of a view. */
export async function resultOf(tx: Tx, asked: Asked, caller: Caller): Promise<BulkResult> {
  const { contacts, accounts, viewId } = asked;
  if ([contacts, accounts, viewId].filter((one) => one !== undefined).length !== 1)
    throw problem("invalid_input", "give one of `contacts`, `accounts` and `viewId`", {
      errors: [{ path: "/contacts", message: "a bulk change is about one result" }],
    });
  if (contacts !== undefined) return { object: "contact", filter: contacts };
  if (accounts !== undefined) return { object: "account", filter: accounts };
  const view = viewId === undefined ? null : await viewSeenBy(tx, uuidFromId(viewId), caller.principal.id);
  if (view === null) throw problem("not_found", `there is no view \`${viewId}\`: \`views.list\` shows those you see`);
  return view.object === "contacts"
    ? { object: "contact", filter: contactsFilter.parse(view.filter) }
    : { object: "account", filter: accountsFilter.parse(view.filter) };
}

/** The ids of the whole result, in the order of its list, or a refusal when they are too many for one change. */
export async function idsIn(tx: Tx, result: BulkResult): Promise<readonly string[]> {
  const pageAfter = await pagesOf(tx, result);
  const ids: string[] = [];
  for (;;) {
    const found = await pageAfter(ids.at(-1) ?? null);
    ids.push(...found);
    if (ids.length > limits.bulkItemsMax)
      throw problem("too_large", `more than ${limits.bulkItemsMax} ${result.object}s fit: narrow the filter`);
    if (found.length < pageItems) return ids;
  }
}

async function pagesOf(tx: Tx, result: BulkResult): Promise<(after: string | null) => Promise<readonly string[]>> {
  if (result.object === "contact") {
    const filter = await contactFilterOf(tx, result.filter);
    return async (after) => (await contactsListed(tx, { ...filter, after, count: pageItems })).map((row) => row.id);
  }
  const filter = await accountFilterOf(tx, result.filter);
  return async (after) => (await accountsListed(tx, { ...filter, after, count: pageItems })).map((row) => row.id);
}

/** What a preview was of: the filter, the change and everybody whom it found. */
export function digestOf({ object, filter }: BulkResult, change: BulkChange, ids: readonly string[]): string {
  const hash = createHash("sha256").update(canonicalJson({ object, filter, change }));
  for (const id of ids) hash.update(id);
  return `sha256:${hash.digest("hex")}`;
}

/** The id of an item as it goes out. */
export function itemId(object: BulkResult["object"], uuid: string): Id<"con"> | Id<"acc"> {
  return object === "contact" ? idFromUuid("con", uuid) : idFromUuid("acc", uuid);
}
