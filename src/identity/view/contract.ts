import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { listAccounts, listContacts } from "../contract.ts";

const page = { cursor: true, limit: true } as const;
/** What a view holds: what its list is asked for, without the page. */
const contactsFilter = listContacts.input.omit(page);
const accountsFilter = listAccounts.input.omit(page);

/** What a view is of. */
export const viewObjects = ["contacts", "accounts"] as const;
export type ViewObject = (typeof viewObjects)[number];

const savedView = z.object({
  id: idSchema("viw"),
  name: z.string(),
  object: z.enum(viewObjects),
  isShared: z.boolean(),
  isMine: z.boolean(),
  filter: z.record(z.string(), z.unknown()).describe("the input of `contacts.list` or `accounts.list`"),
  savedAt: z.string(),
});
export type SavedView = z.input<typeof savedView>;

/** Gives a filter a name; under a name of one's own that is taken, the new filter replaces the old. */
export const saveView = operation({
  name: "views.save",
  summary: "Save a filter over contacts or accounts under a name, for oneself or shared; the same name replaces it",
  effect: "write",
  scope: "contacts:write",
  method: "POST",
  path: "/v1/views",
  status: 201,
  input: z.strictObject({
    name: z.string().trim().min(1).max(80),
    shared: z.boolean().default(false),
    contacts: contactsFilter.optional().describe("a filter as `contacts.list` takes it"),
    accounts: accountsFilter.optional().describe("a filter as `accounts.list` takes it"),
  }),
  output: savedView,
  problems: ["invalid_input", "conflict"],
  agents: false,
});

/** One's own views and those that others share. */
export const listViews = operation({
  name: "views.list",
  summary: "One's own saved views and those that others share, by name",
  effect: "read",
  scope: "contacts:read",
  method: "GET",
  path: "/v1/views",
  status: 200,
  input: z.strictObject({ object: z.enum(viewObjects).optional() }),
  output: z.object({ items: z.array(savedView) }),
  problems: [],
});

/** Takes a view away: whoever saved it may, and an admin. */
export const deleteView = operation({
  name: "views.delete",
  summary: "Delete a saved view of one's own; an admin may delete any that is shared",
  effect: "write",
  scope: "contacts:write",
  method: "POST",
  path: "/v1/views/{viewId}/delete",
  status: 200,
  input: z.strictObject({ viewId: idSchema("viw") }),
  output: savedView,
  problems: ["not_found"],
  agents: false,
});
