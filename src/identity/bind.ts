import { type Bound, bind, type Caller, type InputOf, type Operation, type OutputOf } from "../kernel/operation.ts";
import * as contract from "./contract.ts";
import type { IdentityDeps } from "./deps.ts";
import * as imports from "./import/contract.ts";
import { createImport } from "./import/create-import.ts";
import { getImport, listImportRejects, listImports } from "./import/read-imports.ts";
import { getAccount, listAccounts } from "./read-accounts.ts";
import { getContact, listContacts } from "./read-contacts.ts";
import * as search from "./search/contract.ts";
import { find } from "./search/find.ts";

/** The operations of identity with what serves them. */
export function bindIdentity(deps: IdentityDeps): readonly Bound[] {
  const serve = <O extends Operation>(
    operation: O,
    verb: (deps: IdentityDeps, input: InputOf<O>, caller: Caller) => Promise<OutputOf<O>>,
  ): Bound => bind(operation, (input, caller) => verb(deps, input, caller));
  return [
    serve(contract.listContacts, listContacts),
    serve(contract.getContact, getContact),
    serve(contract.listAccounts, listAccounts),
    serve(contract.getAccount, getAccount),
    serve(search.findAll, find),
    serve(imports.createImport, createImport),
    serve(imports.getImport, getImport),
    serve(imports.listImports, listImports),
    serve(imports.listImportRejects, listImportRejects),
  ];
}
