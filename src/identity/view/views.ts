import { isoFromInstant } from "../../kernel/env.ts";
import { idFromUuid, newUuid, uuidFromId } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { IdentityDeps } from "../deps.ts";
import { whereOf } from "../fields/where.ts";
import { putView, removeView, type ViewRow, viewCount, viewsFor } from "../store/views.ts";
import type * as contract from "./contract.ts";
import type { SavedView } from "./contract.ts";

type Deps = Pick<IdentityDeps, "db" | "env">;

/** Saves a filter that its list would take today. */
export async function saveView(
  deps: Deps,
  input: InputOf<typeof contract.saveView>,
  caller: Caller,
): Promise<OutputOf<typeof contract.saveView>> {
  const { contacts, accounts } = input;
  if ((contacts === undefined) === (accounts === undefined))
    throw problem("invalid_input", "give one of `contacts` and `accounts`", {
      errors: [{ path: "/contacts", message: "a view is of contacts or of accounts" }],
    });
  const object = contacts === undefined ? "accounts" : "contacts";
  const filter = contacts ?? accounts ?? {};
  return deps.db.write(caller.workspaceId, async (tx) => {
    await whereOf(tx, object === "contacts" ? "contact" : "account", filter.where);
    const owner = caller.principal.id;
    if ((await viewCount(tx, owner)) >= limits.viewsPerPerson)
      throw problem("conflict", `you have ${limits.viewsPerPerson} views: \`views.delete\` some`);
    const id = newUuid(deps.env);
    const row = { id, owner, object, name: input.name, is_shared: input.shared, filter, saved_at: tx.now } as const;
    return viewOf(await putView(tx, row), caller);
  });
}

/** The views that somebody sees. */
export async function listViews(
  deps: Deps,
  input: InputOf<typeof contract.listViews>,
  caller: Caller,
): Promise<OutputOf<typeof contract.listViews>> {
  const rows = await deps.db.read(caller.workspaceId, (tx) => viewsFor(tx, caller.principal.id, limits.viewsShown));
  const seen = rows.filter((row) => input.object === undefined || row.object === input.object);
  return { items: seen.map((row) => viewOf(row, caller)) };
}

/** Takes a view away; one that is another's alone is not there. */
export async function deleteView(
  deps: Deps,
  input: InputOf<typeof contract.deleteView>,
  caller: Caller,
): Promise<OutputOf<typeof contract.deleteView>> {
  const isAdmin = caller.principal.role === "admin";
  const row = await deps.db.write(caller.workspaceId, (tx) =>
    removeView(tx, uuidFromId(input.viewId), caller.principal.id, isAdmin),
  );
  if (row === null)
    throw problem("not_found", `there is no view \`${input.viewId}\` that you may delete: \`views.list\` shows yours`);
  return viewOf(row, caller);
}

function viewOf(row: ViewRow, caller: Caller): SavedView {
  return {
    id: idFromUuid("viw", row.id),
    name: row.name,
    object: row.object,
    isShared: row.is_shared,
    isMine: row.owner === caller.principal.id,
    filter: { ...row.filter },
    savedAt: isoFromInstant(row.saved_at),
  };
}
