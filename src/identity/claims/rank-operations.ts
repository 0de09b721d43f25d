import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Caller } from "../../kernel/operation.ts";
import type { IdentityDeps } from "../deps.ts";
import { deprecate, type Meant, pin, undeprecate, unpin } from "./rank.ts";

type Act = typeof pin;
type OfContact = Meant & { readonly contactId: Id<"con"> };
type OfAccount = Meant & { readonly accountId: Id<"acc"> };

/** What people say about single claims of contacts. */
export const rankContact = {
  pin: ofContact(pin),
  unpin: ofContact(unpin),
  deprecate: ofContact(deprecate),
  undeprecate: ofContact(undeprecate),
} as const;

/** What people say about single claims of accounts. */
export const rankAccount = {
  pin: ofAccount(pin),
  unpin: ofAccount(unpin),
  deprecate: ofAccount(deprecate),
  undeprecate: ofAccount(undeprecate),
} as const;

function ofContact(act: Act) {
  return (deps: IdentityDeps, input: OfContact, caller: Caller) =>
    deps.db.write(caller.workspaceId, async (tx) => {
      const { id, fields } = await act(deps, tx, caller, "contact", input.contactId, input);
      return { contactId: idFromUuid("con", id), fields };
    });
}

function ofAccount(act: Act) {
  return (deps: IdentityDeps, input: OfAccount, caller: Caller) =>
    deps.db.write(caller.workspaceId, async (tx) => {
      const { id, fields } = await act(deps, tx, caller, "account", input.accountId, input);
      return { accountId: idFromUuid("acc", id), fields };
    });
}
