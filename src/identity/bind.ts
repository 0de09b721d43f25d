import { type Bound, bind, type Caller, type InputOf, type Operation, type OutputOf } from "../kernel/operation.ts";
import { bindAccounts } from "./accounts/bind.ts";
import { bindBulk } from "./bulk/bind.ts";
import { bindClaims } from "./claims/bind.ts";
import * as contract from "./contract.ts";
import type { IdentityDeps } from "./deps.ts";
import { bindEnrichment } from "./enrich/bind.ts";
import * as erasure from "./erase/contract.ts";
import { eraseContact } from "./erase/erase.ts";
import * as imports from "./import/contract.ts";
import { createImport } from "./import/create-import.ts";
import { getImport, listImports } from "./import/read-imports.ts";
import { listImportRejects, listImportRows } from "./import/read-rows.ts";
import { forgetImportTemplate, listImportTemplates } from "./import/templates.ts";
import { undoImport } from "./import/undo-import.ts";
import { appendUpload, createUpload } from "./import/uploads.ts";
import { listAssertions, revokeAssertions } from "./merge/assertions.ts";
import * as merging from "./merge/contract.ts";
import { detachAccountRecords, detachMany, detachRecords } from "./merge/detach.ts";
import { mergeAccounts, mergeContacts } from "./merge/merge.ts";
import { unmergeAccounts, unmergeContacts } from "./merge/unmerge.ts";
import { getAccount, listAccounts } from "./read-accounts.ts";
import { getContact, listContacts } from "./read-contacts.ts";
import * as review from "./review/contract.ts";
import { decideReview } from "./review/decide-review.ts";
import { getReview, listReviews } from "./review/read-reviews.ts";
import { bindRulesets } from "./ruleset/bind.ts";
import * as search from "./search/contract.ts";
import { find } from "./search/find.ts";
import * as views from "./view/contract.ts";
import { deleteView, listViews, saveView } from "./view/views.ts";

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
    ...bindAccounts(deps),
    serve(search.findAll, find),
    ...bindBulk(deps),
    ...bindEnrichment(deps),
    serve(views.saveView, saveView),
    serve(views.listViews, listViews),
    serve(views.deleteView, deleteView),
    serve(merging.mergeContacts, mergeContacts),
    serve(merging.unmergeContacts, unmergeContacts),
    serve(merging.detachRecords, detachRecords),
    serve(merging.detachMany, detachMany),
    serve(erasure.eraseContact, eraseContact),
    serve(merging.mergeAccounts, mergeAccounts),
    serve(merging.unmergeAccounts, unmergeAccounts),
    serve(merging.detachAccountRecords, detachAccountRecords),
    serve(merging.listAssertions, listAssertions),
    serve(merging.revokeAssertions, revokeAssertions),
    serve(review.listReviews, listReviews),
    serve(review.getReview, getReview),
    serve(review.decideReview, decideReview),
    ...bindRulesets(deps),
    serve(imports.createUpload, createUpload),
    serve(imports.appendUpload, appendUpload),
    serve(imports.createImport, createImport),
    serve(imports.getImport, getImport),
    serve(imports.listImports, listImports),
    serve(imports.listImportRows, listImportRows),
    serve(imports.listImportRejects, listImportRejects),
    serve(imports.undoImport, undoImport),
    serve(imports.listImportTemplates, listImportTemplates),
    serve(imports.forgetImportTemplate, forgetImportTemplate),
    ...bindClaims(deps),
  ];
}
