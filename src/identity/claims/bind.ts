import { type Bound, bind, type Caller, type InputOf, type Operation, type OutputOf } from "../../kernel/operation.ts";
import type { IdentityDeps } from "../deps.ts";
import * as fields from "../fields/contract.ts";
import { archiveField, declareField } from "../fields/declare.ts";
import { listFields } from "../fields/read-fields.ts";
import { setFieldOwner } from "../fields/set-owner.ts";
import * as contract from "./contract.ts";
import { revertAccount, revertContact, updateAccount, updateContact } from "./edit.ts";
import { accountHistory, contactHistory } from "./history.ts";
import { rankAccount, rankContact } from "./rank-operations.ts";

/** What people say about claims, and the fields that claims are about, with what serves them. */
export function bindClaims(deps: IdentityDeps): readonly Bound[] {
  const serve = <O extends Operation>(
    operation: O,
    verb: (deps: IdentityDeps, input: InputOf<O>, caller: Caller) => Promise<OutputOf<O>>,
  ): Bound => bind(operation, (input, caller) => verb(deps, input, caller));
  return [
    serve(contract.updateContact, updateContact),
    serve(contract.revertContact, revertContact),
    serve(contract.pinContact, rankContact.pin),
    serve(contract.unpinContact, rankContact.unpin),
    serve(contract.deprecateContact, rankContact.deprecate),
    serve(contract.undeprecateContact, rankContact.undeprecate),
    serve(contract.contactHistory, contactHistory),
    serve(contract.updateAccount, updateAccount),
    serve(contract.revertAccount, revertAccount),
    serve(contract.pinAccount, rankAccount.pin),
    serve(contract.unpinAccount, rankAccount.unpin),
    serve(contract.deprecateAccount, rankAccount.deprecate),
    serve(contract.undeprecateAccount, rankAccount.undeprecate),
    serve(contract.accountHistory, accountHistory),
    serve(fields.listFields, listFields),
    serve(fields.declareField, declareField),
    serve(fields.archiveField, archiveField),
    serve(fields.setFieldOwner, setFieldOwner),
  ];
}
